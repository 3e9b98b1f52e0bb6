/** Two or three sentences about one tool: what the call does, whether it can be undone, what speaks for another reading. */
import type { Category } from "../schema/verdict.ts";
import type { Evaluation } from "./evaluate.ts";
import { RULES, type RuleId } from "./rules/all.ts";
import type { Subject } from "./subject.ts";

const STATEMENTS = Object.fromEntries(RULES.map((rule) => [rule.id, rule.statement])) as Record<RuleId, string>;

export function formatRationale(tool: Subject, evaluation: Evaluation, reversible: "yes" | "no" | "unknown"): string {
  const [first] = evaluation.carried;
  const says = first ? STATEMENTS[first.rule] : "Its definition does not say what it does.";
  const quote = first?.evidence[0];
  const ground = quote ? ` (its ${quote.field === "name" ? "name" : "definition"} says “${quote.quote}”)` : "";
  return `${says.replace(/^It\b/, `\`${tool.tool.name}\``).replace(/\.$/, "")}${ground}. ${UNDO[reversible](evaluation.category)}`;
}

const UNDO = {
  yes: (category: Category) => (category === "read" ? "It leaves nothing to undo." : "It can be undone."),
  no: () => "Nothing in its definition brings back what was there.",
  unknown: () => "Whether it can be undone is not said.",
} as const;
