/**
 * The state of one abstract run of a Python program: modules, scopes, conditions met, budgets. Nothing is executed:
 * `statements.ts`, `expressions.ts` and `calls.ts` walk the syntax trees and compute what is decided by the source.
 */
import type { ExtractContext } from "../context.ts";
import type { SyntaxNode } from "../syntax.ts";
import type { ToolServer } from "./server.ts";
import type { FunctionValue, Value } from "./values.ts";

export interface Module {
  path: string;
  /** The dotted name under which it was first imported. */
  name: string;
  root: SyntaxNode | undefined;
  scope: Scope;
  isPackage: boolean;
}

export interface Scope {
  kind: "module" | "function" | "class";
  variables: Map<string, Value>;
  parent: Scope | undefined;
  /** Names that `global` or `nonlocal` sends to an outer scope. */
  outer?: Map<string, Scope>;
}

export interface Frame {
  scope: Scope;
  module: Module;
  returns: Value[];
  /** What is returned without configuration, where that is decided. */
  usual?: Value | undefined;
  /** How many conditions were met where the function was called. */
  born?: number;
  yields: Value[];
  fn?: FunctionValue;
  self?: Value;
}

/** A condition under which the code at hand runs. */
export interface Guard {
  text: string;
  /** Whether it holds without configuration. */
  holds: boolean | undefined;
}

/** Whether a call's arguments look like those of setup code: functions, classes, servers; objects may be. */
export type Telling = "setup" | "maybe" | "no";

/** Nodes that one server may cost; business code that setup reaches is cut off there. */
const MAX_STEPS = 1_200_000;
/** All attempts together: each further one takes another way into the program. */
const MAX_TOTAL_STEPS = 2_000_000;
/** Of these, what one command of a command line may take. */
const MAX_SHARE = 250_000;
const MAX_DEPTH = 60;
/** Modules import one another in longer chains than functions call one another. */
const MAX_IMPORT_DEPTH = 250;
/** Expressions and blocks in one another: more would overflow the stack. */
const MAX_NESTING = 900;
/** Calls of one function: registries call a helper once a tool, business code in loops far more often. */
const MAX_CALLS = 2_000;
/** Of a function that takes next to no steps, as one that writes a parameter's schema does. */
const MAX_CHEAP_CALLS = 50_000;
const CHEAP_CALL = 40;
/** Calls of one function with arguments that say nothing: after these the last result is given again. */
const MAX_BLIND_CALLS = 6;
/** Steps that a costly function may take without a registration; later calls of it are not walked. */
const MAX_IDLE_STEPS: Record<Telling, number> = { setup: 1_000_000, maybe: 200_000, no: 40_000 };
const COSTLY_CALL = 500;
const MAX_RECURSION = 3;

export class Machine {
  readonly context: ExtractContext;
  readonly modules = new Map<string, Module>();
  readonly servers: ToolServer[] = [];
  readonly guards: Guard[] = [];
  /** Functions that were walked, by tree and offset. */
  readonly called = new Set<SyntaxNode>();
  /** Work that frameworks do after setup: list handlers, lifespans. */
  readonly deferred: (() => void)[] = [];
  /** Names imported from modules that were still being walked, to be bound when those are done. */
  readonly pending: { from: Module; name: string; scope: Scope; alias: string; placeholder: Value }[] = [];
  /** Where it matters: the functions that were defined, in order. */
  defined: FunctionValue[] | undefined;
  /** Where it matters: told of every object with something under `tools`. */
  onAnswer: ((frame: Frame, tools: Value, node: SyntaxNode) => void) | undefined;
  /** The server whose own `list_tools` is being walked: what it asks of other servers it lists as its own. */
  listing: ToolServer | undefined;
  /** Files that run as the program itself. */
  readonly mains = new Set<string>();
  /** Counts servers made and tools registered. */
  progress = 0;
  /** Tools were registered under names that are computed at run time. */
  computed = false;
  #incomplete = false;
  readonly #calls = new Map<SyntaxNode, number>();
  readonly #idle = new Map<SyntaxNode, WeakMap<Scope, number>>();
  readonly #blind = new Map<SyntaxNode, { self: Value | Scope; calls: number; result: Value }[]>();
  readonly #active: SyntaxNode[] = [];
  #steps = MAX_STEPS;
  /** What the current part of the run began with, and what the parts before it took. */
  #filled = MAX_STEPS;
  #spent = 0;
  /** Steps that are kept back from what runs now. */
  #shared = 0;
  #nesting = 0;

  constructor(context: ExtractContext) {
    this.context = context;
  }

  /** The file that the node stands in. */
  pathOf({ tree }: SyntaxNode): string | undefined {
    for (const { path, root } of this.modules.values()) if (root?.tree === tree) return path;
    return undefined;
  }

  /** Modules or registrations may exist that are found at run time only; an issue says where. */
  get incomplete(): boolean {
    return this.#incomplete;
  }

