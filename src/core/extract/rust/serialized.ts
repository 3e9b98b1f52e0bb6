/** Schemas that programs build of structs of their own (`JsonSchema { schema_type: …, properties: … }`), as serde writes them. */
import type { Json, JsonObject } from "../../schema/json.ts";
import { type Plain, setMember, toJson, unwrap } from "../declared/plain.ts";
import type { Types } from "../declared/types.ts";
import type { Place } from "./evaluate.ts";
import { serdeNames } from "./schemas.ts";

const MAX_DEPTH = 40;

const EMPTY_MAP = /Map::(?:new|default)$/;

/** Writes one value; `isPartial` says afterwards whether anything in it was not known. */
export class Serializer {
  readonly #types: Types<Place>;
  readonly #place: Place;
  isPartial = false;

  constructor(types: Types<Place>, place: Place) {
    this.#types = types;
    this.#place = place;
  }

  json(value: Plain | undefined, depth = 0): Json | undefined {
    const plain = unwrap(value);
    if (depth > MAX_DEPTH) return undefined;
    if (plain?.kind === "map") return this.#object(plain.entries, (key) => key, depth);
    if (plain?.kind === "list")
      return plain.items.map((item) => this.json(item, depth + 1)).filter((item) => item !== undefined);
    if (plain?.kind === "call" && plain.node.type === "struct_expression") {
      const declared = this.#types.get(plain.name.split("::").at(-1) ?? "", this.#place.file.path);
      const names = declared && serdeNames(declared.place, declared.node);
      return this.#object(plain.named, (field) => names?.get(field) ?? field, depth);
    }
    if (plain?.kind === "call" && EMPTY_MAP.test(plain.name)) return {};
    const json = toJson(plain);
    this.isPartial ||= json === undefined || (plain?.kind === "text" && (plain.partial ?? false));
    return json;
  }

  /** What is `None` is left out. */
  #object(entries: ReadonlyMap<string, Plain>, rename: (name: string) => string, depth: number): JsonObject {
    const object: JsonObject = {};
    for (const [name, value] of entries) {
      const json = this.json(value, depth + 1);
      if (json !== undefined && json !== null) setMember(object, rename(name), json);
    }
    return object;
  }
}
