/** Projects beside the server's own in one repository: a plugin or an app in another language, with a manifest of its own. */
import type { ExtractContext, FoundTool } from "./context.ts";
import { basename } from "./paths.ts";

/** What says that a folder is a project, by the endings of the files in it. */
const MANIFESTS: readonly [RegExp, readonly string[]][] = [
  [/\.py$/, ["pyproject.toml", "setup.py", "setup.cfg", "requirements.txt"]],
  [/\.[cm]?[jt]sx?$/, ["package.json"]],
  [/\.go$/, ["go.mod"]],
  [/\.rs$/, ["Cargo.toml"]],
  [/\.(?:java|kts?)$/, ["pom.xml", "build.gradle", "build.gradle.kts"]],
  [/\.php$/, ["composer.json"]],
  [/\.rb$/, ["Gemfile"]],
  [/\.swift$/, ["Package.swift"]],
  [/\.dart$/, ["pubspec.yaml"]],
  [/\.exs?$/, ["mix.exs"]],
];

/**
 * Without the tools that another language's project in a folder further down registers, where the project in the server's own
 * folder registers some: those are another server, or a client's plugin. `found` holds one list a language.
 */
export function withoutOtherProjects(context: ExtractContext, found: readonly FoundTool[][]): FoundTool[][] {
  const isOwnProject = ({ tool }: FoundTool): boolean =>
    tool.source !== undefined && projectOf(context, tool.source.path) === context.root;
  if (found.filter((tools) => tools.length > 0).length < 2 || !found.some((tools) => tools.some(isOwnProject)))
    return [...found];
  return found.map((tools) =>
    tools.some(isOwnProject)
      ? tools
      : tools.filter(({ tool }) => tool.source === undefined || projectOf(context, tool.source.path) === undefined),
  );
}

/** The nearest folder with a manifest of the file's language; `undefined`: there is none. */
function projectOf(context: ExtractContext, path: string): string | undefined {
  const names = MANIFESTS.find(([ending]) => ending.test(path))?.[1] ?? [];
  const manifests = names.map((name) => context.nearest(path, name)).filter((manifest) => manifest !== undefined);
  const folders = manifests.map((manifest) => manifest.slice(0, -basename(manifest).length).replace(/\/$/, ""));
  return folders.sort((a, b) => b.length - a.length)[0];
}
