/**
 * What the MCP frameworks do: server objects, the ways to register a tool on one, mounted servers. Names of frameworks
 * are recognised by their import path: a class that is called `FastMCP`, `MCPServer` or the like, of a package whose
 * name speaks of MCP.
 */
import type { SyntaxNode } from "../syntax.ts";
import { isFunctionApp } from "./azure-functions.ts";
import { call } from "./calls.ts";
import { optionsOf, settled } from "./certainty.ts";
import { inheritsExternal } from "./class-values.ts";
import { conditionsOf, valuesOf } from "./conditional.ts";
import type { Parameter } from "./definitions.ts";
import { evaluate } from "./expressions.ts";
import { deferListing } from "./listings.ts";
import { type Frame, type Guard, type Machine, makeFrame } from "./machine.ts";
import { registerOperations } from "./openapi.ts";
import {
  type CallArguments,
  type ClassValue,
  callArguments,
  type FunctionValue,
  getItem,
  type ListValue,
  native,
  UNKNOWN,
  type Value,
} from "./values.ts";

export interface Registration {
  idiom: string;
  /** A function, a method or a tool object. */
  target: Value;
  name?: Value;
  /** What the registration says beside: `description`, `annotations` … */
  call: CallArguments;
  guards: readonly Guard[];
  path: string;
  node: SyntaxNode;
}

export interface ToolServer {
  value: Value;
  registrations: Registration[];
  mounts: { server: ToolServer; prefix: Value | undefined; guards: readonly Guard[] }[];
  mounted: boolean;
  /** The conditions under which the server itself is made: they are none of its tools'. */
  guards: readonly Guard[];
  dynamic?: "openapi" | "proxy";
  /** Made by code outside the server's own folder: by another server of the repository, of which something is imported. */
  foreign?: boolean;
}

const SERVER_CLASS =
  /^(?:Server|LowLevelServer|(?:Fast)?MCP|(?:Fast)?MCP(?:Server|App|LambdaHandler|Handler)|\w+MCP(?:Server)?)$/;

export function isServerPath(path: string): boolean {
  const segments = path.split(".");
  const last = segments.at(-1) ?? "";
  return segments.length > 1 && /mcp/i.test(segments[0] ?? "") && SERVER_CLASS.test(last);
}

export function isServerClass(cls: ClassValue): boolean {
  return inheritsExternal(cls, isServerPath);
}

