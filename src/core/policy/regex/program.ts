/** Syntax tree to a program of few instructions: a non-deterministic automaton in an array. */
import { type CodeRange, sortRanges } from "./ranges.ts";
import { type Assertion, type Node, RegexProblem } from "./syntax.ts";

export type Instruction =
  | { kind: "ranges"; ranges: readonly CodeRange[]; next: number }
  | { kind: "assertion"; assertion: Assertion; next: number }
  | { kind: "split"; next: number; other: number }
  | { kind: "match" };

export interface Program {
  instructions: readonly Instruction[];
  start: number;
}

/** What `(a{100}){100}` would be written out is more than any rule needs. */
const MAX_INSTRUCTIONS = 10_000;

/** Throws `RegexProblem` when the program would be too large. */
export function compileProgram(node: Node): Program {
  const instructions: Instruction[] = [{ kind: "match" }];
  const add = (instruction: Instruction): number => {
    if (instructions.length >= MAX_INSTRUCTIONS) throw new RegexProblem("the repetitions make the pattern too large");
    return instructions.push(instruction) - 1;
  };
  return { start: emit(node, 0, add), instructions };

  /** Emits backwards: gets where to go on, gives where to begin. */
  function emit(part: Node, next: number, append: typeof add): number {
    switch (part.kind) {
      case "ranges":
        return append({ kind: "ranges", ranges: sortRanges(part.ranges), next });
      case "assertion":
        return append({ kind: "assertion", assertion: part.assertion, next });
      case "sequence":
        return part.items.reduceRight((after, item) => emit(item, after, append), next);
      case "choice":
        return part.options
          .map((option) => emit(option, next, append))
          .reduceRight((other, option) => append({ kind: "split", next: option, other }));
      case "repeat":
        return emitRepeat(part, next, append);
    }
  }

  function emitRepeat(part: Extract<Node, { kind: "repeat" }>, next: number, append: typeof add): number {
    let begin = next;
    if (part.max === Number.POSITIVE_INFINITY) {
      const loop = append({ kind: "split", next, other: next });
      instructions[loop] = { kind: "split", next: emit(part.item, loop, append), other: next };
      begin = loop;
    } else {
      for (let count = part.min; count < part.max; count += 1) {
        begin = append({ kind: "split", next: emit(part.item, begin, append), other: next });
      }
    }
    for (let count = 0; count < part.min; count += 1) begin = emit(part.item, begin, append);
    return begin;
  }
}
