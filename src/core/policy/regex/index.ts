/**
 * Regular expressions that cannot hang: searching takes time in proportion to the text, whatever the pattern. A
 * deterministic automaton that is built as the texts need it, forgotten when it grows too large.
 */
import { compileProgram, type Program } from "./program.ts";
import { LAST_CODE_POINT, WORD } from "./ranges.ts";
import { type Assertion, parseRegex, RegexProblem } from "./syntax.ts";

export interface LinearRegex {
  pattern: string;
  /** Whether the pattern occurs anywhere in the text. */
  test(text: string): boolean;
}

export type RegexResult = { ok: true; regex: LinearRegex } | { ok: false; problem: string };

export function compileRegex(pattern: string): RegexResult {
  try {
    const program = compileProgram(parseRegex(pattern));
    let automaton: Automaton | undefined;
    const test = (text: string) => {
      automaton ??= new Automaton(program);
      return automaton.search(text);
    };
    return { ok: true, regex: { pattern, test } };
  } catch (error) {
    if (error instanceof RegexProblem) return { ok: false, problem: error.message };
    throw error;
  }
}

/** What stands beside a position, as far as an assertion asks. */
const EDGE = 0;
const LINE_FEED = 1;
const WORD_CHARACTER = 2;
const OTHER = 3;
type Beside = typeof EDGE | typeof LINE_FEED | typeof WORD_CHARACTER | typeof OTHER;

const HOLDS = {
  "text-start": (before) => before === EDGE,
  "text-end": (_before, after) => after === EDGE,
  "line-start": (before) => before === EDGE || before === LINE_FEED,
  "line-end": (_before, after) => after === EDGE || after === LINE_FEED,
  "word-boundary": (before, after) => (before === WORD_CHARACTER) !== (after === WORD_CHARACTER),
  "no-word-boundary": (before, after) => (before === WORD_CHARACTER) === (after === WORD_CHARACTER),
} as const satisfies Record<Assertion, (before: Beside, after: Beside) => boolean>;

interface State {
  /** Instructions that may run next, before what follows without a character. Sorted. */
  pending: readonly number[];
  before: Beside;
  /** By class of the next character; the last entry is the text's end. `MATCHED` when the pattern has occurred. */
  next: (State | typeof MATCHED | undefined)[];
}

const MATCHED = true;
const MAX_STATES = 1_000;

class Automaton {
  readonly #program: Program;
  /** First code points of the classes: characters of one class are alike to every instruction. Sorted. */
  readonly #classStarts: readonly number[];
  readonly #asciiClasses: Uint16Array;
  #states = new Map<string, State>();

  constructor(program: Program) {
    this.#program = program;
    const starts = new Set([0, 10, 11]);
    const ranges = program.instructions.flatMap((instruction) =>
      instruction.kind === "ranges" ? instruction.ranges : [],
    );
    for (const [from, to] of [...ranges, ...WORD]) {
      starts.add(from);
      if (to < LAST_CODE_POINT) starts.add(to + 1);
    }
    this.#classStarts = [...starts].sort((a, b) => a - b);
    this.#asciiClasses = Uint16Array.from({ length: 128 }, (_, code) => this.#findClass(code));
  }

  search(text: string): boolean {
    let state: State = this.#getState([this.#program.start], EDGE);
    for (let at = 0; at < text.length; at += 1) {
      const code = text.codePointAt(at) ?? 0;
      if (code > 0xffff) at += 1;
      const characterClass = code < 128 ? (this.#asciiClasses[code] ?? 0) : this.#findClass(code);
      const next = state.next[characterClass] ?? this.#step(state, characterClass);
      if (next === MATCHED) return true;
      state = next;
    }
    return (state.next[this.#classStarts.length] ?? this.#step(state, this.#classStarts.length)) === MATCHED;
  }

  #step(state: State, characterClass: number): State | typeof MATCHED {
    const code = this.#classStarts[characterClass];
    const after = describeCode(code);
    const reached = this.#follow(state, after);
    const next = reached === MATCHED ? MATCHED : this.#getState(this.#advance(reached, code), after);
    state.next[characterClass] = next;
    return next;
  }

  /** Every instruction that can be reached without a character; `MATCHED` when the end of the pattern is among them. */
  #follow(state: State, after: Beside): Set<number> | typeof MATCHED {
    const reached = new Set<number>();
    const open = [...state.pending];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const instruction = this.#program.instructions[index];
      if (instruction === undefined || reached.has(index)) continue;
      reached.add(index);
      if (instruction.kind === "match") return MATCHED;
      if (instruction.kind === "split") open.push(instruction.next, instruction.other);
      if (instruction.kind === "assertion" && HOLDS[instruction.assertion](state.before, after))
        open.push(instruction.next);
    }
    return reached;
  }

  #advance(reached: ReadonlySet<number>, code: number | undefined): number[] {
    // The search may begin at every character, so the start is always among the instructions that run next.
    const pending = new Set([this.#program.start]);
    for (const index of code === undefined ? [] : reached) {
      const instruction = this.#program.instructions[index];
      if (instruction?.kind !== "ranges") continue;
      if (instruction.ranges.some(([from, to]) => code !== undefined && from <= code && code <= to)) {
        pending.add(instruction.next);
      }
    }
    return [...pending].sort((a, b) => a - b);
  }

  #getState(pending: readonly number[], before: Beside): State {
    const key = `${before}:${pending.join(",")}`;
    const known = this.#states.get(key);
    if (known) return known;
    if (this.#states.size >= MAX_STATES) this.#states = new Map();
    const state: State = { pending, before, next: new Array(this.#classStarts.length + 1).fill(undefined) };
    this.#states.set(key, state);
    return state;
  }

  #findClass(code: number): number {
    let low = 0;
    let high = this.#classStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#classStarts[middle] ?? 0) <= code) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function describeCode(code: number | undefined): Beside {
  if (code === undefined) return EDGE;
  if (code === 10) return LINE_FEED;
  return WORD.some(([from, to]) => from <= code && code <= to) ? WORD_CHARACTER : OTHER;
}
