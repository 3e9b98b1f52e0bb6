/** The operations of an OpenAPI document, with the parameters that FastMCP gives the tools that it makes of them. */
import { settled } from "./certainty.ts";
import { toJson } from "./json.ts";
import { type DictValue, dict, getItem, list, NONE, setItem, string, UNKNOWN, type Value } from "./values.ts";

export interface Operation {
  method: string;
  path: string;
  id: string | undefined;
  summary: string;
  description: string;
  tags: Value;
  /** The input schema, its references replaced by what they name. */
  input: DictValue;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const MAX_OPERATIONS = 2_000;
/** References in one another, and the values that one operation's schema may have. */
const MAX_DEPTH = 8;
const MAX_VALUES = 5_000;
/** What OpenAPI adds to JSON Schema, which the tool's schema does not keep. */
const OWN_KEYWORDS = new Set([
  "nullable",
  "discriminator",
  "readOnly",
  "writeOnly",
  "xml",
  "externalDocs",
  "deprecated",
]);

/** `undefined` where the value is no OpenAPI document of version 3. */
export function operationsOf(value: Value): Operation[] | undefined {
  const document = settled(value);
  if (document.kind !== "dict" || document.open || !textAt(document, "openapi").startsWith("3")) return undefined;
  const operations: Operation[] = [];
  for (const [path, written] of entriesOf(memberOf(document, "paths"))) {
    const item = resolve(document, written);
    for (const method of METHODS) {
      const operation = memberOf(item, method);
      if (operation?.kind !== "dict" || operations.length >= MAX_OPERATIONS) continue;
      operations.push({
        method: method.toUpperCase(),
        path,
        id: textAt(operation, "operationId") || undefined,
        summary: textAt(operation, "summary"),
        description: textAt(operation, "description"),
        tags: memberOf(operation, "tags") ?? list([]),
        input: inputOf(document, item, operation),
      });
    }
  }
  return operations;
}

function memberOf(value: Value | undefined, key: string): Value | undefined {
  const found = value?.kind === "dict" ? getItem(value, key) : undefined;
  return found && settled(found);
}

function textAt(value: Value, key: string): string {
  const found = memberOf(value, key);
  return found?.kind === "string" ? found.value : "";
}

function entriesOf(value: Value | undefined): [string, Value][] {
  if (value?.kind !== "dict") return [];
  return [...value.entries.values()].flatMap(({ key, value: each }): [string, Value][] =>
    key.kind === "string" ? [[key.value, settled(each)]] : [],
  );
}

/** What a reference within the document names; another value is itself. */
function resolve(document: DictValue, value: Value, depth = 0): Value {
  const reference = textAt(value, "$ref");
  if (reference === "") return value;
  if (!reference.startsWith("#/") || depth > MAX_DEPTH) return UNKNOWN;
  const names = reference.slice(2).split("/");
  const found = names.reduce<Value | undefined>(
    (at, name) => memberOf(at, name.replaceAll("~1", "/").replaceAll("~0", "~")),
    document,
  );
  return found ? resolve(document, found, depth + 1) : UNKNOWN;
}

function inputOf(document: DictValue, item: Value, operation: Value): DictValue {
  const schemas = new Schemas(document);
  const properties = dict();
  const required: Value[] = [];
  const parameters = parametersOf(document, item, operation);
  const body = bodyOf(schemas, document, memberOf(operation, "requestBody"));
  const names = [...parameters.map(({ name }) => name), ...body.properties.map(([name]) => name)];
  for (const { name, place, value } of parameters) {
    const shown = names.filter((other) => other === name).length > 1 ? `${name}__${place}` : name;
    setItem(properties, string(shown), parameterSchema(schemas, value));
    if (toJson(memberOf(value, "required") ?? NONE) === true) required.push(string(shown));
  }
  for (const [name, schema] of body.properties) setItem(properties, string(name), schema);
  required.push(...body.required);
  const input = dict([
    ["type", string("object")],
    ["properties", properties],
  ]);
  if (required.length > 0) setItem(input, string("required"), list(required));
  return input;
}

interface Parameter {
  name: string;
  place: string;
  value: Value;
}

/** Those of the path and those of the operation, which outdo them. */
function parametersOf(document: DictValue, item: Value, operation: Value): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const holder of [item, operation]) {
    const listed = memberOf(holder, "parameters");
    for (const written of listed?.kind === "list" ? listed.items : []) {
      const value = resolve(document, settled(written));
      const [name, place] = [textAt(value, "name"), textAt(value, "in")];
      if (name !== "") found.set(`${place} ${name}`, { name, place, value });
    }
  }
  return [...found.values()];
}

