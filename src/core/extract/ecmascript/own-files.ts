/** Files of the tree that the program reads at run time: folders listed, texts, YAML. */
import { parse as parseYaml } from "yaml";
import { dirname, joinPath } from "../paths.ts";
import { childIn, type SyntaxNode } from "../syntax.ts";
import { argumentNodes } from "./arguments.ts";
import { evaluate, unwrap } from "./evaluate.ts";
import { fromJson } from "./names.ts";
import type { Program } from "./program.ts";
import { findDeclaration } from "./scopes.ts";
import { constant, type Env, list, UNKNOWN, type Value } from "./values.ts";

const FILE_SYSTEM = /^(?:node:)?fs(?:\/promises)?$|^fs-extra$/;
const YAML = /^(?:js-)?yaml$/;
const MAX_NAMES = 1_000;
const MAX_TEXT = 1_000_000;
const MAX_YAML = 200_000;

/** What a function of another package reads out of the tree; `undefined` where it is none that reads. */
export function readOwnFiles(
  program: Program,
  called: { module: string; path: readonly string[] },
  call: SyntaxNode,
  args: () => Value[],
  env: Env,
): Value | undefined {
  const name = called.path.at(-1) ?? "";
  if (YAML.test(called.module) && (name === "parse" || name === "load")) return yamlValue(program, args()[0]);
  if (!FILE_SYSTEM.test(called.module)) return undefined;
  const nodes = argumentNodes(call);
  const isList = /^readdir(?:Sync)?$/.test(name);
  // Asked for more than names, a folder gives objects.
  if (!(isList && nodes.length === 1) && !/^readFile(?:Sync)?$/.test(name)) return undefined;
  const path = pathOf(program, nodes[0], env);
  if (path === undefined) return undefined;
  return isList ? namesIn(program, path) : textOf(program, path);
}

/** A folder that is not in the tree is not empty: who knows what is there at run time. */
function namesIn(program: Program, folder: string): Value {
  return program.once(`folder:${folder}`, () => {
    const start = folder === "" ? "" : `${folder}/`;
    const names = new Set<string>();
    const { context } = program;
    if (!context.spend(Math.ceil(context.files.size / 20))) return UNKNOWN;
    for (const path of context.files.keys())
      if (path.startsWith(start)) names.add(path.slice(start.length).split("/")[0] ?? "");
    return names.size === 0 || names.size > MAX_NAMES ? UNKNOWN : list([...names].sort().map(constant));
  });
}

function textOf(program: Program, path: string): Value {
  const text = program.context.text(path);
  return text === undefined || text.length > MAX_TEXT ? UNKNOWN : constant(text);
}

function yamlValue(program: Program, value: Value | undefined): Value {
  const text = value?.kind === "constant" && typeof value.value === "string" ? value.value : undefined;
  if (text === undefined || text.length > MAX_YAML) return UNKNOWN;
  return program.once(`yaml:${text}`, () => {
    if (!program.context.spend(Math.ceil(text.length / 20))) return UNKNOWN;
    try {
      return fromJson(parseYaml(text, { maxAliasCount: 100 }));
    } catch {
      return UNKNOWN;
    }
  });
}

/** The path in the tree that an expression means, built up from where its own file stands. */
function pathOf(program: Program, written: SyntaxNode | undefined, env: Env, depth = 0): string | undefined {
  const node = unwrap(written);
  if (!node || depth > 20) return undefined;
  const inner = (part: SyntaxNode | undefined): string | undefined => pathOf(program, part, env, depth + 1);
  const own = program.pathOf(node);
  if (/^import\.meta\.(?:url|filename)$/.test(node.text)) return own;
  if (node.text === "import.meta.dirname") return dirname(own);
  if (node.type === "identifier") {
    const declaration = findDeclaration(node.text, node);
    if (declaration) return inner(childIn(declaration.node, "value"));
    return node.text === "__dirname" ? dirname(own) : node.text === "__filename" ? own : undefined;
  }
  const callee = childIn(node, node.type === "new_expression" ? "constructor" : "function");
  const [first, ...rest] = argumentNodes(node);
  switch (callee?.text.split(".").at(-1)) {
    case "fileURLToPath":
      return inner(first);
    case "dirname": {
      const path = inner(first);
      return path === undefined ? undefined : dirname(path);
    }
    case "join":
    case "resolve":
      return joined(program, inner(first), rest, env);
    case "URL": {
      const base = inner(rest[0]);
      return base === undefined ? undefined : joined(program, dirname(base), first ? [first] : [], env);
    }
  }
  return undefined;
}

function joined(
  program: Program,
  base: string | undefined,
  segments: readonly SyntaxNode[],
  env: Env,
): string | undefined {
  let path = base;
  for (const segment of segments) {
    const value = evaluate(program, segment, env);
    if (path === undefined || value.kind !== "constant" || typeof value.value !== "string") return undefined;
    if (value.value.startsWith("/")) return undefined;
    path = joinPath(path, value.value);
  }
  return path;
}
