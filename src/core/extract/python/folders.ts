/** What a folder of the tree holds, for code that looks for its modules and definition files by name. */
import { basename, joinPath } from "../paths.ts";
import type { Machine } from "./machine.ts";
import { type CallArguments, list, type StringValue, string, UNKNOWN, type Value } from "./values.ts";

/** More would let a pattern cost much. */
const MAX_WILDCARDS = 4;

/** `Path.glob`, `Path.rglob`, `Path.iterdir`: paths below the folder; unknown where the tree has no such folder. */
export function listFolder(machine: Machine, folder: string, pattern = "*", deep = false): Value {
  if ((pattern.match(/[*?]/g) ?? []).length > MAX_WILDCARDS) return UNKNOWN;
  const matches = globPattern(deep && !pattern.includes("/") ? `**/${pattern}` : pattern);
  const found = pathsBelow(machine, folder).filter((rest) => matches.test(rest));
  return found.length > 0 ? list(found.map((rest) => string(`${folder}/${rest}`))) : UNKNOWN;
}

/** `os.listdir`: names. */
export function listNames(machine: Machine, args: CallArguments): Value {
  const [folder] = args.positional;
  if (folder?.kind !== "string" || folder.holes) return UNKNOWN;
  const names = new Set(pathsBelow(machine, folder.value).map((rest) => rest.split("/")[0] ?? ""));
  return names.size > 0 ? list([...names].map((name) => string(name))) : UNKNOWN;
}

/** `glob.glob("folder/*.py")`. */
export function globFiles(machine: Machine, args: CallArguments): Value {
  const [pattern] = args.positional;
  if (pattern?.kind !== "string" || pattern.holes) return UNKNOWN;
  const fixed = /^(?:[^*?[\]/]*\/)*/.exec(pattern.value)?.[0] ?? "";
  return listFolder(machine, fixed.replace(/\/$/, ""), pattern.value.slice(fixed.length));
}

/** Whether the tree has the path; what it lacks may be made by a build or be there at run time. */
export function isInTree(machine: Machine, path: StringValue, kind: "file" | "folder" | "any"): boolean | undefined {
  const normal = joinPath("", path.value) ?? "";
  if (kind !== "folder" && machine.context.files.has(normal)) return true;
  if (kind === "file") return undefined;
  return machine.context.files.keys().some((other) => other.startsWith(`${normal}/`)) ? true : undefined;
}

function pathsBelow(machine: Machine, folder: string): string[] {
  const prefix = `${joinPath("", folder) ?? folder}/`;
  return [...machine.context.files.keys()]
    .filter((path) => path.startsWith(prefix) && !basename(path).startsWith("."))
    .map((path) => path.slice(prefix.length))
    .sort();
}

function globPattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*\*\/|\*+|\?/g, (part) => (part === "**/" ? "(?:.*/)?" : part === "?" ? "[^/]" : "[^/]*"));
  return new RegExp(`^${source}$`);
}
