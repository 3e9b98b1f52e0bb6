/**
 * Helpers that register tools: where a tool's name is a parameter of the function around, every call of the function is
 * a tool of its own.
 */
import type { FoundTool } from "../context.ts";
import { childIn, descendants, enclosing, type SyntaxNode } from "../syntax.ts";
import { type Place, parameterNames } from "./evaluate.ts";
import { lastName, type Plain } from "./plain.ts";
import type { SourceFile } from "./source.ts";

export interface Parameter {
  name: string;
  /** What callers call it, where that is something else. */
  label?: string | undefined;
  optional: boolean;
}

/** How a language writes functions and calls. */
export interface CallGrammar<At extends Place> {
  functions: readonly string[];
  calls: readonly string[];
  /** `types`: the names of its type parameters. */
  declaration(fn: SyntaxNode): { name: string; parameters: Parameter[]; types?: string[] } | undefined;
  /** `more`: arguments outside the parentheses. */
  call(
    place: At,
    node: SyntaxNode,
  ): { args: readonly Plain[]; named: ReadonlyMap<string, Plain>; more?: number; types?: string[] };
  nameOf(call: SyntaxNode): string;
  placeOf(file: SourceFile, node: SyntaxNode): At;
}

interface Site {
  file: SourceFile;
  node: SyntaxNode;
}

/** The function's name and parameters, of grammars that have them in the usual fields. */
export function plainDeclaration(fn: SyntaxNode): { name: string; parameters: Parameter[] } {
  const parameters = parameterNames(fn).map((name) => ({ name, optional: false }));
  return { name: childIn(fn, "name")?.text ?? "", parameters };
}

const MAX_CALLS = 500;
const MAX_HELPERS = 3;

/** The calls of one program's functions, found when first asked for. */
export class Callers<At extends Place> {
  readonly #files: readonly SourceFile[];
  readonly #grammar: CallGrammar<At>;
  #sites: Map<string, Site[]> | undefined;

  constructor(files: readonly SourceFile[], grammar: CallGrammar<At>) {
    this.#files = files;
    this.#grammar = grammar;
  }

  /** The place as each call of the function around it sees it, and where that call stands. */
  of(place: At, node: SyntaxNode, depth = 0): { place: At; site: Site }[] {
    const grammar = this.#grammar;
    const fn = enclosing(node, ...grammar.functions);
    const declared = fn && grammar.declaration(fn);
    if (!fn || !declared || depth >= MAX_HELPERS) return [];
    const own = [...declared.parameters.map(({ name }) => name), ...(declared.types ?? [])];
    if (own.length === 0) return [];
    const places: { place: At; site: Site }[] = [];
    for (const site of this.#named(declared.name)) {
      if (enclosing(site.node, ...grammar.functions) === fn) continue;
      const at = grammar.placeOf(site.file, site.node);
      const outer = this.of(at, site.node, depth + 1);
      for (const caller of outer.length > 0 ? outer : [{ place: at, site }]) {
        const bindings = bind(declared, grammar.call(caller.place, site.node));
        if (bindings) places.push({ place: { ...place, call: { fn, bindings } }, site: caller.site });
      }
      if (places.length >= MAX_CALLS) break;
    }
    return places;
  }

  #named(name: string): Site[] {
    if (!this.#sites) {
      this.#sites = new Map();
      for (const file of this.#files) {
        for (const node of descendants(file.root, ...this.#grammar.calls)) {
          const key = lastName(this.#grammar.nameOf(node));
          const present = this.#sites.get(key);
          if (present) present.push({ file, node });
          else this.#sites.set(key, [{ file, node }]);
        }
      }
    }
    return this.#sites.get(lastName(name)) ?? [];
  }
}

/** The tool that stands at a node; where its name is not known there, those that the calls of the function around make. */
export function registered<At extends Place>(
  callers: Callers<At>,
  place: At,
  node: SyntaxNode,
  tool: (at: At) => FoundTool[] | undefined,
): FoundTool[] {
  const found = tool(place);
  if (!found || found.length > 0) return found ?? [];
  return callers.of(place, node).flatMap(({ place: at, site }) =>
    (tool(at) ?? []).map((each) => ({
      ...each,
      tool: { ...each.tool, source: { path: site.file.path, line: site.node.line } },
    })),
  );
}

/** What a call gives the parameters; `undefined` where it must be a call of another function with the name. */
function bind(
  { parameters, types = [] }: { parameters: readonly Parameter[]; types?: string[] },
  call: ReturnType<CallGrammar<Place>["call"]>,
): Map<string, Plain> | undefined {
  const given = call.args.length + call.named.size + (call.more ?? 0);
  const least = parameters.filter(({ optional }) => !optional).length;
  if (given > parameters.length || given < least) return undefined;
  if (types.length > 0 && call.types?.length !== types.length) return undefined;
  const bindings = new Map<string, Plain>();
  for (const [index, { name, label = name }] of parameters.entries()) {
    const value = call.named.get(label) ?? call.args[index];
    if (value) bindings.set(name, value);
  }
  for (const [index, name] of types.entries()) {
    bindings.set(name, { kind: "name", path: call.types?.[index] ?? name });
  }
  return bindings;
}
