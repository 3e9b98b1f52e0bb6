/**
 * Lists of tools that are checked in as data and read at run time: a JSON array (or record) whose entries say `toolName`,
 * or are whole definitions. Only files that the program names, and only where it registers in a loop that could not be
 * followed.
 */

import type { FoundTool } from "../../context.ts";
import { basename, isExamplePath, isTestPath } from "../../paths.ts";
import { fromJson, jsonFile } from "../names.ts";
import type { Program } from "../program.ts";
import { registrationOf, toTools } from "../tool.ts";
import { asString, EMPTY_ENV, type ObjectValue, type Value } from "../values.ts";
import type { Idiom } from "./idiom.ts";

const NOT_DATA =
  /^(?:package|tsconfig.*|jsconfig|manifest|server|biome|deno|turbo|nx|lerna|vercel|smithery.*)\.jsonc?$/i;
const LEAST = 2;

export const dataFiles: Idiom = (program) => {
  const tools: FoundTool[] = [];
  for (const path of program.context.paths()) {
    const relative = program.context.relative(path);
    if (!path.endsWith(".json") || NOT_DATA.test(basename(path)) || isTestPath(relative) || isExamplePath(relative))
      continue;
    if (!isNamed(program, basename(path))) continue;
    const entries = entriesOf(jsonFile(program, path));
    if (entries.length >= LEAST) tools.push(...entries.flatMap((entry) => readEntry(program, entry, path)));
  }
  return { tools, unresolved: [] };
};

/** The longest of the entry's texts that is a sentence: what is said of a tool where nothing is called description. */
function prose({ entries }: ObjectValue): Value | undefined {
  let longest = "";
  for (const { value } of entries.values()) {
    const text = asString(value) ?? "";
    if (text.length > longest.length && text.split(" ").length > 3) longest = text;
  }
  return longest === "" ? undefined : { kind: "text", text: longest };
}

/** Whether some file that takes part says the name. */
function isNamed(program: Program, name: string): boolean {
  return program.reachable.some((path) => program.context.text(path)?.includes(name));
}

function entriesOf(value: Value): ObjectValue[] {
  const list = value.kind === "object" ? value.entries.get("tools")?.value : value;
  const items = list?.kind === "array" ? list.items.map((item) => item.value) : [];
  const entries = items.filter((item) => item.kind === "object");
  return entries.every(isEntry) ? entries : [];
}

function isEntry({ entries }: ObjectValue): boolean {
  const text = (key: string): string | undefined => asString(entries.get(key)?.value ?? fromJson(null));
  if (text("toolName") !== undefined) return true;
  return (
    text("name") !== undefined &&
    text("description") !== undefined &&
    (entries.has("inputSchema") || entries.has("parameters"))
  );
}

function readEntry(program: Program, entry: ObjectValue, path: string): FoundTool[] {
  const root = program.root(program.reachable[0] ?? "");
  if (!root) return [];
  const named = entry.entries.get("toolName")?.value;
  const name = named && asString(named) !== undefined ? named : undefined;
  const registration = registrationOf(program, entry, EMPTY_ENV, root, name);
  const found = toTools(
    program,
    { ...registration, description: registration.description ?? prose(entry) },
    root,
    [],
    "ts/data-file",
  );
  const text = program.context.text(path) ?? "";
  return found.map(({ tool, idiom }) => {
    const at = text.indexOf(JSON.stringify(tool.name));
    return { idiom, tool: { ...tool, source: { path, line: text.slice(0, Math.max(0, at)).split("\n").length } } };
  });
}
