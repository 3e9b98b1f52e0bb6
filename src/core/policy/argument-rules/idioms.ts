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

const ID_WORDS = new Set(["id", "ids", "uuid", "uuids", "guid", "guids", "hash", "hashes"]);
const RUN_TOGETHER_ID = /[a-z](?:ids|uuids|guids|hashes)$/;

/** The parameter takes ids, or one id: its last word says so (`hashes`, `torrent_id`, `userIds`). */
export function isId(parameter: Parameter): boolean {
  const last = parameter.words.at(-1) ?? "";
  return (ID_WORDS.has(last) || RUN_TOGETHER_ID.test(last)) && parameter.choices === undefined;
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
/** Words after which a path word means something else: `path_id`, `fileType`, `folder_count`. */
const NOT_A_PATH = new Set([
  "id",
  "ids",
  "key",
  "type",
  "count",
  "format",
  "size",
  "url",
  "uri",
  "content",
  "contents",
]);

/** The parameter is the path of a file or a folder on a disk, by its own words or, where they are few, by the tool's. */
export function isFilePath(parameter: Parameter, tool: Tool): boolean {
  const last = parameter.words.at(-1) ?? "";
  const named = hasWord(parameter, PATH_WORDS) || RUN_TOGETHER_PATH.test(last);
  if (!named || NOT_A_PATH.has(last) || parameter.format === "uri") return false;
  if (/\b(?:json ?path|xpath|url path|api path|endpoint|route|json pointer)\b/.test(parameter.text)) return false;
  const about = `${parameter.words.join(" ")} ${parameter.text} ${describeTool(tool)}`;
  return /\b(?:files?|filepath|filename|folders?|director(?:y|ies)|disk|filesystem)\b/.test(about);
}
