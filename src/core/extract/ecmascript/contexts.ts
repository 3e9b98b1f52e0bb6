/**
 * From a place to the runs of it: a registration inside a helper, a loop or a base class's method happens once for each
 * call, element or subclass. Works backwards and only where an evaluation wanted something that it was not given.
 */
import { childIn, type SyntaxNode } from "../syntax.ts";
import { argumentNodes, bindParameter } from "./arguments.ts";
import { callSites, methodsNamed } from "./call-sites.ts";
import { chainOf } from "./classes.ts";
import { elementsOf, keysOf, valuesOf } from "./combine.ts";
import { evaluate, unwrap } from "./evaluate.ts";
import { construct, instancesOf } from "./instances.ts";
import { bindPattern } from "./patterns.ts";
import type { Program } from "./program.ts";
import { CLASS_TYPES, FUNCTION_TYPES, findDeclaration, parameterNodes, parameterPattern } from "./scopes.ts";
import { type Env, type Item, joinGuards, optionsOf, type Site, type Value } from "./values.ts";

const MAX_RUNS = 2_000;
const MAX_ROUNDS = 10;
/** Steps for everything that one place may come to. */
const EXPANSION_STEPS = 300_000;
/** Steps for the details of one run whose name is known. */
const REFINEMENT_STEPS = 40_000;
/** Looking for callers while looking for callers … is worth it only so often. */
const MAX_NESTING = 4;

export interface Run<Result> {
  env: Env;
  result: Result;
}

/**
 * Computes in every environment that matters: where `compute` says that its result is not complete and it touched a
 * parameter, a loop's variable or `this`, once for each call, element or class that is known.
 */
export function expand<Result>(
  program: Program,
  env: Env,
  compute: Compute<Result>,
  steps = EXPANSION_STEPS,
): Run<Result>[] {
  if (program.nesting >= MAX_NESTING) {
    program.dependOn("limits");
    return [{ env, result: compute(env).result }];
  }
  program.nesting++;
  try {
    const expansion: Expansion<Result> = { program, base: env, compute, runs: [], details: [] };
    return program.within(steps, () => {
      const first = expandInto(expansion, env, new Set(), 0, false);
      // Half of an expansion would be worse than none, unless the first result was good for nothing.
      if (program.isExhausted && first.usable !== false) return [{ env, result: first.result }];
      return refineRuns(expansion);
    });
  } finally {
    program.nesting--;
  }
}

/** `usable`: the result would do, although more may be found out. Where it is not said, every result would. */
type Compute<Result> = (env: Env) => Outcome<Result>;

interface Outcome<Result> {
  result: Result;
  /** As a function where finding it out takes details that a usable result can wait for. */
  complete: boolean | (() => boolean);
  usable?: boolean;
}

interface Expansion<Result> {
  program: Program;
  base: Env;
  compute: Compute<Result>;
  runs: Run<Result>[];
  /** How to find out more of runs that would do as they are. */
  details: { run: Run<Result>; refine: (into: Expansion<Result>) => void }[];
}

/** Finds out the details of runs, once all of them are known: what details cost must not leave out other runs. */
function refineRuns<Result>({ program, base, compute, runs, details }: Expansion<Result>): Run<Result>[] {
  const refined = new Map<Run<Result>, Run<Result>[]>();
  for (const [index, { run, refine }] of details.entries()) {
    const share = Math.min(REFINEMENT_STEPS, Math.floor(program.allowance / (details.length - index)));
    const into: Expansion<Result> = { program, base, compute, runs: [], details: [] };
    const isSpent = program.within(share, () => {
      refine(into);
      return program.isExhausted;
    });
    if (!isSpent && into.runs.length > 0) refined.set(run, into.runs);
  }
  return runs.flatMap((run) => refined.get(run) ?? [run]);
}

