/**
 * Which of several programs in a server's folder are the server, for languages whose programs are scripts. A folder
 * with a manifest of its own is another project, with a slug of its own. Scripts beside each other that share a tool's
 * name cannot be one server: they are one server written for several transports, and the one for stdio stands for them.
 */
import type { ExtractContext, FoundTool } from "../context.ts";
import { basename, dirname, isWithin } from "../paths.ts";

export function mainPrograms(context: ExtractContext, tools: FoundTool[], manifest: string): FoundTool[] {
  const nested = context
    .paths()
    .filter((path) => basename(path) === manifest && dirname(path) !== context.root)
    .map(dirname);
  const isNested = (tool: FoundTool): boolean => nested.some((folder) => isWithin(pathOf(tool), folder));
  const outside = tools.filter((tool) => !isNested(tool));
  return withoutVariants(context, outside.length > 0 ? outside : tools);
}

const pathOf = ({ tool }: FoundTool): string => tool.source?.path ?? "";

const STDIO = /Stdio\w*Transport|transport:\s*:stdio/;
const HTTP = /(?:Http|HTTP|SSE|Sse|Rack)\w*Transport|transport:\s*:(?:rack|http)|rack_middleware/;

function withoutVariants(context: ExtractContext, tools: FoundTool[]): FoundTool[] {
  const files = [...new Set(tools.map(pathOf))];
  const texts = new Map(files.map((path) => [path, context.text(path) ?? ""]));
  const namesIn = (path: string): string[] =>
    tools.filter((tool) => pathOf(tool) === path).map(({ tool: { name } }) => name);
  const dropped = new Set<string>();
  for (const main of files.filter((path) => STDIO.test(texts.get(path) ?? ""))) {
    const names = new Set(namesIn(main));
    for (const other of files) {
      const text = texts.get(other) ?? "";
      const isOther = dirname(other) === dirname(main) && HTTP.test(text) && !STDIO.test(text);
      if (isOther && namesIn(other).some((name) => names.has(name))) dropped.add(other);
    }
  }
  return tools.filter((tool) => !dropped.has(pathOf(tool)));
}
