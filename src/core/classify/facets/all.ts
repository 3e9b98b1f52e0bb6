/** The facets of a tool and the facts that raise its risk, each with its evidence. */
import { type Evidence, FACETS, type Facet, RISK_FACTS, type RiskFact } from "../../schema/verdict.ts";
import type { Evaluation } from "../evaluate.ts";
import type { Subject } from "../subject.ts";
import { passesCode } from "./arbitrary-code.ts";
import { touchesMany } from "./bulk.ts";
import { carriesOut } from "./external-sink.ts";
import type { FacetTest } from "./facet.ts";
import { fetchesAnyUrl } from "./fetches-any-url.ts";
import { grantsAccess } from "./grants-access.ts";
import { returnsPrivateData } from "./private-data.ts";
import { returnsSecrets } from "./returns-secrets.ts";
import { returnsStrangersText } from "./untrusted-content.ts";

const FACET_TESTS = {
  arbitraryCode: passesCode,
  privateData: returnsPrivateData,
  untrustedContent: returnsStrangersText,
  externalSink: carriesOut,
  bulk: touchesMany,
  grantsAccess,
} as const satisfies Record<Facet, FacetTest>;

/** What these fetch they return; the others keep it. */
const HANDS_BACK: ReadonlySet<string> = new Set(["read", "execute", "financial"]);

export interface FacetFindings {
  facets: Facet[];
  facts: RiskFact[];
  evidence: Map<Facet, readonly Evidence[]>;
}

export function findFacets(tool: Subject, evaluation: Evaluation): FacetFindings {
  const { category, held } = evaluation;
  const given = {
    tool,
    category,
    held,
    anyUrl: HANDS_BACK.has(category) ? fetchesAnyUrl(tool) : undefined,
  };
  const evidence = new Map<Facet, readonly Evidence[]>();
  for (const facet of FACETS) {
    const found = FACET_TESTS[facet](given);
    if (found) evidence.set(facet, found);
  }
  const holds: Record<RiskFact, boolean> = {
    "returns-secrets": Boolean(returnsSecrets(given)),
    "fetches-any-url": given.anyUrl !== undefined,
    "leaves-account": evidence.has("externalSink"),
    "grants-access": evidence.has("grantsAccess"),
    "runs-caller-code": evidence.has("arbitraryCode"),
  };
  return { facets: [...evidence.keys()], facts: RISK_FACTS.filter((fact) => holds[fact]), evidence };
}
