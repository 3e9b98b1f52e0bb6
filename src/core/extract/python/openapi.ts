/** `FastMCP.from_openapi(spec, …)` where the document stands in the tree: each of its operations is a tool. */
import { call } from "./calls.ts";
import { optionsOf, settled } from "./certainty.ts";
import { lastSegment } from "./json.ts";
import type { Frame, Guard, Machine } from "./machine.ts";
import { type Operation, operationsOf } from "./openapi-operations.ts";
import { register, type ToolServer } from "./server.ts";
import {
  type CallArguments,
  callArguments,
  type ExternalCallValue,
  getItem,
  NONE,
  string,
  UNKNOWN,
  type Value,
} from "./values.ts";

const MAX_NAME = 56;

/** False where the document or the names are not known. */
export function registerOperations(machine: Machine, frame: Frame, server: ToolServer, args: CallArguments): boolean {
  const operations = operationsOf(args.positional[0] ?? args.keywords.get("openapi_spec") ?? UNKNOWN);
  const names = settled(args.keywords.get("mcp_names") ?? NONE);
  if (!operations || (names.kind !== "none" && (names.kind !== "dict" || names.open))) return false;
  const taken = new Map<string, number>();
  for (const operation of operations) {
    const route = routeOf(operation, args);
    const listed = isTool(machine, frame, route, args);
    if (listed === false) continue;
    const name = nameOf(operation, names);
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    const target = toolOf(operation, times === 1 ? name : `${name}_${times}`, args);
    const customize = args.keywords.get("mcp_component_fn");
    if (customize) call(machine, frame, customize, callArguments(args.node, [route, target]));
    machine.under(listed === true ? [] : [listed], () =>
      register(machine, frame, server, { target, args: callArguments(args.node), idiom: "python/openapi" }),
    );
  }
  return true;
}

function routeOf(operation: Operation, args: CallArguments): ExternalCallValue {
  return {
    kind: "external-call",
    path: "fastmcp.utilities.openapi.HTTPRoute",
    call: callArguments(args.node),
    attributes: new Map<string, Value>([
      ["operation_id", operation.id === undefined ? NONE : string(operation.id)],
      ["path", string(operation.path)],
      ["method", string(operation.method)],
      ["summary", operation.summary === "" ? NONE : string(operation.summary)],
      ["description", operation.description === "" ? NONE : string(operation.description)],
      ["tags", operation.tags],
    ]),
  };
}

/** The name that FastMCP gives: of letters, digits and single underscores. */
function nameOf({ id, summary, method, path }: Operation, names: Value): string {
  const given = id !== undefined && names.kind === "dict" ? getItem(names, id) : undefined;
  const text = given ? settled(given) : UNKNOWN;
  const written = text.kind === "string" ? text.value : (id?.split("__")[0] ?? (summary || `${method}_${path}`));
  const slug = written.replace(/[\s.-]+/g, "_").replace(/\W/g, "");
  return slug.replace(/_+/g, "_").replace(/^_|_$/g, "").slice(0, MAX_NAME);
}

function toolOf(operation: Operation, name: string, args: CallArguments): ExternalCallValue {
  const { description, summary, method, path, input } = operation;
  return {
    kind: "external-call",
    path: "fastmcp.server.openapi.OpenAPITool",
    call: callArguments(args.node),
    attributes: new Map<string, Value>([
      ["name", string(name)],
      ["description", string(description || summary || `Executes ${method} ${path}`)],
      ["parameters", input],
    ]),
  };
}

/** Whether the operation is a tool, as `route_maps` and `route_map_fn` have it; a guard where that is not decided. */
function isTool(machine: Machine, frame: Frame, route: ExternalCallValue, args: CallArguments): boolean | Guard {
  const mapped = mappedKind(args.keywords.get("route_maps"), route);
  const decide = args.keywords.get("route_map_fn");
  if (!decide || decide.kind === "none") return mapped;
  const kind = mapped === true ? "TOOL" : "EXCLUDE";
  const usual: Value = { kind: "external", path: `fastmcp.server.openapi.MCPType.${kind}` };
  const result = call(machine, frame, decide, callArguments(args.node, [route, usual]));
  const answers = new Set(optionsOf(result).map((option) => answerOf(option, mapped)));
  const [only] = answers;
  return answers.size === 1 && only !== undefined ? only : UNDECIDED;
}

const UNDECIDED: Guard = { text: "route_map_fn", holds: undefined };

function answerOf(value: Value, otherwise: boolean | Guard): boolean | Guard {
  if (value.kind === "none") return otherwise;
  const kind = value.kind === "external" ? lastSegment(value.path) : "";
  return kind === "TOOL" ? true : /^(?:EXCLUDE|RESOURCE|RESOURCE_TEMPLATE)$/.test(kind) ? false : UNDECIDED;
}

/** The first of `RouteMap(methods=…, pattern=…, mcp_type=…)` that fits; without one an operation is a tool. */
function mappedKind(maps: Value | undefined, route: ExternalCallValue): boolean | Guard {
  if (!maps || maps.kind === "none") return true;
  const unknown: Guard = { text: "route_maps", holds: undefined };
  if (maps.kind !== "list" || maps.open) return unknown;
  for (const map of maps.items) {
    const fits = map.kind === "external-call" ? fitsRoute(map.call, route) : undefined;
    if (fits === undefined || map.kind !== "external-call") return unknown;
    if (!fits) continue;
    const answer = answerOf(map.call.keywords.get("mcp_type") ?? UNKNOWN, unknown);
    return answer === UNDECIDED ? unknown : answer;
  }
  return true;
}

/** Patterns are only compared where they are plain text with a begin or an end, or fit everything. */
function fitsRoute({ keywords }: CallArguments, { attributes }: ExternalCallValue): boolean | undefined {
  const [method, path] = [attributes.get("method"), attributes.get("path")];
  const methods = settled(keywords.get("methods") ?? string("*"));
  const pattern = settled(keywords.get("pattern") ?? string(".*"));
  if (keywords.has("tags") || pattern.kind !== "string" || method?.kind !== "string" || path?.kind !== "string")
    return undefined;
  if (methods.kind === "list") {
    if (!methods.items.some((item) => item.kind === "string" && item.value === method.value)) return false;
  } else if (methods.kind !== "string" || methods.value !== "*") return undefined;
  return fitsPattern(pattern.value, path.value);
}

function fitsPattern(pattern: string, path: string): boolean | undefined {
  const [, start = "", text, end = ""] = /^(\^?)([\w/-]*)(\.\*|\$)?$/.exec(pattern.replace(/^\.\*/, "")) ?? [];
  if (text === undefined) return undefined;
  if (start !== "") return end === "$" ? path === text : path.startsWith(text);
  return end === "$" ? path.endsWith(text) : path.includes(text);
}
