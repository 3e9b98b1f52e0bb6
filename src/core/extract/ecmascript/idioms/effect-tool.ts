/**
 * Effect: `Tool.make("name", { description, parameters })`, put together by `Toolkit.make` and served by
 * `McpServer.toolkit`. Hints are annotations: `.annotate(Tool.Readonly, true)`.
 */
import type { FoundTool } from "../../context.ts";
import { childIn, type SyntaxNode } from "../../syntax.ts";
import { argumentNodes } from "../arguments.ts";
import { isEffect } from "../effect-schemas.ts";
import { evaluate } from "../evaluate.ts";
import { guardsAt } from "../guards.ts";
import { isLive } from "../liveness.ts";
import { memberOf } from "../members.ts";
import { occurrences } from "../occurrences.ts";
import type { Program } from "../program.ts";
import { toTools } from "../tool.ts";
import { EMPTY_ENV, firstOption, type Item, isNothing, type Value } from "../values.ts";
import type { Idiom } from "./idiom.ts";

const HINTS: Record<string, string> = {
  Title: "title",
  Readonly: "readOnlyHint",
  Destructive: "destructiveHint",
  Idempotent: "idempotentHint",
  OpenWorld: "openWorldHint",
};

export const effectTools: Idiom = (program) => {
  const tools: FoundTool[] = [];
  const isServer = program.reachable.some((path) => /\bMcpServer\b/.test(program.context.text(path) ?? ""));
  for (const path of isServer ? program.reachable : []) {
    const root = program.root(path);
    for (const name of root ? occurrences(root, "make") : []) {
      const call = name.field === "property" ? name.parent?.parent : undefined;
      if (call?.type !== "call_expression" || !isMaker(program, childIn(call, "function")) || !isLive(program, call))
        continue;
      const guards = guardsAt(program, call, EMPTY_ENV);
      if (guards !== false) tools.push(...readTool(program, call, guards));
    }
  }
  return { tools, unresolved: [] };
};

function isMaker(program: Program, callee: SyntaxNode | undefined): boolean {
  const object = childIn(callee, "object");
  if (!object || !/Tool$/.test(object.text)) return false;
  const { result } = program.track(() => evaluate(program, object, EMPTY_ENV));
  return result.kind === "external" && isEffect(result, /^(?:Ai)?Tool$/);
}

function readTool(
  program: Program,
  call: SyntaxNode,
  guards: Exclude<ReturnType<typeof guardsAt>, false>,
): FoundTool[] {
  const [name, given] = argumentNodes(call).map((node) => evaluate(program, node, EMPTY_ENV));
  if (!name) return [];
  const options = given && firstOption(given);
  const part = (key: string): Value | undefined => {
    const value = options && memberOf(program, options, key, EMPTY_ENV, call);
    return value && !isNothing(value) ? value : undefined;
  };
  const registration = {
    name,
    description: part("description"),
    inputSchema: part("parameters"),
    annotations: annotationsAfter(program, call),
  };
  return toTools(program, registration, call, guards, "ts/effect-tool");
}

/** What `.annotate(Tool.Readonly, true)` after the call says. */
function annotationsAfter(program: Program, call: SyntaxNode): Value {
  const entries = new Map<string, Item>();
  for (let at = call.parent; at?.type === "member_expression" && at.parent; at = at.parent.parent) {
    const [key, value] = childIn(at, "property")?.text === "annotate" ? argumentNodes(at.parent) : [];
    const hint = /\.(\w+)$/.exec(key?.text ?? "")?.[1];
    const field = hint !== undefined && Object.hasOwn(HINTS, hint) ? HINTS[hint] : undefined;
    if (field !== undefined) entries.set(field, { value: evaluate(program, value, EMPTY_ENV) });
  }
  return { kind: "object", entries, open: false };
}
