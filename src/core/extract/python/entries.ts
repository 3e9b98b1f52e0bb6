/** Where a Python server starts: the scripts that its packaging declares, else files that run as a program. */
import type { ExtractContext } from "../context.ts";
import { basename, dirname, isExamplePath, isForeignPath, isTestPath } from "../paths.ts";

export interface Entry {
  /** A dotted module, looked up from the folder. */
  module: string;
  attribute: string | undefined;
  folder: string;
}

/** Scripts in `pyproject.toml`, `setup.py` and `setup.cfg` of the server's folder and the folders below it. */
export function declaredEntries(context: ExtractContext): Entry[] {
  const entries: Entry[] = [];
  for (const path of context.paths()) {
    if (isSkipped(context, path)) continue;
    const name = basename(path);
    const text = context.text(path) ?? "";
    if (name === "pyproject.toml") entries.push(...scriptsOf(text, dirname(path)));
    else if (name === "setup.py" || name === "setup.cfg") entries.push(...consoleScripts(text, dirname(path)));
  }
  return entries;
}

export function isSkipped(context: ExtractContext, path: string): boolean {
  const relative = context.relative(path);
  return isTestPath(relative) || isExamplePath(relative) || isForeignPath(relative);
}

const SCRIPT_SECTION =
  /^\[(?:project\.scripts|project\.gui-scripts|tool\.poetry\.scripts|project\.entry-points\.[^\]]*)\]/;
const ENTRY = /^\s*"?[\w.-]+"?\s*=\s*["']([\w.]+)(?::([\w.]+))?["']/;

function scriptsOf(text: string, folder: string): Entry[] {
  const entries: Entry[] = [];
  let inside = false;
  for (const line of text.split("\n")) {
    if (line.startsWith("[")) inside = SCRIPT_SECTION.test(line);
    const entry = inside ? ENTRY.exec(line) : null;
    if (entry?.[1] !== undefined) entries.push({ module: entry[1], attribute: entry[2], folder });
  }
  return entries;
}

/** `name = package.module:function` inside a text that lists console scripts. */
function consoleScripts(text: string, folder: string): Entry[] {
  if (!text.includes("console_scripts")) return [];
  const entries: Entry[] = [];
  for (const line of text.split("\n")) {
    const entry = /^\s*["']?[\w.-]+\s*=\s*([\w.]+):([\w.]+)["']?,?\]?,?\s*$/.exec(line);
    if (entry?.[1] !== undefined) entries.push({ module: entry[1], attribute: entry[2], folder });
  }
  return entries;
}

const PROGRAM_NAME = /^(?:__main__|main|server|app|mcp_server|run|run_server|cli|\w*mcp\w*)\.py$/;

/** Files that run as a program, by what they hold or are called. */
export function programFiles(context: ExtractContext): string[] {
  return pythonFiles(context).filter((path) => {
    const text = context.text(path) ?? "";
    return text.includes("__main__") || PROGRAM_NAME.test(basename(path));
  });
}

export function pythonFiles(context: ExtractContext): string[] {
  return context
    .paths()
    .filter((path) => path.endsWith(".py") && !isSkipped(context, path) && basename(path) !== "setup.py")
    .sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
}
