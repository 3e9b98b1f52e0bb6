/** From the values of a registration to a tool's definition. */

import type { JsonObject } from "../../schema/json.ts";
import type { ToolAnnotations, ToolDefinition } from "../../schema/tool.ts";
import type { FoundTool } from "../context.ts";
import type { SyntaxNode } from "../syntax.ts";
import { underGuards } from "./conditions.ts";
import { callFunction } from "./functions.ts";
import { memberOf } from "./members.ts";
import { placeNamed } from "./named-places.ts";
import type { Program } from "./program.ts";
import { toSchema } from "./schema-builders.ts";
import { parameterNodes } from "./scopes.ts";
import {
  asString,
  type Env,
  firstOption,
  type Guard,
  isNothing,
  toJson,
  truthiness,
  UNKNOWN,
  type Value,
} from "./values.ts";

/** What a registration says, still as values. */
export interface Registration {
  name: Value;
  title?: Value | undefined;
  description?: Value | undefined;
  inputSchema?: Value | undefined;
  outputSchema?: Value | undefined;
  annotations?: Value | undefined;
  /** Where the definition stands of which the registration hands parts on. */
  definition?: (() => SyntaxNode | undefined) | undefined;
}

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,127}$/;
const SCHEMA_KEYS = [
  "inputSchema",
  "parameters",
  "input_schema",
  "paramsSchema",
  "argsSchema",
  "schema",
  "inputShape",
  "argsShape",
  "inputs",
  "args",
  "params",
  "zodSchema",
  "paramSchema",
  "input",
];

type Details = Omit<Registration, "name" | "definition">;

/** A registration of which all but the name is worked out when it is first read. */
export function lazily(name: Value, read: () => Details): Registration {
  let details: Details | undefined;
  const detail = <Key extends keyof Details>(key: Key): Registration[Key] => {
    details ??= read();
    return details[key];
  };
  return {
    name,
    get title() {
      return detail("title");
    },
    get description() {
      return detail("description");
    },
    get inputSchema() {
      return detail("inputSchema");
    },
    get outputSchema() {
      return detail("outputSchema");
    },
    get annotations() {
      return detail("annotations");
    },
  };
}

/** A definition's fields, whatever kind of value carries them. */
export function registrationOf(program: Program, value: Value, env: Env, at: SyntaxNode, name?: Value): Registration {
  return lazily(name ?? partOf(program, value, "name", env, at), () => detailsOf(program, value, env, at));
}

function detailsOf(program: Program, value: Value, env: Env, at: SyntaxNode): Details {
  const field = (key: string): Value => partOf(program, value, key, env, at);
  // What the class of another package may have, no own definition says.
  const said = (key: string): Value | undefined => {
    const found = field(key);
    return value.kind === "instance" && found.kind === "unknown" ? undefined : known(found);
  };
  const annotations = said("annotations");
  const title = known(field("title"));
  return {
    title: title && asString(title) !== undefined ? title : undefined,
    description: known(field("description")),
    inputSchema:
      SCHEMA_KEYS.map(field).find((found) => toSchema(found) !== undefined) ??
      SCHEMA_KEYS.map(field).find((found) => !isNothing(found)),
    outputSchema: said("outputSchema") ?? said("output"),
    annotations,
  };
}

/** A definition's part: a field, or what the methods `part()` and `getPart()` give. */
export function partOf(program: Program, value: Value, key: string, env: Env, at: SyntaxNode): Value {
  const own = memberOf(program, value, key, env, at);
  if (value.kind !== "instance") return own;
  if (own.kind === "function" && own.node.type === "method_definition" && parameterNodes(own.node).length === 0)
    return callFunction(program, own, [], env);
  if (!isNothing(own)) return own;
  const getter = memberOf(program, value, `get${key.slice(0, 1).toUpperCase()}${key.slice(1)}`, env, at);
  return getter.kind === "function" ? callFunction(program, getter, [], env) : own;
}

function known(value: Value): Value | undefined {
  return isNothing(value) ? undefined : value;
}

/** Whether nothing in a registration is missing or partly known: then other environments would not tell more. */
export function isComplete(registration: Registration): boolean {
  if (registration.name.kind !== "constant") return false;
  const { description, inputSchema } = registration;
  const schema = toSchema(inputSchema);
  return (
    (description === undefined || firstOption(description).kind === "constant") &&
    (inputSchema === undefined || (schema !== undefined && !schema.partial))
  );
}

/** The tools that a registration makes: one for each name that it can have. */
export function toTools(
  program: Program,
  registration: Registration,
  node: SyntaxNode,
  guards: readonly Guard[],
  idiom: string,
): FoundTool[] {
  const { name } = registration;
  const names = name.kind === "union" ? name.options : [{ value: name }];
  return names.flatMap((option, index): FoundTool[] => {
    const named = isNothing(option.value) ? undefined : toolName(option.value);
    if (named === undefined) return [];
    const own = names.length > 1 ? choose(registration, index, names.length) : registration;
    const tool = describe(program, own, named, node);
    const all = [...guards, ...(option.guards ?? [])];
    return [underGuards({ tool, idiom }, all)];
  });
}

