/** What a function keeps to give it again: `if (!cache.has(key)) cache.set(key, make(key)); return cache.get(key);` */
import { childIn, type SyntaxNode } from "../syntax.ts";
import { argumentNodes } from "./arguments.ts";
import { callsOf } from "./occurrences.ts";
import { FUNCTION_TYPES } from "./scopes.ts";

/** What the function around `cache.get(key)` puts into the cache under the same key. */
export function keptUnderKey(call: SyntaxNode): SyntaxNode | undefined {
  const callee = childIn(call, "function");
  const cache = childIn(callee, "object")?.text;
  const key = argumentNodes(call)[0]?.text;
  if (cache === undefined || key === undefined || childIn(callee, "property")?.text !== "get") return undefined;
  let fn = call.parent;
  while (fn && !FUNCTION_TYPES.has(fn.type)) fn = fn.parent;
  for (const other of fn ? callsOf(fn, /\.set$/) : []) {
    const [otherKey, value] = argumentNodes(other);
    if (otherKey?.text === key && childIn(childIn(other, "function"), "object")?.text === cache) return value;
  }
  return undefined;
}
