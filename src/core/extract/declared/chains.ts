/** What programs build with chains of calls: `Builder().stringProperty("x", "…").build()`. */
import type { JsonObject } from "../../schema/json.ts";
import { boolOf, knownText, lastName, type Plain, type PlainCall, textOf, toJson } from "./plain.ts";
import { type DeclaredParameter, objectSchema } from "./tool.ts";

/** The calls of a chain, the first first: `Tool.builder().name("x").build()`. */
export function chainOf(value: Plain | undefined): { base: Plain | undefined; calls: PlainCall[] } {
  const calls: PlainCall[] = [];
  let at = value;
  for (let depth = 0; at?.kind === "call" && at.on && depth < 60; depth++) {
    calls.unshift(at);
    at = at.on;
  }
  return { base: at, calls };
}

const PROPERTY =
  /^(?:add|with)?(Required|Optional)?(String|Text|Number|Integer|Int|Long|Double|Boolean|Bool|Object|Enum)?(Array|List)?(?:Property|Parameter|Param)$/i;

/** Calls that add parameters in a way of their own, so that the schema is known in part only. */
export const OTHER_PROPERTY = /(?:Propert(?:y|ies)|Param(?:eter)?s?)$/i;

const TYPES: Record<string, string> = {
  string: "string",
  text: "string",
  enum: "string",
  number: "number",
  double: "number",
  integer: "integer",
  int: "integer",
  long: "integer",
  boolean: "boolean",
  bool: "boolean",
  object: "object",
};

export interface ChainSchema {
  schema: JsonObject;
  isPartial: boolean;
}

/** The parameters that calls add by methods whose names say their types; `undefined` where none does. */
export function chainSchema(calls: readonly PlainCall[], isOther = OTHER_PROPERTY): ChainSchema | undefined {
  const parameters = calls.flatMap(property);
  const others = calls.filter((call) => property(call).length === 0 && isOther.test(call.name));
  const isPartial = others.length > 0 || parameters.some(({ isPartial }) => isPartial);
  return parameters.length > 0 ? { schema: objectSchema(parameters), isPartial } : undefined;
}

/** Whether the name of the method says all of the parameter that the call adds. */
export function addsParameter(call: PlainCall): boolean {
  return property(call).length > 0;
}

/** `.addRequiredStringProperty("name", "description")`: the last text describes, a boolean says that it is required. */
function property({ name: method, args, named }: PlainCall): (DeclaredParameter & { isPartial: boolean })[] {
  const parts = PROPERTY.exec(method);
  const name = knownText(args[0] ?? named.get("name"));
  if (!parts || name === undefined) return [];
  const [, presence = "", type = "", isList] = parts;
  const texts = args.slice(1).flatMap((arg) => textOf(arg) ?? []);
  const own = typeSchema(type === "" && texts.length > 1 ? texts[0]?.value : type);
  const values = [...args, ...named.values()].map((arg) => toJson(arg));
  const choices = values.find((value) => Array.isArray(value));
  if (choices && /^enum$/i.test(type)) own.enum = choices;
  const flag = boolOf(named.get("required")) ?? values.find((value) => typeof value === "boolean");
  const description = textOf(named.get("description")) ?? texts.at(-1);
  return [
    {
      name,
      schema: isList ? { type: "array", items: own } : own,
      description: description?.value,
      required: /^required$/i.test(presence) || flag === true,
      isPartial: description?.partial ?? false,
    },
  ];
}

function typeSchema(written = ""): JsonObject {
  const type = lastName(written).toLowerCase();
  return Object.hasOwn(TYPES, type) ? { type: TYPES[type] ?? "string" } : {};
}
