/** What Go expressions evaluate to without running them; what depends on anything outside the source is `unknown`. */
import type { SyntaxNode } from "../syntax.ts";
import type { GoFile, GoPackage } from "./packages.ts";

export interface TextValue {
  kind: "text";
  /** The known parts, joined. */
  value: string;
  /** Parts are missing: before all known ones, or elsewhere. */
  holes?: "prefix" | "other";
}
export interface StructValue {
  kind: "struct";
  type: TypeRef;
  fields: Map<string, Value>;
  node: SyntaxNode;
  file: GoFile;
}
export interface ListValue {
  kind: "list";
  items: Value[];
  /** Of a variable that was declared and not yet filled. */
  type?: TypeRef;
}
export interface MapValue {
  kind: "map";
  entries: Map<string, Value>;
  type?: TypeRef;
}
export interface FunctionValue {
  kind: "function";
  node: SyntaxNode;
  file: GoFile;
  scope: Scope | undefined;
  receiver?: Value;
}
/** A name of a package outside the tree (`github.com/mark3labs/mcp-go/mcp.NewTool`), and what calls of it give. */
export interface ExternalValue {
  kind: "external";
  path: string;
}
export interface ExternalCallValue {
  kind: "external-call";
  path: string;
  args: Value[];
  typeArgs: TypeRef[];
  node: SyntaxNode;
}
export interface NativeValue {
  kind: "native";
  call: (args: Value[], node: SyntaxNode) => Value;
}
export type Value =
  | TextValue
  | { kind: "number"; value: number }
  | { kind: "bool"; value: boolean }
  | { kind: "nil" }
  | StructValue
  | ListValue
  | MapValue
  | FunctionValue
  | ExternalValue
  | ExternalCallValue
  | NativeValue
  | { kind: "package"; pkg: GoPackage }
  | { kind: "type"; type: TypeRef }
  | { kind: "tuple"; items: Value[] }
  | UnknownValue;

/** What the source does not say; of a receiver and a parameter the type is known all the same, and so are its methods. */
export interface UnknownValue {
  kind: "unknown";
  type?: TypeRef;
}

/** A type as the source writes it, with the file whose imports give it meaning. */
export interface TypeRef {
  node: SyntaxNode | undefined;
  file: GoFile;
  /** What type parameters stand for, inside a generic function. */
  bindings?: ReadonlyMap<string, TypeRef>;
}

export interface Scope {
  variables: Map<string, Value>;
  parent: Scope | undefined;
  types?: ReadonlyMap<string, TypeRef>;
}

export const UNKNOWN: UnknownValue = { kind: "unknown" };
export const NIL: Value = { kind: "nil" };
export const text = (value: string, holes?: TextValue["holes"]): TextValue =>
  holes ? { kind: "text", value, holes } : { kind: "text", value };
export const list = (items: Value[]): ListValue => ({ kind: "list", items });
export const native = (call: NativeValue["call"]): NativeValue => ({ kind: "native", call });

export function lookUp(scope: Scope | undefined, name: string): Value | undefined {
  for (let at = scope; at; at = at.parent) {
    const value = at.variables.get(name);
    if (value) return value;
  }
  return undefined;
}

export function typeParameter(scope: Scope | undefined, name: string): TypeRef | undefined {
  for (let at = scope; at; at = at.parent) {
    const type = at.types?.get(name);
    if (type) return type;
  }
  return undefined;
}

/** Text, or a hole where it is none. */
export function asText(value: Value): TextValue {
  if (value.kind === "text") return value;
  if (value.kind === "number" || value.kind === "bool") return text(String(value.value));
  return text("", "prefix");
}

export function concatenate(left: TextValue, right: TextValue): TextValue {
  const value = left.value + right.value;
  if (!left.holes && !right.holes) return text(value);
  if (right.holes)
    return text(value, left.value === "" && right.holes === "prefix" && left.holes !== "other" ? "prefix" : "other");
  return text(value, left.holes);
}

export function truthOf(value: Value): boolean | undefined {
  return value.kind === "bool" ? value.value : undefined;
}

export function mapKey(value: Value): string | undefined {
  if (value.kind === "text") return value.holes ? undefined : value.value;
  return value.kind === "number" || value.kind === "bool" ? String(value.value) : undefined;
}

/** What is known of a value, as a text to compare by; of a large one, its first parts. */
export function contentOf(value: Value, depth = 0, left = { parts: 2_000 }): string {
  if (depth > 4 || left.parts-- <= 0) return "…";
  const inner = (each: Value): string => contentOf(each, depth + 1, left);
  switch (value.kind) {
    case "text":
      return JSON.stringify(value.value);
    case "number":
    case "bool":
      return String(value.value);
    case "function":
      return `${value.file.path}:${value.node.start}`;
    case "list":
      return `[${value.items.map(inner).join()}]`;
    case "struct":
      return `{${[...value.fields].map(([name, field]) => `${name}:${inner(field)}`).join()}}`;
    case "map":
      return `{${[...value.entries].map(([name, entry]) => `${name}:${inner(entry)}`).join()}}`;
    default:
      return value.kind;
  }
}
