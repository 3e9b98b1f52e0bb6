/** Which declarations a program can reach: by the names that reachable ones mention, from `main`, `init` and exports. */
import { basename } from "../paths.ts";
import { childIn, descendants, type SyntaxNode } from "../syntax.ts";
import { makesTools } from "./builders.ts";
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
  const own = declarationsOfAll(program).filter((declaration) => program.context.isOwn(declaration.file.path));
  const mains = own.filter((declaration) => declaration.name === "main" && declaration.file.pkg.name === "main");
  if (mains.length === 0) return own;
  // Programs that stand in for a server in tests count only where no other one makes tools.
  const servers = mains.filter((main) => !STAND_IN.test(basename(main.file.pkg.folder)));
  const found = servers.length < mains.length ? reachableFrom(program, servers) : [];
  return found.some((declaration) => makesTools(declaration.node)) ? found : reachableFrom(program, mains);
}

const STAND_IN = /^(?:dummy|fake|fixture|mock|stub)|(?:dummy|fake|fixture|mock|stub|test[-_]?server)s?$/i;

function reachableFrom(program: Program, mains: readonly Declaration[]): Declaration[] {
  const indexes = new Map<GoPackage, Index>();
  const seen = new Set<Declaration>();
  const selected = new Set<string>();
  const packages = new Set<GoPackage>();
  const queue: Declaration[] = [];
  const visit = (declaration: Declaration): void => {
    if (seen.has(declaration)) return;
    seen.add(declaration);
    queue.push(declaration);
  };
  const select = (name: string): void => {
    if (selected.has(name)) return;
    selected.add(name);
    for (const { methods } of indexes.values()) methods.get(name)?.forEach(visit);
  };
  // A package is loaded when something imports it; its methods may have been mentioned before.
  const indexOf = (pkg: GoPackage): Index => {
    const present = indexes.get(pkg);
    if (present) return present;
    const index = indexDeclarations(pkg);
    indexes.set(pkg, index);
    for (const [name, methods] of index.methods) if (selected.has(name)) methods.forEach(visit);
    return index;
  };
  for (const pkg of program.packages.values()) indexOf(pkg);
  for (const main of mains) visit(main);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { pkg } = next.file;
    if (!packages.has(pkg)) {
      packages.add(pkg);
      loadPackage(program, pkg, indexOf).forEach(visit);
    }
    const references = referencesOf(program, next.file, next.node);
    for (const name of references.own) indexOf(pkg).names.get(name)?.forEach(visit);
    references.selected.forEach(select);
    for (const [other, name] of references.qualified) indexOf(other).names.get(name)?.forEach(visit);
  }
  return declarationsOfAll(program).filter((declaration) => seen.has(declaration));
}

/** A package's declarations by name, methods apart. */
interface Index {
  names: Map<string, Declaration[]>;
  methods: Map<string, Declaration[]>;
}

function indexDeclarations(pkg: GoPackage): Index {
  const index: Index = { names: new Map(), methods: new Map() };
  for (const declaration of declarationsOf(pkg))
    push(declaration.kind === "method" ? index.methods : index.names, declaration.name, declaration);
  return index;
}

/** What runs because a package is imported: `init`, and variables that nobody names. */
function loadPackage(program: Program, pkg: GoPackage, indexOf: (pkg: GoPackage) => Index): Declaration[] {
  const imported = pkg.files.flatMap((file) => [...importPaths(file)]).map((path) => program.byImport(path));
  return [pkg, ...imported].flatMap((each) =>
    [...((each && indexOf(each).names) ?? [])].flatMap(([name, declarations]) =>
      name.startsWith("init ") ? declarations : [],
    ),
  );
}

function* importPaths(file: GoFile): Generator<string> {
  for (const spec of descendants(file.root, "import_spec")) yield (childIn(spec, "path")?.text ?? "").slice(1, -1);
}

function declarationsOfAll(program: Program): Declaration[] {
  return [...program.packages.values()].flatMap(declarationsOf);
}

function declarationsOf(pkg: GoPackage): Declaration[] {
  return [...pkg.declarations.values(), ...[...pkg.methods.values()].flat()];
}

function push<Key>(map: Map<Key, Declaration[]>, key: Key, value: Declaration): void {
  const present = map.get(key);
  if (present) present.push(value);
  else map.set(key, [value]);
}
