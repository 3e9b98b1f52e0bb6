/**
 * From true statements to a category: the only place that holds weights and precedence. A claim speaks for a category
 * unless another true statement takes its ground away; among the claims that stand, the gravest category wins.
 */
import { CATEGORIES, type Category, type Evidence } from "../schema/verdict.ts";
import type { RuleId } from "./rules/all.ts";
import { selectRules } from "./rules/select.ts";
import type { Subject } from "./subject.ts";

interface Claim {
  for: Category;
  /** How often the category is right where this is the gravest claim that stands. */
  weight: number;
  /** Statements that take the ground away. */
  unless?: readonly RuleId[];
  /** Counts only where nothing speaks for reading. */
  weak?: true;
}

/** Statements that are not here only take ground away from others, or raise or lower the confidence. */
const CLAIMS: Partial<Record<RuleId, Claim>> = {
  "moves-money": { for: "financial", weight: 0.92, unless: ["commits-nobody"] },
  "makes-payment": { for: "financial", weight: 0.9, unless: ["commits-nobody"] },
  "sends-money": { for: "financial", weight: 0.9, unless: ["commits-nobody"] },
  "issues-invoice": { for: "financial", weight: 0.85, unless: ["commits-nobody"] },
  "changes-subscription": { for: "financial", weight: 0.75, unless: ["commits-nobody"] },
  "takes-payment": { for: "financial", weight: 0.88 },
  "books-something": { for: "financial", weight: 0.75, unless: ["commits-nobody"] },
  "says-it-charges": { for: "financial", weight: 0.75, unless: ["commits-nobody"] },

  "deletes-for-good": { for: "destructive", weight: 0.9 },
  "deletes-record": { for: "destructive", weight: 0.95, unless: ["can-be-restored"] },
  "wipes-data": { for: "destructive", weight: 0.88, unless: ["can-be-restored"] },
  "revokes-access": { for: "destructive", weight: 0.88, unless: ["can-be-restored"] },
  "ends-resource": { for: "destructive", weight: 0.85, unless: ["can-be-restored"] },
  "resets-state": { for: "destructive", weight: 0.8, unless: ["can-be-restored", "clears-session"] },
  "overwrites-everything": { for: "destructive", weight: 0.75 },
  "cancels-for-good": { for: "destructive", weight: 0.7 },
  "transfers-ownership": { for: "destructive", weight: 0.6 },
  "forces-change": { for: "destructive", weight: 0.65 },

  "runs-caller-code": { for: "execute", weight: 0.93, unless: ["reads-statements-only"] },
  "takes-command": { for: "execute", weight: 0.8 },
  "runs-something": { for: "execute", weight: 0.92, unless: ["reads-statements-only"] },
  "starts-something": { for: "execute", weight: 0.92 },
  "stops-something": { for: "execute", weight: 0.9 },
  "makes-compute": { for: "execute", weight: 0.85 },
  "reaches-people": { for: "execute", weight: 0.9 },
  "drives-interface": { for: "execute", weight: 0.92 },
  "controls-device": { for: "execute", weight: 0.88 },
  "publishes-or-merges": { for: "execute", weight: 0.88 },
  "calls-agent-or-api": { for: "execute", weight: 0.8, unless: ["reads-statements-only"] },
  "runs-tests": { for: "execute", weight: 0.65 },
  "opens-something": { for: "execute", weight: 0.65 },
  "starts-remote-job": { for: "execute", weight: 0.7 },
  "restarts-as-consequence": { for: "execute", weight: 0.7 },

  "creates-record": { for: "write", weight: 0.93 },
  "changes-record": { for: "write", weight: 0.92 },
  "stores-something": { for: "write", weight: 0.9 },
  "manages-something": { for: "write", weight: 0.6 },
  "reports-problem": { for: "write", weight: 0.75 },
  "fetches-into-clone": { for: "write", weight: 0.7 },
  "gives-access": { for: "write", weight: 0.88 },
  "says-it-changes": { for: "write", weight: 0.8 },
  "takes-out-of-list": { for: "write", weight: 0.85 },
  "can-be-restored": { for: "write", weight: 0.8, weak: true },
  "clears-session": { for: "write", weight: 0.75 },
  "saves-result": { for: "write", weight: 0.65 },
  "generates-something": { for: "write", weight: 0.6, weak: true, unless: ["returns-generated-text"] },
  "handles-something": { for: "write", weight: 0.5, weak: true },
  "takes-content": { for: "write", weight: 0.5, weak: true },
  "declares-changes": { for: "write", weight: 0.5, weak: true },
  "has-no-known-act": { for: "write", weight: 0.4, weak: true, unless: ["names-information", "pages-through-results"] },

  "returns-information": { for: "read", weight: 0.96 },
  "computes-result": { for: "read", weight: 0.93 },
  "returns-generated-text": { for: "read", weight: 0.8 },
  "reads-statements-only": { for: "read", weight: 0.85 },
  "asks-question": { for: "read", weight: 0.7 },
  "resolves-name": { for: "read", weight: 0.9 },
  "opens-to-read": { for: "read", weight: 0.9 },
  "names-information": { for: "read", weight: 0.8 },
  "pages-through-results": { for: "read", weight: 0.75 },
};

