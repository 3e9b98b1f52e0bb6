/** Frameworks that take all tools at once: `createMcpServer({ tools: { name: tool({ … }) } })`, `new Server({ tools: [ … ] })`. */
import type { FoundTool } from "../../context.ts";
import { childIn, type SyntaxNode } from "../../syntax.ts";
import { elementsOf } from "../combine.ts";
import { expand } from "../contexts.ts";
import { evaluate } from "../evaluate.ts";
import { callFunction } from "../functions.ts";
import { isLive } from "../liveness.ts";
import { placeOf } from "../named-places.ts";
import { occurrences } from "../occurrences.ts";
import type { Program } from "../program.ts";
import { isDefinition, registrationOf, toTools } from "../tool.ts";
import { constant, EMPTY_ENV, type Env, firstOption, joinGuards, optionsOf, type Value } from "../values.ts";
import type { Idiom } from "./idiom.ts";
import { readItems } from "./list-handler.ts";

const COLLECTING = /\.(?:set|push|unshift|add|append|log|debug|info|warn|error)$/;

export const serverOptions: Idiom = (program) => {
  const tools: FoundTool[] = [];
  const unresolved: string[] = [];
  for (const path of program.reachable) {
    const root = program.root(path);
    for (const key of root ? occurrences(root, "tools") : []) {
      const call = callWith(key);
      if (!call || !isForeign(program, call) || !isLive(program, call)) continue;
      const found = readOption(program, key, call);
      tools.push(...found.tools);
      if (!found.complete) unresolved.push(`${path}:${key.line}`);
    }
  }
  return { tools, unresolved };
};

/** The call whose only object holds the key: something that makes a server. */
function callWith(key: SyntaxNode): SyntaxNode | undefined {
  const pair = key.type === "shorthand_property_identifier" ? key : key.parent;
  const isKey =
    pair === key ||
    (pair?.type === "pair" && key.field === "key") ||
    (pair?.type === "method_definition" && key.field === "name");
  const list = isKey ? pair?.parent?.parent : undefined;
  const call = list?.type === "arguments" ? list.parent : undefined;
  return call && (childIn(call, "function") ?? childIn(call, "constructor")) ? call : undefined;
}

/** Something that makes a server and is not the program's own: own functions are followed to what they register. */
function isForeign(program: Program, call: SyntaxNode): boolean {
  const callee = childIn(call, "function") ?? childIn(call, "constructor");
  const { result } = program.track(() => evaluate(program, callee, EMPTY_ENV));
  if (result.kind !== "external" && result.kind !== "unknown") return false;
  // What an import calls it is its own name; a bundler may have given it another here.
  const name =
    result.kind === "external" && result.module !== ""
      ? [result.module, ...result.path].join(".")
      : (callee?.text.slice(-60) ?? "");
  // `servers.set(name, { tools: … })` keeps something under a key.
  if (COLLECTING.test(callee?.text.slice(-60) ?? "")) return false;
  return /mcp|server/i.test(name) && !/request|client|chat|agent/i.test(name);
}

function readOption(program: Program, key: SyntaxNode, call: SyntaxNode): { tools: FoundTool[]; complete: boolean } {
  const holder = key.parent;
  const source =
    holder?.type === "pair" ? childIn(holder, "value") : holder?.type === "method_definition" ? holder : key;
  const runs = expand(program, EMPTY_ENV, (env) => {
    const value = firstOption(evaluate(program, source, env));
    const result: Value = value.kind === "function" ? callFunction(program, value, [], env) : value;
    return { result, complete: result.kind !== "unknown" };
  });
  const tools = runs.flatMap(({ env, result }) => readTools(program, result, env, call));
  return { tools, complete: tools.length > 0 && runs.every(({ result }) => !("open" in result && result.open)) };
}

/** A list of definitions, or a record whose keys are the names. */
function readTools(program: Program, value: Value, env: Env, call: SyntaxNode): FoundTool[] {
  return optionsOf(value).flatMap(({ value: option, guards }): FoundTool[] => {
    if (option.kind !== "object") return readItems(program, elementsOf(option).items, env, call, "ts/server-option");
    return [...option.entries].flatMap(([name, item]) =>
      optionsOf(item.value).flatMap((entry) => {
        if (!isDefinition(program, entry.value, env, call)) return [];
        const registration = registrationOf(program, entry.value, env, call);
        const own =
          registration.name.kind === "constant" && typeof registration.name.value === "string"
            ? registration.name
            : constant(name);
        const all = joinGuards(joinGuards(guards, item.guards).guards, entry.guards).guards ?? [];
        return toTools(
          program,
          { ...registration, name: own },
          placeOf(program, entry.value, call),
          all,
          "ts/server-option",
        );
      }),
    );
  });
}
