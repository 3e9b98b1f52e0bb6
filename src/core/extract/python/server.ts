/**
 * What the MCP frameworks do: server objects, the ways to register a tool on one, mounted servers. Names of frameworks
 * are recognised by their import path: a class that is called `FastMCP`, `MCPServer` or the like, of a package whose
 * name speaks of MCP.
 */
import { childIn, type SyntaxNode } from "../syntax.ts";
import { call } from "./calls.ts";
import type { Parameter } from "./definitions.ts";
import { evaluate, iterate } from "./expressions.ts";
import { type Frame, type Guard, type Machine, makeFrame } from "./machine.ts";
import {
  type CallArguments,
  type ClassValue,
  callArguments,
  type FunctionValue,
  getItem,
  inheritsExternal,
  list,
  NONE,
  native,
  optionsOf,
  settled,
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

export function makeServer(machine: Machine, value: Value): ToolServer {
  const server: ToolServer = { value, registrations: [], mounts: [], mounted: false, guards: [...machine.guards] };
  machine.servers.push(server);
  machine.progress++;
  return server;
}

function makeServerValue(machine: Machine, path: string, args: CallArguments): Value {
  const value: Value = { kind: "external-call", path, call: args, attributes: new Map() };
  value.server = makeServer(machine, value);
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
    const value = makeServerValue(machine, factory[1], args);
    const server = serverOf(value);
    if (server) server.dynamic = factory[2] === "from_openapi" || factory[2] === "from_fastapi" ? "openapi" : "proxy";
    return value;
  }
  if (isServerPath(path)) {
    const value = makeServerValue(machine, path, args);
    const server = serverOf(value);
    if (server) readConstructor(machine, frame, server, args);
    return value;
  }
  if (/^(?:fast)?mcp(?:\.\w+)*\.(?:tool|mcp_tool)$/.test(path)) return markTool(args);
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
    if (target.kind === "function") target.toolMark = marked;
    return target;
  };
  const [first] = args.positional;
  if (first?.kind === "function") return mark(first, { ...args, positional: [] });
  return native("tool", ({ positional: [target] }) => (target ? mark(target, args) : UNKNOWN));
}

/** The attributes of a server object that matter; what else it has is of no account. */
export function serverAttribute(
  machine: Machine,
  frame: Frame,
  server: ToolServer,
  value: Value,
  name: string,
  node: SyntaxNode,
): Value | undefined {
  switch (name) {
    case "tool":
    case "mcp_tool":
      return native(name, (args) => registerByDecorator(machine, frame, server, args));
    case "add_tool":
    case "register_tool":
      return native(name, (args) => {
        const [first, given] = args.positional;
        const target = first ?? args.keywords.get("fn") ?? args.keywords.get("tool") ?? args.keywords.get("func");
        if (target) register(machine, frame, server, { target, name: given, args, idiom: "python/add-tool" });
        return target ?? UNKNOWN;
      });
    case "add_tools":
      return native(name, (args) => {
        registerAll(machine, frame, server, args.positional[0] ?? UNKNOWN, "python/add-tool", args.node);
        return NONE;
      });
    case "list_tools":
      return native(name, (args) => {
        if (args.positional[0]?.kind === "function")
          return deferListing(machine, frame, server, args.positional[0], args.node);
        return native("list_tools", (inner) =>
          deferListing(machine, frame, server, inner.positional[0] ?? UNKNOWN, inner.node),
        );
      });
    case "mount":
    case "import_server":
    case "include_router":
      return native(name, (args) => mount(machine, server, args));
    case "remove_tool":
      return native(name, (args) => removeTool(machine, server, args));
    case "request_handlers":
    case "_request_handlers":
      return handlerTable(machine, frame, server, node);
    case "add_request_handler":
      return native(name, (args) => {
        const [kind, handler] = args.positional;
        if (kind && handler && isListToolsKey(kind))
          deferListing(machine, frame, server, args.positional.at(-1) ?? handler, args.node);
        return NONE;
      });
    case "_mcp_server":
    case "_tool_manager":
    case "_local_provider":
    case "server":
    case "app":
    case "mcp":
      return value.kind === "external-call" ? value : undefined;
    case "_tools":
      return toolTable(machine, frame, server, node);
    case "custom_route":
    case "resource":
    case "prompt":
    case "call_tool":
    case "list_prompts":
    case "list_resources":
    case "completion":
      return native(name, (args) => {
        if (args.positional[0]?.kind === "function") return args.positional[0];
        return native(name, (inner) => inner.positional[0] ?? UNKNOWN);
      });
    case "run":
    case "run_async":
    case "add_middleware":
      return native(name, () => NONE);
    default:
      return undefined;
  }
}

const SERVER_NAME = /(?:^|[._])(?:mcp|fastmcp|mcp_server|mcp_app|server|app)$/i;

/** `mcp.tool(…)` where `mcp` cannot be resolved, as when it comes from a package that is not in the tree. */
export function anonymousServerAttribute(
  machine: Machine,
  frame: Frame,
  name: string,
  node: SyntaxNode,
): Value | undefined {
  if (name !== "tool" && name !== "add_tool") return undefined;
  const object = childIn(node, "object");
  if (!object || !SERVER_NAME.test(object.text)) return undefined;
  const value = makeServerValue(machine, "mcp.unresolved.MCPServer", callArguments(node));
  const server = serverOf(value);
  return server && serverAttribute(machine, frame, server, value, name, node);
}

interface Found {
  target: Value;
  name?: Value | undefined;
  args: CallArguments;
  idiom: string;
}

