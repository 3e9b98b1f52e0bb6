/** What hard evidence proves of a tool: no verdict, of whatever model, may fall below it. */
import { CATEGORIES, type Category } from "../schema/verdict.ts";
import type { Evaluation } from "./evaluate.ts";
import type { RuleId } from "./rules/all.ts";
import type { Subject } from "./subject.ts";

/** Statements that name or schema prove; what they prove at least. */
const PROVES = {
  "runs-caller-code": "execute",
  "deletes-for-good": "destructive",
  "deletes-record": "destructive",
  "wipes-data": "destructive",
  "revokes-access": "destructive",
  "moves-money": "financial",
  "makes-payment": "financial",
  "sends-money": "financial",
  "takes-payment": "financial",
  "drives-interface": "execute",
  "reaches-people": "execute",
  "starts-something": "write",
  "stops-something": "write",
  "runs-something": "write",
  "makes-compute": "write",
  "publishes-or-merges": "write",
  "creates-record": "write",
  "changes-record": "write",
} as const satisfies Partial<Record<RuleId, Category>>;

/**
 * The gravest category that is proved; `read` where nothing is. A description alone may exaggerate: it proves that the
 * tool acts, not how gravely.
 */
export function findFloor(tool: Subject, evaluation: Evaluation): Category {
  const [named] = tool.nameActs;
  let floor = 0;
  for (const { rule, evidence } of evaluation.carried) {
    if (!Object.hasOwn(PROVES, rule)) continue;
    const isInSchema = evidence.some(({ field }) => field.startsWith("inputSchema"));
    const isInName = named !== undefined && named.verb.tier < 2 && evidence.some(({ field }) => field === "name");
    const isInText = evidence.some(({ field }) => field === "description");
    if (isInText) floor = Math.max(floor, CATEGORIES.indexOf("write"));
    if (isInSchema || isInName) floor = Math.max(floor, CATEGORIES.indexOf(PROVES[rule as keyof typeof PROVES]));
  }
  return CATEGORIES[floor] ?? "read";
}

export function isBelow(category: Category, floor: Category): boolean {
  return CATEGORIES.indexOf(category) < CATEGORIES.indexOf(floor);
}
