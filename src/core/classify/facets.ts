/** The facets of a tool and the facts that raise its risk, from its category and its words. */
import { type Category, FACETS, type Facet, RISK_FACTS, type RiskFact } from "../schema/verdict.ts";
import type { Evaluation } from "./evaluate.ts";
import { ACCESS_GRANTS, INFORMATION, PUBLIC_INFORMATION, SECRETS, STRANGERS_TEXT } from "./lexicon/nouns.ts";
import { words } from "./lexicon/words.ts";
import type { RuleId } from "./rules/all.ts";
import { hasNoun, type Subject } from "./subject.ts";

type Held = ReadonlySet<RuleId>;
void INFORMATION;
void ACCESS_GRANTS;

export function findFacets(tool: Subject, evaluation: Evaluation): { facets: Facet[]; facts: RiskFact[] } {
  const held: Held = new Set(evaluation.findings.map((finding) => finding.rule));
  const found = new Set<Facet>();
  const { category } = evaluation;
  if (held.has("runs-caller-code")) found.add("arbitraryCode");
  if (returnsPrivateData(tool, category, held)) found.add("privateData");
  if (returnsStrangersText(tool, category)) found.add("untrustedContent");
  if (carriesOut(tool, category, held)) found.add("externalSink");
  if (touchesMany(tool, category)) found.add("bulk");
  if (held.has("gives-access") && category !== "read") found.add("grantsAccess");
  const facets = FACETS.filter((facet) => found.has(facet));
  const holds: Record<RiskFact, boolean> = {
    "returns-secrets": category === "read" && returnsSecrets(tool),
    "fetches-any-url": category === "read" && fetchesAnyUrl(tool),
    "leaves-account": found.has("externalSink"),
    "grants-access": found.has("grantsAccess"),
    "runs-caller-code": found.has("arbitraryCode"),
  };
  return { facets, facts: RISK_FACTS.filter((fact) => holds[fact]) };
}

function objectWords(tool: Subject): string[] {
  return tool.acts.flatMap((act) => [...act.object]).concat(tool.nameWords);
}

function returnsPrivateData(tool: Subject, category: Category, held: Held): boolean {
  if (held.has("runs-caller-code") && tool.server.topics.has("database")) return true;
  if (category !== "read") return false;
  if (held.has("computes-result") && !held.has("returns-information")) return false;
  if (held.has("returns-generated-text")) return false;
  if (hasNoun(objectWords(tool), PUBLIC_INFORMATION)) return false;
  if (tool.server.topics.has("publicData") && !tool.server.topics.has("database")) return false;
  return true;
}

function returnsStrangersText(tool: Subject, category: Category): boolean {
  if (category !== "read" && category !== "execute") return false;
  if (!tool.acts.some((act) => act.verb.kind === "read" || act.verb.kind === "start")) return false;
  return hasNoun(objectWords(tool), STRANGERS_TEXT);
}

const URL_PARAMETERS = new Set(words("url uri link website webhook href"));

export function fetchesAnyUrl(tool: Subject): boolean {
  return tool.parameters.some(
    (parameter) => parameter.depth === 0 && hasNoun(parameter.words, URL_PARAMETERS) && parameter.words.length === 1,
  );
}

function carriesOut(tool: Subject, category: Category, held: Held): boolean {
  if (held.has("reaches-people")) return true;
  if (category === "read") return false;
  if (
    tool.acts.some((act) => act.verb.lemma === "upload" || act.verb.lemma === "publish" || act.verb.lemma === "deploy")
  )
    return true;
  return tool.parameters.some((parameter) => hasNoun(parameter.words, URL_PARAMETERS));
}

function touchesMany(tool: Subject, category: Category): boolean {
  if (category === "read") return false;
  if (tool.nameWords.some((word) => word === "all" || word === "bulk" || word === "batch")) return true;
  return (
    tool.cues.has("touchesMany") ||
    tool.parameters.some(
      (parameter) =>
        parameter.isArray && parameter.depth === 0 && /(?:ids|names|keys|hashes|emails|users)$/i.test(parameter.name),
    )
  );
}

function returnsSecrets(tool: Subject): boolean {
  return hasNoun(objectWords(tool), SECRETS);
}
