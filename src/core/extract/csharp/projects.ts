/** Projects that a server's own ones are built with: `<ProjectReference Include="…">` in `*.csproj`, globs too. */
import type { ExtractContext } from "../context.ts";
import { basename, dirname, isWithin, joinPath } from "../paths.ts";

const MAX_PROJECTS = 500;

/** Folders outside the server's own that belong to it. */
export function referencedFolders(context: ExtractContext): string[] {
  const all = context.paths({ everywhere: true }).filter((path) => path.endsWith(".csproj"));
  const queue = all.filter((path) => context.isOwn(path));
  const seen = new Set(queue);
  for (let next = queue.shift(); next && seen.size < MAX_PROJECTS; next = queue.shift()) {
    for (const match of (context.text(next) ?? "").matchAll(/<ProjectReference\s+Include="([^"]{1,500})"/g)) {
      for (const path of projectsAt(all, dirname(next), match[1] ?? "")) {
        if (seen.has(path)) continue;
        seen.add(path);
        queue.push(path);
      }
    }
  }
  return [...seen].filter((path) => !context.isOwn(path)).map(dirname);
}

/** A variable at the start of a reference (`$(RepoRoot)`) is taken for the tree's root. */
function projectsAt(all: readonly string[], folder: string, reference: string): string[] {
  const path = reference.replaceAll("\\", "/");
  const rooted = /^\$\(\w+\)\/?/.exec(path)?.[0];
  const resolved = rooted === undefined ? joinPath(folder, path) : path.slice(rooted.length);
  if (resolved === undefined) return [];
  if (!resolved.includes("*")) return all.filter((each) => each === resolved);
  const pattern = resolved.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const regex = new RegExp(`^${pattern.join("[^/]*")}$`);
  return all.filter((each) => regex.test(each));
}

/**
 * A file's path without the folders between it and its project: a project compiles all that lies below it, and folders
 * there are parts of a namespace, whatever they are called (`Commands/Template`). Not so what a project leaves out.
 */
export function projectPart(context: ExtractContext): (relative: string) => string {
  const projects = context.paths({ everywhere: true }).filter((path) => path.endsWith(".csproj"));
  const byFolder = new Map(projects.map((path) => [dirname(context.relative(path)), path]));
  return (relative) => {
    for (let folder = dirname(relative); ; folder = dirname(folder)) {
      const project = byFolder.get(folder);
      if (project !== undefined) {
        const isCompiled = compiles(context.text(project) ?? "", relative.slice(folder === "" ? 0 : folder.length + 1));
        return isCompiled ? joined(folder, basename(relative)) : relative;
      }
      if (folder === "") return relative;
    }
  };
}

const joined = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);

/** Whether a project compiles a file below it: `<Compile Remove="Templates/**">` leaves a folder out. */
function compiles(project: string, inside: string): boolean {
  if (/<EnableDefault(?:Compile)?Items>\s*false/i.test(project)) return false;
  for (const match of project.matchAll(/<Compile\s+Remove="([^"]{1,500})"/g)) {
    for (const pattern of (match[1] ?? "").replaceAll("\\", "/").split(";")) {
      const fixed =
        pattern
          .trim()
          .split("*")[0]
          ?.replace(/\/[^/]*$|^[^/]*$/, "") ?? "";
      if (pattern.includes("*") ? isWithin(inside, fixed) : inside === pattern.trim()) return false;
    }
  }
  return true;
}
