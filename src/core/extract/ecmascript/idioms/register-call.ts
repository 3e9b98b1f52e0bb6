/**
 * Calls that register one tool: `server.tool(name, …)`, `registerTool(name, { … }, fn)`, `registerToolTask`,
 * `registerAppTool(server, name, …)`, FastMCP's `addTool({ name, … })`. Names that come from parameters, loops or `this` are
 * followed to every call, element and subclass.
 */
import type { FoundTool } from "../../context.ts";
import { childIn, type SyntaxNode } from "../../syntax.ts";
import { argumentNodes, evaluateArguments } from "../arguments.ts";
import { underGuards } from "../conditions.ts";
import { expand } from "../contexts.ts";
import { evaluate, unwrap } from "../evaluate.ts";
import { guardsAt } from "../guards.ts";
import { isLive } from "../liveness.ts";
import { placeOf } from "../named-places.ts";
import { occurrences } from "../occurrences.ts";
import type { Program } from "../program.ts";
import { toSchema } from "../schema-builders.ts";
import { CLASS_TYPES, FUNCTION_TYPES } from "../scopes.ts";
import { isComplete, lazily, type Registration, registrationOf, toTools } from "../tool.ts";
import { asString, EMPTY_ENV, type Env, firstOption, isNothing, UNKNOWN, type Value } from "../values.ts";
import type { Idiom } from "./idiom.ts";

const METHODS = ["registerTool", "tool", "registerToolTask", "registerAppTool", "addTool"] as const;
type Method = (typeof METHODS)[number];

export const registerCalls: Idiom = (program) => {
  const tools: FoundTool[] = [];
  const unresolved: string[] = [];
  const handed: string[] = [];
  for (const path of program.reachable) {
    const root = program.root(path);
    if (!root) continue;
    for (const method of METHODS) {
      for (const name of occurrences(root, method)) {
        const call = callOf(name);
        if (!call || !isRegistration(program, call, name, method)) continue;
        if (!isLive(program, call)) continue;
        const before = [program.openLists.size, program.unknownLists.size] as const;
        const { tools: found, isWhole, isOver } = readCall(program, call, method);
        tools.push(...found);
        if (isOver) continue;
        const isOpen = program.openLists.size > before[0] || (!isWhole && program.unknownLists.size > before[1]);
        if (found.length > 0 && isOpen) unresolved.push(`${path}:${call.line}`);
        else if (found.length === 0 && (method !== "tool" || takesHandler(call)))
          (handsOn(call) ? handed : unresolved).push(`${path}:${call.line}`);
      }
    }
  }
  return { tools, unresolved: tools.length > 0 ? unresolved : [...unresolved, ...handed] };
};

/**
 * Whether the call hands on what a function of such a name is given: `{ addTool: (tool) => server.addTool(tool) }`. Who
 * calls that one registers the tool, and is read there.
 */
function handsOn(call: SyntaxNode): boolean {
  let fn = call.parent;
  while (fn && !FUNCTION_TYPES.has(fn.type)) fn = fn.parent;
  let holder = fn?.parent;
  while (holder && unwrap(holder) === fn) holder = holder.parent;
  const key = holder?.type === "pair" ? childIn(holder, "key")?.text : undefined;
  return METHODS.some((name) => name === key);
}

/** `tool(name, description, …, fn)`: other libraries have methods of that name, but hand no function over after texts. */
function takesHandler(call: SyntaxNode): boolean {
  const args = argumentNodes(call);
  return args.length > 2 && FUNCTION_TYPES.has(args.at(-1)?.type ?? "");
}

/** The call whose function the name is, as a method or by itself. */
function callOf(name: SyntaxNode): SyntaxNode | undefined {
  let callee = name;
  if (name.parent?.type === "member_expression" && name.field === "property") callee = name.parent;
  else if (name.type !== "identifier") return undefined;
  for (let round = 0; round < 4 && callee.parent && unwrap(callee.parent) === callee; round++) callee = callee.parent;
  // `(0, x.registerAppTool)(…)`
  const outer = callee.parent?.type === "sequence_expression" ? callee.parent.parent : callee.parent;
  const call = outer?.type === "parenthesized_expression" ? outer.parent : outer;
  return call?.type === "call_expression" && !argumentNodes(call).includes(callee) ? call : undefined;
}

function isRegistration(program: Program, call: SyntaxNode, name: SyntaxNode, method: Method): boolean {
  const [first, second] = argumentNodes(call);
  if (!first) return false;
  if (name.type === "identifier" && method !== "registerAppTool") return false;
  if (method === "tool" && !second) return false;
  if (
    (method === "registerTool" || method === "registerToolTask") &&
    !second &&
    first.type !== "object" &&
    first.type !== "identifier" &&
    first.type !== "call_expression"
  )
    return false;
  const callee = childIn(call, "function");
  const { result: target } = program.track(() => evaluate(program, unwrap(callee), EMPTY_ENV));
  // A function of the program itself: what it does inside decides, unless it is the SDK that a bundler put here.
  return target.kind !== "function" || isSdk(target.node);
}

/** The method stands in a class that also registers prompts and resources: nobody's own helper does. */
export function isSdk(method: SyntaxNode): boolean {
  const cls = method.parent?.type === "class_body" ? method.parent : undefined;
  if (!cls || !CLASS_TYPES.has(cls.parent?.type ?? "")) return false;
  const names = new Set(
    cls.children.filter(({ type }) => FUNCTION_TYPES.has(type)).map((member) => childIn(member, "name")?.text),
  );
  return (
    ["registerPrompt", "prompt", "addPrompt"].some((name) => names.has(name)) &&
    ["registerResource", "resource", "addResource"].some((name) => names.has(name))
  );
}

