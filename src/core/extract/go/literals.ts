/** Literals: texts with their escapes, lists, maps and structs. */
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluate, type Place, typeRef } from "./evaluate.ts";
import { makeStruct } from "./externals.ts";
import { list, mapKey, type TypeRef, UNKNOWN, type Value } from "./values.ts";

export function numberOf(source: string): Value {
  const value = Number(source.replaceAll("_", ""));
  return Number.isFinite(value) ? { kind: "number", value } : UNKNOWN;
}

export function interpretedText(node: SyntaxNode): string {
  return decodeEscapes(node.text.slice(1, -1));
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", a: "\u0007", b: "\b", f: "\f", v: "\v" };

export function decodeEscapes(source: string): string {
  return source.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gs,
    (_m, x, u, long, octal, one) => {
      const hex = x ?? u ?? long;
      const code =
        hex !== undefined ? Number.parseInt(hex, 16) : octal !== undefined ? Number.parseInt(octal, 8) : undefined;
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : "";
      return ESCAPES[one] ?? one;
    },
  );
}

export function composite(place: Place, node: SyntaxNode): Value {
  const typeNode = childIn(node, "type");
  const body = childIn(node, "body");
  return literal(place, typeRef(place, typeNode), body, node);
}

/** A literal's value by its type; elements without a type of their own have the element type. */
function literal(place: Place, type: TypeRef, body: SyntaxNode | undefined, node: SyntaxNode): Value {
  const resolved = place.machine.underlying(type);
  const elements = body ? namedChildren(body) : [];
  if (
    resolved.node?.type === "slice_type" ||
    resolved.node?.type === "array_type" ||
    resolved.node?.type === "implicit_length_array_type"
  ) {
    const element: TypeRef = { ...resolved, node: childIn(resolved.node, "element") };
    return list(
      elements.map((item) =>
        elementValue(place, element, item.type === "keyed_element" ? namedChildren(item)[1] : item),
      ),
    );
  }
  if (resolved.node?.type === "map_type") {
    const element: TypeRef = { ...resolved, node: childIn(resolved.node, "value") };
    const entries = new Map<string, Value>();
    for (const item of elements) {
      const [key, value] = namedChildren(item);
      const id = key && mapKey(evaluate(place, key));
      if (id !== undefined) entries.set(id, elementValue(place, element, value));
    }
    return { kind: "map", entries };
  }
  const fields = new Map<string, Value>();
  const names = place.machine.fieldNames(resolved);
  for (const [position, item] of elements.entries()) {
    const [key, value] = item.type === "keyed_element" ? namedChildren(item) : [undefined, item];
    const name = key ? key.text : names[position]?.name;
    if (name === undefined) continue;
    const declared = names.find((field) => field.name === name)?.type;
    fields.set(name, elementValue(place, declared ?? { node: undefined, file: place.file }, value));
  }
  return makeStruct(place, type, fields, node);
}

function elementValue(place: Place, type: TypeRef, node: SyntaxNode | undefined): Value {
  const inner = node?.type === "literal_element" ? namedChildren(node)[0] : node;
  if (!inner) return UNKNOWN;
  if (inner.type !== "literal_value") return evaluate(place, inner);
  const element = type.node?.type === "pointer_type" ? { ...type, node: namedChildren(type.node)[0] } : type;
  return literal({ ...place }, element, inner, inner);
}