function expandInto<Result>(
  expansion: Expansion<Result>,
  env: Env,
  tried: ReadonlySet<SyntaxNode>,
  round: number,
  isRefining: boolean,
): Outcome<Result> {
  const { program, base, compute, runs } = expansion;
  // What the caller had not bound is this expansion's own affair.
  const own = { has: (node: SyntaxNode) => env.has(node) && !base.has(node) };
  const { result, touched, assumed } = program.track(
    () =>
      program.record(() => {
        const outcome = compute(env);
        const { complete, usable } = outcome;
        if (typeof complete === "boolean") return { outcome, complete };
        return { outcome, complete: usable === true && !isRefining ? undefined : complete() };
      }, own).result,
  );
  const { outcome, complete } = result;
  if (complete === undefined) {
    const run = { env, result: outcome.result };
    runs.push(run);
    const refine = (into: Expansion<Result>) => expandInto(into, env, tried, round, true);
    if (!program.shallow) expansion.details.push({ run, refine });
    return outcome;
  }
  const wanted = complete ? assumed : touched;
  const isLast = round >= MAX_ROUNDS || program.shallow || program.isExhausted;
  const next = isLast ? undefined : [...wanted].find((boundary) => !tried.has(boundary) && !env.has(boundary));
  if (!next) {
    // Whoever asked need not try again what led nowhere here.
    for (const boundary of touched) if (!tried.has(boundary)) program.touched.add(boundary);
    for (const boundary of assumed) if (!tried.has(boundary)) program.assumed.add(boundary);
    runs.push({ env, result: outcome.result });
    return outcome;
  }
  const goOn = (further: Expansion<Result>, refining: boolean): void => {
    const now = new Set(tried).add(next);
    const envs = bindBoundary(program, next, env);
    for (const bound of envs) {
      if (further.runs.length >= MAX_RUNS || !program.context.spend()) break;
      expandInto(further, bound, now, round + 1, refining);
    }
    if (envs.length === 0) expandInto(further, env, now, round + 1, refining);
  };
  if (outcome.usable !== true || isRefining) {
    goOn(expansion, isRefining);
    return outcome;
  }
  const run = { env, result: outcome.result };
  runs.push(run);
  expansion.details.push({ run, refine: (into) => goOn(into, true) });
  return outcome;
}

/** The environments that `env` becomes when a function's call, a loop's element or a class's instance is chosen. */
function bindBoundary(program: Program, boundary: SyntaxNode, env: Env): Env[] {
  if (program.inProgress.has(boundary)) {
    program.cutShort();
    return [];
  }
  program.inProgress.add(boundary);
  try {
    if (CLASS_TYPES.has(boundary.type)) return bindInstances(program, boundary, env);
    if (boundary.type === "for_in_statement") return bindLoop(program, boundary, env);
    if (FUNCTION_TYPES.has(boundary.type)) return bindFunction(program, boundary, env);
    return [];
  } finally {
    program.inProgress.delete(boundary);
  }
}

function bindInstances(program: Program, node: SyntaxNode, env: Env): Env[] {
  return instancesOf(program, node).map((instance) => {
    const bound = new Map<SyntaxNode, Value | Site>([...env, ...instance.env]);
    for (const { node: ancestor } of chainOf(program, instance.class)) bound.set(ancestor, instance);
    return bound;
  });
}

/** An element, with the key under which a `Map` has it. */
interface Turn extends Item {
  key?: Value;
}

/** What is iterated, in each run that matters to it. */
function elementRuns(
  program: Program,
  iterated: SyntaxNode | undefined,
  env: Env,
  over: (value: Value) => { items: Turn[]; open: boolean } = elementsOf,
): { env: Env; elements: Turn[] }[] {
  if (!iterated) return [];
  const runs = expand(program, env, (at) => {
    const elements = over(evaluate(program, iterated, at));
    return { result: elements, complete: elements.items.length > 0 && !elements.open };
  });
  // A list of which nothing is known gives no element: what it leaves open shows in what is made of it.
  if (runs.some(({ result }) => result.open && result.items.length > 0)) program.openLists.add(iterated);
  else if (runs.some(({ result }) => result.open)) program.unknownLists.add(iterated);
  return runs.map(({ env: at, result }) => ({
    env: at,
    elements: result.items.flatMap((turn) =>
      turn.value.kind === "union"
        ? optionsOf(turn.value).map((option) => ({ ...turn, ...option, ...joinGuards(turn.guards, option.guards) }))
        : [turn],
    ),
  }));
}

/** A loop's turn happens only where the list holds the element: `guardsAt` asks the loop, or the callback, for it. */
function turnOf(loop: SyntaxNode, element: Item): [SyntaxNode, Value][] {
  return element.guards?.length ? [[loop, { kind: "union", options: [element] }]] : [];
}