/** `isWhole`: every run of the call has a name that is known. `isOver`: and no run gets as far as the call. */
function readCall(
  program: Program,
  call: SyntaxNode,
  method: Method,
): { tools: FoundTool[]; isWhole: boolean; isOver: boolean } {
  const runs = expand(program, EMPTY_ENV, (env) => {
    const registration = readArguments(program, call, method, env);
    const usable = registration?.name.kind === "constant";
    return { result: registration, complete: () => registration !== undefined && isComplete(registration), usable };
  });
  let isWhole = true;
  // A server that is made for several transports registers everything as often, if need be under other conditions.
  const whole = new Map<string, FoundTool>();
  const toolsOf = (env: Env, registration: Registration | undefined): FoundTool[] => {
    const name = registration?.name.kind === "constant" ? asString(registration.name) : undefined;
    const present = name === undefined ? undefined : whole.get(name);
    if (present && !present.guards) return [];
    const guards = registration && guardsAt(program, call, env);
    if (!guards) return [];
    if (present) return [underGuards(present, guards)];
    const found = toTools(program, registration, call, guards, `ts/${idiomOf(method)}`);
    isWhole &&= found.length > 0;
    for (const one of name === undefined ? [] : found)
      if (one.tool.description && one.tool.inputSchema && !one.tool.partial) whole.set(one.tool.name, one);
    return found;
  };
  const tools = runs.flatMap(({ env, result }) => toolsOf(env, result));
  // Callers that were looked at for details only do not decide whether the place runs.
  if (tools.length === 0) tools.push(...toolsOf(EMPTY_ENV, readArguments(program, call, method, EMPTY_ENV)));
  return {
    tools,
    isWhole,
    isOver: tools.length === 0 && runs.length > 0 && runs.every(({ result }) => isNamed(result)),
  };
}

function isNamed(registration: Registration | undefined): boolean {
  return registration?.name.kind === "constant" && typeof registration.name.value === "string";
}

function idiomOf(method: Method): string {
  return method === "tool" ? "tool-call" : method.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function readArguments(program: Program, call: SyntaxNode, method: Method, env: Env): Registration | undefined {
  const skipped = method === "registerAppTool" ? 1 : 0;
  const nodes = argumentNodes(call);
  const isSpread = nodes.some(({ type }) => type === "spread_element");
  let values: Value[] | undefined;
  const args = (): Value[] => {
    values ??= evaluateArguments(program, call, env).slice(skipped);
    return values;
  };
  const first = (isSpread ? args()[0] : evaluate(program, nodes[skipped], env)) ?? UNKNOWN;
  const subject = firstOption(first);
  if (subject.kind === "object" || subject.kind === "instance" || subject.kind === "class")
    return registrationOf(program, subject, env, call);
  const registration = lazily(first, () => readRest(program, first, args().slice(1), method, env, call));
  registration.definition = () => definitionOf(program, call, env);
  return registration;
}

/** The definition that is handed on in parts: `register(tool.name, { description: tool.description }, …)`. */
function definitionOf(program: Program, call: SyntaxNode, env: Env): SyntaxNode | undefined {
  const parts = argumentNodes(call)
    .slice(0, 2)
    .flatMap((argument) => [...argument.tree.ofTypes(new Set(["member_expression"]), argument)]);
  for (const part of parts) {
    if (!/^(?:name|description|inputSchema)$/.test(childIn(part, "property")?.text ?? "")) continue;
    const place = placeOf(program, firstOption(evaluate(program, childIn(part, "object"), env)), call);
    if (place !== call) return place;
  }
  return undefined;
}

function readRest(
  program: Program,
  name: Value,
  rest: readonly Value[],
  method: Method,
  env: Env,
  call: SyntaxNode,
): Registration {
  if (method === "tool") return readLoose(program, name, rest, env, call);
  const config = rest[0] && firstOption(rest[0]);
  if (config?.kind === "object" || config?.kind === "instance" || config?.kind === "class")
    return registrationOf(program, config, env, call, name);
  if (config?.kind === "constant" && typeof config.value === "string") return readLoose(program, name, rest, env, call);
  return { name, description: config ? UNKNOWN : undefined };
}

/** `tool(name, description?, shape?, annotations?, fn)`: told apart by what they are. */
function readLoose(program: Program, name: Value, args: readonly Value[], env: Env, call: SyntaxNode): Registration {
  const registration: Registration = { name };
  for (const arg of args) {
    const value = firstOption(arg);
    if (value.kind === "constant" || value.kind === "text") {
      if (!isNothing(value)) registration.description ??= arg;
    } else if (value.kind === "object" && isAnnotations(value)) registration.annotations ??= value;
    else if (
      value.kind === "object" &&
      value.entries.has("description") &&
      (value.entries.has("inputSchema") || value.entries.has("parameters"))
    ) {
      return registrationOf(program, value, env, call, name);
    } else if (value.kind === "schema" || (value.kind === "object" && toSchema(value)))
      registration.inputSchema ??= arg;
    else if (value.kind === "unknown" && !registration.inputSchema && arg !== args.at(-1)) {
      if (registration.description) registration.inputSchema = arg;
      else registration.description = arg;
    }
  }
  return registration;
}

function isAnnotations(value: Value & { kind: "object" }): boolean {
  return value.entries.size > 0 && [...value.entries.keys()].every((key) => key === "title" || key.endsWith("Hint"));
}
