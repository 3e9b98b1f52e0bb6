/**
 * The evaluator of these languages. A `ValueGrammar` says by which nodes a language writes what all of them have, and reads
 * itself what is particular to it.
 */
import { childIn, contains, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { concatenate, knownText, list, NULL, type Plain, text, UNKNOWN } from "./plain.ts";
import type { Constants, SourceFile } from "./source.ts";

/** Where an expression stands. */
export interface Place {
  constants: Constants;
  file: SourceFile;
  /** The type or module around it. */
  owner: string | undefined;
  /** A function that is looked at as one call of it runs, with what the call gives its parameters. */
  call?: { fn: SyntaxNode; bindings: ReadonlyMap<string, Plain> } | undefined;
}

export type Evaluate<At extends Place> = (place: At, node: SyntaxNode, depth?: number) => Plain;

/** A language's own way with one type of node. */
export type Reader<At extends Place> = (place: At, node: SyntaxNode, depth: number) => Plain;

/** Nesting of expressions; what lies deeper is not known. */
export const MAX_DEPTH = 60;

/** How a grammar writes what all languages have, by the types of its nodes. */
export interface ValueGrammar<At extends Place> {
  numbers?: readonly string[];
  booleans?: readonly string[];
  nulls?: readonly string[];
  lists?: readonly string[];
  /** Nodes that are what stands in them: parentheses, interpolations. */
  wrappers?: readonly string[];
  names?: readonly string[];
  /** Names that a parameter of the function around hides; `parameters` says which those are. */
  identifiers?: readonly string[];
  parameters?(node: SyntaxNode): readonly string[];
  /** How functions declare variables, whose values identifiers stand for. */
  locals?: Locals;
  /** `condition ? a : b`: what is not decided is known in part by its first side. */
  choices?: readonly string[];
  /** Operators that join texts, by the node that they stand in. */
  sums?: Readonly<Record<string, string>>;
  /** What is particular to the language. */
  nodes: Readonly<Record<string, Reader<At>>>;
}

/** Types of functions and of what declares a variable in them, with the field that names it. */
export interface Locals {
  functions: readonly string[];
  declaration: string;
  field: string;
}

/** The evaluator of a language. */
export function evaluator<At extends Place>(grammar: ValueGrammar<At>): Evaluate<At> {
  const readers = new Map<string, Reader<At>>();
  const add = (types: readonly string[] | undefined, reader: Reader<At>): void => {
    for (const type of types ?? []) readers.set(type, reader);
  };
  const evaluate: Evaluate<At> = (place, node, depth = 0) =>
    (depth > MAX_DEPTH ? undefined : readers.get(node.type)?.(place, node, depth)) ?? UNKNOWN;
  add(grammar.numbers, (_, node) => numberValue(node.text));
  add(grammar.booleans, (_, node) => ({ kind: "bool", value: node.text.toLowerCase() === "true" }));
  add(grammar.nulls, () => NULL);
  add(grammar.lists, (place, node, depth) => list(allValues(place, namedChildren(node), depth, evaluate)));
  add(grammar.wrappers, (place, node, depth) => innerValue(place, node, depth, evaluate));
  add(grammar.names, (place, node, depth) => nameValue(place, node.text, depth, evaluate));
  add(grammar.identifiers, (place, node, depth) => {
    const local = grammar.locals && localValue(node, grammar.locals);
    if (local) return evaluate(place, local, depth + 1);
    return grammar.parameters?.(node).includes(node.text)
      ? boundValue(place, node.text)
      : nameValue(place, node.text, depth, evaluate);
  });
  add(grammar.choices, (place, node, depth) => choiceValue(place, node, depth, evaluate));
  for (const [type, operator] of Object.entries(grammar.sums ?? {})) {
    readers.set(type, (place, node, depth) => sumValue(place, node, operator, depth, evaluate));
  }
  for (const [type, reader] of Object.entries(grammar.nodes)) readers.set(type, reader);
  return evaluate;
}

export interface Arguments {
  args: Plain[];
  named: Map<string, Plain>;
}

/** An argument or a pair taken apart. */
export interface Labelled {
  label?: string | undefined;
  value: SyntaxNode | undefined;
}

export function argumentValues<At extends Place>(
  place: At,
  labelled: Iterable<Labelled>,
  depth: number,
  evaluate: Evaluate<At>,
): Arguments {
  const found: Arguments = { args: [], named: new Map() };
  for (const { label, value } of labelled) {
    const plain = value && evaluate(place, value, depth + 1);
    if (plain && label !== undefined) found.named.set(label, plain);
    else if (plain) found.args.push(plain);
  }
  return found;
}

/** A map of pairs of nodes; pairs without a known key are left out. */
export function mapValue<At extends Place>(
  place: At,
  pairs: Iterable<readonly [SyntaxNode | undefined, SyntaxNode | undefined]>,
  depth: number,
  evaluate: Evaluate<At>,
  keyOf = (key: SyntaxNode): string | undefined => knownText(evaluate(place, key, depth + 1)),
): Plain {
  const entries = new Map<string, Plain>();
  for (const [key, value] of pairs) {
    const name = key && keyOf(key);
    if (name !== undefined && value) entries.set(name, evaluate(place, value, depth + 1));
  }
  return { kind: "map", entries };
}

/** A text of which the grammar makes nodes of some parts only: what lies between them is text too. */
export function gappedText(
  { tree }: SyntaxNode,
  [start, end]: readonly [number, number],
  children: readonly SyntaxNode[],
  read: (child: SyntaxNode) => Plain,
): Plain {
  const source = tree.flat.text;
  const parts: Plain[] = [];
  let at = start;
  for (const child of children) {
    parts.push(text(source.slice(at, child.start)), read(child));
    at = child.end;
  }
  return concatenate([...parts, text(source.slice(at, end))]);
}

/** What a written name stands for: a parameter of the call, a constant, or else the name itself. */
export function nameValue<At extends Place>(place: At, path: string, depth: number, evaluate: Evaluate<At>): Plain {
  const bound = place.call?.bindings.get(path);
  if (bound) return bound;
  const value = constantValue(place, path, depth, evaluate);
  return value.kind === "unknown" ? { kind: "name", path } : value;
}

/** Names of the parameters of functions whose grammar has them in fields `parameters` and `name` (or `pattern`). */
export function parameterNames(fn: SyntaxNode | undefined): string[] {
  const container = childIn(fn, "parameters");
  return (container ? namedChildren(container) : []).flatMap(
    (parameter) => (childIn(parameter, "name") ?? childIn(parameter, "pattern"))?.text ?? [],
  );
}

/** What the nearest declaration before the node in the same function gives the variable. */
export function localValue(node: SyntaxNode, { functions, declaration, field }: Locals): SyntaxNode | undefined {
  const fn = enclosing(node, ...functions);
  let value: SyntaxNode | undefined;
  for (const declared of fn ? descendants(fn, declaration) : []) {
    if (declared.end > node.start) break;
    if (childIn(declared, field)?.text === node.text) value = childIn(declared, "value");
  }
  return value;
}

/** What the call at hand gives a parameter. */
export function boundValue(place: Place, name: string): Plain {
  return place.call?.bindings.get(name) ?? { kind: "name", path: name };
}

export function constantValue<At extends Place>(place: At, path: string, depth: number, evaluate: Evaluate<At>): Plain {
  const { call } = place;
  return place.constants.value(path, place, (node, { file, owner }) => {
    const inside = call && contains(call.fn, node) ? call : undefined;
    return evaluate({ ...place, file, owner, call: inside }, node, depth + 1);
  });
}

/** `left + right`, by whatever operator joins texts. */
function sumValue<At extends Place>(
  place: At,
  node: SyntaxNode,
  operator: string,
  depth: number,
  evaluate: Evaluate<At>,
): Plain {
  const [left, right] = [childIn(node, "left"), childIn(node, "right")];
  if (!left || !right || childIn(node, "operator")?.text !== operator) return UNKNOWN;
  return concatenate([evaluate(place, left, depth + 1), evaluate(place, right, depth + 1)]);
}

function choiceValue<At extends Place>(place: At, node: SyntaxNode, depth: number, evaluate: Evaluate<At>): Plain {
  const first = childIn(node, "consequence") ?? childIn(node, "body");
  const value = first ? evaluate(place, first, depth + 1) : UNKNOWN;
  if (value.kind === "text") return text(value.value, true);
  return value.kind === "number" || value.kind === "bool" ? UNKNOWN : value;
}

/** What stands in parentheses. */
export function innerValue<At extends Place>(
  place: At,
  node: SyntaxNode,
  depth: number,
  evaluate: Evaluate<At>,
): Plain {
  const inner = childIn(node, "value") ?? namedChildren(node)[0];
  return inner ? evaluate(place, inner, depth + 1) : UNKNOWN;
}

export function allValues<At extends Place>(
  place: At,
  nodes: readonly SyntaxNode[],
  depth: number,
  evaluate: Evaluate<At>,
): Plain[] {
  return nodes.map((node) => evaluate(place, node, depth + 1));
}

/** A number with separators and a suffix that says its type. */
export function numberValue(source: string): Plain {
  const value = Number(source.replace(/_|(?<=[\d.])(?:[uUlLfFdDmM]|[iuf](?:8|16|32|64|128|size))+$/g, ""));
  return Number.isFinite(value) ? { kind: "number", value } : UNKNOWN;
}