function bindLoop(program: Program, loop: SyntaxNode, env: Env): Env[] {
  const left = childIn(loop, "left");
  const right = childIn(loop, "right");
  if (!left) return [];
  const over = childIn(loop, "operator")?.type === "in" ? keysOf : elementsOf;
  return elementRuns(program, right, env, over).flatMap(({ env: at, elements }) =>
    elements.map((element) => {
      const bindings = new Map<SyntaxNode, Value>();
      bindPattern(program, left, element.value, at, bindings);
      return new Map<SyntaxNode, Value | Site>([...at, ...bindings, ...turnOf(loop, element)]);
    }),
  );
}

const ITERATING = /^(?:forEach|map|flatMap|filter|some|every|find|reduce|for_each)$/;

function bindFunction(program: Program, fn: SyntaxNode, env: Env): Env[] {
  const outer = fn.parent?.type === "arguments" ? fn.parent.parent : undefined;
  if (outer?.type === "call_expression") {
    const bound = bindCallback(program, fn, fn, outer, env);
    if (bound.length > 0) return bound;
  }
  return callSites(program, fn).flatMap(({ call, callback }): Env[] => {
    if (callback) return bindCallback(program, fn, callback, call, env);
    const bound = new Map(env).set(fn, { kind: "site", node: call });
    return [bound];
  });
}

/** `list.forEach(fn)`: once for each element. `helper(fn)`: as the helper calls its parameter. */
function bindCallback(program: Program, fn: SyntaxNode, argument: SyntaxNode, call: SyntaxNode, env: Env): Env[] {
  const callee = unwrap(childIn(call, "function"));
  const method = callee?.type === "member_expression" ? (childIn(callee, "property")?.text ?? "") : "";
  if (!callee) return [];
  if (ITERATING.test(method)) {
    const parameters = parameterNodes(fn);
    const [element, key] = method === "reduce" ? parameters.slice(1, 2) : parameters;
    const over = method === "forEach" ? valuesOf : elementsOf;
    return elementRuns(program, childIn(callee, "object"), env, over).flatMap(({ env: at, elements }) =>
      elements.map((turn) => {
        const bindings = new Map<SyntaxNode, Value>();
        if (element) bindParameter(program, element, turn.value, at, bindings);
        if (key && turn.key) bindParameter(program, key, turn.key, at, bindings);
        return new Map<SyntaxNode, Value | Site>([...at, ...bindings, ...turnOf(fn, turn)]);
      }),
    );
  }
  const { result: target } = program.track(() => evaluate(program, callee, env));
  const position = argumentNodes(call).indexOf(argument);
  if (target.kind === "function") return callsOfParameter(target.node, position, call, fn, env);
  if (target.kind !== "unknown" || callee.type !== "member_expression") return [];
  return methodsNamed(program, method).flatMap((node) =>
    callsOfParameter(node, position, call, fn, bindObject(program, node, childIn(callee, "object"), env)),
  );
}

/** Where a function calls the parameter that got `fn`. */
function callsOfParameter(target: SyntaxNode, position: number, call: SyntaxNode, fn: SyntaxNode, env: Env): Env[] {
  const parameter = parameterNodes(target)[position];
  const name = parameter && parameterPattern(parameter).pattern;
  if (name?.type !== "identifier") return [];
  const envs: Env[] = [];
  for (const inner of target.tree.ofTypes(new Set(["call_expression"]), target)) {
    if (childIn(inner, "function")?.text !== name.text) continue;
    envs.push(new Map(env).set(target, { kind: "site", node: call }).set(fn, { kind: "site", node: inner }));
  }
  return envs;
}

/** The object that a method is called on, bound to an instance of the method's class. */
function bindObject(program: Program, method: SyntaxNode, object: SyntaxNode | undefined, env: Env): Env {
  const node = method.parent?.parent;
  if (!node || !CLASS_TYPES.has(node.type)) return env;
  const instance = construct(program, { kind: "class", node, env: new Map() }, undefined);
  const bound = new Map<SyntaxNode, Value | Site>(env).set(node, instance);
  const declaration = object?.type === "identifier" ? findDeclaration(object.text, object) : undefined;
  return declaration ? bound.set(declaration.name, instance) : bound;
}
