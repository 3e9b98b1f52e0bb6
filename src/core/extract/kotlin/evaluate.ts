/** Kotlin expressions, annotations and JSON builders to values. */
import {
  type Arguments,
  allValues,
  argumentValues,
  type Evaluate,
  evaluator,
  mapValue,
  nameValue,
  type Place,
} from "../declared/evaluate.ts";
import {
  concatenate,
  decodeEscapes,
  dedent,
  knownText,
  lastName,
  list,
  map,
  type Plain,
  type PlainCall,
  text,
  toSnakeCase,
  UNKNOWN,
} from "../declared/plain.ts";
import { childOfType, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";

export type { Place };

export const evaluate: Evaluate<Place> = evaluator({
  numbers: ["integer_literal", "long_literal", "real_literal"],
  booleans: ["boolean_literal"],
  nulls: ["null_literal"],
  wrappers: ["parenthesized_expression", "elvis_expression", "interpolated_expression"],
  names: ["interpolated_identifier"],
  identifiers: ["simple_identifier"],
  parameters: parameterNames,
  nodes: {
    string_literal: stringValue,
    additive_expression: (place, node, depth) => concatenate(allValues(place, namedChildren(node), depth, evaluate)),
    navigation_expression: navigationValue,
    callable_reference: (place, node) => {
      // `T::class`
      const type = childOfType(node, "type_identifier", "user_type")?.text ?? "";
      const bound = place.call?.bindings.get(type);
      return bound ?? (isTypeParameter(node, type) ? UNKNOWN : { kind: "name", path: type });
    },
    call_expression: callValue,
  },
});

function navigationValue(place: Place, node: SyntaxNode, depth: number): Plain {
  // `T::class.simpleName`
  const [target, suffix] = namedChildren(node);
  const isName = target?.type === "callable_reference" && /\b(?:simpleName|name)$/.test(suffix?.text ?? "");
  const type = isName && target ? evaluate(place, target, depth + 1) : undefined;
  return type?.kind === "name" ? text(lastName(type.path)) : nameValue(place, node.text, depth, evaluate);
}

/** Names of the parameters of the function around. */
function parameterNames(node: SyntaxNode): string[] {
  const parameters = childOfType(enclosing(node, "function_declaration"), "function_value_parameters");
  return (parameters?.children ?? []).flatMap((child) => childOfType(child, "simple_identifier")?.text ?? []);
}

/** Whether the function around the node has the name for a type that its callers choose. */
export function isTypeParameter(node: SyntaxNode, name: string): boolean {
  const parameters = childOfType(enclosing(node, "function_declaration"), "type_parameters");
  return parameters !== undefined && [...descendants(parameters, "type_identifier")].some((each) => each.text === name);
}

function stringValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const isRaw = node.text.startsWith('"""');
  return concatenate(
    namedChildren(node).map((child) => {
      if (child.type === "string_content" && isRaw) return text(child.text);
      const isText = child.type === "string_content" || child.type === "character_escape_seq";
      return isText ? text(decodeEscapes(child.text)) : evaluate(place, child, depth + 1);
    }),
  );
}

/** A call's arguments, the lambda after it as `lambda`. */
function callValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const [callee] = namedChildren(node);
  const suffix = childOfType(node, "call_suffix");
  const container = childOfType(suffix, "value_arguments");
  const { args, named } = argumentsOf(place, container, depth);
  const suffixName = callee?.type === "navigation_expression" ? childOfType(callee, "navigation_suffix") : undefined;
  const name = (suffixName ? childOfType(suffixName, "simple_identifier") : callee)?.text ?? "";
  const object = suffixName && callee ? namedChildren(callee)[0] : undefined;
  const lambda = childOfType(childOfType(suffix, "annotated_lambda"), "lambda_literal");
  if (name === "buildJsonObject" || name === "jsonObject") return jsonObject(place, lambda, depth);
  if (name === "buildJsonArray") return jsonArray(place, lambda, depth);
  if (name === "JsonPrimitive") return args[0] ?? UNKNOWN;
  if (/^(?:listOf|setOf|arrayOf|mutableListOf)$/.test(name)) return list(args);
  if (name === "mapOf" || name === "JsonObject")
    return args[0]?.kind === "map" ? args[0] : pairsOf(container, place, depth);
  const on = object && evaluate(place, object, depth + 1);
  if (on?.kind === "text" && /snake_?case/i.test(name)) return text(toSnakeCase(on.value), on.partial);
  if (name === "trimIndent") return trimmed(on, dedent);
  if (name === "trimMargin") return trimmed(on, withoutMargin(knownText(args[0]) ?? "|"));
  return { kind: "call", name, on, args, named, node };
}

