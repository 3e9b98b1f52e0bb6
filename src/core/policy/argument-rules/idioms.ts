/** Idioms of parameters that several rules share, and how conditions on them are put. */
import type { Condition } from "../../schema/policy.ts";
import type { Parameter } from "./parameters.ts";

const ID_WORDS = new Set(["id", "ids", "uuid", "uuids", "guid", "guids", "hash", "hashes"]);
const RUN_TOGETHER_ID = /[a-z](?:ids|uuids|guids|hashes)$/;

/** The parameter takes ids, or one id: its last word says so (`hashes`, `torrent_id`, `userIds`). */
export function isIdList(parameter: Parameter): boolean {
  const last = parameter.words.at(-1) ?? "";
  return (ID_WORDS.has(last) || RUN_TOGETHER_ID.test(last)) && parameter.choices === undefined;
}

/**
 * The conditions of a denial that lets `null` through where the schema allows it: a condition on a value of another type
 * than it compares holds in a denial, and `null` is one.
 */
export function exceptNull(parameter: Parameter, condition: Condition): Condition[] {
  if (!parameter.types.has("null")) return [condition];
  return [condition, { path: parameter.path, op: "neq", value: null }];
}
