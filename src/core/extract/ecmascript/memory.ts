/**
 * Results that were worked out before. One is given again where everything that it took from its environment is the same
 * as then: a value may depend on a parameter that nobody had bound, and most environments differ in others only.
 */

import type { SyntaxNode } from "../syntax.ts";
import { capturesTheSame } from "./captured.ts";
import { isBound, type Program, type Recording } from "./program.ts";
import { declarationsOf } from "./scopes.ts";
import { type Bound, type Env, isSame, type Value } from "./values.ts";

/** Results of one node that are kept: calls with other arguments, declarations in other environments. */
const MAX_KEPT = 6;

interface Kept {
  recording: Recording<Value>;
  /** What the result took from its environment, as it stood there. */
  taken: readonly (readonly [SyntaxNode, Bound])[];
  args: readonly Value[];
}

export class Memory {
  readonly #kept = new Map<SyntaxNode, Kept[]>();

  /** What the node came to for the same arguments in an environment that is the same in all that mattered. */
  recall(program: Program, node: SyntaxNode, env: Env, args: readonly Value[] = []): Value | undefined {
    return this.#kept.get(node)?.find((kept) => fits(kept, env, args) && program.replay(kept.recording))?.recording
      .result;
  }

  /** What the node came to before, or comes to now. */
  remember(program: Program, node: SyntaxNode, env: Env, work: () => Value): Value {
    const known = this.recall(program, node, env);
    if (known) return known;
    const recording = program.record(work);
    this.keep(node, recording, env);
    return recording.result;
  }

  keep(node: SyntaxNode, recording: Recording<Value>, env: Env, args: readonly Value[] = []): void {
    if (!recording.isLasting) return;
    const kept = { recording, taken: takenFrom(recording, env), args };
    const others = this.#kept.get(node);
    if (!others) this.#kept.set(node, [kept]);
    else if (others.length < MAX_KEPT) others.push(kept);
    else {
      others.shift();
      others.push(kept);
    }
  }
}

function takenFrom({ dependencies }: Recording<Value>, env: Env): [SyntaxNode, Bound][] {
  const nodes = new Set<SyntaxNode>();
  for (const dependency of dependencies) {
    if (!isBound(dependency)) continue;
    nodes.add(dependency);
    // Whoever asked for a scope and found nothing would have found its names.
    for (const { name } of declarationsOf(dependency)?.values() ?? []) nodes.add(name);
  }
  return [...nodes].map((node) => [node, env.get(node)]);
}

function fits({ taken, args }: Kept, env: Env, given: readonly Value[]): boolean {
  return (
    args.length === given.length &&
    args.every((arg, index) => isSame(arg, given[index])) &&
    taken.every(([node, bound]) => isSame(bound, env.get(node)) || isSameClass(bound, env.get(node)))
  );
}

/** A class is a value anew wherever its name stands. */
function isSameClass(a: Bound, b: Bound): boolean {
  if (a?.kind !== "class" || b?.kind !== "class") return false;
  return a.node === b.node && capturesTheSame(a.node, a.env, b.env);
}
