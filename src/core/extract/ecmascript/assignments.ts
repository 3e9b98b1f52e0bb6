/** What variables are set to after they were declared. */
import { childIn, contains, type SyntaxNode } from "../syntax.ts";
import { functionAround } from "./accumulate.ts";
import { evaluate } from "./evaluate.ts";
import { answerOf } from "./guards.ts";
import { applyMutations } from "./mutations.ts";
import type { Program } from "./program.ts";
import { referencesInFile } from "./references.ts";
import { type Declaration, findDeclaration } from "./scopes.ts";
import type { Env, Item, Value } from "./values.ts";

/**
 * Values of `name = value` and `name += value` beside the declaration, with what is put into them. `initial`: what the
 * variable holds until the first of them.
 */
export function assignedValues(
  program: Program,
  declaration: Declaration,
  env: Env,
  initial: Value | undefined,
): Item[] {
  const { name } = declaration;
  if (findDeclaration(name.text, name)?.name !== name) return [];
  const before = initial && new Map(env).set(name, initial);
  const items: Item[] = [];
  for (const node of referencesInFile(declaration, (place) => place.field === "left")) {
    const parent = node.parent;
    if (!parent || (before && items.length === 0 && isSkipped(program, parent, name, before))) continue;
    if (parent.type === "assignment_expression") {
      const { result, dependencies } = program.record(() => evaluate(program, childIn(parent, "right"), env));
      // What is made of the variable itself holds already what was put into that.
      items.push({ value: dependencies.has(name) ? result : applyMutations(program, declaration, result, env) });
    }
    if (parent.type === "augmented_assignment_expression") items.push({ value: { kind: "text", text: "" } });
    if (items.length > 20) break;
  }
  return items;
}

/** `while (schema instanceof Wrapper) schema = schema.inner;` with what is no `Wrapper` as it is declared. */
function isSkipped(program: Program, assignment: SyntaxNode, name: SyntaxNode, env: Env): boolean {
  const home = functionAround(name);
  if (functionAround(assignment) !== home) return false;
  let inner = assignment;
  for (let at = inner.parent; at && at !== home && !contains(at, name); inner = at, at = at.parent) {
    if (at.type !== "while_statement" && at.type !== "if_statement") continue;
    const condition = childIn(at, "condition");
    const negated = inner.field === "alternative";
    if (condition && condition !== inner && answerOf(program, { node: condition, negated }, env) === false) return true;
  }
  return false;
}
