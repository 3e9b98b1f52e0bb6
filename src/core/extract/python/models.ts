/** Methods that models and tool classes have from their frameworks: a schema, a copy, the fields. */
import type { JsonObject, Json as JsonValue } from "../../schema/json.ts";
import { linearize } from "./class-values.ts";
import type { Machine } from "./machine.ts";
import { modelFields, modelSchema } from "./model-schemas.ts";
import { typeContext } from "./schemas.ts";
import {
  bool,
  type ClassValue,
  dict,
  type InstanceValue,
  list,
  NONE,
  native,
  number,
  setItem,
  string,
  UNKNOWN,
  type Value,
} from "./values.ts";

export function modelMethod(
  machine: Machine,
  cls: ClassValue,
  name: string,
  instance?: InstanceValue,
): Value | undefined {
  switch (name) {
    case "model_json_schema":
    case "schema":
      if (!linearize(cls).some((base) => base.kind === "external")) return undefined;
      return native(name, () => fromJson(modelSchema(typeContext(machine, cls.module), cls)));
    case "model_validate":
    case "parse_obj":
    case "construct":
    case "model_construct":
      return native(name, () => UNKNOWN);
    case "model_dump":
    case "dict":
      return instance && native(name, () => dict(instance.attributes));
    case "model_copy":
    case "copy":
      return instance && native(name, (args) => copyModel(instance, args.keywords.get("update")));
    case "model_fields":
    case "__fields__":
      return modelFields(typeContext(machine, cls.module), cls);
    case "__dataclass_fields__":
      return dict([...cls.annotations.keys()].map((field) => [field, UNKNOWN]));
    case "_replace":
      return instance && native(name, () => instance);
    default:
      return undefined;
  }
}

function copyModel(instance: InstanceValue, update: Value | undefined): Value {
  const copy: InstanceValue = { ...instance, attributes: new Map(instance.attributes) };
  for (const { key, value } of update?.kind === "dict" ? update.entries.values() : []) {
    if (key.kind === "string") copy.attributes.set(key.value, value);
  }
  return copy;
}

export function fromJson(json: JsonValue): Value {
  if (json === null) return NONE;
  if (typeof json === "string") return string(json);
  if (typeof json === "number") return number(json);
  if (typeof json === "boolean") return bool(json);
  if (Array.isArray(json)) return list(json.map(fromJson));
  const value = dict();
  for (const [key, item] of Object.entries(json as JsonObject)) setItem(value, string(key), fromJson(item));
  return value;
}