  /** What is registered or imported here could not be worked out. */
  leaveUnresolved({ module }: Frame, node: SyntaxNode): void {
    this.#incomplete = true;
    this.context.report("registration-not-resolved", {}, `${this.pathOf(node) ?? module.path}:${node.line}`);
  }

  /** Something was left before its end, for what it costs. */
  leaveUnfinished(): void {
    this.#incomplete = true;
    this.context.report("budget-used-up", { language: "python" });
  }

  /** False when the budget is used up: whoever walks stops then. */
  step(): boolean {
    if (this.#steps <= 0) return false;
    this.#steps--;
    if (this.#steps === 0 && !this.#shared) this.leaveUnfinished();
    return this.#steps > 0;
  }

  /** Goes one expression or block deeper; `otherwise` where there is no room for that. */
  nest<Result>(run: () => Result, otherwise: Result): Result {
    if (this.#nesting >= MAX_NESTING) return otherwise;
    this.#nesting++;
    try {
      return run();
    } finally {
      this.#nesting--;
    }
  }

  /** Steps that are left; for loops that watch what they cost. */
  get left(): number {
    return this.#steps;
  }

  /**
   * Runs one of several ways to start the program with a part of the steps only. One that registers nothing in them is
   * another of its commands than the one that serves.
   */
  share(run: () => void): void {
    const kept = Math.max(0, this.#steps - MAX_SHARE);
    const { progress } = this;
    this.#steps -= kept;
    this.#shared += kept;
    run();
    if (this.#steps === 0 && progress !== this.progress) this.leaveUnfinished();
    this.#steps += kept;
    this.#shared -= kept;
  }

  /** Starts the next part of the run with a budget of its own: what a function cost in another part counts no more. */
  refill(): void {
    this.#calls.clear();
    this.#idle.clear();
    this.#spent += Math.max(0, this.#filled - this.#steps);
    this.#filled = Math.max(0, Math.min(MAX_STEPS, MAX_TOTAL_STEPS - this.#spent));
    this.#steps = this.#filled;
  }

  /**
   * Runs the body of a function unless it nests too deep, was called too often or, where the arguments tell nothing,
   * has cost too much for nothing.
   */
  enter<Result>(node: SyntaxNode, scope: Scope, telling: Telling, run: () => Result): Result | undefined {
    const calls = (this.#calls.get(node) ?? 0) + 1;
    const limit = node.parent ? MAX_DEPTH : MAX_IMPORT_DEPTH;
    if (this.#active.length >= limit) return undefined;
    const idle = this.#idle.get(node) ?? new WeakMap<Scope, number>();
    this.#idle.set(node, idle);
    const spentBefore = idle.get(scope) ?? 0;
    if (calls > (spentBefore / calls > CHEAP_CALL ? MAX_CALLS : MAX_CHEAP_CALLS)) return undefined;
    if (spentBefore > MAX_IDLE_STEPS[telling] && spentBefore / calls > COSTLY_CALL) return undefined;
    if (this.#active.filter((active) => active === node).length >= MAX_RECURSION) return undefined;
    this.#calls.set(node, calls);
    this.called.add(node);
    this.#active.push(node);
    const steps = this.#steps;
    const { progress } = this;
    try {
      return run();
    } finally {
      this.#active.pop();
      const spent = spentBefore + Math.max(0, steps - this.#steps);
      idle.set(scope, progress === this.progress ? spent : Number.NEGATIVE_INFINITY);
    }
  }

  /** The result of a call that says nothing new, once there were `enough` of them. */
  repeated(node: SyntaxNode, self: Value | Scope, enough = MAX_BLIND_CALLS): Value | undefined {
    const known = this.#blind.get(node)?.find((entry) => entry.self === self);
    return known && known.calls >= enough ? known.result : undefined;
  }

  remember(node: SyntaxNode, self: Value | Scope, result: Value): void {
    const entries = this.#blind.get(node) ?? [];
    this.#blind.set(node, entries);
    const known = entries.find((entry) => entry.self === self);
    if (known) Object.assign(known, { calls: known.calls + 1, result });
    else if (entries.length < 50) entries.push({ self, calls: 1, result });
  }

  /** Runs what happens under conditions only. */
  under<Result>(guards: readonly Guard[], run: () => Result): Result {
    const outer = this.guards.length;
    this.guards.push(...guards);
    try {
      return run();
    } finally {
      this.guards.length = outer;
    }
  }
}

export function lookUp(scope: Scope, name: string): Value | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const value = at.variables.get(name);
    if (value) return value;
  }
  return undefined;
}

export function setVariable(scope: Scope, name: string, value: Value): void {
  (scope.outer?.get(name) ?? scope).variables.set(name, value);
}

/** The scope that functions defined here close over: names of a class body are not visible in its methods. */
export function closureOf(scope: Scope): Scope {
  let at = scope;
  while (at.kind === "class" && at.parent) at = at.parent;
  return at;
}

export function makeScope(kind: Scope["kind"], parent: Scope | undefined): Scope {
  return { kind, variables: new Map(), parent };
}

export function makeFrame(scope: Scope, module: Module): Frame {
  return { scope, module, returns: [], yields: [] };
}
