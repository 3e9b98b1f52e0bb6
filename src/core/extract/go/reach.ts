/** Which declarations a program can reach: by the names that reachable ones mention, from `main`, `init` and exports. */
import { childIn, descendants, type SyntaxNode } from "../syntax.ts";
import type { Declaration, GoFile, GoPackage, Program } from "./packages.ts";

interface References {
  /** Names in the own package. */
  own: Set<string>;
  /** Names after a package or an object. */
  selected: Set<string>;
  /** `import path` and name, of selections from packages of the tree. */
  qualified: [GoPackage, string][];
}

const known = new WeakMap<SyntaxNode, References>();

export function referencesOf(program: Program, file: GoFile, node: SyntaxNode): References {
  const present = known.get(node);
  if (present) return present;
  const references: References = { own: new Set(), selected: new Set(), qualified: [] };
  for (const each of descendants(node, "identifier", "type_identifier", "selector_expression", "qualified_type")) {
    if (each.type === "identifier" || each.type === "type_identifier") {
      references.own.add(each.text);
      continue;
    }
    const operand = childIn(each, "operand") ?? childIn(each, "package");
    const name = (childIn(each, "field") ?? childIn(each, "name"))?.text ?? "";
    const path = operand && file.imports.get(operand.text);
    const pkg = path === undefined ? undefined : program.byImport(path);
    if (pkg) references.qualified.push([pkg, name]);
    else references.selected.add(name);
  }
  known.set(node, references);
  return references;
}

/** Every function, method and variable that can run; all of them where the tree has no `main`. */
export function reachable(program: Program): Declaration[] {
  const all = [...program.packages.values()].flatMap(declarationsOf);
  const own = all.filter((declaration) => program.context.isOwn(declaration.file.path));
  const mains = own.filter((declaration) => declaration.name === "main" && declaration.file.pkg.name === "main");
  if (mains.length === 0) return own;
  const byPackage = new Map<GoPackage, Map<string, Declaration[]>>();
  const methods = new Map<string, Declaration[]>();
  for (const declaration of all) {
    if (declaration.kind === "method") push(methods, declaration.name, declaration);
    else {
      const names = byPackage.get(declaration.file.pkg) ?? new Map<string, Declaration[]>();
      byPackage.set(declaration.file.pkg, names);
      push(names, declaration.name, declaration);
    }
  }
  const seen = new Set<Declaration>();
  const packages = new Set<GoPackage>();
  const queue: Declaration[] = [];
  const visit = (declaration: Declaration): void => {
    if (seen.has(declaration)) return;
    seen.add(declaration);
    queue.push(declaration);
  };
  for (const main of mains) visit(main);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { pkg } = next.file;
    if (!packages.has(pkg)) {
      packages.add(pkg);
      loadPackage(program, pkg, byPackage).forEach(visit);
    }
    const references = referencesOf(program, next.file, next.node);
    for (const name of references.own) byPackage.get(pkg)?.get(name)?.forEach(visit);
    for (const name of references.selected) methods.get(name)?.forEach(visit);
    for (const [other, name] of references.qualified) byPackage.get(other)?.get(name)?.forEach(visit);
  }
  return all.filter((declaration) => seen.has(declaration));
}

/** What runs because a package is imported: `init`, and variables that nobody names. */
function loadPackage(
  program: Program,
  pkg: GoPackage,
  byPackage: ReadonlyMap<GoPackage, ReadonlyMap<string, Declaration[]>>,
): Declaration[] {
  const loaded: Declaration[] = [];
  for (const [name, declarations] of byPackage.get(pkg) ?? [])
    if (name.startsWith("init ")) loaded.push(...declarations);
  for (const file of pkg.files) {
    for (const path of importPaths(file)) {
      const other = program.byImport(path);
      for (const [name, declarations] of (other && byPackage.get(other)) ?? []) {
        if (name.startsWith("init ")) loaded.push(...declarations);
      }
    }
  }
  return loaded;
}

function* importPaths(file: GoFile): Generator<string> {
  for (const spec of descendants(file.root, "import_spec")) yield (childIn(spec, "path")?.text ?? "").slice(1, -1);
}

function declarationsOf(pkg: GoPackage): Declaration[] {
  return [...pkg.declarations.values(), ...[...pkg.methods.values()].flat()];
}

function push<Key>(map: Map<Key, Declaration[]>, key: Key, value: Declaration): void {
  const present = map.get(key);
  if (present) present.push(value);
  else map.set(key, [value]);
}
