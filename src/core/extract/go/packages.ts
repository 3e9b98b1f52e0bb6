/** Packages of the tree: a folder's files with their declarations, and which folder an import path means. */
import type { ExtractContext } from "../context.ts";
import { basename, dirname, isExamplePath, isForeignPath, isTestPath, isWithin } from "../paths.ts";
import { childIn, childOfType, childrenIn, descendants, namedChildren, type SyntaxNode } from "../syntax.ts";
import { renameNewOfValues } from "./new-values.ts";

export interface GoFile {
  path: string;
  root: SyntaxNode;
  pkg: GoPackage;
  /** Local name to import path. */
  imports: Map<string, string>;
}

export interface Declaration {
  kind: "function" | "method" | "variable" | "constant" | "type";
  name: string;
  node: SyntaxNode;
  file: GoFile;
  /** The receiver's type name, of methods. */
  receiver?: string;
  /** Position among the names of one specification, and of constants the index for `iota`. */
  index: number;
  iota: number;
  /** Of constants without a value: the specification whose value repeats. */
  valueFrom?: SyntaxNode;
}

export interface GoPackage {
  folder: string;
  name: string;
  files: GoFile[];
  declarations: Map<string, Declaration>;
  methods: Map<string, Declaration[]>;
}

export class Program {
  readonly context: ExtractContext;
  readonly packages = new Map<string, GoPackage>();
  /** Module path to folder, of every `go.mod`, longest path first. */
  readonly #modules: [string, string][] = [];

  constructor(context: ExtractContext) {
    this.context = context;
    for (const path of context.paths({ everywhere: true })) {
      if (basename(path) !== "go.mod" || isForeignPath(path)) continue;
      const name = /^module\s+"?([^\s"]+)/m.exec(context.text(path) ?? "")?.[1];
      if (name !== undefined) this.#modules.push([name, dirname(path)]);
    }
    this.#modules.sort((a, b) => b[0].length - a[0].length || (a[0] < b[0] ? -1 : 1));
    // Examples and helpers of tests do not start a server; what it imports may stand in a folder of any name.
    for (const path of context.paths())
      if (isSource(context, path) && isMainCode(context, path)) this.#package(dirname(path));
  }

  /** Loads a folder's package; other folders of the tree are loaded when something imports them. */
  #package(folder: string): GoPackage | undefined {
    const present = this.packages.get(folder);
    if (present) return present;
    const pkg: GoPackage = { folder, name: "", files: [], declarations: new Map(), methods: new Map() };
    this.packages.set(folder, pkg);
    for (const path of this.#filesByFolder().get(folder) ?? []) {
      const root = this.context.tree(path, "go", renameNewOfValues);
      if (!root) continue;
      const name = namedChildren(childOfType(root, "package_clause") ?? root)[0]?.text ?? "";
      if (name.endsWith("_test")) continue;
      pkg.name ||= name;
      const file: GoFile = { path, root, pkg, imports: importsOf(root) };
      pkg.files.push(file);
      for (const node of namedChildren(root)) declare(pkg, file, node);
    }
    return pkg;
  }

  #folders: Map<string, string[]> | undefined;

  #filesByFolder(): Map<string, string[]> {
    if (!this.#folders) {
      this.#folders = new Map();
      for (const path of this.context.paths({ everywhere: true })) {
        if (!isSource(this.context, path)) continue;
        const folder = dirname(path);
        this.#folders.set(folder, [...(this.#folders.get(folder) ?? []), path]);
      }
    }
    return this.#folders;
  }

  readonly #sdks = new Map<string, boolean>();

  /** Whether a module that the server stands in, or beside, is an SDK: what it exports is known by name, as if from outside. */
  #isSdk(folder: string): boolean {
    const known = this.#sdks.get(folder);
    if (known !== undefined) return known;
    const isSdk = this.context
      .paths({ everywhere: true })
      .some((path) => isWithin(path, folder) && !this.context.isOwn(path) && this.#declaresHandshake(path));
    this.#sdks.set(folder, isSdk);
    return isSdk;
  }

  #declaresHandshake(path: string): boolean {
    return isSource(this.context, path) && HANDSHAKE.test(this.context.text(path) ?? "");
  }

  /** The package that an import path means, where the tree has it. */
  byImport(path: string): GoPackage | undefined {
    for (const [name, folder] of this.#modules) {
      if (path !== name && !path.startsWith(`${name}/`)) continue;
      const inner = [folder, path.slice(name.length + 1)].filter((part) => part !== "").join("/");
      if (this.#isSdk(folder) && !this.context.isOwn(inner)) return undefined;
      return this.#filesByFolder().has(inner) ? this.#package(inner) : undefined;
    }
    return undefined;
  }
}

