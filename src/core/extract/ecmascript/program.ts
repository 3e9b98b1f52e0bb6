/**
 * The state that evaluation shares: files as trees with their export tables, values that were worked out once, what an
 * evaluation met that only a caller can know, and limits.
 */
import type { ExtractContext } from "../context.ts";
import { isForeignPath } from "../paths.ts";
import type { SyntaxNode, SyntaxTree } from "../syntax.ts";
import { grammarOf } from "./files.ts";
import type { ActiveCall } from "./functions.ts";
import { Memory } from "./memory.ts";
import { type ModuleTable, readModuleTable } from "./module-table.ts";
import { Modules } from "./modules.ts";
import { UNKNOWN, type Value } from "./values.ts";

const MAX_DEPTH = 260;

/** A result and all that it took, so that it can be given again. */
export interface Recording<Result> {
  result: Result;
  dependencies: ReadonlySet<Dependency>;
  touched: ReadonlySet<SyntaxNode>;
  assumed: ReadonlySet<SyntaxNode>;
  /** Good in every environment. */
  isPure: boolean;
  /** Good again in the same environment: no limit and no cycle cut it short. */
  isLasting: boolean;
  shallow: boolean;
  bare: boolean;
}

/**
 * A name or `this` that the environment gave, that some limit or cycle cut an evaluation short, or that it asked for
 * configuration, of which another answer is given for a run without any.
 */
export type Dependency = SyntaxNode | Cycle | "limits" | "cycle" | "configuration";

/** That something needs itself. Once it has been worked out, what was left out on the way is nothing that lasts. */
export class Cycle {}

/** Whether a dependency is something that an environment may bind. */
export function isBound(dependency: Dependency): dependency is SyntaxNode {
  return typeof dependency !== "string" && !(dependency instanceof Cycle);
}

export class Program {
  readonly context: ExtractContext;
  readonly modules: Modules;
  /** Files that take part, in the order in which they were reached; `reach.ts` fills it. */
  reachable: readonly string[] = [];
  entries: ReadonlySet<string> = new Set();
  /** Files that are imported by computed paths: nothing refers to them by name. */
  readonly discovered = new Set<string>();
  /** Files that import those. */
  readonly loaders = new Set<string>();
  /** Functions, loops and classes whose parameters, variables or `this` an evaluation wanted and nobody had bound. */
  touched = new Set<SyntaxNode>();
  /** Declarations that are being evaluated, so that one which refers to itself ends. */
  readonly inProgress = new Set<SyntaxNode>();
  /** What declarations, exported expressions and calls of functions came to. */
  readonly values = new Memory();
  /** What properties of object literals came to. */
  readonly properties = new Memory();
  readonly superclasses = new Map<SyntaxNode, Value>();
  readonly runningProperties = new Map<SyntaxNode, number>();
  readonly activeCalls = new Map<SyntaxNode, readonly ActiveCall[]>();
  /** Lists that a loop or callback went over and of which not all elements are known. */
  readonly openLists = new Set<SyntaxNode>();
  /** Those of which no element is known. */
  readonly unknownLists = new Set<SyntaxNode>();
  readonly memo = new Map<string, unknown>();
  /** Whether conditions are asked for a run without any configuration: then environment variables are undefined. */
  bare = false;
  /** Conditions and predicates that took all the steps that they are worth: not asked again. */
  readonly hopeless = new Set<SyntaxNode>();
  /** Whether an evaluation only wants a hint (a condition's answer): then no callers are looked for. */
  shallow = false;
  /** How many properties within properties are being worked out. */
  level = 0;
  /** How many expansions are under way, one within the other. */
  nesting = 0;
  /** Those of `touched` whose default was taken instead: a caller may give something else. */
  assumed = new Set<SyntaxNode>();
  /** What an evaluation took from its environment: a value that took nothing is good everywhere. */
  #dependencies = new Set<Dependency>();
  #depth = 0;
  #allowance = Number.POSITIVE_INFINITY;
  readonly #roots = new Map<string, SyntaxNode | undefined>();
  readonly #cycles = new Map<SyntaxNode, Cycle>();
  readonly #paths = new WeakMap<SyntaxTree, string>();
  readonly #tables = new Map<string, ModuleTable>();

  constructor(context: ExtractContext) {
    this.context = context;
    this.modules = new Modules(context);
  }

