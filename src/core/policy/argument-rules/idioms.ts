/** Idioms of parameters that several rules share, and how a rule on one of them is put together. */
import type { Condition } from "../../schema/policy.ts";
import type { Tool } from "../../schema/tool.ts";
import { type Parameter, splitWords } from "./parameters.ts";
import type { ArgumentRule } from "./types.ts";

interface RuleText extends Pick<ArgumentRule, "id" | "reason" | "stops" | "doesNotStop" | "examples"> {
  onDeny: string;
}

/**
 * A denial on one parameter. Where the schema allows `null`, `null` passes: in a denial a condition also holds for a value
 * of a type that it cannot compare, and `null` is one.
 */
export function makeArgumentRule(parameter: Parameter, condition: Condition, text: RuleText): ArgumentRule {
  const { onDeny, ...rest } = text;
  const notNull: Condition = { path: parameter.path, op: "neq", value: null };
  const conditions = parameter.types.has("null") ? [condition, notNull] : [condition];
  return { ...rest, path: parameter.path, guard: { conditions, on_deny: onDeny } };
}

/**
 * For a class of a pattern: what servers cut off in front of a value, or do not see there. Spaces and control characters, also
 * those outside ASCII, and characters without width.
 */
export const BLANKS = "\\x00-\\x20\\x7f-\\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff";

export function hasWord(parameter: Parameter, words: ReadonlySet<string>): boolean {
  return parameter.words.some((word) => words.has(word));
}

/** The tool's name and texts, lower case, its words apart: what the definition says that it does. */
export function describeTool(tool: Tool): string {
  return [splitWords(tool.name.slice(0, 500)).join(" "), tool.title ?? "", tool.description ?? ""]
    .join(" ")
    .slice(0, 8000)
    .toLowerCase();
}

const ID_WORDS = new Set(["id", "uuid", "guid", "hash"]);
const PLURAL_ID = /^(?:[a-z]+)?(?:ids|uuids|guids|hashes)$/;
const SAYS_SEVERAL = /\b(?:ids|hashes|separated|joined|delimited|multiple|one or more|several)\b/;

/** The parameter takes several ids: its last word is their plural (`hashes`, `userIds`), or its text says so of an id. */
export function takesIds(parameter: Parameter): boolean {
  if (parameter.choices !== undefined) return false;
  const last = parameter.words.at(-1) ?? "";
  return PLURAL_ID.test(last) || (ID_WORDS.has(last) && SAYS_SEVERAL.test(parameter.text));
}

const PATH_WORDS = new Set([
  "path",
  "paths",
  "file",
  "filename",
  "filepath",
  "dir",
  "directory",
  "folder",
  "dest",
  "destination",
]);
const RUN_TOGETHER_PATH = /(?:file|dir|folder|directory|local|absolute|relative)(?:path|name)$/;
/** The parameter is the path of a file or a folder on a disk, by its own words or, where they are few, by the tool's. */
export function isFilePath(parameter: Parameter, tool: Tool): boolean {
  // The last word is what it is: `file_id` and `folderSort` are no paths, `output_file` and `fileName` are.
  const [before = "", last = ""] = parameter.words.length > 1 ? parameter.words.slice(-2) : ["", ...parameter.words];
  const named = PATH_WORDS.has(last) || RUN_TOGETHER_PATH.test(before + last);
  if (!named || parameter.format === "uri") return false;
  if (/\b(?:json ?path|xpath|url path|api path|endpoint|route|json pointer)\b/.test(parameter.text)) return false;
  const about = `${parameter.words.join(" ")} ${parameter.text} ${describeTool(tool)}`;
  return /\b(?:files?|filepath|filename|folders?|director(?:y|ies)|disk|filesystem)\b/.test(about);
}
