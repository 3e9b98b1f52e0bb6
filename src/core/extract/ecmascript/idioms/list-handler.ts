/**
 * Servers that answer `tools/list` themselves: `setRequestHandler(ListToolsRequestSchema, …)`. The handler's `tools` are
 * evaluated, whatever they are made of.
 */
import type { FoundTool } from "../../context.ts";
import { childIn, descendants, enclosing, type SyntaxNode } from "../../syntax.ts";
import { argumentNodes } from "../arguments.ts";
import { elementsOf } from "../combine.ts";
import { expand } from "../contexts.ts";
import { evaluate } from "../evaluate.ts";
import { callFunction } from "../functions.ts";
import { isLive } from "../liveness.ts";
import { memberOf } from "../members.ts";
import { placeOf } from "../named-places.ts";
import { occurrences } from "../occurrences.ts";
import type { Program } from "../program.ts";
import { findDeclaration } from "../scopes.ts";
import { stringText } from "../strings.ts";
import { isDefinition, registrationOf, toTools } from "../tool.ts";
import { EMPTY_ENV, type Env, firstOption, type Item, joinGuards, optionsOf, UNKNOWN } from "../values.ts";
import type { Idiom } from "./idiom.ts";
import { isSdk } from "./register-call.ts";

export const listHandlers: Idiom = (program) => {
  const tools: FoundTool[] = [];
  const unresolved: string[] = [];
  for (const path of program.reachable) {
    const root = program.root(path);
    for (const name of root ? occurrences(root, "setRequestHandler") : []) {
      const call = name.parent?.parent;
      if (name.field !== "property" || call?.type !== "call_expression" || !isToolsList(argumentNodes(call)[0]))
        continue;
      const method = enclosing(call, "method_definition");
      if ((method && isSdk(method)) || !isLive(program, call)) continue;
      const listed = readHandler(program, argumentNodes(call)[1], call);
      tools.push(...listed.tools);
      if (!listed.complete) unresolved.push(`${path}:${call.line}`);
    }
  }
  return { tools, unresolved };
};

/** `ListToolsRequestSchema`, the method's own name, or what a bundler calls the schema of `tools/list`. */
function isToolsList(node: SyntaxNode | undefined): boolean {
  if (!node) return false;
  if (stringText(node) === "tools/list") return true;
  const name = node.type === "member_expression" ? childIn(node, "property")?.text : node.text;
  if (name !== undefined && /^ListToolsRequest(?:Schema)?\b/.test(name)) return true;
  if (node.type !== "identifier") return false;
  const declaration = findDeclaration(node.text, node);
  if (declaration?.kind !== "variable") return false;
  const init = childIn(declaration.node, "value") ?? assignedTo(declaration.name);
  if (!init || init.end - init.start > 600) return false;
  return [...descendants(init, "string")].some((text) => stringText(text) === "tools/list");
}

/** The value that a bundler assigns apart from the declaration. */
function assignedTo(name: SyntaxNode): SyntaxNode | undefined {
  for (const node of occurrences(name.tree.root, name.text)) {
    if (node.field === "left" && node.parent?.type === "assignment_expression") return childIn(node.parent, "right");
  }
  return undefined;
}

/** What a handler's result lists. */
function readHandler(
  program: Program,
  handler: SyntaxNode | undefined,
  at: SyntaxNode,
): { tools: FoundTool[]; complete: boolean } {
  if (!handler) return { tools: [], complete: false };
  const runs = expand(program, EMPTY_ENV, (env) => {
    const value = firstOption(evaluate(program, handler, env));
    const result = value.kind === "function" ? callFunction(program, value, [UNKNOWN, UNKNOWN], env) : UNKNOWN;
    const listed = elementsOf(memberOf(program, result, "tools", env, at));
    const registrations = listed.items.map(({ value: item }) => registrationOf(program, firstOption(item), env, at));
    return {
      result: listed,
      complete: !listed.open && listed.items.length > 0 && registrations.every(({ name }) => name.kind === "constant"),
    };
  });
  const tools = runs.flatMap(({ env, result }) => readItems(program, result.items, env, at, "ts/list-tools"));
  return { tools, complete: runs.every(({ result }) => !result.open) && tools.length > 0 };
}

/** Definitions of a list, each with its own conditions and its own place. */
export function readItems(
  program: Program,
  items: readonly Item[],
  env: Env,
  at: SyntaxNode,
  idiom: string,
): FoundTool[] {
  return items.flatMap((item) =>
    optionsOf(item.value).flatMap((option) => {
      if (!isDefinition(program, option.value, env, at)) return [];
      const registration = registrationOf(program, option.value, env, at);
      return toTools(
        program,
        registration,
        placeOf(program, option.value, at),
        joinGuards(item.guards, option.guards).guards ?? [],
        idiom,
      );
    }),
  );
}
