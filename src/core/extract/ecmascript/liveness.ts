/** Whether a place can run at all: code that nothing refers to registers no tools. */
import { childIn, contains, type SyntaxNode } from "../syntax.ts";
import { locateImport } from "./exports.ts";
import { callsOf } from "./occurrences.ts";
import type { Program } from "./program.ts";
import { references } from "./references.ts";
import { CLASS_TYPES, type Declaration, declarationsOf, findDeclaration } from "./scopes.ts";
import { stringText } from "./strings.ts";

const known = new WeakMap<Program, Map<SyntaxNode, boolean>>();

/** Whether some entry point leads to `node`: judged by the declaration of its file that holds it. */
export function isLive(program: Program, node: SyntaxNode, depth = 0): boolean {
  const declaration = outermostDeclaration(node);
  if (!declaration || depth > 40) return true;
  let cache = known.get(program);
  if (!cache) {
    cache = new Map();
    known.set(program, cache);
  }
  const present = cache.get(declaration.name);
  if (present !== undefined) return present;
  cache.set(declaration.name, false);
  const live =
    isOffered(program, declaration) ||
    references(program, declaration).some((reference) => isUse(program, reference, declaration, depth));
  cache.set(declaration.name, live);
  return live;
}

/** The function, class or variable of the file itself that holds `node`; `undefined` for statements that simply run. */
function outermostDeclaration(node: SyntaxNode): Declaration | undefined {
  let top = node;
  while (top.parent?.parent) top = top.parent;
  // `export const x = …` holds the declaration one level deeper.
  const inner = top.type === "export_statement" ? (childIn(top, "declaration") ?? top) : top;
  if (inner.type === "lexical_declaration" || inner.type === "variable_declaration") {
    const declarator = inner.children.find((child) => contains(child, node));
    const name = declarator && childIn(declarator, "name");
    const value = declarator && childIn(declarator, "value");
    // What a variable's value does while it is made, it does when the file is loaded.
    return name?.type === "identifier" && value && isDeferred(value, node)
      ? findDeclaration(name.text, name)
      : undefined;
  }
  const name = childIn(inner, "name");
  return name &&
    (inner.type.startsWith("function") || inner.type.startsWith("generator") || CLASS_TYPES.has(inner.type))
    ? findDeclaration(name.text, inner.parent ?? inner)
    : undefined;
}

function isDeferred(value: SyntaxNode, node: SyntaxNode): boolean {
  for (let at: SyntaxNode | undefined = node; at && at !== value.parent; at = at.parent) {
    if (/function|arrow|method|class/.test(at.type) || at.type === "object" || at.type === "array") return true;
  }
  return false;
}

/** The declaration is for whoever loads an entry point, or for who takes the file as a whole. */
function isOffered(program: Program, declaration: Declaration): boolean {
  const path = program.pathOf(declaration.name);
  if (program.discovered.has(path)) return true;
  const offering = program.entries.has(path) || namespaces(program).has(path);
  if (!offering) return false;
  const table = program.table(path);
  if (table?.whole) return true;
  return [...(table?.exports ?? [])].some(([, entry]) =>
    entry.kind === "local"
      ? entry.name === declaration.name.text
      : entry.kind === "expression" && entry.node.text === declaration.name.text,
  );
}

function isUse(program: Program, reference: SyntaxNode, declaration: Declaration, depth: number): boolean {
  if (reference.type === "type_identifier" || contains(declaration.node, reference)) return false;
  for (let at: SyntaxNode | undefined = reference; at; at = at.parent) {
    if (at.type === "export_specifier" || at.type === "type_query" || at.type === "import_statement") return false;
    if (at.type === "export_statement" && childIn(at, "value") === reference) return false;
    if (at.type === "expression_statement" && /^(?:module\.)?exports\.\w+ = \w+;?$/.test(at.text.slice(0, 300)))
      return false;
    if (at.type.endsWith("_statement")) break;
  }
  return isLive(program, reference, depth + 1);
}

/** Files that are taken as a whole: `import * as x`, `import("./x")`, `require`, and what they export again. */
function namespaces(program: Program): ReadonlySet<string> {
  return program.once("namespaces", () => {
    const open: string[] = [];
    for (const path of program.reachable) {
      const root = program.root(path);
      if (!root) continue;
      for (const declaration of declarationsOf(root)?.values() ?? []) {
        if (declaration.kind !== "import") continue;
        const located = locateImport(program, declaration);
        if (located?.kind === "module") open.push(located.path);
      }
      for (const call of callsOf(root, /^(?:require|import)$/)) {
        const argument = childIn(call, "arguments")?.children[0];
        const specifier = argument && stringText(argument);
        const target = specifier === undefined ? undefined : program.modules.resolve(path, specifier);
        if (target !== undefined) open.push(target);
      }
    }
    const found = new Set<string>();
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (found.has(path)) continue;
      found.add(path);
      const table = program.table(path);
      const specifiers = [
        ...(table?.stars ?? []),
        ...[...(table?.exports.values() ?? [])].flatMap((entry) =>
          entry.kind === "reexport" ? [entry.specifier] : [],
        ),
      ];
      for (const specifier of specifiers) {
        const target = program.modules.resolve(path, specifier);
        if (target !== undefined) open.push(target);
      }
    }
    return found;
  });
}
