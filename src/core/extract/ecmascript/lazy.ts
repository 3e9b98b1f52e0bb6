/**
 * Properties of object literals, worked out when somebody reads them: most are never read (handlers, schemas of
 * definitions of which only the name is wanted). What a reading took from its environment counts for whoever reads, each
 * time. Objects that hold each other without end stop at a limit.
 */
import { childIn, type SyntaxNode } from "../syntax.ts";
import { evaluate } from "./evaluate.ts";
import type { Program, Recording } from "./program.ts";
import { FUNCTION_TYPES } from "./scopes.ts";
import type { Env, Item, Value } from "./values.ts";

/** Properties within properties that were each worked out later than what holds them. */
const MAX_LEVELS = 40;
const MAX_RUNNING = 2;
/** What costs no more to work out than to put off. */
const CHEAP = new Set(["string", "number", "true", "false", "null", "undefined", "regex", ...FUNCTION_TYPES]);
const SIGNS = new Set(["string", "template_string", ...FUNCTION_TYPES]);

/** Whether an object is a definition, which has texts and functions; one of calls alone is a schema's shape, and read whole. */
export function isDefinitionLiteral(node: SyntaxNode): boolean {
  return node.children.some(
    (child) => child.type === "method_definition" || SIGNS.has(childIn(child, "value")?.type ?? ""),
  );
}

export function lazyItem(program: Program, node: SyntaxNode | undefined, env: Env): Item {
  if (!node || CHEAP.has(node.type) || program.level >= MAX_LEVELS) return { value: evaluate(program, node, env) };
  return new LazyItem(program, node, env);
}

class LazyItem implements Item {
  readonly #program: Program;
  readonly #node: SyntaxNode;
  readonly #env: Env;
  readonly #level: number;
  #recording: Recording<Value> | undefined;

  constructor(program: Program, node: SyntaxNode, env: Env) {
    this.#program = program;
    this.#node = node;
    this.#env = env;
    this.#level = program.level + 1;
  }

  get value(): Value {
    const program = this.#program;
    if (this.#recording && program.replay(this.#recording)) return this.#recording.result;
    const known = program.properties.recall(program, this.#node, this.#env);
    if (known) return known;
    // A setting that is made of what it was before would be followed without end.
    const running = program.runningProperties.get(this.#node) ?? 0;
    if (running >= MAX_RUNNING) return program.cutShort(this.#node);
    program.runningProperties.set(this.#node, running + 1);
    try {
      const recording = program.atLevel(this.#level, () =>
        program.record(
          () => evaluate(program, this.#node, this.#env),
          undefined,
          running === 0 ? this.#node : undefined,
        ),
      );
      program.properties.keep(this.#node, recording, this.#env);
      if (recording.isLasting) this.#recording = recording;
      return recording.result;
    } finally {
      program.runningProperties.set(this.#node, running);
    }
  }
}
