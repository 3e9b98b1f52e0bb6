/** Dart expressions to values. There is no node around a call or a path: what belongs to a name follows it as selectors. */
import {
  type Arguments,
  allValues,
  type Place as DeclaredPlace,
  nameValue as declaredName,
  type Evaluate,
  evaluator,
  MAX_DEPTH,
} from "../declared/evaluate.ts";
import { concatenate, decodeEscapes, knownText, list, map, type Plain, text, UNKNOWN } from "../declared/plain.ts";
import { childOfType, childrenIn, namedChildren, type SyntaxNode } from "../syntax.ts";

export interface Place extends DeclaredPlace {
  enums: ReadonlySet<string>;
}

export const evaluate: Evaluate<Place> = evaluator({
  numbers: ["decimal_integer_literal", "decimal_floating_point_literal"],
  booleans: ["true", "false"],
  nulls: ["null_literal"],
  nodes: {
    string_literal: (_, node) => stringValue(node.text),
    identifier: (place, node, depth) => nameValue(place, node.text, depth),
    list_literal: (place, node, depth) => list(elements(node).map((parts) => sequence(place, parts, depth + 1))),
    set_or_map_literal: (place, node, depth) =>
      map(
        namedChildren(node).flatMap((pair): [string, Plain][] => {
          const key = knownText(sequence(place, childrenIn(pair, "key"), depth + 1));
          return key === undefined ? [] : [[key, sequence(place, childrenIn(pair, "value"), depth + 1)]];
        }),
      ),
    additive_expression: (place, node, depth) => {
      const terms = namedChildren(node).filter((child) => child.type !== "additive_operator");
      return concatenate(allValues(place, terms, depth, evaluate));
    },
    parenthesized_expression: (place, node, depth) => sequence(place, namedChildren(node), depth + 1),
    const_object_expression: (place, node, depth) => {
      const name = namedChildren(node).find((child) => /identifier/.test(child.type))?.text ?? "";
      return { kind: "call", name, on: undefined, ...argumentsOf(place, childOfType(node, "arguments"), depth), node };
    },
    // What declares a constant is evaluated to the constant.
    enum_constant: (place, node, depth) => {
      const container = childOfType(childOfType(node, "argument_part"), "arguments");
      return argumentsOf(place, container, depth).args[0] ?? UNKNOWN;
    },
    // What a function without parameters hands back stands for a call of it.
    function_body: (place, node, depth) => {
      const statement = childOfType(childOfType(node, "block"), "return_statement");
      const parts = namedChildren(statement ?? node).filter(({ type }) => type !== "return" && type !== "block");
      return sequence(place, parts, depth + 1);
    },
    static_final_declaration: declarationValue,
    initialized_identifier: declarationValue,
    initialized_variable_definition: declarationValue,
  },
});

function declarationValue(place: Place, node: SyntaxNode, depth: number): Plain {
  return sequence(place, namedChildren(node).slice(1), depth);
}

export function argumentsOf(place: Place, container: SyntaxNode | undefined, depth = 0): Arguments {
  const found: Arguments = { args: [], named: new Map() };
  for (const argument of container ? namedChildren(container) : []) {
    const label = childOfType(argument, "label");
    const parts = namedChildren(argument).filter((child) => child !== label);
    const value = sequence(place, argument.type === "argument" || label ? parts : [argument], depth + 1);
    if (label) found.named.set(label.text.replace(/:\s*$/, "").trim(), value);
    else found.args.push(value);
  }
  return found;
}

/** A name or literal with the selectors after it. */
function sequence(place: Place, nodes: readonly SyntaxNode[], depth: number): Plain {
  const [first, ...rest] = nodes.filter((node) => node.type !== "const_builtin");
  if (!first || depth > MAX_DEPTH) return UNKNOWN;
  if (first.type !== "identifier") return evaluate(place, first, depth);
  let path = first.text;
  for (const selector of rest) {
    const container = childOfType(childOfType(selector, "argument_part"), "arguments");
    if (container) {
      const given = argumentsOf(place, container, depth);
      const isBare = given.args.length === 0 && given.named.size === 0;
      const result = isBare ? declaredName(place, `${path}()`, depth, evaluate) : UNKNOWN;
      if (result.kind !== "name" && result !== UNKNOWN) return result;
      return { kind: "call", name: path, on: undefined, ...given, node: first };
    }
    path += selector.text;
  }
  return nameValue(place, path, depth);
}

function nameValue(place: Place, path: string, depth: number): Plain {
  const isName = path.endsWith(".name");
  const bare = isName ? path.slice(0, -".name".length) : path;
  const [owner, member] = bare.split(".").slice(-2);
  const value = declaredName(place, bare, depth, evaluate);
  // The name of an enum's value, where the enum has no field of that name.
  if (value.kind === "name" && isName && owner !== undefined && member !== undefined && place.enums.has(owner))
    return text(member);
  return value.kind === "name" ? { kind: "name", path } : value;
}

/** Elements of a list: a selector belongs to the element before it. */
function elements(node: SyntaxNode): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [];
  for (const child of namedChildren(node)) {
    if (child.type === "selector") groups.at(-1)?.push(child);
    else if (child.type !== "type_arguments") groups.push([child]);
  }
  return groups;
}

/** One or more string tokens beside each other; what is interpolated is not known. */
function stringValue(source: string): Plain {
  const parts: Plain[] = [];
  for (const match of source.matchAll(/(r?)('''|"""|'|")((?:\\[\s\S]|(?!\2)[\s\S])*)\2/g)) {
    const [, raw, quotes, body = ""] = match;
    const content = quotes?.length === 3 ? body.replace(/^[ \t]*\r?\n/, "") : body;
    if (raw) parts.push(text(content));
    else {
      const known = content.replace(/(?<!\\)\$(?:\{[^}]*\}|\w+)/g, "");
      parts.push(text(decodeEscapes(known), known !== content));
    }
  }
  return parts.length > 0 ? concatenate(parts) : UNKNOWN;
}
