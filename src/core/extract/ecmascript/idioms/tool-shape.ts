/**
 * The last resort where a registration was met whose names could not be worked out: things that can be nothing but tool
 * definitions. Objects with a name, a description and an input schema (or parameters and something to run), classes with
 * the same as fields, and files that export them.
 */
import type { FoundTool } from "../../context.ts";
import { basename } from "../../paths.ts";
import { childIn, type SyntaxNode } from "../../syntax.ts";
import { classesOf, heritageOf, superclassOf } from "../classes.ts";
import { expand } from "../contexts.ts";
import { evaluate } from "../evaluate.ts";
import { guardsAt } from "../guards.ts";
import { assumedInstances, construct, isOnlyExtended } from "../instances.ts";
import { isLive } from "../liveness.ts";
import { memberOf } from "../members.ts";
import type { Program } from "../program.ts";
import { toSchema } from "../schema-builders.ts";
import { isComplete, partOf, type Registration, registrationOf, toTools } from "../tool.ts";
import {
  asString,
  type ClassValue,
  EMPTY_ENV,
  type Env,
  firstOption,
  isNothing,
  optionsOf,
  UNDEFINED,
  type Value,
} from "../values.ts";
import type { Idiom } from "./idiom.ts";

const RUNS = [
  "handler",
  "execute",
  "callback",
  "run",
  "handle",
  "method",
  "fn",
  "cb",
  "call",
  "func",
  "invoke",
  "handlerFn",
];
/** How far into an object its description is looked for: a bundle has objects of megabytes, one within the other. */
const MAX_LOOK = 20_000;
/** Steps for one object: where a definition is put together out of a document at run time, all of them lead nowhere. */
const OBJECT_STEPS = 40_000;
const NOT_TOOLS = ["uri", "uriTemplate", "mimeType", "arguments", "messages", "role"];

export const toolObjects: Idiom = (program) => {
  const tools: FoundTool[] = [];
  for (const path of program.reachable) {
    const root = program.root(path);
    if (!root || !/description/.test(root.tree.flat.text)) continue;
    const { text, starts, ends } = root.tree.flat;
    const isDescribed = (index: number): boolean => {
      const start = starts[index] ?? 0;
      return text.slice(start, Math.min(ends[index] ?? 0, start + MAX_LOOK)).includes("description");
    };
    for (const node of root.tree.ofTypes(new Set(["object"]), root, isDescribed)) {
      if (!hasShape(node) || !isLive(program, node)) continue;
      const read = (env: Env) => {
        const value = evaluate(program, node, env);
        const registration = registrationOf(program, value, env, node);
        return { result: registration, complete: isComplete(registration) };
      };
      const runs = expand(program, EMPTY_ENV, read, OBJECT_STEPS);
      for (const { env, result } of runs) {
        const guards = guardsAt(program, node, env);
        if (guards !== false && hasDescription(result) && !isStandIn(result))
          tools.push(...toTools(program, result, node, guards, "ts/tool-object"));
      }
    }
  }
  return { tools, unresolved: [] };
};

function hasDescription(registration: Registration): boolean {
  return registration.description !== undefined;
}

/** What is made of each tool of another server: `{ name: tool.name ?? "tool", description: tool.description ?? "" }`. */
function isStandIn({ name, description }: Registration): boolean {
  const options = optionsOf(name);
  if (options.length === 0 || !options.every(({ value }) => value.kind === "constant" && value.isStandIn)) return false;
  const said = firstOption(description ?? UNDEFINED);
  return said.kind !== "constant" || said.isStandIn === true;
}

/** Judged by its keys alone: cheap, since every object of the program comes by. */
function hasShape(node: SyntaxNode): boolean {
  const keys = new Set<string>();
  for (const child of node.children) {
    const key =
      childIn(child, "key") ??
      childIn(child, "name") ??
      (child.type === "shorthand_property_identifier" ? child : undefined);
    if (key) keys.add(key.type === "string" ? key.text.slice(1, -1) : key.text);
  }
  if (!keys.has("name") || !keys.has("description") || NOT_TOOLS.some((key) => keys.has(key))) return false;
  if (keys.has("inputSchema") || keys.has("input_schema")) return true;
  return (
    ["parameters", "schema", "paramsSchema", "argsSchema", "inputs", "args"].some((key) => keys.has(key)) &&
    RUNS.some((key) => keys.has(key))
  );
}

