/** Where the things stand that imports and exports name, through files that pass them on. */
import { childIn, enclosing, type SyntaxNode } from "../syntax.ts";
import type { Program } from "./program.ts";
import { type Declaration, declarationsOf, findDeclaration } from "./scopes.ts";
import { stringText } from "./strings.ts";

export type Located =
  | { kind: "declaration"; declaration: Declaration }
  | { kind: "expression"; node: SyntaxNode }
  | { kind: "member"; node: SyntaxNode; key: string }
  | { kind: "module"; path: string }
  | { kind: "json"; path: string; key: string }
  | { kind: "external"; module: string; path: string[] };

/** Where the thing stands that an import names. */
export function locateImport(program: Program, { node }: Declaration): Located | undefined {
  const statement = node.type === "import_statement" ? node : enclosing(node, "import_statement");
  const source = statement && childIn(statement, "source");
  const specifier = source && stringText(source);
  if (specifier === undefined) return undefined;
  const name =
    node.type === "namespace_import" ? "*" : node.type === "import_specifier" ? importedName(node) : "default";
  return locateIn(program, program.pathOf(node), specifier, name, 0);
}

function importedName(specifier: SyntaxNode): string {
  const name = childIn(specifier, "name");
  return name ? (stringText(name) ?? name.text) : "default";
}

function locateIn(program: Program, from: string, specifier: string, name: string, depth: number): Located | undefined {
  const path = program.modules.resolve(from, specifier);
  if (path === undefined) return { kind: "external", module: specifier, path: name === "*" ? [] : [name] };
  if (path.endsWith(".json")) return { kind: "json", path, key: name };
  if (!program.root(path)) return { kind: "external", module: specifier, path: name === "*" ? [] : [name] };
  if (name === "*") return { kind: "module", path };
  return locateExport(program, path, name, depth + 1);
}

/** Where the export `name` of a file is declared, through re-exports. */
export function locateExport(program: Program, path: string, name: string, depth = 0): Located | undefined {
  const table = depth > 30 ? undefined : program.table(path);
  const root = program.root(path);
  if (!table || !root) return undefined;
  const entry = table.exports.get(name);
  if (entry?.kind === "reexport") return locateIn(program, path, entry.specifier, entry.name, depth + 1);
  if (entry?.kind === "expression") return locateExpression(program, entry.node);
  if (entry?.kind === "local") {
    const declaration = declarationsOf(root)?.get(entry.name);
    if (declaration?.kind === "import") return locateImport(program, declaration);
    return declaration && { kind: "declaration", declaration };
  }
  if (table.whole)
    return name === "default"
      ? { kind: "expression", node: table.whole }
      : { kind: "member", node: table.whole, key: name };
  if (name === "default" && isCommonJs(root)) return { kind: "module", path };
  const passed = passedOn(program, path);
  const owner = passed.owners.get(name) ?? passed.whole;
  return owner === undefined ? undefined : locateExport(program, owner, name, depth + 1);
}

/** What a file passes on by `export * from`, through other such files too. */
interface PassedOn {
  /** Which file has the export itself, by the export's name. */
  owners: ReadonlyMap<string, string>;
  /** A CommonJS file among them, whose exports have no list. */
  whole: string | undefined;
  /** Something of another package is passed on. */
  open: boolean;
}

export function passedOn(program: Program, path: string): PassedOn {
  return program.once(`stars:${path}`, () => {
    const owners = new Map<string, string>();
    const files = new Set<string>();
    let open = false;
    let whole: string | undefined;
    const follow = (from: string, specifiers: readonly string[]): void => {
      for (const specifier of specifiers) {
        const target = program.modules.resolve(from, specifier);
        if (target === undefined) open = true;
        else if (target !== path) files.add(target);
      }
    };
    follow(path, program.table(path)?.stars ?? []);
    // The set grows while it is walked, and takes each file once.
    for (const file of files) {
      const table = program.table(file);
      if (table?.whole) whole ??= file;
      for (const name of table?.exports.keys() ?? [])
        if (name !== "default" && !owners.has(name)) owners.set(name, file);
      follow(file, table?.stars ?? []);
    }
    return { owners, whole, open };
  });
}

/** `exports.x = x` means the declaration. */
function locateExpression(program: Program, node: SyntaxNode): Located {
  const declaration = node.type === "identifier" ? findDeclaration(node.text, node) : undefined;
  if (declaration?.kind === "import") return locateImport(program, declaration) ?? { kind: "expression", node };
  return declaration ? { kind: "declaration", declaration } : { kind: "expression", node };
}

function isCommonJs(root: SyntaxNode): boolean {
  return !root.children.some((child) => child.type === "import_statement" || child.type === "export_statement");
}
