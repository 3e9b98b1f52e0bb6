/** Which files take part: what the package's entry points import, directly or not, folders read at run time included. */
import { dirname, isExamplePath, isForeignPath, isTestPath, joinPath } from "../paths.ts";
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { grammarOf } from "./files.ts";
import { isRecord, stringsIn } from "./modules.ts";
import { callsOf } from "./occurrences.ts";
import type { Program } from "./program.ts";
import { stringText } from "./strings.ts";

const MAX_FILES = 6_000;
/** A larger file is read only where it can hold a registration: data and vendored libraries are that large. */
const LARGE = 400_000;
const REGISTRATION = /tools\/list|registerTool|ListToolsRequest|\.tool\(|addTool|inputSchema/;

/** Fills `program.reachable` and `program.entries`. `everything`: the package's own word on its entries led nowhere. */
export function reachFiles(program: Program, everything = false): void {
  const candidates = ownFiles(program);
  const entries = everything ? [] : findEntries(program, new Set(candidates));
  const starts = entries.length > 0 ? entries : candidates;
  const seen = new Set<string>();
  const open = [...starts];
  program.entries = new Set(entries.length > 0 ? entries : candidates);
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    if (seen.has(path) || seen.size >= MAX_FILES || !isRead(program, path)) continue;
    seen.add(path);
    for (const target of importedFiles(program, path)) if (!seen.has(target)) open.push(target);
  }
  program.reachable = [...seen];
}

function isRead(program: Program, path: string): boolean {
  if (!grammarOf(path) || isForeignPath(path.replace(/^node_modules\//, ""))) return false;
  const text = program.context.text(path) ?? "";
  return text.length < LARGE || REGISTRATION.test(text);
}

/** The server's own files without tests; examples only where there is nothing else. */
function ownFiles(program: Program): string[] {
  const { context } = program;
  const files = context.paths().filter((path) => {
    const relative = context.relative(path);
    return grammarOf(path) !== undefined && !isForeignPath(relative) && !isTestPath(relative);
  });
  const real = files.filter((path) => !isExamplePath(context.relative(path)));
  return real.length > 0 ? real : files;
}

/**
 * Scripts that start a server: one package may have several, each with a script of its own (`start:desktop`). What `dev:…`
 * starts is more often a tool for those who work on it.
 */
const STARTS = /^(?:dev|(?:start|serve)(?::.*)?)$/;

/** Entry points that `package.json` names, as the source files that they are built from. */
function findEntries(program: Program, candidates: ReadonlySet<string>): string[] {
  const { context, modules } = program;
  const folder = context.root;
  const manifest = modules.readJson(folder === "" ? "package.json" : `${folder}/package.json`);
  if (!manifest) return [];
  const { bin, main, module, exports, scripts } = manifest;
  const binaries = stringsIn(bin);
  const named = [...binaries, ...stringsIn(main), ...stringsIn(module), ...stringsIn(exports)];
  const started = isRecord(scripts)
    ? Object.keys(scripts).flatMap((name) => (STARTS.test(name) ? scriptFiles(scripts[name]) : []))
    : [];
  const entries = new Set<string>();
  for (const target of [...named, ...started]) {
    const path = target.includes("*") ? undefined : modules.findSource(folder, target);
    if (path !== undefined && candidates.has(path)) entries.add(path);
  }
  if (entries.size === 0)
    for (const name of ["src/index", "index", "src/main", "src/server", "server"]) {
      const path = modules.findSource(folder, name);
      if (path !== undefined && candidates.has(path)) entries.add(path);
    }
  // The compiler's entry is not in a source tree: what the package's own build script names is.
  if (isRecord(scripts)) {
    for (const target of scriptFiles(scripts["build"])) {
      const path = modules.findFile(joinPath(folder, target) ?? target);
      if (path !== undefined && candidates.has(path)) entries.add(path);
    }
  }
  return [...entries];
}

/** Words of a command that look like files. */
function scriptFiles(script: unknown): string[] {
  return typeof script === "string" ? script.split(/[\s"'=;&|]+/).filter((word) => /\.[cm]?[jt]sx?$/.test(word)) : [];
}

/** Functions that load a file, or list those of a folder. */
const LOADERS = /^import$|require$|createRequire\(import\.meta\.url\)$|^URL$|glob|readdir/i;

function importedFiles(program: Program, path: string): string[] {
  const root = program.root(path);
  if (!root) return [];
  const found: string[] = [];
  const add = (specifier: string | undefined): void => {
    const target = specifier === undefined ? undefined : program.modules.resolve(path, specifier);
    if (target !== undefined) found.push(target);
  };
  for (const node of root.children) {
    if (node.type !== "import_statement" && node.type !== "export_statement") continue;
    const source =
      childIn(node, "source") ??
      childIn(
        node.children.find((child) => child.type === "import_require_clause"),
        "source",
      );
    if (source && !isTypeOnly(node)) add(stringText(source));
  }
  for (const node of callsOf(root, LOADERS)) {
    const callee = childIn(node, "function") ?? childIn(node, "constructor");
    const argument = namedChildren(childIn(node, "arguments") ?? node)[0];
    if (!callee || !argument) continue;
    const isImport =
      callee.type === "import" || callee.text === "require" || callee.text.endsWith("createRequire(import.meta.url)");
    const isAddress = callee.text === "URL" && node.type === "new_expression" && node.text.includes("import.meta");
    if (isImport || isAddress) {
      const specifier = stringText(argument);
      if (specifier !== undefined) add(specifier);
      else if (isImport) found.push(...discovered(program, path, root));
    } else if (/glob|readdir/i.test(callee.text.slice(-20))) found.push(...discovered(program, path, root));
  }
  return found;
}

function isTypeOnly(node: SyntaxNode): boolean {
  return node.children.some((child) => !child.named && child.type === "type");
}

/** Files of folders that a file names in its strings: what it imports by computed paths. */
function discovered(program: Program, path: string, root: SyntaxNode): readonly string[] {
  return program.once(`discovered:${path}`, () => {
    const folders = new Set<string>();
    for (const node of root.tree.ofTypes(new Set(["string", "template_string"]))) {
      const words =
        (node.type === "string" ? (stringText(node) ?? "") : node.text.slice(1, -1)).split(/\$\{[^}]*\}|\*/)[0] ?? "";
      if (!/^[\w@./-]{2,100}$/.test(words)) continue;
      for (const base of [dirname(path), program.context.root, joinPath(program.context.root, "src") ?? ""]) {
        const folder = joinPath(base, words);
        if (folder !== undefined && folder !== "" && folder !== base && folder !== dirname(path)) folders.add(folder);
      }
    }
    const own = program.context
      .paths()
      .filter((file) => grammarOf(file) && !isTestPath(program.context.relative(file)));
    const files = own.filter((file) => [...folders].some((folder) => file.startsWith(`${folder}/`)));
    for (const file of files) program.discovered.add(file);
    program.loaders.add(path);
    return files.length > 0 ? files : own.filter((file) => dirname(file) === dirname(path) && file !== path);
  });
}
