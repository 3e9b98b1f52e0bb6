/** What was registered on servers, as tool definitions. */
import type { JsonObject } from "../../schema/json.ts";
import type { ToolAnnotations, ToolDefinition } from "../../schema/tool.ts";
import type { FoundTool } from "../context.ts";
import { isSame, optionsOf, settled, truthOf } from "./certainty.ts";
import { docstringOf } from "./definitions.ts";
import { cleanDocstring } from "./docstrings.ts";
import { toJson, toSchemaJson } from "./json.ts";
import type { Guard, Machine } from "./machine.ts";
import { schemaOf, typeContext } from "./schemas.ts";
import type { Registration, ToolServer } from "./server.ts";
import { excludedArguments, innermost, signatureOf, signatureSchema } from "./signatures.ts";
import { concatenate, textOf } from "./text.ts";
import { type Details, detailsOf } from "./tool-details.ts";
import { getItem, type StringValue, string, UNKNOWN, type Value } from "./values.ts";

export function collectTools(machine: Machine): FoundTool[] {
  const found: FoundTool[] = [];
  const hasOwn = machine.servers.some((server) => isOwn(machine, server));
  for (const server of machine.servers) {
    if (!server.mounted && (!hasOwn || isOwn(machine, server) || !server.foreign))
      collectFrom(machine, server, string(""), [], found, []);
  }
  return withoutGuarded(found.sort((a, b) => doubtOf(a) - doubtOf(b)));
}

/** Of several tools of a name the first one counts: the one that is listed without configuration, else the likelier. */
function doubtOf({ tool: { default: listed, guard } }: FoundTool): number {
  if (listed === false) return 3;
  if (listed !== "unknown") return 0;
  return guard?.startsWith("not ") ? 1 : 2;
}

/** Whether the server's own code registers tools on it. */
function isOwn(machine: Machine, server: ToolServer): boolean {
  return server.registrations.some(({ path }) => machine.context.isOwn(path));
}

/** A tool that is listed under a condition and also without it, or under its opposite, is listed anyway. */
function withoutGuarded(found: readonly FoundTool[]): FoundTool[] {
  const free = new Set(found.filter(({ tool }) => tool.guard === undefined).map(({ tool }) => tool.name));
  const guarded = new Set(found.map(({ tool }) => `${tool.guard} ${tool.name}`));
  return found
    .filter(({ tool }) => tool.guard === undefined || !free.has(tool.name))
    .map(({ tool, idiom }) => {
      const opposites = [`not ${tool.guard}`, `not (${tool.guard})`].map((guard) => `${guard} ${tool.name}`);
      if (tool.guard === undefined || !opposites.some((guard) => guarded.has(guard))) return { tool, idiom };
      const { guard: _guard, default: _default, ...rest } = tool;
      return { tool: rest, idiom };
    });
}

function collectFrom(
  machine: Machine,
  server: ToolServer,
  prefix: StringValue,
  guards: readonly Guard[],
  found: FoundTool[],
  path: readonly ToolServer[],
): void {
  if (path.includes(server)) return;
  for (const registration of server.registrations) {
    found.push(...buildTools(machine, { ...registration, guards: [...guards, ...registration.guards] }, prefix));
  }
  for (const mount of server.mounts) {
    const given = mount.prefix ? textOf(mount.prefix) : string("");
    const separator = given.value === "" ? string("") : string("_");
    const inner = concatenate(prefix, concatenate(given, separator));
    collectFrom(machine, mount.server, inner, [...guards, ...mount.guards], found, [...path, server]);
  }
}

function buildTools(machine: Machine, registration: Registration, prefix: StringValue): FoundTool[] {
  const details = detailsOf(machine, registration);
  const names = namesOf(details, prefix);
  if (names.length === 0) machine.computed = true;
  const fields = names.length > 0 ? fieldsOf(machine, registration, details) : {};
  return names.map(({ name, configurable }) => ({
    idiom: registration.idiom,
    tool: { name, ...fields, ...(configurable ? { prefix: "configurable" as const } : {}) },
  }));
}

interface Name {
  name: string;
  configurable: boolean;
}

function namesOf(details: Details, prefix: StringValue): Name[] {
  const options = details.name ? optionsOf(details.name) : [];
  // Beside a name that only the running program knows, a written one is what it falls back to when all else fails.
  if (options.some((option) => option.kind === "external-call" || isSame(option, UNKNOWN))) return [];
  const texts = details.name ? options.map(nameText) : [implicitName(details.fn)];
  const known = texts
    .filter((text) => text !== undefined && text.value !== "" && text.holes !== "other")
    .map((text) => concatenate(prefix, text as StringValue))
    .filter((text) => text.holes !== "other" && text.value !== "");
  const whole = known.filter((text) => !text.holes);
  const names = whole.length > 0 ? whole : known.slice(0, 1);
  const hasHoles = known.some((text) => text.holes);
  return names.map((text) => ({ name: text.value, configurable: hasHoles }));
}

function nameText(value: Value): StringValue | undefined {
  const plain = settled(value);
  if (plain.kind !== "string") return undefined;
  return value.kind === "unknown" && plain.kind === "string" ? string(plain.value, plain.holes) : plain;
}

function implicitName(fn: Value | undefined): StringValue | undefined {
  const signature = fn && fn.kind !== "instance" ? signatureOf(fn) : undefined;
  const name = fn && assignedTo(fn, "__name__");
  if (name) return textOf(name);
  // A wrapper with a signature of its own still has the name of what it wraps.
  const own = signature && innermost(signature.fn).name;
  return own && own !== "<lambda>" ? string(own) : undefined;
}

