/** PHP expressions, attributes and calls to values. */
import {
  type Arguments,
  allValues,
  argumentValues,
  type Evaluate,
  evaluator,
  gappedText,
  mapValue,
  nameValue,
  type Place,
} from "../declared/evaluate.ts";
import { dedent, list, type Plain, type PlainCall, text, UNKNOWN } from "../declared/plain.ts";
import { childIn, childOfType, descendants, namedChildren, type SyntaxNode } from "../syntax.ts";

export type { Place };

export const evaluate: Evaluate<Place> = evaluator({
  numbers: ["integer", "float"],
  booleans: ["boolean"],
  nulls: ["null"],
  wrappers: ["parenthesized_expression"],
  names: ["name", "qualified_name"],
  choices: ["conditional_expression"],
  sums: { binary_expression: "." },
  nodes: {
    string: (_, node) => text(node.text.slice(1, -1).replace(/\\(['\\])/g, "$1")),
    encapsed_string: (place, node, depth) => encapsed(place, node, [node.start + 1, node.end - 1], depth),
    heredoc: (place, node, depth) => {
      const body = childIn(node, "value");
      const joined = body ? encapsed(place, body, [body.start, body.end], depth) : text("");
      return joined.kind === "text" ? text(dedent(joined.value), joined.partial) : joined;
    },
    nowdoc: (_, node) => {
      const closing = /^([ \t]*)\w+$/m.exec(node.text.slice(node.text.lastIndexOf("\n") + 1))?.[1] ?? "";
      return text(stripIndent(childIn(node, "value")?.text ?? "", closing));
    },
    class_constant_access_expression: (place, node, depth) =>
      /::class$/i.test(node.text) ? { kind: "name", path: node.text } : nameValue(place, node.text, depth, evaluate),
    member_access_expression: (place, node, depth) => {
      // `Enumeration::Case->value`
      const object = childIn(node, "object");
      return childIn(node, "name")?.text === "value" && object ? evaluate(place, object, depth + 1) : UNKNOWN;
    },
    array_creation_expression: arrayValue,
    object_creation_expression: (place, node, depth) => {
      const name = namedChildren(node)[0]?.text ?? "";
      return { kind: "call", name, on: undefined, ...argumentsOf(place, childOfType(node, "arguments"), depth), node };
    },
    function_call_expression: callValue,
    scoped_call_expression: callValue,
    member_call_expression: callValue,
  },
});

function callValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const name = (childIn(node, "name") ?? childIn(node, "function"))?.text ?? "";
  const object = childIn(node, "object") ?? childIn(node, "scope");
  const on = object && evaluate(place, object, depth + 1);
  const given = argumentsOf(place, childIn(node, "arguments"), depth);
  const [first] = given.args;
  // What is looked up in a catalogue of translations is itself where there is none.
  if (!object && first && TRANSLATING.test(name)) return first;
  return { kind: "call", name, on, ...given, node };
}

const TRANSLATING = /^(?:__|_x|_e|esc_(?:html|attr)_[_ex])$/;

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", v: "\v", e: "\u001b", f: "\f" };

function encapsed(place: Place, body: SyntaxNode, span: readonly [number, number], depth: number): Plain {
  return gappedText(body, span, namedChildren(body), (child) => {
    if (child.type === "string_content") return text(child.text);
    return child.type === "escape_sequence"
      ? text(ESCAPES[child.text[1] ?? ""] ?? child.text.slice(1))
      : evaluate(place, child, depth + 1);
  });
}

function stripIndent(source: string, indent: string): string {
  return source
    .split("\n")
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join("\n");
}

function arrayValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const elements = namedChildren(node).map((element) => namedChildren(element));
  const items = elements.flatMap(([first, second]) => (first && !second ? [first] : []));
  const pairs = elements.flatMap(([key, value]) => (value ? [[key, value] as const] : []));
  const keyed = mapValue(place, pairs, depth, evaluate);
  return keyed.kind === "map" && keyed.entries.size > 0 ? keyed : list(allValues(place, items, depth, evaluate));
}

export function argumentsOf(place: Place, container: SyntaxNode | undefined, depth = 0): Arguments {
  const labelled = (container ? namedChildren(container) : []).map((argument) => ({
    label: childIn(argument, "name")?.text,
    value: namedChildren(argument).at(-1),
  }));
  return argumentValues(place, labelled, depth, evaluate);
}

export type Attribute = Pick<PlainCall, "name" | "args" | "named">;

export function attributesOf(place: Place, node: SyntaxNode): Attribute[] {
  const container = childIn(node, "attributes");
  if (!container) return [];
  return [...descendants(container, "attribute")].map((attribute) => {
    const name = namedChildren(attribute)[0]?.text.split("\\").at(-1) ?? "";
    return { name, ...argumentsOf(place, childIn(attribute, "parameters")) };
  });
}

/** The doc comment before a declaration: its text, and what it says of each parameter. */
export function docOf(node: SyntaxNode): { summary: string; parameters: Map<string, string> } {
  const siblings = node.parent?.children ?? [];
  const before = siblings[siblings.indexOf(node) - 1];
  const parameters = new Map<string, string>();
  if (before?.type !== "comment" || !before.text.startsWith("/**")) return { summary: "", parameters };
  const lines = before.text
    .slice(3, -2)
    .split("\n")
    .map((line) => line.trim().replace(/^\*\s?/, ""));
  const summary: string[] = [];
  let isTag = false;
  for (const line of lines) {
    const parameter = /^@param\s+\S*(?:\s*[|&]\s*\S+)*\s*\$(\w+)\s*(.*)$/.exec(line.slice(0, 1_000));
    if (parameter?.[1] !== undefined) parameters.set(parameter[1], (parameter[2] ?? "").trim());
    isTag ||= line.startsWith("@");
    if (!isTag) summary.push(line);
  }
  return { summary: summary.join("\n").trim(), parameters };
}

export function methodNamed(node: SyntaxNode, name: string): SyntaxNode | undefined {
  const body = childIn(node, "body");
  return (body ? namedChildren(body) : []).find(
    (child) => child.type === "method_declaration" && childIn(child, "name")?.text === name,
  );
}

export function propertyValue(place: Place, node: SyntaxNode, name: string): Plain | undefined {
  const body = childIn(node, "body");
  for (const property of body ? descendants(body, "property_element") : []) {
    if (childIn(property, "name")?.text !== `$${name}`) continue;
    const value = childIn(property, "default_value") ?? namedChildren(property)[1];
    if (value) return evaluate(place, value);
  }
  return undefined;
}

/** What a method that only returns gives: `public function name(): string { return 'x'; }`. */
export function returnedValue(place: Place, node: SyntaxNode, name: string): Plain | undefined {
  const method = methodNamed(node, name);
  for (const statement of method ? descendants(method, "return_statement") : []) {
    const [value] = namedChildren(statement);
    return value && evaluate(place, value);
  }
  return undefined;
}