  /** The file's tree; `undefined` for files of other languages, other people's code, or what cannot be parsed. */
  root(path: string): SyntaxNode | undefined {
    if (this.#roots.has(path)) return this.#roots.get(path);
    // Dependencies are in the tree only where somebody wants them followed; other people's code within is not.
    const isForeign = isForeignPath(path.replace(/^node_modules\//, ""));
    const grammar = isForeign ? undefined : grammarOf(path);
    const root = grammar && this.context.tree(path, grammar);
    this.#roots.set(path, root);
    if (root) this.#paths.set(root.tree, path);
    return root;
  }

  pathOf(node: SyntaxNode): string {
    return this.#paths.get(node.tree) ?? "";
  }

  table(path: string): ModuleTable | undefined {
    const known = this.#tables.get(path);
    if (known) return known;
    const root = this.root(path);
    if (!root) return undefined;
    const table = readModuleTable(root);
    this.#tables.set(path, table);
    return table;
  }

  /** Runs `work` one level deeper; `otherwise` where that is too deep or the budget is used up. */
  deeper<Result>(work: () => Result, otherwise: Result): Result {
    if (this.#depth >= MAX_DEPTH || this.#allowance <= 0 || !this.context.spend()) {
      this.dependOn("limits");
      return otherwise;
    }
    this.#depth++;
    this.#allowance--;
    try {
      return work();
    } finally {
      this.#depth--;
    }
  }

  /** What is being worked out already: not known here, and whatever needs it is to be asked again elsewhere. */
  cutShort(node?: SyntaxNode): Value {
    this.dependOn(node ? this.#cycleOf(node) : "cycle");
    return UNKNOWN;
  }

  #cycleOf(node: SyntaxNode): Cycle {
    const known = this.#cycles.get(node) ?? new Cycle();
    this.#cycles.set(node, known);
    return known;
  }

  dependOn(dependency: Dependency): void {
    this.#dependencies.add(dependency);
  }

  /**
   * Runs `work` and notes what it took from the environment, without what `own` has bound within. All of it counts for
   * the outer evaluation as well. `whole`: that node is worked out here and nowhere around, so that a cycle of it ends.
   */
  record<Result>(work: () => Result, own?: { has(node: SyntaxNode): boolean }, whole?: SyntaxNode): Recording<Result> {
    const { shallow, bare } = this;
    const outer = this.#dependencies;
    const taken = new Set<Dependency>();
    this.#dependencies = taken;
    try {
      const tracked = this.track(work);
      const cycle = whole && this.#cycles.get(whole);
      const isOwn = (one: Dependency): boolean => one === cycle || (isBound(one) && own?.has(one) === true);
      const dependencies = own || cycle ? new Set([...taken].filter((one) => !isOwn(one))) : taken;
      const recording = {
        ...tracked,
        dependencies,
        isPure: dependencies.size === 0 && !shallow && !bare,
        isLasting: [...dependencies].every((one) => isBound(one) || one === "configuration"),
        shallow,
        bare,
      };
      this.#dependencies = outer;
      this.#count(recording);
      return recording;
    } finally {
      this.#dependencies = outer;
    }
  }

  /** Counts what a recorded result took once more; false where the result would be another one now. */
  replay(recording: Recording<unknown>): boolean {
    const isSameMode = recording.shallow === this.shallow && recording.bare === this.bare;
    if (!isSameMode && !recording.isPure) return false;
    this.#count(recording);
    return true;
  }

  #count({ dependencies, touched, assumed }: Recording<unknown>): void {
    for (const dependency of dependencies) this.#dependencies.add(dependency);
    for (const boundary of touched) this.touched.add(boundary);
    for (const boundary of assumed) this.assumed.add(boundary);
  }

  /** Runs `work`, within which properties are that many levels deep. */
  atLevel<Result>(level: number, work: () => Result): Result {
    const before = this.level;
    this.level = level;
    try {
      return work();
    } finally {
      this.level = before;
    }
  }

  /** Runs `work` with no more than so many steps; beyond them everything is unknown. */
  within<Result>(steps: number, work: () => Result): Result {
    const before = this.#allowance;
    const given = Math.min(steps, before);
    this.#allowance = given;
    try {
      return work();
    } finally {
      this.#allowance = before - (given - Math.max(0, this.#allowance));
    }
  }

  /** Steps that `within` leaves. */
  get allowance(): number {
    return this.#allowance;
  }

  /** Whether a limit of `within` has been reached. */
  get isExhausted(): boolean {
    return this.#allowance <= 0;
  }

  /** Runs `work`, which looks for no callers. */
  shallowly<Result>(work: () => Result): Result {
    const before = this.shallow;
    this.shallow = true;
    try {
      return work();
    } finally {
      this.shallow = before;
    }
  }

  /** Runs `work` and says what it touched, leaving the outer record as it was. */
  track<Result>(work: () => Result): { result: Result; touched: Set<SyntaxNode>; assumed: Set<SyntaxNode> } {
    const { touched: outer, assumed: outerAssumed } = this;
    this.touched = new Set();
    this.assumed = new Set();
    try {
      const result = work();
      return { result, touched: this.touched, assumed: this.assumed };
    } finally {
      this.touched = outer;
      this.assumed = outerAssumed;
    }
  }

  /** A result that depends on nothing but the program, worked out once, whoever asks first. */
  once<Result>(key: string, compute: () => Result): Result {
    if (!this.memo.has(key)) this.memo.set(key, this.aside(compute));
    return this.memo.get(key) as Result;
  }

  /**
   * Runs `work` as if nothing else were under way: neither the limits of whoever asks count for it, nor what it takes for
   * them.
   */
  aside<Result>(work: () => Result, steps = Number.POSITIVE_INFINITY): Result {
    const { shallow, bare, level, nesting } = this;
    const outer = this.#dependencies;
    const allowance = this.#allowance;
    Object.assign(this, { shallow: false, bare: false, level: 0, nesting: 0 });
    this.#dependencies = new Set();
    this.#allowance = steps;
    try {
      return this.track(work).result;
    } finally {
      Object.assign(this, { shallow, bare, level, nesting });
      this.#dependencies = outer;
      this.#allowance = allowance;
    }
  }
}