/** Classes that carry a definition and extend something of another package, or nothing that registers them is known. */
export const toolClasses: Idiom = (program) => {
  const tools: FoundTool[] = [];
  for (const cls of classesOf(program)) {
    if (cls.node.type === "abstract_class_declaration" || !isToolClass(program, cls)) continue;
    const path = program.pathOf(cls.node);
    const isLoaded = program.discovered.has(path);
    if (!isLoaded && !isLive(program, childIn(cls.node, "body") ?? cls.node)) continue;
    if (!isLoaded && isOnlyExtended(program, cls)) continue;
    const { instance, name } = namedInstance(program, cls);
    if (!name) continue;
    const fields = registrationOf(program, instance, EMPTY_ENV, cls.node, name);
    const statics = registrationOf(program, cls, EMPTY_ENV, cls.node, name);
    const registration = {
      ...fields,
      description: fields.description ?? statics.description,
      inputSchema: fields.inputSchema ?? statics.inputSchema,
    };
    if (registration.description && (registration.inputSchema || hasRun(program, instance, cls)))
      tools.push(...toTools(program, registration, cls.node, [], "ts/tool-class"));
  }
  return { tools, unresolved: [] };
};

/** An instance as the program makes it, and the name that it has. */
function namedInstance(program: Program, cls: ClassValue): { instance: Value; name: Value | undefined } {
  const instance = construct(program, cls, undefined);
  const member = (value: Value, key: string): Value => partOf(program, value, key, EMPTY_ENV, cls.node);
  for (const made of [...assumedInstances(program, cls), instance]) {
    const name = ["name", "toolName"].map((key) => member(made, key)).find((value) => isOwnName(value, cls));
    if (name) return { instance: made, name };
  }
  const name = ["toolName", "name"].map((key) => member(cls, key)).find((value) => isOwnName(value, cls));
  return { instance, name };
}

/** A class's static `name` is its own name where nobody says otherwise. */
function isOwnName(value: Value, cls: ClassValue): boolean {
  const text = asString(value);
  return text !== undefined && text !== childIn(cls.node, "name")?.text;
}

function isToolClass(program: Program, cls: ClassValue): boolean {
  const heritage = heritageOf(cls.node);
  // What goes wrong with a tool has a name and takes parameters too.
  if (/Error$/.test(heritage?.text ?? "")) return false;
  const name = childIn(cls.node, "name")?.text ?? "";
  if (!heritage) return /Tool$/.test(name);
  const parent = superclassOf(program, cls);
  return /tool/i.test(heritage.text) || /Tool$/.test(name) || (parent.kind === "class" && isToolClass(program, parent));
}

function hasRun(program: Program, instance: Value, cls: ClassValue): boolean {
  return [...RUNS, "executeTool", "toolCall"].some(
    (key) => memberOf(program, instance, key, EMPTY_ENV, cls.node).kind === "function",
  );
}

/** Files of `tools` folders where a framework (xmcp) looks for tools by itself: nothing in the program names them. */
function frameworkFiles(program: Program): string[] {
  return program.reachable.filter((path) => {
    if (!/(?:^|\/)tools\//.test(path)) return false;
    const manifest = program.context.nearest(path, "package.json");
    return manifest !== undefined && /"xmcp"\s*:/.test(program.context.text(manifest) ?? "");
  });
}

/** Files that export a tool's parts by name: one file a tool, found by folder. */
export const toolFiles: Idiom = (program) => {
  const tools: FoundTool[] = [];
  for (const path of new Set([...program.discovered, ...frameworkFiles(program)])) {
    const root = program.root(path);
    const exports = program.table(path)?.exports;
    if (!root || !exports || basename(path).startsWith("index.")) continue;
    const module: Value = { kind: "module", path };
    const member = (key: string): Value => memberOf(program, module, key, EMPTY_ENV, root);
    const metadata = member("metadata");
    if (metadata.kind === "object" && exports.has("default")) {
      const registration = registrationOf(program, metadata, EMPTY_ENV, root);
      const { inputSchema, outputSchema } = registrationOf(program, module, EMPTY_ENV, root);
      tools.push(...toTools(program, { ...registration, inputSchema, outputSchema }, root, [], "ts/tool-file"));
      continue;
    }
    const name = ["name", "toolName", "method", "NAME"].map(member).find((value) => asString(value) !== undefined);
    if (!name || asString(member("description")) === undefined) continue;
    const registration = registrationOf(program, module, EMPTY_ENV, root, name);
    const runs = [...RUNS, "default"].some((key) => exports.has(key));
    if (runs || !isNothing(registration.inputSchema ?? { kind: "unknown" }) || toSchema(registration.inputSchema))
      tools.push(...toTools(program, registration, root, [], "ts/tool-file"));
  }
  return { tools, unresolved: [] };
};