/** The protocol's handshake, which an SDK declares and a server only uses. */
const HANDSHAKE = /^(?:type\s+|\t)[iI]nitializeRes(?:ult|ponse) struct\b/m;

function isSource(context: ExtractContext, path: string): boolean {
  if (!path.endsWith(".go") || path.endsWith("_test.go")) return false;
  return !isForeignPath(context.relative(path));
}

function isMainCode(context: ExtractContext, path: string): boolean {
  const relative = context.relative(path);
  return !isTestPath(relative) && !isExamplePath(relative);
}

function importsOf(root: SyntaxNode): Map<string, string> {
  const imports = new Map<string, string>();
  for (const spec of descendants(root, "import_spec")) {
    const path = (childIn(spec, "path")?.text ?? "").slice(1, -1);
    const alias = childIn(spec, "name")?.text;
    if (alias === "_") continue;
    imports.set(alias ?? packageName(path), path);
  }
  return imports;
}

/** The usual name of a package: the last part of its path that is no version, without `go-` and `-go`. */
function packageName(path: string): string {
  const parts = path.split("/");
  let last = parts.pop() ?? "";
  if (/^v\d+$/.test(last)) last = parts.pop() ?? last;
  return last.replace(/^go-|-go$|\.v\d+$|\.go$/g, "").replaceAll("-", "_");
}

function declare(pkg: GoPackage, file: GoFile, node: SyntaxNode): void {
  const add = (kind: Declaration["kind"], name: string, at: SyntaxNode, extra: Partial<Declaration> = {}): void => {
    if (name !== "_") pkg.declarations.set(name, { kind, name, node: at, file, index: 0, iota: 0, ...extra });
  };
  if (node.type === "function_declaration") {
    const name = childIn(node, "name")?.text ?? "";
    // Every file may have its `init`.
    add("function", name === "init" ? `init ${file.path}:${node.start}` : name, node);
  } else if (node.type === "method_declaration") {
    const name = childIn(node, "name")?.text ?? "";
    const receiver = receiverType(node);
    const methods = pkg.methods.get(receiver) ?? [];
    methods.push({ kind: "method", name, node, file, receiver, index: 0, iota: 0 });
    pkg.methods.set(receiver, methods);
  } else if (node.type === "type_declaration") {
    for (const spec of namedChildren(node)) add("type", childIn(spec, "name")?.text ?? "", spec);
  } else if (node.type === "const_declaration") {
    let last: SyntaxNode | undefined;
    for (const [iota, spec] of namedChildren(node).entries()) {
      if (childIn(spec, "value")) last = spec;
      for (const [index, name] of childrenIn(spec, "name").entries()) {
        add("constant", name.text, spec, { index, iota, ...(last ? { valueFrom: last } : {}) });
      }
    }
  } else if (node.type === "var_declaration") {
    for (const spec of descendants(node, "var_spec")) {
      if (spec.parent !== node && spec.parent?.parent !== node) continue;
      for (const [index, name] of childrenIn(spec, "name").entries()) add("variable", name.text, spec, { index });
    }
  }
}

function receiverType(node: SyntaxNode): string {
  const receiver = childIn(node, "receiver");
  for (const type of receiver ? descendants(receiver, "type_identifier") : []) return type.text;
  return "";
}
