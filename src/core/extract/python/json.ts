/** Values as JSON. */
import type { JsonObject, Json as JsonValue } from "../../schema/json.ts";
import { settled } from "./certainty.ts";
import { plainOf, type Value } from "./values.ts";

export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** JSON where every part is known; `undefined` where the whole is not. Unknown members are left out. */
export function toJson(value: Value): JsonValue | undefined {
  return convert(value, () => undefined);
}

/** As `toJson`, for a schema: says whether a member is not known, and keeps parameters of which only the name is. */
export function toSchemaJson(value: Value): { json: JsonValue | undefined; partial: boolean } {
  let partial = false;
  const json = convert(value, (holder) => {
    partial = true;
    return holder === "properties" ? {} : undefined;
  });
  return { json, partial };
}

/** What stands for a member that is not known; `holder` is the key of the object that it is a member of. */
type Unknown = (holder: string | undefined) => JsonValue | undefined;

function convert(value: Value, unknown: Unknown, holder?: string, depth = 0): JsonValue | undefined {
  const plain = depth === 0 || value.kind === "unknown" ? settled(value) : plainOf(value);
  if (depth > 40) return undefined;
  switch (plain.kind) {
    case "none":
      return null;
    case "bool":
    case "number":
    case "string":
      return plain.value;
    case "list":
      return plain.items
        .map((item) => convert(item, unknown, undefined, depth + 1))
        .filter((item) => item !== undefined);
    case "dict": {
      const object: JsonObject = {};
      for (const { key, value: item } of plain.entries.values()) {
        const name = settled(key);
        if (name.kind !== "string") continue;
        const known = convert(item, unknown, name.value, depth + 1);
        const json = known === undefined ? unknown(holder) : known;
        if (json !== undefined) setMember(object, name.value, json);
      }
      return object;
    }
    case "union":
      return plain.options[0] && convert(plain.options[0], unknown, holder, depth + 1);
    default:
      return undefined;
  }
}

/** `__proto__` is a name like others. */
export function setMember(object: JsonObject, name: string, value: JsonValue): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
