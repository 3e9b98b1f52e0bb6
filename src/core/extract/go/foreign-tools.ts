/**
 * Tools that another module makes: `server.AddTool(charts.RenderTool(), handler)` adds one whose name does not stand in
 * this tree. Such a call is reported, so that the list does not pass for complete.
 */
import type { SyntaxNode } from "../syntax.ts";
import type { Place } from "./evaluate.ts";
import type { Value } from "./values.ts";

/** A path of a module, which has a host in front: `example.org/charts.RenderTool`. */
const MODULE = /^[\w-]+(?:\.[\w-]+)+\//;

export function noteForeignTool(place: Place, path: string, args: readonly Value[], node: SyntaxNode): void {
  if (!/(?:^|\.)(?:Add|Register)Tool$/.test(path)) return;
  // As a function of the SDK it takes the server first.
  const tool = args[MODULE.test(path) && !path.includes("()") ? 1 : 0];
  const isForeign = (tool?.kind === "external-call" || tool?.kind === "external") && MODULE.test(tool.path);
  if (!isForeign) return;
  place.machine.incomplete = true;
  place.machine.program.context.report("registration-not-resolved", {}, `${place.file.path}:${node.line}`);
}
