/** Which declaration a name means, by the language's own scopes. */
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";

export interface Declaration {
  kind: "variable" | "parameter" | "loop" | "function" | "class" | "enum" | "import" | "opaque";
  /** The identifier that declares the name: what bindings are kept by. */
  name: SyntaxNode;
  /** The declarator, function, class, import specifier … */
  node: SyntaxNode;
  /** The function or loop that gives the value anew each time. */
  owner?: SyntaxNode;
}

export const FUNCTION_TYPES = new Set([
  "function_declaration",
  "function_expression",
  "generator_function_declaration",
  "generator_function",
  "arrow_function",
  "method_definition",
]);
export const CLASS_TYPES = new Set(["class_declaration", "abstract_class_declaration", "class"]);
const BLOCK_TYPES = new Set(["program", "statement_block", "switch_body", "class_static_block"]);

type Table = ReadonlyMap<string, Declaration>;
const tables = new WeakMap<SyntaxNode, Table>();

/** The declaration of `name` as seen from `from`; `undefined` for globals. */
export function findDeclaration(name: string, from: SyntaxNode): Declaration | undefined {
  for (let scope: SyntaxNode | undefined = from; scope; scope = scope.parent) {
    const found = declarationsOf(scope)?.get(name);
    if (found) return found;
  }
  return undefined;
}

/** What a scope declares itself; `undefined` where the node is no scope. */
export function declarationsOf(scope: SyntaxNode): Table | undefined {
  const { type } = scope;
  const isFunction = FUNCTION_TYPES.has(type);
  const isLoop = type === "for_in_statement" || type === "for_statement" || type === "catch_clause";
  if (!isFunction && !isLoop && !BLOCK_TYPES.has(type) && type !== "class") return undefined;
  let table = tables.get(scope);
  if (!table) {
    table = isFunction
      ? parametersOf(scope)
      : isLoop
        ? loopNames(scope)
        : type === "class"
          ? classNames(scope)
          : blockNames(scope);
    tables.set(scope, table);
  }
  return table;
}

function classNames(node: SyntaxNode): Table {
  const name = childIn(node, "name");
  return new Map(name ? [[name.text, { kind: "class", name, node }]] : []);
}

/** A function's parameters as nodes: patterns, perhaps with defaults and types around them. */
export function parameterNodes(fn: SyntaxNode): SyntaxNode[] {
  const single = childIn(fn, "parameter");
  if (single) return [single];
  const parameters = childIn(fn, "parameters");
  return parameters ? namedChildren(parameters).filter((node) => node.type !== "decorator") : [];
}

/** The pattern of a parameter and its default, without TypeScript's wrapping. */
export function parameterPattern(node: SyntaxNode): { pattern: SyntaxNode; fallback: SyntaxNode | undefined } {
  if (node.type === "required_parameter" || node.type === "optional_parameter") {
    return { pattern: childIn(node, "pattern") ?? node, fallback: childIn(node, "value") };
  }
  if (node.type === "assignment_pattern") {
    return { pattern: childIn(node, "left") ?? node, fallback: childIn(node, "right") };
  }
  return { pattern: node, fallback: undefined };
}

function parametersOf(fn: SyntaxNode): Table {
  const table = new Map<string, Declaration>();
  const own = childIn(fn, "name");
  if (own && (fn.type === "function_expression" || fn.type === "generator_function")) {
    table.set(own.text, { kind: "function", name: own, node: fn });
  }
  for (const parameter of parameterNodes(fn)) {
    for (const name of patternNames(parameterPattern(parameter).pattern)) {
      table.set(name.text, { kind: "parameter", name, node: parameter, owner: fn });
    }
  }
  return table;
}

