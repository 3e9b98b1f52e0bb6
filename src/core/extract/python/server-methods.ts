/** The attributes of server objects: the ways to register, list, mount and remove tools. */
import { childIn, type SyntaxNode } from "../syntax.ts";
import { toolTrigger } from "./azure-functions.ts";
import { settled } from "./certainty.ts";
import { deferListing } from "./listings.ts";
import type { Frame, Machine } from "./machine.ts";
import { registerOperations } from "./openapi.ts";
import {
  makeServerValue,
  type Registration,
  register,
  registerAll,
  registerByDecorator,
  serverOf,
  type ToolServer,
} from "./server.ts";
import { addTransform } from "./transforms.ts";
import {
  type CallArguments,
  callArguments,
  type ExternalCallValue,
  NONE,
  native,
  UNKNOWN,
  type Value,
} from "./values.ts";

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
    case "generic_trigger":
    case "mcp_tool_trigger":
      return native(name, (args) => toolTrigger(machine, frame, server, args));
    case "register_functions":
    case "register_blueprint":
      return native(name, (args) => mount(machine, frame, server, args));
    case "add_tools":
      return native(name, (args) => {
        registerAll(machine, frame, server, args.positional[0] ?? UNKNOWN, "python/add-tool", args.node);
        return NONE;
      });
    case "list_tools":
      return native(name, (args) => {
        if (args.positional[0]?.kind === "function")
          return deferListing(machine, frame, server, args.positional[0], args.node);
        if (machine.listing && machine.listing !== server) mountWhole(machine, machine.listing, server, undefined);
        // Without a handler it is not the decorator but what asks for the list.
        return native("list_tools", ({ positional: [handler], node: at }) =>
          handler ? deferListing(machine, frame, server, handler, at) : UNKNOWN,
        );
      });
    case "mount":
    case "import_server":
    case "add_provider":
    case "include_router":
      return native(name, (args) => mount(machine, frame, server, args));
    case "add_transform":
      return native(name, (args) => addTransform(machine, frame, server, args));
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

/** FastMCP's providers of skills give resources. */
const RESOURCE_PROVIDER = /Skills?(?:Directory)?Provider$/;

const OPENAPI_PROVIDER = /mcp.*\.OpenAPIProvider$/;

function mount(machine: Machine, frame: Frame, server: ToolServer, args: CallArguments): Value {
  const [first, second] = args.positional;
  const provider = args.keywords.get("provider") ?? first;
  const provided = provider?.kind === "external-call" && isProvider(provider) ? provider : undefined;
  const direct = serverOf(first) ?? serverOf(second) ?? serverOf(args.keywords.get("server"));
  const inner = direct ?? serverOf(provided?.call.positional[0]);
  const other = serverOf(first) || provided ? second : first;
  const prefix =
    present(args.keywords.get("prefix")) ??
    present(args.keywords.get("namespace")) ??
    provided?.attributes.get("namespace") ??
    (serverOf(other) ? undefined : other);
  if (provider?.kind === "external-call" && RESOURCE_PROVIDER.test(provider.path)) return NONE;
  if (provider?.kind === "external-call" && OPENAPI_PROVIDER.test(provider.path)) {
    if (!registerOperations(machine, frame, server, provider.call)) server.dynamic = "openapi";
    return NONE;
  }
  if (!inner || inner === server) {
    machine.leaveUnresolved(frame, args.node);
    return NONE;
  }
  mountWhole(machine, server, inner, prefix?.kind === "none" ? undefined : prefix);
  return NONE;
}

function mountWhole(machine: Machine, server: ToolServer, inner: ToolServer, prefix: Value | undefined): void {
  inner.mounted = true;
  server.mounts.push({ server: inner, prefix, guards: [...machine.guards] });
}

function present(prefix: Value | undefined): Value | undefined {
  const isEmpty = prefix?.kind === "none" || (prefix?.kind === "string" && prefix.value === "" && !prefix.holes);
  return isEmpty ? undefined : prefix;
}

/** `FastMCPProvider(server)`: a server as something that gives tools. */
function isProvider(value: ExternalCallValue): boolean {
  return /mcp.*\.FastMCPProvider$/i.test(value.path);
}

/** `provider.wrap_transform(Namespace("x"))`: what it gives has a prefix then. */
export function providerAttribute(provider: ExternalCallValue, name: string): Value | undefined {
  if (!isProvider(provider) || !/^(?:wrap|add)_transform$/.test(name)) return undefined;
  return native(name, ({ positional: [transform] }) => {
    const isNamespace = transform?.kind === "external-call" && transform.path.endsWith(".Namespace");
    const namespace = isNamespace ? (transform.call.positional[0] ?? transform.call.keywords.get("prefix")) : undefined;
    if (name === "add_transform" && namespace) provider.attributes.set("namespace", namespace);
    const attributes = new Map(provider.attributes);
    if (namespace) attributes.set("namespace", namespace);
    return { ...provider, attributes };
  });
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
