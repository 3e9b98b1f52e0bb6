/** PHP expressions, attributes and calls to values. */
import { innerValue, MAX_DEPTH, nameValue, numberValue, type Place, sumValue } from "../declared/evaluate.ts";
import {
  concatenate,
  dedent,
  knownText,
  list,
  map,
  NULL,
  type Plain,
  type PlainCall,
  text,
  UNKNOWN,
} from "../declared/plain.ts";
import { childIn, childOfType, descendants, namedChildren, type SyntaxNode } from "../syntax.ts";

export type { Place };

export function evaluate(place: Place, node: SyntaxNode, depth = 0): Plain {
  if (depth > MAX_DEPTH) return UNKNOWN;
  switch (node.type) {
    case "string":
      return text(node.text.slice(1, -1).replace(/\\(['\\])/g, "$1"));
    case "encapsed_string":
    case "heredoc":
      return encapsed(place, node, depth);
    case "nowdoc": {
      const closing = /^([ \t]*)\w+$/m.exec(node.text.slice(node.text.lastIndexOf("\n") + 1))?.[1] ?? "";
      const body = childIn(node, "value")?.text ?? "";
      return text(stripIndent(body, closing));
    }
    case "integer":
    case "float":
      return numberValue(node.text);
    case "boolean":
      return { kind: "bool", value: node.text.toLowerCase() === "true" };
    case "null":
      return NULL;
    case "binary_expression":
      return sumValue(place, node, ".", depth, evaluate);
    case "parenthesized_expression":
      return innerValue(place, node, depth, evaluate);
    case "name":
    case "qualified_name":
    case "class_constant_access_expression":
      return /::class$/i.test(node.text)
        ? { kind: "name", path: node.text }
        : nameValue(place, node.text, depth, evaluate);
    case "member_access_expression": {
      // `Enumeration::Case->value`
      const object = childIn(node, "object");
      return childIn(node, "name")?.text === "value" && object ? evaluate(place, object, depth + 1) : UNKNOWN;
    }
    case "array_creation_expression":
      return arrayValue(place, node, depth);
    case "object_creation_expression": {
      const name = namedChildren(node)[0]?.text ?? "";
      return { kind: "call", name, on: undefined, ...argumentsOf(place, childOfType(node, "arguments"), depth), node };
    }
    case "function_call_expression":
    case "scoped_call_expression":
    case "member_call_expression": {
      const name = (childIn(node, "name") ?? childIn(node, "function"))?.text ?? "";
      const object = childIn(node, "object") ?? childIn(node, "scope");
      const on = object && evaluate(place, object, depth + 1);
      return { kind: "call", name, on, ...argumentsOf(place, childIn(node, "arguments"), depth), node };
    }
    default:
      return UNKNOWN;
  }
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", v: "\v", e: "\u001b", f: "\f" };

function encapsed(place: Place, node: SyntaxNode, depth: number): Plain {
  const body = node.type === "heredoc" ? (childIn(node, "value") ?? node) : node;
  const parts: Plain[] = [];
  const { text: source } = node.tree.flat;
  let at = body.type === "encapsed_string" ? body.start + 1 : body.start;
  const end = body.type === "encapsed_string" ? body.end - 1 : body.end;
  for (const child of namedChildren(body)) {
    parts.push(text(source.slice(at, child.start)));
    at = child.end;
    if (child.type === "string_content") parts.push(text(child.text));
    else if (child.type === "escape_sequence") parts.push(text(ESCAPES[child.text[1] ?? ""] ?? child.text.slice(1)));
    else parts.push(evaluate(place, child, depth + 1));
  }
  parts.push(text(source.slice(at, end)));
  const joined = concatenate(parts);
  return node.type === "heredoc" && joined.kind === "text" ? text(dedent(joined.value), joined.partial) : joined;
}

function stripIndent(source: string, indent: string): string {
  return source
    .split("\n")
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join("\n");
}

function arrayValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const entries: [string, Plain][] = [];
  const items: Plain[] = [];
  for (const element of namedChildren(node)) {
    const [first, second] = namedChildren(element);
    if (!first) continue;
    if (!second) {
      items.push(evaluate(place, first, depth + 1));
      continue;
    }
    const key = knownText(evaluate(place, first, depth + 1));
    if (key !== undefined) entries.push([key, evaluate(place, second, depth + 1)]);
  }
  return entries.length > 0 ? map(entries) : list(items);
}

export function argumentsOf(
  place: Place,
  container: SyntaxNode | undefined,
  depth = 0,
): { args: Plain[]; named: Map<string, Plain> } {
  const args: Plain[] = [];
  const named = new Map<string, Plain>();
  for (const argument of container ? namedChildren(container) : []) {
    const label = childIn(argument, "name");
    const value = namedChildren(argument).at(-1);
    if (!value) continue;
    if (label) named.set(label.text, evaluate(place, value, depth + 1));
    else args.push(evaluate(place, value, depth + 1));
  }
  return { args, named };
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