export interface Finding {
  rule: RuleId;
  evidence: readonly Evidence[];
}

export interface Evaluation {
  category: Category;
  confidence: number;
  /** All statements that are true, in the order of the rules. */
  findings: readonly Finding[];
  /** The rules of the findings. */
  held: ReadonlySet<RuleId>;
  /** Those that carry the category, the strongest first. */
  carried: readonly Finding[];
  /** The next category for which something speaks, and what takes its ground away where anything does. */
  rival?: { category: Category; finding: Finding; cancelledBy?: RuleId };
}

const GRAVEST_FIRST = CATEGORIES.toReversed();

interface Standing {
  claim: Claim;
  finding: Finding;
}

export function evaluate(tool: Subject): Evaluation {
  const findings: Finding[] = [];
  for (const rule of selectRules(tool)) {
    const evidence = rule.test(tool, tool.server);
    if (evidence && evidence.length > 0) findings.push({ rule: rule.id, evidence });
  }
  const held = new Set(findings.map((finding) => finding.rule));
  const standing: Standing[] = [];
  const cancelled: (Standing & { by: RuleId })[] = [];
  for (const finding of findings) {
    const claim = CLAIMS[finding.rule];
    if (!claim) continue;
    const by = claim.unless?.find((other) => held.has(other));
    if (by) cancelled.push({ claim, finding, by });
    else standing.push({ claim, finding });
  }
  const strong = standing.filter(({ claim }) => !claim.weak);
  const counted = believeDeclaration(strong.length > 0 ? strong : standing, findings);
  const category = GRAVEST_FIRST.find((name) => counted.some(({ claim }) => claim.for === name)) ?? "write";
  const carrying = counted
    .filter(({ claim }) => claim.for === category)
    .sort((a, b) => b.claim.weight - a.claim.weight);
  const rival = findRival(category, counted, cancelled);
  return {
    category,
    confidence: computeConfidence(tool, category, carrying, counted, held),
    findings,
    held,
    carried: carrying.map(({ finding }) => finding),
    ...(rival ? { rival } : {}),
  };
}

/**
 * Whether what is generated is only returned or also stored, and whether what is debugged or tested is run or looked
 * at, the author's declaration may say, as nothing else does. Of an unknown act it is not believed.
 */
function believeDeclaration(standing: readonly Standing[], findings: readonly Finding[]): readonly Standing[] {
  const isOpen = standing.length > 0 && standing.every(({ finding }) => AUTHOR_KNOWS.has(finding.rule));
  const declared = isOpen && findings.find((finding) => finding.rule === "declares-read-only");
  return declared ? [{ claim: DECLARED_READ_ONLY, finding: declared }] : standing;
}

const AUTHOR_KNOWS: ReadonlySet<RuleId> = new Set<RuleId>(["generates-something", "runs-tests"]);
const DECLARED_READ_ONLY: Claim = { for: "read", weight: 0.7, weak: true };

function findRival(
  category: Category,
  counted: readonly Standing[],
  cancelled: readonly (Standing & { by: RuleId })[],
): Evaluation["rival"] {
  const graver = cancelled.find(({ claim }) => CATEGORIES.indexOf(claim.for) > CATEGORIES.indexOf(category));
  if (graver) return { category: graver.claim.for, finding: graver.finding, cancelledBy: graver.by };
  const other = counted.find(({ claim }) => claim.for !== category);
  return other && { category: other.claim.for, finding: other.finding };
}

/** The weight of the strongest claim, more where name and description agree, less where something speaks against it. */
function computeConfidence(
  tool: Subject,
  category: Category,
  carrying: readonly Standing[],
  counted: readonly Standing[],
  held: ReadonlySet<RuleId>,
): number {
  let doubt = 1 - (carrying[0]?.claim.weight ?? 0.35);
  if (carrying.length > 1) doubt *= 0.7;
  const byName = carrying.some(({ finding }) => finding.evidence.some(({ field }) => field === "name"));
  const byText = carrying.some(({ finding }) => finding.evidence.some(({ field }) => field === "description"));
  if (byName && byText) doubt *= 0.5;
  if (counted.some(({ claim }) => claim.for !== category)) doubt *= 1.5;
  if (tool.description === "") doubt *= 1.5;
  if (category === "read" && held.has("declares-read-only")) doubt *= 0.5;
  if (category === "read" && held.has("declares-changes")) doubt *= 3;
  if (category !== "read" && held.has("declares-read-only")) doubt *= 2;
  return Math.round(100 * Math.min(0.99, Math.max(0.2, 1 - doubt))) / 100;
}