function loopNames(node: SyntaxNode): Table {
  const table = new Map<string, Declaration>();
  if (node.type === "for_in_statement") {
    const left = childIn(node, "left");
    if (left && childIn(node, "kind")) {
      for (const name of patternNames(left)) table.set(name.text, { kind: "loop", name, node, owner: node });
    }
  } else if (node.type === "for_statement") {
    const initializer = childIn(node, "initializer");
    for (const declarator of initializer ? namedChildren(initializer) : []) {
      const left = childIn(declarator, "name");
      for (const name of left ? patternNames(left) : []) table.set(name.text, { kind: "opaque", name, node });
    }
  } else {
    const parameter = childIn(node, "parameter");
    for (const name of parameter ? patternNames(parameter) : []) table.set(name.text, { kind: "opaque", name, node });
  }
  return table;
}

function blockNames(block: SyntaxNode): Table {
  const table = new Map<string, Declaration>();
  const hoists = block.type === "program" || (block.parent !== undefined && FUNCTION_TYPES.has(block.parent.type));
  if (hoists) for (const declaration of hoistedVariables(block)) addStatement(declaration, table);
  for (const statement of block.children) {
    if (statement.type.startsWith("switch_")) for (const inner of statement.children) addStatement(inner, table);
    else addStatement(statement, table);
  }
  return table;
}

const VARIABLE = new Set(["variable_declaration", ...FUNCTION_TYPES, ...CLASS_TYPES]);

/** `var` statements anywhere in a function or file, not those of functions inside. */
function* hoistedVariables(block: SyntaxNode): Generator<SyntaxNode> {
  const { nexts, types, typeNames } = block.tree.flat;
  let end = -1;
  const isOutside = (index: number): boolean => {
    if (index < end) return false;
    if (typeNames[types[index] ?? 0] === "variable_declaration") return true;
    end = nexts[index] ?? 0;
    return false;
  };
  yield* block.tree.ofTypes(VARIABLE, block, isOutside);
}

function addStatement(statement: SyntaxNode, table: Map<string, Declaration>): void {
  const add = (declaration: Declaration): void => {
    table.set(declaration.name.text, declaration);
  };
  switch (statement.type) {
    case "export_statement":
    case "ambient_declaration":
      for (const inner of statement.children) addStatement(inner, table);
      return;
    case "lexical_declaration":
    case "variable_declaration":
      for (const node of statement.children) {
        const left = node.type === "variable_declarator" ? childIn(node, "name") : undefined;
        for (const name of left ? patternNames(left) : []) add({ kind: "variable", name, node });
      }
      return;
    case "function_declaration":
    case "generator_function_declaration":
    case "class_declaration":
    case "abstract_class_declaration":
    case "enum_declaration": {
      const name = childIn(statement, "name");
      const kind = CLASS_TYPES.has(statement.type)
        ? "class"
        : statement.type === "enum_declaration"
          ? "enum"
          : "function";
      if (name) add({ kind, name, node: statement });
      return;
    }
    case "import_statement":
      addImports(statement, add);
      return;
  }
}

function addImports(statement: SyntaxNode, add: (declaration: Declaration) => void): void {
  const clause = childOfType(statement, "import_clause");
  for (const part of clause?.children ?? []) {
    if (part.type === "identifier") add({ kind: "import", name: part, node: part });
    if (part.type === "namespace_import") {
      const name = childOfType(part, "identifier");
      if (name) add({ kind: "import", name, node: part });
    }
    if (part.type !== "named_imports") continue;
    for (const specifier of part.children) {
      const name = childIn(specifier, "alias") ?? childIn(specifier, "name");
      if (name) add({ kind: "import", name, node: specifier });
    }
  }
}

/** Every name that a pattern declares. */
export function patternNames(pattern: SyntaxNode): SyntaxNode[] {
  const names: SyntaxNode[] = [];
  const open = [pattern];
  for (let node = open.pop(); node; node = open.pop()) {
    switch (node.type) {
      case "identifier":
      case "shorthand_property_identifier_pattern":
        names.push(node);
        break;
      case "pair_pattern": {
        const value = childIn(node, "value");
        if (value) open.push(value);
        break;
      }
      case "assignment_pattern":
      case "object_assignment_pattern": {
        const left = childIn(node, "left");
        if (left) open.push(left);
        break;
      }
      case "object_pattern":
      case "array_pattern":
      case "rest_pattern":
        open.push(...namedChildren(node));
    }
  }
  return names;
}
