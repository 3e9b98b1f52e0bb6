/** Rust expressions and token trees to values. */
import {
  allValues,
  boundValue,
  type Evaluate,
  evaluator,
  localValue,
  MAX_DEPTH,
  nameValue,
  type Place,
  parameterNames,
} from "../declared/evaluate.ts";
import {
  concatenate,
  decodeEscapes,
  knownText,
  list,
  map,
  NULL,
  type Plain,
  text,
  UNKNOWN,
} from "../declared/plain.ts";
import { childIn, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { bracketOf, splitAtCommas, type Token, tokensOf } from "./tokens.ts";

export type { Place };

export const FUNCTIONS = ["function_item"];

export const evaluate: Evaluate<Place> = evaluator({
  numbers: ["integer_literal", "float_literal"],
  booleans: ["boolean_literal"],
  lists: ["array_expression"],
  wrappers: ["reference_expression", "parenthesized_expression", "try_expression", "await_expression"],
  nodes: {
    string_literal: (_, node) => text(decodeEscapes(node.text.slice(node.text.indexOf('"') + 1, -1))),
    raw_string_literal: (_, node) => text(node.text.replace(/^b?r#*"/, "").replace(/"#*$/, "")),
    identifier: pathValue,
    scoped_identifier: pathValue,
    block: (place, node, depth) => {
      const last = namedChildren(node).at(-1);
      return last ? evaluate(place, last, depth + 1) : UNKNOWN;
    },
    call_expression: callValue,
    struct_expression: structValue,
    macro_invocation: macroValue,
  },
});

function pathValue(place: Place, node: SyntaxNode, depth: number): Plain {
  if (node.text === "None") return NULL;
  const local = node.type === "identifier" ? localValue(node, LOCALS) : undefined;
  if (local) return variableValue(place, local, node, depth);
  const isParameter = parameterNames(enclosing(node, ...FUNCTIONS)).includes(node.text);
  return isParameter ? boundValue(place, node.text) : nameValue(place, node.text, depth, evaluate);
}

const LOCALS = { functions: FUNCTIONS, declaration: "let_declaration", field: "pattern" };

/** What a `let` gave a variable, and what was put into it until its use. */
function variableValue(place: Place, value: SyntaxNode, use: SyntaxNode, depth: number): Plain {
  const fn = enclosing(use, ...FUNCTIONS);
  return fn && NEW_MAP.test(value.text) ? filledMap(place, fn, value, use, depth) : evaluate(place, value, depth + 1);
}

const NEW_MAP = /^(?:\w+::)*(?:\w*Map|JsonObject)(?:::<[^()]*>)?::(?:new|default|with_capacity)\(\w*\)$/;

/** A map as `map.insert(key, value)` between its making and the use has filled it. */
function filledMap(place: Place, fn: SyntaxNode, made: SyntaxNode, use: SyntaxNode, depth: number): Plain {
  const entries: [string, Plain][] = [];
  for (const call of descendants(fn, "call_expression")) {
    if (call.start < made.end) continue;
    if (call.end > use.start) break;
    const target = childIn(call, "function");
    const isInsert = childIn(target, "field")?.text === "insert" && childIn(target, "value")?.text === use.text;
    const [key, value] = isInsert ? namedChildren(childIn(call, "arguments") ?? call) : [];
    const name = key && knownText(evaluate(place, key, depth + 1));
    if (name !== undefined && value) entries.push([name, evaluate(place, value, depth + 1)]);
  }
  return map(entries);
}

function callValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const target = childIn(node, "function");
  const container = childIn(node, "arguments");
  const args = container ? allValues(place, namedChildren(container), depth, evaluate) : [];
  if (!target) return UNKNOWN;
  if (target.type === "field_expression") {
    const [object, field] = [childIn(target, "value"), childIn(target, "field")];
    const on = object && evaluate(place, object, depth + 1);
    return { kind: "call", name: field?.text ?? "", on, args, named: new Map(), node };
  }
  // A JSON value by its kind is what it is given.
  if (/(?:^|::)Value::(?:Object|Array|String|Bool|Number)$/.test(target.text)) return args[0] ?? UNKNOWN;
  return { kind: "call", name: target.text.replace(/::<.*>/s, ""), on: undefined, args, named: new Map(), node };
}

function structValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const named = new Map<string, Plain>();
  const body = childIn(node, "body");
  for (const field of body ? namedChildren(body) : []) {
    const name = childIn(field, "field") ?? namedChildren(field)[0];
    const value = childIn(field, "value");
    if (name)
      named.set(name.text, value ? evaluate(place, value, depth + 1) : nameValue(place, name.text, depth, evaluate));
  }
  const name = childIn(node, "name")?.text ?? "";
  return { kind: "call", name, on: undefined, args: [], named, node };
}

function macroValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const name = childIn(node, "macro")?.text ?? "";
  const tree = node.children.find((child) => child.type === "token_tree");
  if (!tree) return UNKNOWN;
  const parts = splitAtCommas(tokensOf(tree));
  if (/(?:^|::)json$/.test(name)) return tokensValue(place, tokensOf(tree), depth + 1);
  if (/(?:^|::)concat$/.test(name)) return concatenate(parts.map((part) => tokensValue(place, part, depth + 1)));
  if (/(?:^|::)vec$/.test(name)) return list(parts.map((part) => tokensValue(place, part, depth + 1)));
  if (/(?:^|::)(?:indoc|format|formatdoc)$/.test(name)) return formatValue(place, parts, depth);
  return UNKNOWN;
}

