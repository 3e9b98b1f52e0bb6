/** What the evaluators of these languages share: names, sums, what stands in parentheses. */
import { childIn, contains, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { concatenate, type Plain, UNKNOWN } from "./plain.ts";
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

export type Evaluate<At extends Place> = (place: At, node: SyntaxNode, depth: number) => Plain;

/** Nesting of expressions; what lies deeper is not known. */
export const MAX_DEPTH = 60;

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

/** What an identifier stands for in a function of one of the types, whose parameters hide constants. */
export function identifierValue<At extends Place>(
  place: At,
  node: SyntaxNode,
  functions: readonly string[],
  depth: number,
  evaluate: Evaluate<At>,
): Plain {
  const isParameter = parameterNames(enclosing(node, ...functions)).includes(node.text);
  return isParameter ? boundValue(place, node.text) : nameValue(place, node.text, depth, evaluate);
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
export function sumValue<At extends Place>(
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

/** What stands in parentheses. */
export function innerValue<At extends Place>(
  place: At,
  node: SyntaxNode,
  depth: number,
  evaluate: Evaluate<At>,
): Plain {
  const [inner] = namedChildren(node);
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
