/**
 * Servers that speak the protocol themselves, without an SDK: whoever answers `tools/list` builds an object with a list
 * under `tools`. The functions in which such an object is written are called, and what is in the list are the tools.
 */
import { basename } from "../paths.ts";
import { childIn, descendants, enclosing, type SyntaxNode } from "../syntax.ts";
import { call } from "./calls.ts";
import { optionsOf, settled } from "./certainty.ts";
import { classAttribute } from "./class-values.ts";
import { listFrom } from "./conditional.ts";
import { parametersOf } from "./definitions.ts";
import { pythonFiles } from "./entries.ts";
import { loadModule } from "./imports.ts";
import { type Frame, type Machine, type Module, makeFrame } from "./machine.ts";
import { makeServerValue, registerAll, serverOf, toolsIn } from "./server.ts";
import {
  type CallArguments,
  type ClassValue,
  callArguments,
  type FunctionValue,
  getItem,
  type ListValue,
  type Value,
} from "./values.ts";

const METHOD = /["']tools\/list["']/;
const ANSWER = /["']tools["']\s*:/;

export function runOwnProtocol(machine: Machine): void {
  const paths = pythonFiles(machine.context);
  const textOf = (path: string): string => machine.context.text(path) ?? "";
  if (!paths.some((path) => METHOD.test(textOf(path)))) return;
  for (const path of paths) {
    if (!ANSWER.test(textOf(path))) continue;
    const module = loadModule(machine, path, moduleName(path));
    if (module.root) callAnswers(machine, module, module.root);
  }
}

function callAnswers(machine: Machine, module: Module, root: SyntaxNode): void {
  const answering = new Set<SyntaxNode>();
  for (const pair of descendants(root, "pair")) {
    if (!isToolsKey(childIn(pair, "key"))) continue;
    for (let at = enclosing(pair, "function_definition"); at; at = enclosing(at, "function_definition"))
      answering.add(at);
  }
  const server = makeServerValue(machine, "mcp.own.MCPServer", callArguments(root));
  const outer = machine.defined;
  machine.defined = [];
  machine.onAnswer = (frame, answer, node) => registerAnswer(machine, frame, server, answer, node);
  try {
    for (const [fn, self] of functionsOf(machine, module)) {
      if (!answering.has(fn.node)) continue;
      callWith(machine, module, fn, self);
      // Functions inside it, such as the handlers that a factory of web applications defines.
      for (let inner = machine.defined.shift(); inner; inner = machine.defined.shift()) {
        if (answering.has(inner.node) && inner.node !== fn.node) callWith(machine, module, inner, undefined);
      }
    }
  } finally {
    machine.defined = outer;
    machine.onAnswer = undefined;
  }
}

function isToolsKey(key: SyntaxNode | undefined): boolean {
  return key?.type === "string" && /^["']tools["']$/.test(key.text);
}

function* functionsOf(machine: Machine, module: Module): Generator<[FunctionValue, Value | undefined]> {
  for (const value of [...module.scope.variables.values()].flatMap(optionsOf)) {
    if (value.kind === "function" && value.module === module) yield [value, undefined];
    if (value.kind !== "class" || value.module !== module) continue;
    const made = call(machine, makeFrame(module.scope, module), value, callArguments(value.node));
    for (const name of value.attributes.keys()) {
      const member = classAttribute(value, name);
      if (member?.kind === "function") yield [member, member.binding === "static" ? undefined : made];
    }
  }
}

function callWith(machine: Machine, module: Module, fn: FunctionValue, self: Value | undefined): void {
  const args: CallArguments = callArguments(fn.node, self ? [self] : [], registriesFor(machine, fn, self));
  call(machine, makeFrame(module.scope, module), fn, args);
}

/**
 * For parameters whose methods are asked for tools (`registry.list_tools()`): an object of the program's only class that
 * has such a method, since whoever makes the web application makes one of those and hands it on.
 */
function registriesFor(machine: Machine, fn: FunctionValue, self: Value | undefined): Map<string, Value> {
  const registries = new Map<string, Value>();
  const names = new Set(
    parametersOf(fn.node)
      .slice(self ? 1 : 0)
      .map(({ name }) => name),
  );
  for (const attribute of descendants(fn.node, "attribute")) {
    const object = childIn(attribute, "object")?.text ?? "";
    const method = childIn(attribute, "attribute")?.text ?? "";
    if (!names.has(object) || registries.has(object) || !/tools?(?:$|_)/i.test(method)) continue;
    const [cls, ...others] = classesWith(machine, method);
    if (cls === undefined || others.length > 0) continue;
    registries.set(object, call(machine, makeFrame(cls.module.scope, cls.module), cls, callArguments(cls.node)));
  }
  return registries;
}

function classesWith(machine: Machine, method: string): ClassValue[] {
  const classes = new Set<ClassValue>();
  for (const path of pythonFiles(machine.context)) {
    if (!machine.context.text(path)?.includes(`def ${method}(`)) continue;
    const module = loadModule(machine, path, moduleName(path));
    for (const value of module.scope.variables.values()) {
      if (value.kind === "class" && value.module === module && value.attributes.has(method)) classes.add(value);
    }
  }
  return [...classes];
}

function moduleName(path: string): string {
  return basename(path).replace(/\.py$/, "");
}

/** The tools of an answer; that the answer is given for one method only is no condition of theirs. */
function registerAnswer(machine: Machine, frame: Frame, server: Value, answer: Value, node: SyntaxNode): void {
  const owner = serverOf(server);
  const guards = machine.guards.splice(0);
  for (const option of optionsOf(answer)) {
    const listed = toolsIn(option);
    const tools = listed && onlyTools(listed);
    if (owner && tools && tools.items.length > 0)
      registerAll(machine, frame, owner, tools, "python/own-protocol", node);
  }
  machine.guards.push(...guards);
}

function onlyTools(listed: ListValue): ListValue {
  const made = listFrom(
    listed,
    listed.items.filter((item) => isTool(settled(item))),
  );
  return listed.open ? { ...made, open: true } : made;
}

function isTool(value: Value): boolean {
  if (value.kind !== "dict") return false;
  return getItem(value, "name") !== undefined && getItem(value, "inputSchema") !== undefined;
}
