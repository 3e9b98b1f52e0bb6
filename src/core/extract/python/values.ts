/**
 * What Python source evaluates to without running it. `unknown` is a value like the others: whatever depends on
 * configuration or on code outside the tree becomes it, with the fallback that holds without configuration where one
 * is written (`os.getenv("X", "fallback")`). A `union` holds what a value may be after an undecided condition.
 */
import type { SyntaxNode } from "../syntax.ts";
import { isEnum } from "./class-values.ts";
import type { Guard, Module, Scope } from "./machine.ts";
import type { ToolServer } from "./server.ts";

export interface StringValue {
  kind: "string";
  /** The known parts, joined. */
  value: string;
  /** Parts that are not known: none, one before all known ones, or elsewhere. */
  holes?: "prefix" | "other";
}

export interface ListValue {
  kind: "list";
  type: "list" | "tuple" | "set";
  items: Value[];
  /** Of a named tuple: the attribute under which each item can be read too. */
  names?: readonly string[];
  /** Unknown elements were added too. */
  open?: boolean;
  /** The elements stand in an order that is not known. */
  unordered?: boolean;
  /** Elements that are there under conditions only. */
  conditions?: Map<Value, readonly Guard[]>;
  /** How many conditions were met where the list was made. */
  born?: number;
}

export interface DictValue {
  kind: "dict";
  /** Keys by `keyOf`. */
  entries: Map<string, { key: Value; value: Value }>;
  open?: boolean;
  /** Keys that are there under conditions only. */
  conditions?: Map<string, readonly Guard[]>;
  born?: number;
  /** Where it is written out. */
  written?: { path: string; node: SyntaxNode };
}

export interface FunctionValue {
  kind: "function";
  name: string;
  node: SyntaxNode;
  module: Module;
  scope: Scope;
  attributes: Map<string, Value>;
  owner?: ClassValue;
  binding?: "static" | "class" | "property";
  isGenerator: boolean;
  /** What `functools.wraps` copied from: signature, name and docstring come from there. */
  wrapped?: Value;
  /** Default values, evaluated where the function was defined, by parameter. */
  defaults: Map<string, Value>;
  /** Keyword arguments of a free-standing tool decorator (`@tool(name=…)`), until something registers the function. */
  toolMark?: CallArguments;
}

export interface MethodValue {
  kind: "method";
  fn: FunctionValue;
  self: Value;
}

export interface ClassValue {
  kind: "class";
  name: string;
  node: SyntaxNode;
  module: Module;
  scope: Scope;
  bases: Value[];
  attributes: Map<string, Value>;
  /** Annotated names in source order, with the annotation. */
  annotations: Map<string, SyntaxNode>;
  subclasses: ClassValue[];
  keywords: Map<string, Value>;
  /** Decorated as a dataclass: the annotated names are the constructor's parameters. */
  dataclass?: boolean;
}

export interface InstanceValue {
  kind: "instance";
  cls: ClassValue;
  attributes: Map<string, Value>;
  /** The arguments with which the instance itself was made. */
  made: CallArguments;
  /** The arguments with which a base class outside the tree was initialised. */
  base?: CallArguments;
  server?: ToolServer;
}

/** A name outside the tree, by its import path (`mcp.types.Tool`), and what calls of it give. */
export interface ExternalValue {
  kind: "external";
  path: string;
}

export interface ExternalCallValue {
  kind: "external-call";
  path: string;
  call: CallArguments;
  attributes: Map<string, Value>;
  server?: ToolServer;
}

/** A subscripted type: `list[str]`, `Annotated[int, Field(…)]`; `X | Y` has the origin `typing.Union`. */
export interface GenericValue {
  kind: "generic";
  origin: Value;
  args: Value[];
}

/** A method that we give: `"…".join`, `server.tool`. */
export interface NativeValue {
  kind: "native";
  name: string;
  call: (call: CallArguments) => Value;
}

export type Value =
  | { kind: "none" }
  | { kind: "bool"; value: boolean }
  | { kind: "number"; value: number }
  | StringValue
  | ListValue
  | DictValue
  | FunctionValue
  | MethodValue
  | ClassValue
  | InstanceValue
  | { kind: "module"; module: Module }
  | ExternalValue
  | ExternalCallValue
  | GenericValue
  | NativeValue
  | { kind: "union"; options: Value[] }
  | { kind: "unknown"; fallback?: Value };

export interface CallArguments {
  positional: Value[];
  keywords: Map<string, Value>;
  node: SyntaxNode;
  /** A `*args` or `**kwargs` of unknown contents was passed. */
  open?: boolean;
}

export const NONE: Value = { kind: "none" };

export const UNKNOWN: Value = { kind: "unknown" };

export const bool = (value: boolean): Value => ({ kind: "bool", value });

export const number = (value: number): Value => ({ kind: "number", value });

export const string = (value: string, holes?: StringValue["holes"]): StringValue =>
  holes ? { kind: "string", value, holes } : { kind: "string", value };

export const list = (items: Value[], type: ListValue["type"] = "list"): ListValue => ({ kind: "list", type, items });

export const external = (path: string): ExternalValue => ({ kind: "external", path });

export const native = (name: string, call: NativeValue["call"]): NativeValue => ({ kind: "native", name, call });

export const unknown = (fallback?: Value): Value =>
  fallback && fallback.kind !== "unknown" ? { kind: "unknown", fallback } : UNKNOWN;

export function dict(entries: Iterable<[string, Value]> = []): DictValue {
  const value: DictValue = { kind: "dict", entries: new Map() };
  for (const [key, item] of entries) setItem(value, string(key), item);
  return value;
}

/** An identity for dictionary keys; objects are never keys that we look up, so they share none. */
export function keyOf(key: Value): string | undefined {
  const plain = plainOf(key);
  switch (plain.kind) {
    case "string":
      return plain.holes ? undefined : `s:${plain.value}`;
    case "number":
      return `n:${plain.value}`;
    case "bool":
      return `n:${Number(plain.value)}`;
    case "none":
      return "none";
    case "external":
      return `e:${plain.path}`;
    case "class":
      return `c:${plain.module.path}:${plain.node.start}`;
    default:
      return undefined;
  }
}

export function setItem(target: DictValue, key: Value, value: Value): void {
  const id = keyOf(key);
  if (id === undefined) {
    target.open = true;
    target.entries.set(`?${target.entries.size}`, { key, value });
  } else {
    target.entries.set(id, { key, value });
  }
}

export function getItem(target: DictValue, key: string): Value | undefined {
  return target.entries.get(`s:${key}`)?.value;
}

/** The value that an enum member stands for; other values as they are. */
export function plainOf(value: Value): Value {
  if (value.kind !== "instance" || !isEnum(value.cls)) return value;
  return value.attributes.get("value") ?? value;
}

export function callArguments(
  node: SyntaxNode,
  positional: Value[] = [],
  keywords = new Map<string, Value>(),
): CallArguments {
  return { positional, keywords, node };
}
