/** Literals with parts of their own: templates, arrays, objects, regular expressions. */
import { childIn, isComment, namedChildren, type SyntaxNode } from "../syntax.ts";
import { dependOnScopes } from "./captured.ts";
import { elementsOf, joinStrings, spreadInto } from "./combine.ts";
import { evaluate } from "./evaluate.ts";
import { isDefinitionLiteral, lazyItem } from "./lazy.ts";
import { keyText } from "./members.ts";
import type { Program } from "./program.ts";
import { unescapeString } from "./strings.ts";
import { constant, type Env, type Item, type ObjectValue, UNKNOWN, union, type Value } from "./values.ts";

export function evaluateTemplate(program: Program, node: SyntaxNode, env: Env): Value {
  const parts: Value[] = [];
  let at = node.start + 1;
  const { text } = node.tree.flat;
  const substitutions = node.children.filter((child) => child.type === "template_substitution");
  for (const substitution of substitutions) {
    parts.push(constant(unescapeString(text.slice(at, substitution.start))));
    parts.push(evaluate(program, namedChildren(substitution)[0], env));
    at = substitution.end;
  }
  parts.push(constant(unescapeString(text.slice(at, node.end - 1))));
  // A name that may be one of several keeps its alternatives; longer texts would multiply without end.
  if (substitutions.length === 1 && parts[1]?.kind === "union" && parts[1].options.length <= 64) {
    const [before, middle, after] = parts;
    if (before && middle?.kind === "union" && after) {
      return union(middle.options.map((option) => ({ ...option, value: joinStrings([before, option.value, after]) })));
    }
  }
  return joinStrings(parts);
}

export function evaluateArray(program: Program, node: SyntaxNode, env: Env): Value {
  const items: Item[] = [];
  let open = false;
  for (const child of namedChildren(node)) {
    if (child.type !== "spread_element") {
      items.push({ value: evaluate(program, child, env) });
      continue;
    }
    const spread = evaluate(program, namedChildren(child)[0], env);
    const elements = elementsOf(spread);
    items.push(...elements.items);
    open ||= elements.open;
  }
  return { kind: "array", items, open };
}

export function evaluateObject(program: Program, node: SyntaxNode, env: Env): Value {
  const object: ObjectValue = { kind: "object", entries: new Map(), open: false, node };
  let copied: SyntaxNode | undefined;
  const isDefinition = isDefinitionLiteral(node);
  if (isDefinition) dependOnScopes(program, node, env);
  const itemOf = (value: SyntaxNode | undefined): Item =>
    isDefinition ? lazyItem(program, value, env) : { value: evaluate(program, value, env) };
  for (const child of node.children) {
    if (!child.named || isComment(child)) continue;
    if (child.type === "pair") {
      const key = keyText(program, childIn(child, "key"), env);
      const item = itemOf(childIn(child, "value"));
      if (key === undefined) object.open = true;
      else object.entries.set(key, item);
    } else if (child.type === "shorthand_property_identifier") {
      object.entries.set(child.text, itemOf(child));
    } else if (child.type === "method_definition") {
      const key = keyText(program, childIn(child, "name"), env);
      if (key !== undefined) object.entries.set(key, { value: { kind: "function", node: child, env, self: object } });
    } else if (child.type === "spread_element") {
      const spread = evaluate(program, namedChildren(child)[0], env);
      spreadInto(object, spread);
      if (spread.kind === "object" && spread.node) copied ??= spread.node;
    }
  }
  if (copied && !node.children.some(isNaming)) object.node = copied;
  return object;
}

/** A copy of a definition that says neither of these is still the definition that it copies. */
function isNaming(child: SyntaxNode): boolean {
  return /^["']?(?:name|description)\b/.test(child.text.slice(0, 16));
}

/** A pattern that cannot backtrack far: single characters and classes, two repetitions at most, groups not repeated. */
const HARMLESS = /^\^?(?:\(?(?:\[(?:[^\]\\]|\\.)+\]|\\.|[^\\()[\]{}|*+?.^$])[+*?]?\)?)+\$?$/;

/** One that repeats nothing at all: words, and choices between them. */
const ALTERNATIVES = /^(?:[^\\()[\]{}*+?]|\\[^\dkpPux]|\[(?:[^\]\\]|\\.)+\]|\((?:\?:)?|\))+$/;
/** Choices after choices: each multiplies the ways through. */
const MAX_GROUPS = 2;

export function evaluateRegex(node: SyntaxNode): Value {
  const source = childIn(node, "pattern")?.text ?? "";
  const flags = childIn(node, "flags")?.text ?? "";
  try {
    return isHarmless(source)
      ? { kind: "pattern", source, pattern: new RegExp(source, flags) }
      : { kind: "pattern", source };
  } catch {
    return UNKNOWN;
  }
}

function isHarmless(source: string): boolean {
  const bare = source.replace(/\\./g, "");
  const groups = bare.match(/\(/g)?.length ?? 0;
  if (source.length <= 500 && groups <= MAX_GROUPS && ALTERNATIVES.test(source)) return true;
  const repetitions = bare.match(/[+*?]/g)?.length ?? 0;
  return source.length <= 60 && repetitions <= 2 && HARMLESS.test(source) && !/\)[+*?]/.test(source);
}
