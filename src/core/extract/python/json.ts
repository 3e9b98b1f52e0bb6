/** Values as JSON. */
import type { JsonObject, Json as JsonValue } from "../../schema/json.ts";
import { settled } from "./certainty.ts";
import { plainOf, type Value } from "./values.ts";

export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** JSON where every part is known; `undefined` where the whole is not. Unknown members are left out. */
export function toJson(value: Value, depth = 0): JsonValue | undefined {
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
      return plain.items.map((item) => toJson(item, depth + 1)).filter((item) => item !== undefined);
    case "dict": {
      const object: JsonObject = {};
      for (const { key, value: item } of plain.entries.values()) {
        const name = settled(key);
        const json = toJson(item, depth + 1);
        if (name.kind === "string" && json !== undefined) setMember(object, name.value, json);
      }
      return object;
    }
    case "union":
      return plain.options[0] && toJson(plain.options[0], depth + 1);
    default:
      return undefined;
  }
}

/** `__proto__` is a name like others. */
export function setMember(object: JsonObject, name: string, value: JsonValue): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
