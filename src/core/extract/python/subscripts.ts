/** `value[key]`, slices, and subscripted types. */
import { childIn, childrenIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { getAttribute } from "./attributes.ts";
import { callMethod } from "./calls.ts";
import { optionsOf, settled, unite } from "./certainty.ts";
import { listFrom } from "./conditional.ts";
import { evaluate } from "./expressions.ts";
import { iterate } from "./iteration.ts";
import type { Frame, Machine } from "./machine.ts";
import { external, keyOf, plainOf, string, UNKNOWN, unknown, type Value } from "./values.ts";

export function subscript(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  const target = childIn(node, "value");
  if (!target) return UNKNOWN;
  const object = evaluate(machine, frame, target);
  const keys = childrenIn(node, "subscript");
  return unite(optionsOf(object).map((option) => subscriptOne(machine, frame, option, keys, node)));
}

function subscriptOne(
  machine: Machine,
  frame: Frame,
  object: Value,
  keys: readonly SyntaxNode[],
  node: SyntaxNode,
): Value {
  const [first] = keys;
  if (!first) return UNKNOWN;
  if (object.kind === "external" && object.path === "os.environ") return UNKNOWN;
  if (object.kind === "external" || object.kind === "generic") {
    const args = keys.flatMap((key) =>
      key.type === "tuple" || key.type === "expression_list" ? namedChildren(key) : [key],
    );
    return { kind: "generic", origin: object, args: args.map((key) => evaluate(machine, frame, key)) };
  }
  if (first.type === "slice") return slice(machine, frame, object, first);
  const key = evaluate(machine, frame, first);
  if (object.kind === "class") return subscriptClass(machine, frame, object, keys, key, node);
  if (object.kind === "instance" || object.kind === "external-call") {
    return callMethod(machine, frame, object, "__getitem__", { positional: [key], keywords: new Map(), node });
  }
  if (object.kind === "unknown" && object.fallback && !object.fallback.kind.startsWith("no")) {
    return unknown(itemOf(object.fallback, settled(key)));
  }
  return itemOf(object, key);
}

function subscriptClass(
  machine: Machine,
  frame: Frame,
  object: Extract<Value, { kind: "class" }>,
  keys: readonly SyntaxNode[],
  key: Value,
  node: SyntaxNode,
): Value {
  // `Enumeration["NAME"]`
  if (key.kind === "string") {
    const member = getAttribute(machine, frame, object, key.value, node);
    if (member.kind === "instance") return member;
  }
  return { kind: "generic", origin: object, args: keys.map((each) => evaluate(machine, frame, each)) };
}

function itemOf(object: Value, key: Value): Value {
  const plainKey = plainOf(key);
  if (object.kind === "dict") {
    const id = keyOf(plainKey);
    if (id === undefined) {
      // A key that is not known may be any of them; the one that it is without configuration comes first.
      const usual = object.entries.get(keyOf(settled(key)) ?? "")?.value;
      const others = [...object.entries.values()].map((entry) => entry.value);
      const values = usual ? [usual, ...others.filter((value) => value !== usual)] : others;
      return values.length > 0 && values.length <= 60 ? unite(values) : UNKNOWN;
    }
    return object.entries.get(id)?.value ?? UNKNOWN;
  }
  if (plainKey.kind !== "number") return UNKNOWN;
  if (object.kind === "list") {
    const at = plainKey.value < 0 ? object.items.length + plainKey.value : plainKey.value;
    return object.items[at] ?? UNKNOWN;
  }
  if (object.kind === "string" && !object.holes) return string([...object.value].at(plainKey.value) ?? "");
  return UNKNOWN;
}

function slice(machine: Machine, frame: Frame, object: Value, node: SyntaxNode): Value {
  // The colons are not kept: where they stand tells which bounds are written.
  const { text } = node.tree.flat;
  const bounds = namedChildren(node);
  const [first, second] = bounds;
  const colon = text.indexOf(":", first && first.start === node.start ? first.end : node.start);
  const startNode = first && first.start < colon ? first : undefined;
  const endNode = startNode ? second : first;
  // Of a list, a page that is not known: over all calls, it is every page.
  const certain = object.kind === "list";
  const number = (bound: SyntaxNode | undefined): number | undefined | "unknown" => {
    if (!bound) return undefined;
    const value = evaluate(machine, frame, bound);
    const plain = certain && value.kind !== "none" ? plainOf(value) : settled(value);
    return plain.kind === "number" ? plain.value : plain.kind === "none" ? undefined : "unknown";
  };
  const start = number(startNode);
  const end = number(endNode);
  const isKnown = start !== "unknown" && end !== "unknown" && bounds.length <= 2;
  if (object.kind === "list") {
    const items = iterate(machine, frame, object);
    const made = listFrom(object, isKnown ? items.slice(start, end) : items, object.type);
    return object.open ? { ...made, open: true } : made;
  }
  if (!isKnown) return UNKNOWN;
  if (object.kind === "string" && !object.holes) return string([...object.value].slice(start, end).join(""));
  return object.kind === "unknown" ? UNKNOWN : external("builtins.object");
}
