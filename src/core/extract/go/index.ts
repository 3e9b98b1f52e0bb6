/**
 * Go servers: functions that make tools are walked with unknown parameters; where a tool's name is a parameter, the
 * function is a wrapper and its callers are walked, until names are known. Only declarations count that the program
 * can reach.
 */
import type { ExtractContext, LanguageExtractor, LanguageResult } from "../context.ts";
import { makesTools } from "./builders.ts";
import { parametersOf } from "./calls.ts";
import { declarationValue } from "./declarations.ts";
import { Machine } from "./machine.ts";
import { type Declaration, type GoPackage, Program } from "./packages.ts";
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
    const roots = new Map(machine.wrappers);
    machine.wrappers.clear();
    const wrappers = [...roots.keys()].map((node) => byNode.get(node)).filter((found) => found !== undefined);
    const types = wrappers.flatMap((wrapper) => rememberMaker(machine, wrapper, roots.get(wrapper.node)));
    next = declarations.filter(
      (declaration) =>
        wrappers.some((wrapper) => mentions(program, declaration, wrapper)) ||
        types.some((type) => mentionsType(program, declaration, type)),
    );
  }
  const tools = [...machine.found.values()];
  const hasNameless = [...machine.makings.values()].some((isNamed) => !isNamed);
  if (tools.length === 0 && hasNameless) return { tools, dynamic: ["computed"] };
  return { tools, incomplete: machine.incomplete || hasNameless };
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

interface MakerType {
  pkg: GoPackage;
  name: string;
}

/** A function to which a struct of the tree is given that decides the name: it runs for every value of the type. */
function rememberMaker(machine: Machine, wrapper: Declaration, roots: ReadonlySet<string> = new Set()): MakerType[] {
  const types: MakerType[] = [];
  const add = (type: MakerType, place: number | "receiver"): void => {
    const id = `${type.pkg.folder}.${type.name}`;
    const makers = machine.makers.get(id) ?? new Map<Declaration, number | "receiver">();
    machine.makers.set(id, makers.set(wrapper, place));
    types.push(type);
  };
  if (wrapper.receiver !== undefined) add({ pkg: wrapper.file.pkg, name: wrapper.receiver }, "receiver");
  if (wrapper.kind !== "function" && wrapper.kind !== "method") return types;
  for (const [index, parameter] of parametersOf(wrapper.node).entries()) {
    if (roots.size > 0 && !roots.has(parameter.name)) continue;
    const type = { node: parameter.type, file: wrapper.file };
    const named = machine.named(type);
    if (named?.declaration && machine.underlying(type).node?.type === "struct_type") add(named, index);
  }
  return types;
}

function mentions(program: Program, declaration: Declaration, wrapper: Declaration): boolean {
  if (declaration === wrapper) return false;
  const references = referencesOf(program, declaration.file, declaration.node);
  if (wrapper.kind === "method") return references.selected.has(wrapper.name);
  if (declaration.file.pkg === wrapper.file.pkg) return references.own.has(wrapper.name);
  return references.qualified.some(([pkg, name]) => pkg === wrapper.file.pkg && name === wrapper.name);
}

/** Whether a literal of the type, or of a list of it, may stand there. */
function mentionsType(program: Program, declaration: Declaration, type: MakerType): boolean {
  const references = referencesOf(program, declaration.file, declaration.node);
  if (declaration.file.pkg === type.pkg) return references.own.has(type.name);
  return references.qualified.some(([pkg, name]) => pkg === type.pkg && name === type.name);
}
