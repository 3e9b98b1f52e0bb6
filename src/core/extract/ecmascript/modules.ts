/** Which file an import means: relative paths, TypeScript's endings and aliases, packages of the same workspace. */
import type { ExtractContext } from "../context.ts";
import { dirname, isForeignPath, joinPath } from "../paths.ts";
import { parseJsonLoosely } from "./loose-json.ts";

const ENDINGS = [".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".jsx", ".json"];
const SOURCE_OF: Record<string, readonly string[]> = {
  ".js": [".ts", ".tsx", ".js", ".jsx"],
  ".mjs": [".mts", ".ts", ".mjs"],
  ".cjs": [".cts", ".ts", ".cjs"],
  ".jsx": [".tsx", ".jsx"],
};
const BUILD_FOLDER = /^(?:dist|build|lib|out|output|esm|cjs|bin|\.build)$/;
/** What stands there is always made of something else. */
const BUILT = /^(?:\.\/)?(?:dist|build|out|output|\.build)\/.*\.[cm]?js$/;
const TYPESCRIPT = /\.[cm]?tsx?$/;

interface PackageFile {
  folder: string;
  json: Record<string, unknown>;
}

export class Modules {
  readonly #context: ExtractContext;
  readonly #resolved = new Map<string, string | undefined>();
  #packages: Map<string, PackageFile> | undefined;
  readonly #configs = new Map<string, AliasRule[]>();

  constructor(context: ExtractContext) {
    this.#context = context;
  }

  /** The path of the file that `specifier` means in `from`; `undefined` for packages that are not in the tree. */
  resolve(from: string, specifier: string): string | undefined {
    const key = `${from}\0${specifier}`;
    if (!this.#resolved.has(key)) this.#resolved.set(key, this.#resolve(from, specifier));
    return this.#resolved.get(key);
  }

  #resolve(from: string, specifier: string): string | undefined {
    if (specifier.startsWith("node:")) return undefined;
    if (specifier.startsWith(".")) {
      const path = joinPath(dirname(from), specifier);
      return path === undefined ? undefined : (this.findFile(path) ?? this.#linked(from, path));
    }
    for (const rule of this.#aliasesFor(from)) {
      const target = applyAlias(rule, specifier);
      const path = target === undefined ? undefined : this.findFile(target);
      if (path !== undefined) return path;
    }
    return this.#resolvePackage(specifier);
  }

  /** A folder that the build copies or links into the package: a package of that name stands beside it. */
  #linked(from: string, path: string): string | undefined {
    const manifest = this.#context.nearest(from, "package.json");
    const folder = manifest === undefined ? "" : dirname(manifest);
    if (folder === "" || !path.startsWith(`${folder}/`)) return undefined;
    const [name, ...rest] = path.slice(folder.length + 1).split("/");
    const beside = name && joinPath(dirname(folder), name);
    if (!beside || rest.length === 0 || !this.#context.files.has(`${beside}/package.json`)) return undefined;
    return this.findSource(beside, rest.join("/"));
  }

  /** A file for a path without or with another ending, or a folder's index. */
  findFile(path: string): string | undefined {
    const { files } = this.#context;
    const at = path.lastIndexOf(".");
    const ending = at > path.lastIndexOf("/") ? path.slice(at) : "";
    for (const other of SOURCE_OF[ending] ?? []) {
      const candidate = path.slice(0, at) + other;
      if (files.has(candidate)) return candidate;
    }
    if (files.has(path)) return path;
    for (const other of ENDINGS) if (files.has(path + other)) return path + other;
    for (const other of ENDINGS) {
      const candidate = path === "" ? `index${other}` : `${path}/index${other}`;
      if (files.has(candidate)) return candidate;
    }
    return undefined;
  }

  /** The packages of the tree by name. */
  get packages(): ReadonlyMap<string, PackageFile> {
    if (this.#packages) return this.#packages;
    const packages = new Map<string, PackageFile>();
    for (const path of this.#context.files.keys()) {
      if (path !== "package.json" && !path.endsWith("/package.json")) continue;
      if (isForeignPath(path)) continue;
      const json = this.readJson(path);
      if (typeof json?.["name"] === "string") packages.set(json["name"], { folder: dirname(path), json });
    }
    this.#packages = packages;
    return packages;
  }

  readJson(path: string): Record<string, unknown> | undefined {
    const text = this.#context.text(path);
    const value = text === undefined ? undefined : parseJsonLoosely(text);
    return isRecord(value) ? value : undefined;
  }

  #resolvePackage(specifier: string): string | undefined {
    const segments = specifier.split("/");
    const name = segments.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
    const found = this.packages.get(name) ?? this.#installed(name);
    if (!found) return undefined;
    const rest = segments.slice(specifier.startsWith("@") ? 2 : 1).join("/");
    for (const target of packageTargets(found.json, rest === "" ? "." : `./${rest}`)) {
      const path = this.findSource(found.folder, target);
      if (path !== undefined) return path;
    }
    return rest === ""
      ? (this.findSource(found.folder, "src/index") ?? this.findSource(found.folder, "index"))
      : this.findSource(found.folder, rest);
  }

  /** A dependency that whoever made the tree has put under `node_modules`. */
  #installed(name: string): PackageFile | undefined {
    const folder = `node_modules/${name}`;
    const json = this.readJson(`${folder}/package.json`);
    return json && { folder, json };
  }

  /**
   * The source of a path that `package.json` names: itself where it is in the tree, else what it is built from. TypeScript
   * comes before what is built of it, which may be of another day.
   */
  findSource(folder: string, target: string): string | undefined {
    const path = joinPath(folder, target);
    if (path === undefined) return undefined;
    const segments = target.split("/").filter((segment) => segment !== "." && segment !== "");
    while (segments.length > 1 && BUILD_FOLDER.test(segments[0] ?? "")) segments.shift();
    const rest = segments.join("/");
    const candidates = [`src/${rest}`, rest, `lib/${rest}`, `source/${rest}`, `server/${rest}`];
    const direct = this.findFile(path);
    if (direct !== undefined && (TYPESCRIPT.test(direct) || !BUILT.test(target))) return direct;
    const sources = candidates.flatMap((candidate) => {
      const source = joinPath(folder, candidate);
      return source === undefined ? [] : (this.findFile(source) ?? []);
    });
    return direct === undefined ? sources[0] : (sources.find((source) => TYPESCRIPT.test(source)) ?? direct);
  }

  /** Aliases of the nearest `tsconfig.json` and of `package.json`'s `imports`, in the order in which they apply. */
  #aliasesFor(from: string): AliasRule[] {
    const folder = dirname(from);
    const known = this.#configs.get(folder);
    if (known) return known;
    const rules: AliasRule[] = [];
    for (const name of ["tsconfig.json", "tsconfig.base.json", "jsconfig.json"]) {
      const config = this.#context.nearest(from, name);
      if (config !== undefined) rules.push(...this.#configAliases(config, 0));
    }
    const manifest = this.#context.nearest(from, "package.json");
    const imports = manifest === undefined ? undefined : this.readJson(manifest)?.["imports"];
    if (manifest !== undefined && isRecord(imports)) {
      for (const [pattern, target] of Object.entries(imports)) {
        rules.push({ pattern, targets: stringsIn(target).flatMap((path) => joinPath(dirname(manifest), path) ?? []) });
      }
    }
    this.#configs.set(folder, rules);
    return rules;
  }

  #configAliases(path: string, depth: number): AliasRule[] {
    const config = this.readJson(path);
    if (!config || depth > 4) return [];
    const options = isRecord(config["compilerOptions"]) ? config["compilerOptions"] : {};
    const base = typeof options["baseUrl"] === "string" ? joinPath(dirname(path), options["baseUrl"]) : dirname(path);
    const rules: AliasRule[] = [];
    if (base !== undefined && isRecord(options["paths"])) {
      for (const [pattern, targets] of Object.entries(options["paths"])) {
        rules.push({ pattern, targets: stringsIn(targets).flatMap((target) => joinPath(base, target) ?? []) });
      }
    }
    if (base !== undefined && typeof options["baseUrl"] === "string") {
      rules.push({ pattern: "*", targets: [base === "" ? "*" : `${base}/*`] });
    }
    for (const parent of stringsIn(config["extends"])) {
      const target = parent.startsWith(".") ? joinPath(dirname(path), parent) : undefined;
      const file =
        target === undefined ? undefined : [target, `${target}.json`].find((name) => this.#context.files.has(name));
      if (file !== undefined && file !== path) rules.push(...this.#configAliases(file, depth + 1));
    }
    return rules;
  }
}

interface AliasRule {
  pattern: string;
  targets: string[];
}

function applyAlias({ pattern, targets }: AliasRule, specifier: string): string | undefined {
  const star = pattern.indexOf("*");
  const target = targets[0];
  if (target === undefined) return undefined;
  if (star < 0) return pattern === specifier ? target : undefined;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  if (!specifier.startsWith(before) || !specifier.endsWith(after)) return undefined;
  return target.replace("*", () => specifier.slice(before.length, specifier.length - after.length));
}

/** Files that a `package.json` gives for a subpath (`.`, `./x`), best first: sources before what is built. */
export function packageTargets(json: Record<string, unknown>, subpath: string): string[] {
  const { exports } = json;
  const targets: string[] = [];
  if (typeof exports === "string" && subpath === ".") targets.push(exports);
  if (isRecord(exports)) {
    const exact = exports[subpath];
    if (exact !== undefined) targets.push(...stringsIn(exact));
    else if (subpath === "." && !Object.keys(exports).some((key) => key.startsWith(".")))
      targets.push(...stringsIn(exports));
    else {
      for (const [pattern, target] of Object.entries(exports)) {
        for (const path of stringsIn(target)) {
          const applied = pattern.includes("*") ? applyAlias({ pattern, targets: [path] }, subpath) : undefined;
          if (applied !== undefined) targets.push(applied);
        }
      }
    }
  }
  if (subpath === ".") for (const key of ["source", "module", "main"]) targets.push(...stringsIn(json[key]));
  return targets.filter((target) => !target.endsWith(".d.ts"));
}

/** Every string inside, in order; conditions of `exports` nest. */
export function stringsIn(value: unknown, depth = 0): string[] {
  if (typeof value === "string") return [value];
  if (depth > 5 || typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "types" ? [] : stringsIn(inner, depth + 1)));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
