/** Where a declaration is used: in its file, and in the files that import it. */
import { childIn, type SyntaxNode } from "../syntax.ts";
import { evaluate } from "./evaluate.ts";
import { locateExport, locateImport } from "./exports.ts";
import { occurrences } from "./occurrences.ts";
import type { Program } from "./program.ts";
import { type Declaration, declarationsOf, findDeclaration } from "./scopes.ts";
import { EMPTY_ENV } from "./values.ts";

const known = new WeakMap<Program, Map<SyntaxNode, readonly SyntaxNode[]>>();

/** Identifiers that mean the declaration, its own name not among them. */
export function references(program: Program, declaration: Declaration): readonly SyntaxNode[] {
  let cache = known.get(program);
  if (!cache) {
    cache = new Map();
    known.set(program, cache);
  }
  const present = cache.get(declaration.name);
  if (present) return present;
  cache.set(declaration.name, []);
  const found = [...referencesInFile(declaration), ...referencesElsewhere(program, declaration)];
  cache.set(declaration.name, found);
  return found;
}

/** The scope in which a declaration's name means it. */
export function scopeOf(declaration: Declaration): SyntaxNode {
  const name = declaration.name.text;
  for (let scope: SyntaxNode | undefined = declaration.name; scope; scope = scope.parent) {
    if (declarationsOf(scope)?.get(name)?.name === declaration.name) return scope;
  }
  return declaration.name.tree.root;
}

/** The references in the declaration's own file; `wanted` is asked first, since it is cheaper than scopes. */
export function referencesInFile(declaration: Declaration, wanted?: (node: SyntaxNode) => boolean): SyntaxNode[] {
  const { name } = declaration;
  return occurrences(scopeOf(declaration), name.text).filter((node) => {
    if (node === name || !REFERENCES.has(node.type) || (wanted && !wanted(node))) return false;
    return findDeclaration(node.text, node)?.name === name;
  });
}

const REFERENCES = new Set(["identifier", "shorthand_property_identifier", "type_identifier"]);

/** Files that take part and import something from the declaration's file under a name. */
export function isExported(program: Program, declaration: Declaration): boolean {
  return scopeOf(declaration).type === "program" && exportedNames(program, declaration).length > 0;
}

/** Names under which a file exports the declaration. */
function exportedNames(program: Program, declaration: Declaration): string[] {
  const table = program.table(program.pathOf(declaration.name));
  const names: string[] = [];
  for (const [exported, entry] of table?.exports ?? []) {
    const isIt =
      (entry.kind === "local" && entry.name === declaration.name.text) ||
      (entry.kind === "expression" && entry.node.text === declaration.name.text);
    if (isIt) names.push(exported);
  }
  return names;
}

function referencesElsewhere(program: Program, declaration: Declaration): SyntaxNode[] {
  if (scopeOf(declaration).type !== "program") return [];
  const own = program.pathOf(declaration.name);
  const exported = exportedNames(program, declaration).filter((name) => name !== "default");
  const found = (importers(program).get(declaration.name) ?? []).flatMap((imported) => referencesInFile(imported));
  for (const path of exported.length > 0 ? program.reachable : []) {
    const root = path === own ? undefined : program.root(path);
    for (const name of root ? exported : [])
      if (root) found.push(...memberReferences(program, root, name, declaration));
  }
  return found;
}

/** The imports that mean a declaration of another file, by the name that it has there. */
function importers(program: Program): ReadonlyMap<SyntaxNode, readonly Declaration[]> {
  return program.once("importers", () => {
    const byName = new Map<SyntaxNode, Declaration[]>();
    for (const path of program.reachable) {
      const root = program.root(path);
      for (const imported of (root && declarationsOf(root)?.values()) ?? []) {
        const located = imported.kind === "import" ? locateImport(program, imported) : undefined;
        if (located?.kind !== "declaration") continue;
        const known = byName.get(located.declaration.name);
        if (known) known.push(imported);
        else byName.set(located.declaration.name, [imported]);
      }
    }
    return byName;
  });
}

/** `namespace.name`, where the namespace is a module that exports the declaration. */
function memberReferences(program: Program, root: SyntaxNode, name: string, declaration: Declaration): SyntaxNode[] {
  return occurrences(root, name).filter((node) => {
    const parent = node.parent;
    if (node.type !== "property_identifier" || parent?.type !== "member_expression") return false;
    const { result: object } = program.track(() => evaluate(program, childIn(parent, "object"), EMPTY_ENV));
    if (object.kind !== "module") return false;
    const located = locateExport(program, object.path, name);
    return located?.kind === "declaration" && located.declaration.name === declaration.name;
  });
}