/** What the program assigned to an attribute of a function or, before it was wrapped, of the one inside. */
function assignedTo(target: Value, name: string): Value | undefined {
  const [option] = optionsOf(target);
  const fn = option?.kind === "method" ? option.fn : option;
  if (fn?.kind !== "function") return undefined;
  return fn.attributes.get(name) ?? (fn.wrapped && assignedTo(fn.wrapped, name));
}

function fieldsOf(machine: Machine, registration: Registration, details: Details): Omit<ToolDefinition, "name"> {
  const fields: Omit<ToolDefinition, "name"> = {};
  const partial: NonNullable<ToolDefinition["partial"]> = [];
  const title = details.title && settled(details.title).kind === "string" ? textOf(details.title) : undefined;
  if (title && title.value !== "" && !title.holes) fields.title = title.value;
  const description = descriptionOf(machine, details);
  if (description.value !== "") fields.description = description.value;
  if (description.holes) partial.push("description");
  const input = inputSchemaOf(machine, details);
  if (input) fields.inputSchema = input.json;
  if (input?.partial) partial.push("inputSchema");
  const output = details.outputSchema && toJson(details.outputSchema);
  if (isObject(output)) fields.outputSchema = output;
  const annotations = annotationsOf(details.annotations);
  if (annotations) fields.annotations = annotations;
  if (partial.length > 0) fields.partial = partial;
  const guards = [...registration.guards];
  const enabled = details.call.keywords.get("enabled");
  if (enabled && truthOf(enabled) !== true) {
    guards.push({ text: `enabled=${textOf(enabled).value || "unknown"}`, holds: truthOf(settled(enabled)) });
  }
  if (guards.length > 0) {
    const holds = guards.map((guard) => guard.holds);
    fields.default = holds.includes(false) ? false : holds.includes(undefined) ? "unknown" : true;
    fields.guard = [...new Set(guards.map((guard) => guard.text))].join(" and ").slice(0, 500);
  }
  fields.source = sourceOf(machine, registration, details);
  return fields;
}

function sourceOf(
  machine: Machine,
  registration: Registration,
  details: Details,
): NonNullable<ToolDefinition["source"]> {
  const signature = details.fn ? signatureOf(details.fn) : undefined;
  const fn = signature && innermost(signature.fn);
  if (fn) return { path: fn.module.path, line: fn.node.line };
  const { target } = registration;
  if (target.kind === "external-call") {
    const { node } = target.call;
    return { path: machine.pathOf(node) ?? registration.path, line: node.line };
  }
  if (target.kind === "dict" && target.written) return { path: target.written.path, line: target.written.node.line };
  if (target.kind === "instance") return { path: target.cls.module.path, line: target.cls.node.line };
  return { path: machine.pathOf(registration.node) ?? registration.path, line: registration.node.line };
}

function descriptionOf(machine: Machine, details: Details): StringValue {
  const given = details.description ? textOf(details.description) : undefined;
  const trimmed = string(given?.value.trim() ?? "", given?.holes);
  const signature = details.fn ? signatureOf(details.fn) : undefined;
  // A description that is made from the docstring at run time: the docstring is what is known of it.
  if (given && (!given.holes || !signature || trimmed.value.length > 20)) return trimmed;
  if (!signature) return string("");
  const assigned = details.fn && assignedTo(details.fn, "__doc__");
  if (assigned && assigned.kind !== "none") {
    const text = textOf(assigned);
    return string(cleanDocstring(text.value), text.holes);
  }
  return string(cleanDocstring(docstringOf(machine, innermost(signature.fn)) ?? ""));
}

function isObject(json: unknown): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function inputSchemaOf(machine: Machine, details: Details): { json: JsonObject; partial: boolean } | undefined {
  for (const option of details.inputSchema ? optionsOf(details.inputSchema) : []) {
    const { json, partial } =
      option.kind === "class"
        ? { json: schemaOf(typeContext(machine, option.module), option), partial: false }
        : toSchemaJson(option);
    if (isObject(json)) return { json, partial };
  }
  const signature = details.fn ? signatureOf(details.fn) : undefined;
  return signature && signatureSchema(machine, signature, { excluded: excludedArguments(details.call) });
}

const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;

const SNAKE: Record<(typeof HINTS)[number], string> = {
  readOnlyHint: "read_only_hint",
  destructiveHint: "destructive_hint",
  idempotentHint: "idempotent_hint",
  openWorldHint: "open_world_hint",
};

function annotationsOf(value: Value | undefined): ToolAnnotations | undefined {
  const given = value && settled(value);
  const get = (name: string): Value | undefined => {
    if (given?.kind === "dict") return getItem(given, name);
    if (given?.kind === "external-call") return given.call.keywords.get(name) ?? given.attributes.get(name);
    return given?.kind === "instance" ? given.attributes.get(name) : undefined;
  };
  const annotations: ToolAnnotations = {};
  const title = get("title");
  const text = title && settled(title).kind === "string" ? textOf(title) : undefined;
  if (text && text.value !== "" && !text.holes) annotations.title = text.value;
  for (const hint of HINTS) {
    const plain = settled(get(hint) ?? get(SNAKE[hint]) ?? UNKNOWN);
    if (plain.kind === "bool") annotations[hint] = plain.value;
  }
  return Object.keys(annotations).length > 0 ? annotations : undefined;
}