const PROTOCOL = /["']tools\/list["']/;

/** A framework that the repository brings along: a server class with a decorator `tool`, and the protocol's methods beside it. */
export function isOwnFramework(machine: Machine, cls: ClassValue): boolean {
  if (!/mcp/i.test(cls.name) || cls.attributes.get("tool")?.kind !== "function" || isServerClass(cls)) return false;
  return PROTOCOL.test(machine.context.text(cls.module.path) ?? "");
}

export function makeServer(machine: Machine, value: Value, frame?: Frame): ToolServer {
  const server: ToolServer = { value, registrations: [], mounts: [], mounted: false, guards: [...machine.guards] };
  if (frame && !machine.context.isOwn(frame.module.path)) server.foreign = true;
  machine.servers.push(server);
  machine.progress++;
  return server;
}

export function makeServerValue(machine: Machine, path: string, args: CallArguments, frame?: Frame): Value {
  const value: Value = { kind: "external-call", path, call: args, attributes: new Map() };
  value.server = makeServer(machine, value, frame);
  return value;
}

export function serverOf(value: Value | undefined): ToolServer | undefined {
  for (const option of value ? optionsOf(value) : []) {
    if ((option.kind === "external-call" || option.kind === "instance") && option.server) return option.server;
  }
  return undefined;
}

/** Calls of the frameworks' own names; `undefined`: none of them. */
export function callFramework(machine: Machine, frame: Frame, path: string, args: CallArguments): Value | undefined {
  const factory = /^(.*)\.(from_openapi|from_fastapi|as_proxy|from_client)$/.exec(path);
  if (factory?.[1] !== undefined && isServerPath(factory[1])) {
    const value = makeServerValue(machine, factory[1], args, frame);
    const server = serverOf(value);
    const isOpenapi = factory[2] === "from_openapi" || factory[2] === "from_fastapi";
    const isRead = server && factory[2] === "from_openapi" && registerOperations(machine, frame, server, args);
    if (server && !isRead) server.dynamic = isOpenapi ? "openapi" : "proxy";
    return value;
  }
  if (isServerPath(path) || isFunctionApp(path)) {
    const value = makeServerValue(machine, path, args, frame);
    const server = serverOf(value);
    if (server) readConstructor(machine, frame, server, args);
    return value;
  }
  if (/^(?:fast)?mcp(?:\.\w+)*\.(?:tool|mcp_tool)$/.test(path)) return markTool(args);
  // Of another package about MCP, which registers what it marked where we cannot see it.
  if (/^\w*mcp\w*(?:\.\w+)*\.mcp_tool$/.test(path)) {
    const server = serverOf(makeServerValue(machine, "mcp.unresolved.MCPServer", args));
    return server && registerByDecorator(machine, frame, server, args);
  }
  if (/(?:^|\.)create_sdk_mcp_server$/.test(path)) {
    const value = makeServerValue(machine, path, args);
    const server = serverOf(value);
    const tools = args.keywords.get("tools");
    if (server && tools) registerAll(machine, frame, server, tools, "python/tool-list", args.node);
    return value;
  }
  return undefined;
}

/** `FastMCP(tools=[…], lifespan=…)`, `Server(on_list_tools=…)`. */
function readConstructor(machine: Machine, frame: Frame, server: ToolServer, args: CallArguments): void {
  const tools = args.keywords.get("tools");
  if (tools) registerAll(machine, frame, server, tools, "python/tool-list", args.node);
  const handler = args.keywords.get("on_list_tools");
  if (handler) deferListing(machine, frame, server, handler, args.node);
  const lifespan = args.keywords.get("lifespan") ?? args.keywords.get("server_lifespan");
  if (lifespan?.kind === "function" || lifespan?.kind === "method") {
    machine.deferred.push(() => call(machine, frame, lifespan, callArguments(args.node, [server.value])));
  }
}

/** `@tool(name=…)` without a server: the function is registered later, by whoever collects it. */
function markTool(args: CallArguments): Value {
  const mark = (target: Value, marked: CallArguments): Value => {
    if (target.kind === "function") {
      target.toolMark = marked;
      // Whoever collects methods tells the tools among them by this attribute.
      target.attributes.set("__fastmcp__", {
        kind: "external-call",
        path: "mcp.mark",
        call: marked,
        attributes: new Map(),
      });
    }
    return target;
  };
  const [first] = args.positional;
  if (first?.kind === "function") return mark(first, { ...args, positional: [] });
  return native("tool", ({ positional: [target] }) => (target ? mark(target, args) : UNKNOWN));
}

interface Found {
  target: Value;
  name?: Value | undefined;
  args: CallArguments;
  idiom: string;
}

export function register(machine: Machine, frame: Frame, server: ToolServer, found: Found): void {
  for (const target of optionsOf(found.target)) {
    if (target.kind === "list") {
      registerEach(machine, frame, server, target, found);
      continue;
    }
    if (target.kind === "unknown" || target.kind === "external" || target.kind === "none") {
      if (!found.name || target.kind === "none") {
        machine.leaveUnresolved(frame, found.args.node);
        continue;
      }
    }
    const registration: Registration = {
      idiom: found.idiom,
      target,
      call: found.args,
      guards: [...new Set(machine.guards)].filter((guard) => !server.guards.includes(guard)),
      path: frame.module.path,
      node: found.args.node,
    };
    if (found.name) registration.name = found.name;
    server.registrations.push(registration);
    machine.progress++;
  }
}

export function registerByDecorator(machine: Machine, frame: Frame, server: ToolServer, args: CallArguments): Value {
  const [first, second] = args.positional;
  const given = args.keywords.get("name_or_fn") ?? first;
  if (given && isCallable(given)) {
    const name = second ?? args.keywords.get("name");
    register(machine, frame, server, { target: given, name, args, idiom: "python/tool-call" });
    return given;
  }
  const name = given ?? args.keywords.get("name");
  return native("tool", (inner) => {
    const [target] = inner.positional;
    if (!target) return UNKNOWN;
    const idiom = inner.node.type === "decorator" ? "python/tool-decorator" : "python/tool-call";
    const node = inner.node;
    register(machine, frame, server, { target, name, args: { ...args, positional: [], node }, idiom });
    return target;
  });
}

function isCallable(value: Value): boolean {
  const [option] = optionsOf(value);
  if (!option) return false;
  if (option.kind === "external-call") return option.path === "functools.partial";
  return option.kind === "function" || option.kind === "method" || option.kind === "instance";
}

export function registerAll(
  machine: Machine,
  frame: Frame,
  server: ToolServer,
  tools: Value,
  idiom: string,
  node: SyntaxNode,
): void {
  for (const option of optionsOf(tools)) {
    const listed = toolsIn(option);
    if (!listed) {
      if (option.kind !== "none") machine.leaveUnresolved(frame, node);
      continue;
    }
    if (listed.open) machine.leaveUnresolved(frame, node);
    registerEach(machine, frame, server, listed, { args: callArguments(node), idiom });
  }
}

function registerEach(
  machine: Machine,
  frame: Frame,
  server: ToolServer,
  listed: ListValue,
  found: Omit<Found, "target">,
): void {
  for (const target of listed.items) {
    machine.under(conditionsOf(listed, target), () => register(machine, frame, server, { ...found, target }));
  }
}

/** The tools in a list, or in a result object around one: `ServerResult(ListToolsResult(tools=[…]))`. */
export function toolsIn(value: Value): ListValue | undefined {
  if (value.kind === "list") return value;
  if (value.kind === "dict") {
    const listed = getItem(value, "tools");
    return listed ? toolsIn(settled(listed)) : valuesOf(value);
  }
  if (value.kind === "external-call" || value.kind === "instance") {
    const args = value.kind === "external-call" ? value.call : value.base;
    const inner = args?.keywords.get("tools") ?? args?.keywords.get("root") ?? args?.positional[0];
    return inner && inner !== value ? toolsIn(inner) : undefined;
  }
  return undefined;
}

/** A parameter that nobody passes but whose type or name says that it is a server. */
export function serverParameter(machine: Machine, fn: FunctionValue, parameter: Parameter): Value | undefined {
  if (parameter.type) {
    const type = evaluate(machine, makeFrame(fn.scope, fn.module), parameter.type);
    const named = type.kind === "string" ? type.value.split(/[.[]/).at(-1) : undefined;
    const isServer =
      (type.kind === "external" && isServerPath(type.path)) ||
      (type.kind === "class" && isServerClass(type)) ||
      (type.kind === "generic" && type.origin.kind === "external" && isServerPath(type.origin.path)) ||
      named === "FastMCP";
    if (!isServer) return undefined;
  } else if (!/^(?:mcp|fastmcp|mcp_server|server|app)$/.test(parameter.name)) return undefined;
  return makeServerValue(machine, "mcp.parameter.MCPServer", callArguments(parameter.node));
}
