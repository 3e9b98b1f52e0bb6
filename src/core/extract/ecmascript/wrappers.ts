/** Functions whose body is not at hand, or tells nothing, and that by their name give back what they get. */
import type { SyntaxNode } from "../syntax.ts";
import { asString, UNKNOWN, type Value } from "./values.ts";

/** An own function whose result is not known may still be one of the wrappers that give back what they get. */
export function orPassThrough(value: Value, callee: SyntaxNode, args: () => Value[]): Value {
  if (value.kind !== "unknown" && value.kind !== "external") return value;
  const given = args();
  if (given[0]?.kind === "schema" || /tool|define|schema/i.test(callee.text.slice(-60)))
    return passThrough(callee, given);
  return value;
}

/**
 * Wrappers of other packages: what converts a schema gives that schema, what defines a tool gives that definition,
 * compilers' helpers give what they get.
 */
export function passThrough(callee: SyntaxNode, args: readonly Value[], target?: Value): Value {
  // What an import is called there tells more than what a bundler calls it here.
  const isImport = target?.kind === "external" && target.module !== "" && target.path.length > 0;
  const name = isImport ? target.path.join(".") : callee.text.slice(-60);
  const first = args[0];
  if (
    first?.kind === "schema" ||
    (first?.kind === "union" && first.options.every(({ value }) => value.kind === "schema"))
  )
    return first;
  if (/^__?[a-zA-Z]/.test(name)) return first ?? UNKNOWN;
  const objects = args.filter((value) => value.kind === "object");
  // `tool("name", { … })`
  if (first && asString(first) !== undefined && objects.length === 1 && objects[0] && /tool/i.test(name)) {
    return { ...objects[0], entries: new Map([["name", { value: first }], ...objects[0].entries]) };
  }
  if (objects.length === 1 && objects[0] && /tool|define|create|freeze|schema/i.test(name)) return objects[0];
  return UNKNOWN;
}
