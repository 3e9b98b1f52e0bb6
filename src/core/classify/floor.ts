/** What hard evidence proves of a tool: no verdict, of whatever model, may fall below it. */
import { CATEGORIES, type Category } from "../schema/verdict.ts";
import type { Evaluation } from "./evaluate.ts";
import type { RuleId } from "./rules/all.ts";
import type { Subject } from "./subject.ts";

/** Statements that prove more than that the tool acts, where name or schema carry them. */
const PROVES = {
  "runs-caller-code": "execute",
  "takes-command": "execute",
  "drives-interface": "execute",
  "reaches-people": "execute",
  "deletes-for-good": "destructive",
  "deletes-record": "destructive",
  "wipes-data": "destructive",
  "revokes-access": "destructive",
  "moves-money": "financial",
  "makes-payment": "financial",
  "sends-money": "financial",
  "takes-payment": "financial",
} as const satisfies Partial<Record<RuleId, Category>>;
/** Too vague to prove that anything is done. */
const VAGUE: ReadonlySet<RuleId> = new Set([
  "handles-something",
  "generates-something",
  "takes-content",
  "declares-changes",
  "saves-result",
]);

/**
 * The gravest category that is proved; `read` where nothing is. A description alone may exaggerate: it proves that the
 * tool acts, not how gravely. Where there is neither a known verb nor a description, nothing proves that it reads.
 */
export function findFloor(tool: Subject, evaluation: Evaluation): Category {
  if (evaluation.category === "read") return "read";
  const [named] = tool.nameActs;
  let floor = 0;
  for (const { rule, evidence } of evaluation.carried) {
    if (VAGUE.has(rule) || (rule === "has-no-known-act" && tool.description !== "")) continue;
    const isInSchema = evidence.some(({ field }) => field.startsWith("inputSchema"));
    const isInName = named !== undefined && named.verb.tier < 2 && evidence.some(({ field }) => field === "name");
    const proved =
      (isInSchema || isInName) && Object.hasOwn(PROVES, rule) ? PROVES[rule as keyof typeof PROVES] : "write";
    floor = Math.max(floor, CATEGORIES.indexOf(proved));
  }
  return CATEGORIES[floor] ?? "read";
}

export function isBelow(category: Category, floor: Category): boolean {
  return CATEGORIES.indexOf(category) < CATEGORIES.indexOf(floor);
}