function parameterSchema(schemas: Schemas, parameter: Value): Value {
  const [content] = entriesOf(memberOf(parameter, "content"));
  const written = memberOf(parameter, "schema") ?? memberOf(content?.[1], "schema");
  const schema = written ? schemas.inline(written) : dict();
  const description = textAt(parameter, "description");
  if (schema.kind !== "dict" || description === "" || getItem(schema, "description")) return schema;
  return { ...schema, entries: new Map([...schema.entries, ...dict([["description", string(description)]]).entries]) };
}

interface Body {
  properties: [string, Value][];
  required: Value[];
}

/** The body's members stand beside the parameters; a body without members is one parameter. */
function bodyOf(schemas: Schemas, document: DictValue, written: Value | undefined): Body {
  const body = written && resolve(document, written);
  const [content] = entriesOf(memberOf(body, "content"));
  const schema = memberOf(content?.[1], "schema");
  if (!body || !schema) return { properties: [], required: [] };
  const isRequired = toJson(memberOf(body, "required") ?? NONE) === true;
  const inlined = schemas.inline(schema);
  const all = memberOf(inlined, "allOf");
  const parts = all?.kind === "list" ? [...all.items, inlined] : [inlined];
  const properties = new Map(parts.flatMap((part) => entriesOf(memberOf(part, "properties"))));
  if (properties.size === 0) return { properties: [["body", inlined]], required: isRequired ? [string("body")] : [] };
  const required = parts.flatMap((part) => {
    const names = memberOf(part, "required");
    return names?.kind === "list" ? names.items : [];
  });
  return { properties: [...properties], required: isRequired ? required : [] };
}

/** Schemas of one operation, each reference replaced; what goes too deep is not known. */
class Schemas {
  readonly #document: DictValue;
  /** References that are being replaced: one within itself ends as a plain object. */
  readonly #open = new Set<string>();
  #left = MAX_VALUES;

  constructor(document: DictValue) {
    this.#document = document;
  }

  inline(written: Value, depth = 0, isSchema = true): Value {
    if (--this.#left < 0 || depth > 4 * MAX_DEPTH) return UNKNOWN;
    const value = settled(written);
    const reference = textAt(value, "$ref");
    if (reference === "") return this.#rewrite(value, depth, isSchema);
    if (this.#open.has(reference)) return dict([["type", string("object")]]);
    this.#open.add(reference);
    const inlined = this.inline(resolve(this.#document, value), depth + 1);
    this.#open.delete(reference);
    return inlined;
  }

  #rewrite(value: Value, depth: number, isSchema: boolean): Value {
    if (value.kind === "list") return list(value.items.map((item) => this.inline(item, depth + 1)));
    if (value.kind !== "dict") return value;
    const made = dict();
    for (const [name, each] of entriesOf(value)) {
      if (isSchema && OWN_KEYWORDS.has(name)) continue;
      // The members of `properties` are schemas, whatever they are called.
      setItem(made, string(name), this.inline(each, depth + 1, !(isSchema && name === "properties")));
    }
    const type = isSchema ? getItem(made, "type") : undefined;
    const isNullable = type?.kind === "string" && toJson(memberOf(value, "nullable") ?? NONE) === true;
    if (isNullable) setItem(made, string("type"), list([type, string("null")]));
    return made;
  }
}