function trimmed(value: Plain | undefined, trim: (source: string) => string): Plain {
  if (value?.kind !== "text") return UNKNOWN;
  return text(trim(value.value).replace(/^[ \t]*\n|\n[ \t]*$/g, ""), value.partial);
}

/** Lines without what stands before the margin's sign, and the sign; lines without it stay. */
function withoutMargin(sign: string): (source: string) => string {
  return (source) =>
    source
      .split("\n")
      .map((line) => (line.trimStart().startsWith(sign) ? line.trimStart().slice(sign.length) : line))
      .join("\n");
}

/** `mapOf("a" to 1)`. */
function pairsOf(container: SyntaxNode | undefined, place: Place, depth: number): Plain {
  const pairs = [...(container ? descendants(container, "infix_expression") : [])].flatMap((infix) => {
    const [key, operator, value] = namedChildren(infix);
    return operator?.text === "to" ? [[key, value] as const] : [];
  });
  return mapValue(place, pairs, depth, evaluate);
}

/** `{ put("type", "string"); putJsonObject("x") { … }; putJsonArray("y") { add("z") } }`. */
function jsonObject(place: Place, lambda: SyntaxNode | undefined, depth: number): Plain {
  const value = map([]);
  for (const statement of statementsOf(lambda)) {
    const [callee] = namedChildren(statement);
    const suffix = childOfType(statement, "call_suffix");
    const { args } = argumentsOf(place, childOfType(suffix, "value_arguments"), depth + 1);
    const inner = childOfType(childOfType(suffix, "annotated_lambda"), "lambda_literal");
    const key = knownText(args[0]);
    if (key === undefined || depth > 40) continue;
    if (callee?.text === "put" && args[1]) value.entries.set(key, args[1]);
    else if (callee?.text === "putJsonObject") value.entries.set(key, jsonObject(place, inner, depth + 1));
    else if (callee?.text === "putJsonArray") value.entries.set(key, jsonArray(place, inner, depth + 1));
  }
  return value;
}

function jsonArray(place: Place, lambda: SyntaxNode | undefined, depth: number): Plain {
  const items: Plain[] = [];
  for (const statement of statementsOf(lambda)) {
    const { args } = argumentsOf(
      place,
      childOfType(childOfType(statement, "call_suffix"), "value_arguments"),
      depth + 1,
    );
    if (args[0] && namedChildren(statement)[0]?.text === "add") items.push(args[0]);
  }
  return list(items);
}

function statementsOf(lambda: SyntaxNode | undefined): SyntaxNode[] {
  const statements = childOfType(lambda, "statements");
  return statements ? namedChildren(statements).filter((child) => child.type === "call_expression") : [];
}

function argumentsOf(place: Place, container: SyntaxNode | undefined, depth: number): Arguments {
  const labelled = (container ? namedChildren(container) : []).map((argument) => {
    const parts = namedChildren(argument);
    const isLabelled = parts.length > 1 && parts[0]?.type === "simple_identifier";
    return { label: isLabelled ? parts[0]?.text : undefined, value: parts.at(-1) };
  });
  return argumentValues(place, labelled, depth, evaluate);
}

export type Annotation = Pick<PlainCall, "name" | "args" | "named">;

export function annotationsOf(place: Place, modifiers: SyntaxNode | undefined): Annotation[] {
  const annotations = (modifiers ? namedChildren(modifiers) : []).filter((child) => child.type === "annotation");
  return annotations.map((annotation) => {
    const invocation = childOfType(annotation, "constructor_invocation");
    const type = childOfType(invocation ?? annotation, "user_type");
    const name = type?.text.split(".").at(-1) ?? "";
    return { name, ...argumentsOf(place, childOfType(invocation, "value_arguments"), 0) };
  });
}
