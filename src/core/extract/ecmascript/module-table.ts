/** What a file exports, in ECMAScript's ways and in CommonJS's, as compilers write them too. */
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";
import { stringText } from "./strings.ts";

export type ExportEntry =
  | { kind: "local"; name: string }
  | { kind: "expression"; node: SyntaxNode }
  | { kind: "reexport"; specifier: string; name: string };

export interface ModuleTable {
  exports: Map<string, ExportEntry>;
  /** Specifiers of `export * from`. */
  stars: string[];
  /** The value of `module.exports =` or `export =`. */
  whole?: SyntaxNode;
}

export function readModuleTable(program: SyntaxNode): ModuleTable {
  const table: ModuleTable = { exports: new Map(), stars: [] };
  for (const statement of program.children) {
    if (statement.type === "export_statement") readExport(statement, table);
    else if (statement.type === "expression_statement") readCommonJs(namedChildren(statement)[0], table);
  }
  return table;
}

function readExport(statement: SyntaxNode, table: ModuleTable): void {
  const source = childIn(statement, "source");
  const specifier = source && stringText(source);
  const isDefault = statement.children.some((child) => child.type === "default");
  const declaration = childIn(statement, "declaration");
  const value = childIn(statement, "value");
  if (value) table.exports.set("default", { kind: "expression", node: value });
  if (declaration) {
    for (const name of declaredNames(declaration)) {
      table.exports.set(isDefault ? "default" : name.text, { kind: "local", name: name.text });
    }
    if (isDefault && !childIn(declaration, "name"))
      table.exports.set("default", { kind: "expression", node: declaration });
  }
  const clause = childOfType(statement, "export_clause");
  for (const item of clause?.children ?? []) {
    const name = childIn(item, "name");
    if (!name) continue;
    const exported = nameText(childIn(item, "alias") ?? name);
    const local = nameText(name);
    table.exports.set(
      exported,
      specifier === undefined ? { kind: "local", name: local } : { kind: "reexport", specifier, name: local },
    );
  }
  if (specifier === undefined) {
    const assigned = !value && !declaration && !clause ? namedChildren(statement)[0] : undefined;
    if (assigned) table.whole = assigned;
    return;
  }
  const namespace = childOfType(statement, "namespace_export");
  const alias = namespace && namedChildren(namespace)[0];
  if (alias) table.exports.set(nameText(alias), { kind: "reexport", specifier, name: "*" });
  else if (!clause) table.stars.push(specifier);
}

function nameText(node: SyntaxNode): string {
  return node.type === "string" ? (stringText(node) ?? "") : node.text;
}

function declaredNames(declaration: SyntaxNode): SyntaxNode[] {
  const own = childIn(declaration, "name");
  if (own) return [own];
  return declaration.children.flatMap((child) => {
    const name = child.type === "variable_declarator" ? childIn(child, "name") : undefined;
    return name?.type === "identifier" ? [name] : [];
  });
}

function readCommonJs(expression: SyntaxNode | undefined, table: ModuleTable): void {
  if (expression?.type === "assignment_expression") readAssignment(expression, table, 0);
  if (expression?.type === "call_expression") readExportCall(expression, table);
}

/** `exports.a = exports.b = value`, `module.exports = value`. */
function readAssignment(assignment: SyntaxNode, table: ModuleTable, depth: number): void {
  const left = childIn(assignment, "left");
  let right = childIn(assignment, "right");
  if (!left || !right || depth > 50) return;
  if (right.type === "assignment_expression") {
    readAssignment(right, table, depth + 1);
    for (let inner = 0; right?.type === "assignment_expression" && inner < 50; inner++) right = childIn(right, "right");
    if (!right) return;
  }
  if (left.text === "module.exports") {
    table.whole = withoutHelper(right);
    return;
  }
  const object = childIn(left, "object")?.text;
  const key = left.type === "member_expression" ? childIn(left, "property")?.text : undefined;
  const isVoid = right.type === "unary_expression" && right.text === "void 0";
  if (key !== undefined && (object === "exports" || object === "module.exports") && !isVoid) {
    table.exports.set(key, { kind: "expression", node: right });
  }
}

/** The namespace in `module.exports = __toCommonJS(namespace)`: bundlers copy it, which nothing else does. */
function withoutHelper(value: SyntaxNode): SyntaxNode {
  const [only, ...others] = value.type === "call_expression" ? namedChildren(childIn(value, "arguments") ?? value) : [];
  const isHelper = childIn(value, "function")?.text === "__toCommonJS";
  return isHelper && only && others.length === 0 ? only : value;
}

/** `__exportStar(require("./x"), exports)` and `Object.defineProperty(exports, "x", { get })`. */
function readExportCall(call: SyntaxNode, table: ModuleTable): void {
  const callee = childIn(call, "function")?.text ?? "";
  const [first, second, third] = namedChildren(childIn(call, "arguments") ?? call);
  if (callee.endsWith("__exportStar") && first) {
    const specifier = requiredPath(first);
    if (specifier !== undefined) table.stars.push(specifier);
  }
  if (callee !== "Object.defineProperty" || first?.text !== "exports" || !second || !third) return;
  const key = stringText(second);
  const getter = third.children.find((child) => (childIn(child, "key") ?? childIn(child, "name"))?.text === "get");
  const returned = getter && [...getter.tree.ofTypes(new Set(["return_statement"]), getter)][0];
  const value = returned && namedChildren(returned)[0];
  if (key !== undefined && value) table.exports.set(key, { kind: "expression", node: value });
}

/** The specifier of `require("x")`. */
export function requiredPath(node: SyntaxNode): string | undefined {
  if (node.type !== "call_expression" || childIn(node, "function")?.text !== "require") return undefined;
  const argument = namedChildren(childIn(node, "arguments") ?? node)[0];
  return argument && stringText(argument);
}
