/**
 * Helpers that register tools: where a tool's name is a parameter of the function around, every call of the function is
 * a tool of its own.
 */
import { descendants, enclosing, type SyntaxNode } from "../syntax.ts";
import type { Place } from "./evaluate.ts";
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
  ): { name: string; args: readonly Plain[]; named: ReadonlyMap<string, Plain>; more?: number; types?: string[] };
  nameOf(call: SyntaxNode): string;
  placeOf(file: SourceFile, node: SyntaxNode): At;
}

const MAX_CALLS = 500;
const MAX_HELPERS = 3;

/** The calls of one program's functions, found when first asked for. */
export class Callers<At extends Place> {
  readonly #files: readonly SourceFile[];
  readonly #grammar: CallGrammar<At>;
  #sites: Map<string, { file: SourceFile; node: SyntaxNode }[]> | undefined;

  constructor(files: readonly SourceFile[], grammar: CallGrammar<At>) {
    this.#files = files;
    this.#grammar = grammar;
  }

  /** The place as each call of the function around it sees it; none where no call gives it anything. */
  of(place: At, node: SyntaxNode, depth = 0): At[] {
    const grammar = this.#grammar;
    const fn = enclosing(node, ...grammar.functions);
    const declared = fn && grammar.declaration(fn);
    if (!fn || !declared || depth >= MAX_HELPERS) return [];
    const own = [...declared.parameters.map(({ name }) => name), ...(declared.types ?? [])];
    if (own.length === 0) return [];
    const places: At[] = [];
    for (const site of this.#named(declared.name)) {
      if (enclosing(site.node, ...grammar.functions) === fn) continue;
      const at = grammar.placeOf(site.file, site.node);
      for (const caller of [at, ...this.of(at, site.node, depth + 1)]) {
        const bindings = bind(declared, grammar.call(caller, site.node));
        if (bindings) places.push({ ...place, call: { fn, bindings } });
      }
      if (places.length >= MAX_CALLS) break;
    }
    return places;
  }

  #named(name: string): { file: SourceFile; node: SyntaxNode }[] {
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
