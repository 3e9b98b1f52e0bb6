/**
 * Python servers: the setup code is walked from its entry points as Python would run it, with everything that depends
 * on configuration unknown, and what it registers on server objects are the tools. Only where that finds nothing are
 * functions walked that no entry reaches.
 */
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { childIn, descendants } from "../syntax.ts";
import { attributeOf } from "./attributes.ts";
import { call } from "./calls.ts";
import { optionsOf } from "./certainty.ts";
import { declaredEntries, type Entry, isSkipped, programFiles, pythonFiles } from "./entries.ts";
import { loadModule, resolveAbsolute } from "./imports.ts";
import { Machine, type Module, makeFrame } from "./machine.ts";
import { runOwnProtocol } from "./own-protocol.ts";
import { collectTools } from "./tools.ts";
import { callArguments, type FunctionValue, type Value } from "./values.ts";

export const python: LanguageExtractor = {
  id: "python",
  grammarOf: (path) => (path.endsWith(".py") ? "python" : undefined),
  hints: ["mcp", "MCP", "tools/list"],
  extract,
};

function extract(context: ExtractContext): LanguageResult {
  const machine = new Machine(context);
  const steps: (() => void)[] = [
    () => {
      for (const entry of declaredEntries(context)) runEntry(machine, entry);
    },
    () => {
      for (const path of programFiles(context)) runProgram(machine, path);
    },
    () => {
      for (const path of pythonFiles(context)) runProgram(machine, path);
    },
    () => runOwnProtocol(machine),
    () => runUnreached(machine),
  ];
  let tools: FoundTool[] = [];
  for (const step of steps) {
    machine.refill();
    step();
    runSpawned(machine);
    runDeferred(machine);
    tools = collectTools(machine);
    if (tools.length > 0) break;
  }
  const dynamic = new Set<NonNullable<LanguageResult["dynamic"]>[number]>();
  for (const server of machine.servers) if (server.dynamic) dynamic.add(server.dynamic);
  if (machine.computed) dynamic.add("computed");
  return { tools, dynamic: [...dynamic], incomplete: machine.incomplete };
}

function runEntry(machine: Machine, entry: Entry): void {
  const anchor = entry.folder === "" ? "pyproject.toml" : `${entry.folder}/pyproject.toml`;
  const path = resolveAbsolute(machine, anchor, entry.module.split("."));
  if (path === undefined || path.endsWith("/")) return;
  const module = loadModule(machine, path, entry.module);
  let value: Value | undefined = { kind: "module", module };
  const frame = makeFrame(module.scope, module);
  for (const name of entry.attribute?.split(".") ?? []) {
    value = value && module.root ? attributeOf(machine, frame, value, name, module.root) : undefined;
  }
  for (const option of value ? optionsOf(value) : []) {
    if (option.kind === "function" || option.kind === "method") callEntry(machine, module, option);
  }
}

function callEntry(machine: Machine, module: Module, value: Value): void {
  const node = value.kind === "function" ? value.node : module.root;
  if (node) call(machine, makeFrame(module.scope, module), value, callArguments(node));
}

/** The file as `__main__`; one that was imported before keeps what it registered then. */
function runProgram(machine: Machine, path: string): void {
  if (machine.modules.has(path)) return;
  machine.mains.add(path);
  const relative = machine.context.relative(path);
  loadModule(machine, path, relative.replace(/\/__init__\.py$|\.py$/, "").replaceAll("/", "."));
}

/** `[sys.executable, "-m", "package.worker"]`: a program of one's own that another one starts. */
const SPAWNED = /["']-m["']\s*,\s*["'](\w+(?:\.\w+)*)["']/g;

/** Programs that those which ran start as other processes, and what these start. */
function runSpawned(machine: Machine): void {
  for (const { path } of machine.modules.values()) {
    if (!machine.context.isOwn(path)) continue;
    for (const [, name = ""] of (machine.context.text(path) ?? "").matchAll(SPAWNED)) {
      const spawned = resolveAbsolute(machine, path, name.split("."));
      if (spawned !== undefined && !spawned.endsWith("/") && !isSkipped(machine.context, spawned))
        runProgram(machine, spawned);
    }
  }
}

function runDeferred(machine: Machine): void {
  for (let job = machine.deferred.shift(); job; job = machine.deferred.shift()) job();
}

/** Functions that take a server or hold registrations, and that nothing called. */
function runUnreached(machine: Machine): void {
  for (const module of [...machine.modules.values()]) {
    if (!machine.context.isOwn(module.path)) continue;
    for (const value of [...module.scope.variables.values()]) {
      for (const fn of functionsIn(value)) {
        if (fn.module !== module || machine.called.has(fn.node) || !registers(fn)) continue;
        call(machine, makeFrame(module.scope, module), fn, callArguments(fn.node));
      }
      if (value.kind === "class" && value.module === module && [...functionsIn(value)].some(registers)) {
        call(machine, makeFrame(module.scope, module), value, callArguments(value.node));
      }
    }
  }
}

function* functionsIn(value: Value): Generator<FunctionValue> {
  if (value.kind === "function") yield value;
  if (value.kind !== "class") return;
  for (const member of value.attributes.values()) if (member.kind === "function") yield member;
}

function registers(fn: FunctionValue): boolean {
  for (const attribute of descendants(fn.node, "attribute")) {
    const name = childIn(attribute, "attribute")?.text;
    if (name === "tool" || name === "add_tool" || name === "list_tools") return true;
  }
  return false;
}
