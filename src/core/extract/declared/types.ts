/** Written types to JSON Schema: the one walker of all languages whose tools take typed parameters. */
import type { JsonObject } from "../../schema/json.ts";
import type { SyntaxNode } from "../syntax.ts";
import type { Place } from "./evaluate.ts";
import { isObject } from "./plain.ts";
import { type DeclaredParameter, objectSchema } from "./tool.ts";

/** A type taken apart: its bare name, and the types in its brackets. */
export interface WrittenType {
  name: string;
  args: readonly (SyntaxNode | undefined)[];
}

/** Names that a language's `read` gives to types that are written by signs instead of a name. */
export const ARRAY = "[]";
export const MAP = "[:]";
export const NULLABLE = "?";

export interface Member {
  name: string;
  type: SyntaxNode | undefined;
  /** Keywords that the member's own marks give, over those of its type. */
  keywords?: JsonObject;
  description?: string | undefined;
  /** False where something other than the type makes it optional. */
  required: boolean;
  /** Its members are members of what holds it. */
  isFlat?: boolean;
}

/** A declared type: an enumeration's values or members; `undefined` where it is neither. */
export type Shape = { values: string[] } | { members: Member[] } | undefined;

export interface Declared<At extends Place> {
  node: SyntaxNode;
  place: At;
}

/** How a language writes types. Patterns are over bare names. */
export interface TypeGrammar<At extends Place> {
  read(node: SyntaxNode): WrittenType;
  basic: Readonly<Record<string, JsonObject>>;
  integers: RegExp;
  lists: RegExp;
  /** What stands last in their brackets is a value's type. */
  maps: RegExp;
  optionals: RegExp;
  /** Types that are what stands last in their brackets. */
  wrappers?: RegExp;
  /** Members of an optional type may be `null`, and their schemas say so. */
  nullableMembers?: boolean;
  shape(declared: Declared<At>): Shape;
}

export interface TypeSchema {
  schema: JsonObject;
  optional: boolean;
}

const MAX_DEPTH = 10;

const required = (schema: JsonObject): TypeSchema => ({ schema, optional: false });

/** The declared types of one program, by name, and the schemas of written ones. */
export class Types<At extends Place> {
  readonly #grammar: TypeGrammar<At>;
  readonly #byName = new Map<string, Declared<At>[]>();
  readonly #open = new Set<SyntaxNode>();

  constructor(grammar: TypeGrammar<At>) {
    this.#grammar = grammar;
  }

  add(name: string, declared: Declared<At>): void {
    const present = this.#byName.get(name);
    if (present) present.push(declared);
    else this.#byName.set(name, [declared]);
  }

  /** Of several types with the name the one that stands nearest to the file. */
  get(name: string, path: string): Declared<At> | undefined {
    const candidates = this.#byName.get(name) ?? [];
    const near = ({ place }: Declared<At>): number => sharedFolders(path, place.file.path);
    return candidates.length < 2
      ? candidates[0]
      : candidates.reduce((best, each) => (near(each) > near(best) ? each : best));
  }

  /** The schema of a type as the place sees it; `optional` where the type itself says so. */
  schemaOf(node: SyntaxNode | undefined, place: At, depth = 0): TypeSchema {
    if (!node || depth > MAX_DEPTH) return required({});
    const { basic, integers, lists, maps, optionals, wrappers, read } = this.#grammar;
    const { name, args } = read(node);
    const inner = (): TypeSchema => this.schemaOf(args.at(-1), place, depth + 1);
    if (name === NULLABLE || optionals.test(name)) {
      return { schema: args.length > 0 ? inner().schema : { ...basic[name] }, optional: true };
    }
    if (wrappers?.test(name)) return inner();
    if (name === ARRAY || lists.test(name)) return required({ type: "array", items: inner().schema });
    if (name === MAP || maps.test(name)) {
      const value = args.length > 0 ? inner().schema : {};
      return required({ type: "object", additionalProperties: Object.keys(value).length > 0 ? value : true });
    }
    if (Object.hasOwn(basic, name)) return required({ ...basic[name] });
    return required(integers.test(name) ? { type: "integer" } : this.named(name, place, depth));
  }

  /** The schema of a declared type; that of one that holds itself ends there. */
  named(name: string, place: At, depth = 0): JsonObject {
    const found = depth > MAX_DEPTH ? undefined : this.get(name, place.file.path);
    if (!found || this.#open.has(found.node)) return {};
    this.#open.add(found.node);
    try {
      return this.declared(found, depth);
    } finally {
      this.#open.delete(found.node);
    }
  }

  declared(found: Declared<At>, depth = 0): JsonObject {
    const shape = this.#grammar.shape(found);
    if (!shape) return {};
    if ("values" in shape) return { type: "string", enum: shape.values };
    return objectSchema(shape.members.flatMap((member) => this.#parameters(member, found.place, depth)));
  }

  #parameters(member: Member, place: At, depth: number): DeclaredParameter[] {
    const { schema, optional } = this.schemaOf(member.type, place, depth + 1);
    if (member.isFlat) return flattened(schema);
    const { name, description } = member;
    const own = optional && this.#grammar.nullableMembers ? withNull(schema) : schema;
    return [{ name, schema: { ...own, ...member.keywords }, description, required: member.required && !optional }];
  }
}

/** The schema with `null` among its types and choices. */
export function withNull(schema: JsonObject): JsonObject {
  const { type, enum: choices } = schema;
  return {
    ...schema,
    ...(typeof type === "string" ? { type: [type, "null"] } : {}),
    ...(Array.isArray(choices) ? { enum: [...choices, null] } : {}),
  };
}

function flattened({ properties, required: names }: JsonObject): DeclaredParameter[] {
  const required = Array.isArray(names) ? names : [];
  return Object.entries(isObject(properties) ? properties : {}).map(([name, value]) => ({
    name,
    schema: isObject(value) ? value : {},
    required: required.includes(name),
  }));
}

function sharedFolders(path: string, other: string): number {
  const [a, b] = [path.split("/"), other.split("/")];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? a.length : at;
}