function register(machine: Machine, frame: Frame, server: ToolServer, found: Found): void {
  for (const target of optionsOf(found.target)) {
    if (target.kind === "list") {
      for (const item of target.items) register(machine, frame, server, { ...found, target: item });
      continue;
    }
    if (target.kind === "unknown" || target.kind === "external" || target.kind === "none") {
      if (!found.name || target.kind === "none") {
        machine.incomplete = true;
        continue;
      }
    }
    const registration: Registration = {
      idiom: found.idiom,
      target,
      call: found.args,
      guards: machine.guards.filter((guard) => !server.guards.includes(guard)),
      path: frame.module.path,
      node: found.args.node,
    };
    if (found.name) registration.name = found.name;
    server.registrations.push(registration);
    machine.progress++;
  }
}

function registerByDecorator(machine: Machine, frame: Frame, server: ToolServer, args: CallArguments): Value {
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
    const items = toolsIn(machine, frame, option);
    if (!items) {
      if (option.kind !== "none") machine.incomplete = true;
      continue;
    }
    if (option.kind === "list" && option.open) machine.incomplete = true;
    for (const target of items) register(machine, frame, server, { target, args: callArguments(node), idiom });
  }
}

/** The tools in a list, or in a result object around one: `ServerResult(ListToolsResult(tools=[…]))`. */
function toolsIn(machine: Machine, frame: Frame, value: Value): Value[] | undefined {
  if (value.kind === "list") return value.items;
  if (value.kind === "dict") {
    const listed = getItem(value, "tools");
    return listed
      ? toolsIn(machine, frame, settled(listed))
      : iterate(machine, frame, list([...value.entries.values()].map((entry) => entry.value)));
  }
  if (value.kind === "external-call" || value.kind === "instance") {
    const args = value.kind === "external-call" ? value.call : value.base;
    const inner = args?.keywords.get("tools") ?? args?.keywords.get("root") ?? args?.positional[0];
    return inner && inner !== value ? toolsIn(machine, frame, inner) : undefined;
  }
  return undefined;
}

/** List handlers run after setup: what they refer to may be defined below them. */
function deferListing(machine: Machine, frame: Frame, server: ToolServer, handler: Value, node: SyntaxNode): Value {
  const guards = [...machine.guards];
  machine.deferred.push(() => {
    const outer = machine.guards.splice(0, machine.guards.length, ...guards);
    const listed = call(machine, frame, handler, callArguments(node, []));
    const fn = handler.kind === "method" ? handler.fn : handler;
    const inner = fn.kind === "function" ? makeFrame(fn.scope, fn.module) : frame;
    registerAll(machine, inner, server, listed, "python/list-tools", node);
    machine.guards.splice(0, machine.guards.length, ...outer);
  });
  return handler;
}

function isListToolsKey(key: Value): boolean {
  const text = key.kind === "external" ? key.path : key.kind === "string" ? key.value : "";
  return text.endsWith("ListToolsRequest") || text === "tools/list";
}

function handlerTable(machine: Machine, frame: Frame, server: ToolServer, node: SyntaxNode): Value {
  return {
    kind: "external-call",
    path: "mcp.request_handlers",
    call: callArguments(node),
    attributes: new Map([
      [
        "__setitem__",
        native("__setitem__", (args) => {
          const [key, handler] = args.positional;
          if (key && handler && isListToolsKey(key)) deferListing(machine, frame, server, handler, args.node);
          return NONE;
        }),
      ],
    ]),
  };
}

/** The framework's own table of tools, which some servers fill themselves. */
function toolTable(machine: Machine, frame: Frame, server: ToolServer, node: SyntaxNode): Value {
  return {
    kind: "external-call",
    path: "mcp.tools",
    call: callArguments(node),
    attributes: new Map([
      [
        "__setitem__",
        native("__setitem__", (args) => {
          const [name, target] = args.positional;
          if (target)
            register(machine, frame, server, {
              target,
              name,
              args: callArguments(args.node),
              idiom: "python/add-tool",
            });
          return NONE;
        }),
      ],
    ]),
  };
}

function mount(machine: Machine, server: ToolServer, args: CallArguments): Value {
  const [first, second] = args.positional;
  const inner = serverOf(first) ?? serverOf(second) ?? serverOf(args.keywords.get("server"));
  const other = serverOf(first) ? second : first;
  const prefix = args.keywords.get("prefix") ?? args.keywords.get("namespace") ?? (serverOf(other) ? undefined : other);
  if (!inner || inner === server) {
    machine.incomplete = true;
    return NONE;
  }
  inner.mounted = true;
  server.mounts.push({
    server: inner,
    prefix: prefix?.kind === "none" ? undefined : prefix,
    guards: [...machine.guards],
  });
  return NONE;
}

function removeTool(machine: Machine, server: ToolServer, args: CallArguments): Value {
  const name = settled(args.positional[0] ?? args.keywords.get("name") ?? UNKNOWN);
  if (name.kind !== "string" || name.holes) return NONE;
  for (const registration of server.registrations) {
    if (registrationName(registration) !== name.value) continue;
    if (machine.guards.length === 0)
      server.registrations = server.registrations.filter((each) => each !== registration);
    else {
      const opposite = machine.guards.map((guard) => ({
        text: `not (${guard.text})`,
        holds: guard.holds === undefined ? undefined : !guard.holds,
      }));
      registration.guards = [...registration.guards, ...opposite.slice(-1)];
    }
  }
  return NONE;
}

function registrationName(registration: Registration): string | undefined {
  const given = registration.name && settled(registration.name);
  if (given?.kind === "string") return given.value;
  const { target } = registration;
  if (target.kind === "function") return target.name;
  return target.kind === "method" ? target.fn.name : undefined;
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