function formatValue(place: Place, parts: readonly Token[][], depth: number): Plain {
  const [pattern, ...rest] = parts.map((part) => tokensValue(place, part, depth + 1));
  if (pattern?.kind !== "text") return UNKNOWN;
  let position = 0;
  const pieces: Plain[] = [];
  let at = 0;
  for (const match of pattern.value.matchAll(/\{\{|\}\}|\{([^{}]*)\}/g)) {
    pieces.push(text(pattern.value.slice(at, match.index)));
    at = match.index + match[0].length;
    const field = (match[1] ?? "").split(":")[0] ?? "";
    if (match[0] === "{{" || match[0] === "}}") pieces.push(text(match[0].slice(1)));
    else pieces.push(field === "" ? (rest[position++] ?? UNKNOWN) : nameValue(place, field, depth, evaluate));
  }
  pieces.push(text(pattern.value.slice(at)));
  return concatenate(pieces);
}

/** The value of tokens: JSON as the `json!` macro takes it, one literal, a name, calls inside a macro. */
export function tokensValue(place: Place, tokens: readonly Token[], depth = 0): Plain {
  if (depth > MAX_DEPTH) return UNKNOWN;
  const [first, second] = tokens;
  if (!first) return UNKNOWN;
  if (first.kind === "node" && tokens.length === 1) {
    if (first.node.type === "token_tree") return treeValue(place, first.node, depth);
    if (first.node.type === "identifier" && first.node.text === "null") return NULL;
    return evaluate(place, first.node, depth + 1);
  }
  if (first.kind === "mark" && first.text === "-" && second?.kind === "node") {
    const value = evaluate(place, second.node, depth + 1);
    return value.kind === "number" ? { kind: "number", value: -value.value } : UNKNOWN;
  }
  return chainValue(place, tokens, depth);
}

/** `path`, `path(…)`, `path!(…)`, `Path { … }`, each with `.method(…)` after it. */
function chainValue(place: Place, tokens: readonly Token[], depth: number): Plain {
  let value: Plain | undefined;
  let path = "";
  let last: SyntaxNode | undefined;
  const settle = (): void => {
    if (path !== "" && value === undefined)
      value =
        last && tokens.length > 0 && /literal$/.test(last.type)
          ? evaluate(place, last, depth + 1)
          : nameValue(place, path, depth, evaluate);
    path = "";
  };
  for (const token of tokens) {
    if (token.kind === "mark") {
      if (token.text === ".") settle();
      else if (token.text === ":" || token.text === "!" || token.text === "?" || token.text === "&")
        path += token.text === ":" || token.text === "!" ? token.text : "";
      else return UNKNOWN;
      continue;
    }
    const { node } = token;
    if (node.type !== "token_tree") {
      path += node.text;
      last = node;
      continue;
    }
    const parts = splitAtCommas(tokensOf(node));
    if (path.endsWith("!")) value = macroTokens(place, path.slice(0, -1), node, depth);
    else if (bracketOf(node) === "{")
      value = { kind: "call", name: path, on: undefined, args: [], named: fieldTokens(place, parts, depth), node };
    else {
      const args = parts.map((part) => tokensValue(place, part, depth + 1));
      value = { kind: "call", name: path, on: value, args, named: new Map(), node };
    }
    path = "";
  }
  settle();
  return value ?? UNKNOWN;
}

function macroTokens(place: Place, name: string, tree: SyntaxNode, depth: number): Plain {
  const parts = splitAtCommas(tokensOf(tree));
  if (/(?:^|::)concat$/.test(name)) return concatenate(parts.map((part) => tokensValue(place, part, depth + 1)));
  if (/(?:^|::)vec$/.test(name)) return list(parts.map((part) => tokensValue(place, part, depth + 1)));
  return tokensValue(place, tokensOf(tree), depth + 1);
}

function fieldTokens(place: Place, parts: readonly Token[][], depth: number): Map<string, Plain> {
  const fields = new Map<string, Plain>();
  for (const part of parts) {
    const [name, colon, ...rest] = part;
    if (name?.kind !== "node" || colon?.kind !== "mark" || colon.text !== ":") continue;
    fields.set(name.node.text, tokensValue(place, rest, depth + 1));
  }
  return fields;
}

function treeValue(place: Place, tree: SyntaxNode, depth: number): Plain {
  const parts = splitAtCommas(tokensOf(tree));
  if (bracketOf(tree) === "[") return list(parts.map((part) => tokensValue(place, part, depth + 1)));
  if (bracketOf(tree) !== "{") return tokensValue(place, tokensOf(tree), depth + 1);
  const entries: [string, Plain][] = [];
  for (const part of parts) {
    const colon = part.findIndex((token) => token.kind === "mark" && token.text === ":");
    const key = colon > 0 ? tokensValue(place, part.slice(0, colon), depth + 1) : UNKNOWN;
    if (key.kind === "text") entries.push([key.value, tokensValue(place, part.slice(colon + 1), depth + 1)]);
  }
  return map(entries);
}
