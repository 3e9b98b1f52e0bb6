/**
 * Go servers: functions that make tools are walked with unknown parameters; where a tool's name is a parameter, the
 * function is a wrapper and its callers are walked, until names are known. Only declarations count that the program
 * can reach.
 */
import type { ExtractContext, LanguageExtractor, LanguageResult } from "../context.ts";
import { childIn, descendants, type SyntaxNode } from "../syntax.ts";
import { declarationValue } from "./evaluate.ts";
import { Machine } from "./machine.ts";
import { type Declaration, Program } from "./packages.ts";
import { reachable, referencesOf } from "./reach.ts";

export const go: LanguageExtractor = {
  id: "go",
  grammarOf: (path) => (path.endsWith(".go") ? "go" : undefined),
  hints: ["mcp", "MCP"],
  extract,
};

const MAX_ROUNDS = 6;

function extract(context: ExtractContext): LanguageResult {
  const program = new Program(context);
  const machine = new Machine(program);
  const declarations = reachable(program).filter((declaration) => declaration.kind !== "type");
  const byNode = new Map(declarations.map((declaration) => [declaration.node, declaration]));
  const walked = new Set<Declaration>();
  let next = declarations.filter((declaration) => makesTools(declaration.node));
  for (let round = 0; round < MAX_ROUNDS && next.length > 0; round++) {
    for (const declaration of next) {
      walked.add(declaration);
      walk(machine, declaration);
    }
    const wrappers = [...machine.wrappers].map((node) => byNode.get(node)).filter((found) => found !== undefined);
    machine.wrappers.clear();
    for (const wrapper of wrappers) rememberMaker(machine, wrapper);
    next = declarations.filter((declaration) => wrappers.some((wrapper) => mentions(program, declaration, wrapper)));
  }
  return { tools: [...machine.found.values()], incomplete: machine.incomplete };
}

/** Evaluates a variable or a function of which nothing is known but what stands in it. */
function walk(machine: Machine, declaration: Declaration): void {
  machine.refill();
  machine.guards.length = 0;
  const value = declarationValue(machine, declaration);
  if (declaration.kind === "function" || declaration.kind === "method") {
    if (value.kind === "function") machine.call(value, [], declaration.node);
  }
  machine.runDeferred();
}

const BUILDERS = new Set(["NewTool", "NewToolWithRawSchema", "RegisterTool", "NewServerTool", "AddTool"]);

function makesTools(node: SyntaxNode): boolean {
  for (const call of descendants(node, "call_expression", "composite_literal")) {
    if (call.type === "composite_literal") {
      if (/(?:^|\.)(?:MCP)?Tool(?:Definition)?$/.test(childIn(call, "type")?.text ?? "")) return true;
      continue;
    }
    const target = childIn(call, "function");
    const name = target && (childIn(target, "field")?.text ?? target.text);
    if (name !== undefined && BUILDERS.has(name)) return true;
  }
  return false;
}

/** A method whose receiver decides the name: it runs for every value of the type that is made. */
function rememberMaker(machine: Machine, wrapper: Declaration): void {
  if (wrapper.kind !== "method" || wrapper.receiver === undefined) return;
  const id = `${wrapper.file.pkg.folder}.${wrapper.receiver}`;
  const methods = machine.makers.get(id) ?? new Set();
  machine.makers.set(id, methods.add(wrapper));
}

function mentions(program: Program, declaration: Declaration, wrapper: Declaration): boolean {
  if (declaration === wrapper) return false;
  const references = referencesOf(program, declaration.file, declaration.node);
  const name = wrapper.kind === "method" ? wrapper.receiver : wrapper.name;
  if (name === undefined) return false;
  const isOwn = declaration.file.pkg === wrapper.file.pkg;
  if (wrapper.kind === "method" && references.selected.has(wrapper.name)) return true;
  if (isOwn) return references.own.has(name);
  return references.qualified.some(([pkg, each]) => pkg === wrapper.file.pkg && each === name);
}