/**
 * One of the definitions that a registration may be: parts with as many alternatives as there are names belong to them
 * one by one; of others nobody knows which belongs to the name.
 */
function choose(registration: Registration, index: number, count: number): Registration {
  const part = (value: Value | undefined): Value | undefined => {
    if (value?.kind !== "union") return value;
    return value.options.length === count ? value.options[index]?.value : UNKNOWN;
  };
  return {
    name: registration.name,
    title: part(registration.title),
    description: part(registration.description),
    inputSchema: part(registration.inputSchema),
    outputSchema: part(registration.outputSchema),
    annotations: part(registration.annotations),
  };
}

interface ToolName {
  name: string;
  prefix: boolean;
}

function toolName(value: Value): ToolName | undefined {
  if (value.kind === "constant")
    return typeof value.value === "string" && NAME.test(value.value) ? { name: value.value, prefix: false } : undefined;
  if (value.kind !== "text" || value.hole !== "start") return undefined;
  const name = value.text.replace(/^[_.:/-]+/, "");
  // A number alone (`${name}${count}`) tells two names apart, but is none.
  return NAME.test(name) && /[A-Za-z]/.test(name) ? { name, prefix: true } : undefined;
}

function describe(
  program: Program,
  registration: Registration,
  { name, prefix }: ToolName,
  node: SyntaxNode,
): ToolDefinition {
  const partial = new Set<NonNullable<ToolDefinition["partial"]>[number]>();
  const tool: ToolDefinition = { name };
  if (prefix) partial.add("name");
  const title = registration.title && asString(registration.title);
  if (title) tool.title = title;
  const description = registration.description && textOf(registration.description);
  if (description?.text) tool.description = description.text;
  if (description?.partial) partial.add("description");
  const input = inputOf(registration.inputSchema);
  if (input) tool.inputSchema = input.json as JsonObject;
  if (registration.inputSchema && (!input || input.partial)) partial.add("inputSchema");
  const output = toSchema(registration.outputSchema);
  if (output) tool.outputSchema = output.json as JsonObject;
  if (registration.outputSchema && (!output || output.partial)) partial.add("outputSchema");
  const annotations = registration.annotations && annotationsOf(registration.annotations);
  if (annotations) tool.annotations = annotations;
  if (partial.size > 0) tool.partial = [...partial].sort();
  if (prefix) tool.prefix = "configurable";
  const place = placeNamed(program, name, node) ?? registration.definition?.() ?? node;
  tool.source = { path: program.pathOf(place), line: place.line };
  return tool;
}

/** A tool takes an object: another type is what a converter makes of a schema that is not known. */
function inputOf(value: Value | undefined): ReturnType<typeof toSchema> {
  const schema = toSchema(value);
  const type = schema?.json["type"];
  return schema?.partial && type !== undefined && type !== "object" ? undefined : schema;
}

/** A description's text; of alternatives the first, and then it is partial. */
function textOf(value: Value): { text: string | undefined; partial: boolean } {
  const first = firstOption(value);
  const partial = value.kind === "union" || first.kind !== "constant";
  if (first.kind === "text") return { text: first.text || undefined, partial };
  return { text: first.kind === "constant" && typeof first.value === "string" ? first.value : undefined, partial };
}

const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;

/**
 * The specification's hints as far as they are known; `undefined` where there are none. One that only some condition
 * sets, or that conditions set differently, is nothing that its author declares.
 */
function annotationsOf(value: Value): ToolAnnotations | undefined {
  const given = firstOption(value);
  const { json } = toJson(given);
  if (typeof json !== "object" || json === null) return undefined;
  const declared = json as Record<string, unknown>;
  const annotations: ToolAnnotations = {};
  if (typeof declared["title"] === "string") annotations.title = declared["title"];
  for (const hint of HINTS) {
    const item = given.kind === "object" ? given.entries.get(hint) : undefined;
    const certain = !item || (!item.guards?.length && truthiness(item.value) !== undefined);
    if (certain && typeof declared[hint] === "boolean") annotations[hint] = declared[hint];
  }
  return Object.keys(annotations).length > 0 ? annotations : undefined;
}

/** Whether a value looks like a tool's definition rather than some other thing that has a name. */
export function isDefinition(program: Program, value: Value, env: Env, at: SyntaxNode): boolean {
  if (value.kind !== "object" && value.kind !== "instance" && value.kind !== "class") return false;
  const has = (key: string): boolean => !isNothing(memberOf(program, value, key, env, at));
  return has("description") || SCHEMA_KEYS.some(has);
}
