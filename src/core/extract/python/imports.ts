/** Which file an import means. Roots are the importing file's folders upwards, each with and without `src`. */
import { basename, dirname, isForeignPath, isWithin } from "../paths.ts";
import { childIn, childOfType, childrenIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { type Frame, type Machine, type Module, makeFrame, makeScope, setVariable } from "./machine.ts";
import { runBlock } from "./statements.ts";
import { external, type Value } from "./values.ts";

const MAX_DISCOVERED = 300;

/** The module of a file, its body walked once; a module that is being walked is given as far as it got. */
export function loadModule(machine: Machine, path: string, name: string): Module {
  const present = machine.modules.get(path);
  if (present) return present;
  const root = machine.context.tree(path, "python");
  const module: Module = {
    path,
    name,
    root,
    scope: makeScope("module", undefined),
    isPackage: basename(path) === "__init__.py",
  };
  machine.modules.set(path, module);
  const main = machine.mains.has(path);
  module.scope.variables.set("__name__", { kind: "string", value: main ? "__main__" : name });
  module.scope.variables.set("__file__", { kind: "string", value: path });
  module.scope.variables.set("__package__", {
    kind: "string",
    value: module.isPackage ? name : name.split(".").slice(0, -1).join("."),
  });
  // A module is loaded on its own account, whatever condition its importer stands under.
  const guards = machine.guards.splice(0);
  try {
    if (root)
      machine.enter(root, module.scope, "setup", () => runBlock(machine, makeFrame(module.scope, module), root));
    bindPending(machine, module);
  } finally {
    machine.guards.push(...guards);
  }
  return module;
}

/** Imports in circles: whoever imported from this module while it was being walked gets its names now. */
function bindPending(machine: Machine, module: Module): void {
  for (const item of machine.pending) {
    if (item.from !== module || item.scope.variables.get(item.alias) !== item.placeholder) continue;
    const value = module.scope.variables.get(item.name);
    if (value) item.scope.variables.set(item.alias, value);
  }
}

/** The file or package folder of a dotted name under a root folder. */
function findUnder(machine: Machine, root: string, dotted: readonly string[]): string | undefined {
  const base = [root, ...dotted].filter((part) => part !== "").join("/");
  for (const candidate of [`${base}/__init__.py`, `${base}.py`]) {
    if (machine.context.files.has(candidate)) return candidate;
  }
  return folders(machine).has(base) ? `${base}/` : undefined;
}

const folderSets = new WeakMap<object, Set<string>>();

/** Folders that hold Python files somewhere below: namespace packages need no `__init__.py`. */
function folders(machine: Machine): Set<string> {
  let set = folderSets.get(machine.context.files);
  if (!set) {
    set = new Set();
    for (const path of machine.context.files.keys()) {
      if (!path.endsWith(".py")) continue;
      for (let folder = dirname(path); folder !== "" && !set.has(folder); folder = dirname(folder)) set.add(folder);
    }
    folderSets.set(machine.context.files, set);
  }
  return set;
}

/** The file, or the folder with a final `/`, that a dotted name means; none where it is outside the tree or an SDK. */
export function resolveAbsolute(machine: Machine, fromPath: string, dotted: readonly string[]): string | undefined {
  const found = findAbsolute(machine, fromPath, dotted);
  return found !== undefined && isSdk(machine, fromPath, found, dotted) ? undefined : found;
}

/** A file of each SDK that nobody else has by chance. */
const SDK_FILES = new Map([
  ["mcp", "server/lowlevel/server.py"],
  ["fastmcp", "server/server.py"],
]);

/**
 * What an SDK of the same repository exports is known by name, like one that is installed. A folder of a package may be
 * called `mcp` too: from inside of that package, `mcp.server` is the SDK's.
 */
function isSdk(machine: Machine, fromPath: string, found: string, dotted: readonly string[]): boolean {
  const [first = "", part] = dotted;
  const file = SDK_FILES.get(first);
  if (file === undefined) return false;
  const { files } = machine.context;
  const root = found.slice(0, found.lastIndexOf(dotted.join("/")));
  if (files.has(`${root}${first}/${file}`)) return true;
  const isSdkName = part === undefined || first === "fastmcp" || /^(?:server|types|client|shared)$/.test(part);
  return isSdkName && (files.has(`${root}__init__.py`) || isWithin(fromPath, `${root}${first}`));
}

function findAbsolute(machine: Machine, fromPath: string, dotted: readonly string[]): string | undefined {
  for (let root = dirname(fromPath); ; root = dirname(root)) {
    for (const candidate of [root, root === "" ? "src" : `${root}/src`]) {
      const found = findUnder(machine, candidate, dotted);
      if (found !== undefined && !isForeignPath(found)) return found;
    }
    if (root === "") break;
  }
  return resolveInWorkspace(machine, dotted);
}

/** A sibling package of the repository, of which the file's own folders know nothing: `packages/x/src/name`. */
function resolveInWorkspace(machine: Machine, dotted: readonly string[]): string | undefined {
  const [first] = dotted;
  if (first === undefined || COMMON_NAMES.has(first)) return undefined;
  const roots = workspaceRoots(machine).get(first) ?? [];
  for (const root of roots) {
    const found = findUnder(machine, root, dotted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names that a folder has by chance; a package of these is imported from beside only. */
const COMMON_NAMES = new Set(["mcp", "fastmcp", "src", "tests", "test", "tools", "utils", "types", "json", "server"]);

const rootSets = new WeakMap<object, Map<string, string[]>>();

function workspaceRoots(machine: Machine): Map<string, string[]> {
  let roots = rootSets.get(machine.context.files);
  if (!roots) {
    roots = new Map();
    for (const path of machine.context.files.keys()) {
      if (!path.endsWith("/__init__.py") || isForeignPath(path)) continue;
      const folder = dirname(path);
      const parent = dirname(folder);
      if (machine.context.files.has(`${parent}/__init__.py`)) continue;
      const name = basename(folder);
      roots.set(name, [...(roots.get(name) ?? []), parent]);
    }
    rootSets.set(machine.context.files, roots);
  }
  return roots;
}

/** The folder that a relative import's dots lead to. */
function relativeFolder(fromPath: string, dots: number): string | undefined {
  let folder = dirname(fromPath);
  for (let level = 1; level < dots; level++) {
    if (folder === "") return undefined;
    folder = dirname(folder);
  }
  return folder;
}

function moduleValue(machine: Machine, found: string, name: string): Value {
  if (!found.endsWith("/")) return { kind: "module", module: loadModule(machine, found, name) };
  const path = `${found}__init__.py`;
  let module = machine.modules.get(path);
  if (!module) {
    module = { path, name, root: undefined, scope: makeScope("module", undefined), isPackage: true };
    module.scope.variables.set("__name__", { kind: "string", value: name });
    machine.modules.set(path, module);
  }
  return { kind: "module", module };
}

/** A submodule of a package, loaded where the tree has it. */
export function submodule(machine: Machine, module: Module, name: string): Value | undefined {
  if (!module.isPackage) return undefined;
  const found = findUnder(machine, dirname(module.path), [name]);
  return found === undefined ? undefined : moduleValue(machine, found, `${module.name}.${name}`);
}

/** A module by its dotted name, as `import_module` takes it; relative names start from the package. */
export function importByName(machine: Machine, from: Module, dotted: string, packageName?: string): Value {
  const dots = /^\.*/.exec(dotted)?.[0].length ?? 0;
  const rest = dotted.slice(dots).split(".").filter(Boolean);
  if (dots > 0 && packageName !== undefined) {
    const parent = packageName.split(".").slice(0, dots > 1 ? 1 - dots : undefined);
    return importAbsolute(machine, from.path, [...parent, ...rest]);
  }
  return importAbsolute(machine, from.path, rest);
}

function importAbsolute(machine: Machine, fromPath: string, dotted: readonly string[]): Value {
  const found = resolveAbsolute(machine, fromPath, dotted);
  if (found === undefined) return external(dotted.join("."));
  // Parent packages run first, as Python does it.
  for (let length = 1; length < dotted.length; length++) {
    const parent = resolveAbsolute(machine, fromPath, dotted.slice(0, length));
    if (parent !== undefined) moduleValue(machine, parent, dotted.slice(0, length).join("."));
  }
  return moduleValue(machine, found, dotted.join("."));
}

/** Every module of a package, for code that discovers its modules at run time. */
export function discoverModules(machine: Machine, folder: string, packageName: string, deep: boolean): Value[] {
  const found: Value[] = [];
  const paths = [...machine.context.files.keys()].filter((path) => path.endsWith(".py")).sort();
  for (const path of paths) {
    if (!path.startsWith(`${folder}/`)) continue;
    const rest = path.slice(folder.length + 1).split("/");
    if (basename(path) === "__init__.py") rest.pop();
    if (rest.length === 0 || (!deep && rest.length > 1) || found.length >= MAX_DISCOVERED) continue;
    const name = [packageName, ...rest].join(".").replace(/\.py$/, "");
    found.push({ kind: "module", module: loadModule(machine, path, name) });
  }
  return found;
}

export function importModules(machine: Machine, frame: Frame, node: SyntaxNode): void {
  for (const item of childrenIn(node, "name")) {
    const name = item.type === "aliased_import" ? childIn(item, "name") : item;
    const dotted = namedChildren(name ?? item).map((part) => part.text);
    if (item.type === "aliased_import") {
      setVariable(frame.scope, childIn(item, "alias")?.text ?? "", importAbsolute(machine, frame.module.path, dotted));
      continue;
    }
    importAbsolute(machine, frame.module.path, dotted);
    const [first] = dotted;
    if (first !== undefined) setVariable(frame.scope, first, importAbsolute(machine, frame.module.path, [first]));
  }
}

export function importFrom(machine: Machine, frame: Frame, node: SyntaxNode): void {
  const source = childIn(node, "module_name");
  if (!source || source.text === "__future__") return;
  const from = importSource(machine, frame, source);
  if (childOfType(node, "wildcard_import")) {
    if (from.kind === "module") {
      for (const [name, value] of from.module.scope.variables) {
        if (!name.startsWith("_")) setVariable(frame.scope, name, value);
      }
    }
    return;
  }
  for (const item of childrenIn(node, "name")) {
    const name = (item.type === "aliased_import" ? childIn(item, "name") : item)?.text ?? "";
    const alias = item.type === "aliased_import" ? (childIn(item, "alias")?.text ?? name) : name;
    const value = importedName(machine, from, name);
    setVariable(frame.scope, alias, value);
    if (value.kind === "external" && from.kind === "module") {
      machine.pending.push({ from: from.module, name, scope: frame.scope, alias, placeholder: value });
    }
  }
}

/** Whether a `from … import` names a module of the tree. */
export function importsFromTree(machine: Machine, frame: Frame, node: SyntaxNode): boolean {
  const source = childIn(node, "module_name");
  if (!source || source.type === "relative_import") return true;
  const dotted = namedChildren(source).map((part) => part.text);
  return resolveAbsolute(machine, frame.module.path, dotted) !== undefined;
}

function importSource(machine: Machine, frame: Frame, source: SyntaxNode): Value {
  if (source.type !== "relative_import") {
    return importAbsolute(
      machine,
      frame.module.path,
      namedChildren(source).map((part) => part.text),
    );
  }
  const prefix = childOfType(source, "import_prefix")?.text ?? ".";
  const name = childOfType(source, "dotted_name");
  const dotted = name ? namedChildren(name).map((part) => part.text) : [];
  const folder = relativeFolder(frame.module.path, prefix.length);
  const found = folder === undefined ? undefined : findUnder(machine, folder, dotted);
  const packages = frame.module.name.split(".");
  const parent = packages.slice(0, packages.length - prefix.length + (frame.module.isPackage ? 1 : 0));
  const full = [...parent, ...dotted].join(".");
  return found === undefined ? external(full) : moduleValue(machine, found, full);
}

function importedName(machine: Machine, from: Value, name: string): Value {
  if (from.kind === "module") {
    const value = from.module.scope.variables.get(name) ?? submodule(machine, from.module, name);
    return value ?? external(`${from.module.name}.${name}`);
  }
  return external(from.kind === "external" ? `${from.path}.${name}` : name);
}
