/**
 * Text to syntax tree for the patterns of `regex` conditions: the part of RE2's syntax that JavaScript reads the same
 * way, so that one policy means one thing in every gateway. Whatever would need backtracking, or differs between
 * engines, is refused with the reason. `\d \w \s \b` are ASCII, as in RE2.
 */
import { type CodeRange, DIGIT, foldRanges, negateRanges, SPACE, WORD } from "./ranges.ts";

export type Assertion = "text-start" | "text-end" | "line-start" | "line-end" | "word-boundary" | "no-word-boundary";

export type Node =
  | { kind: "ranges"; ranges: readonly CodeRange[] }
  | { kind: "assertion"; assertion: Assertion }
  | { kind: "sequence"; items: readonly Node[] }
  | { kind: "choice"; options: readonly Node[] }
  | { kind: "repeat"; item: Node; min: number; max: number };

/** Why a pattern is refused: a sentence, with the place in the pattern. */
export class RegexProblem extends Error {
  override name = "RegexProblem";
}

const MAX_LENGTH = 5_000;
const MAX_REPEAT = 1_000;
const MAX_DEPTH = 100;
const CONTROL_ESCAPES: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

interface Flags {
  ignoreCase: boolean;
  dotAll: boolean;
  multiline: boolean;
}

/** Throws `RegexProblem`. */
export function parseRegex(pattern: string): Node {
  if (pattern.length > MAX_LENGTH) throw new RegexProblem(`the pattern is longer than ${MAX_LENGTH} characters`);
  const parser = new Parser(pattern);
  const node = parser.parseChoice({ ignoreCase: false, dotAll: false, multiline: false }, 0);
  if (!parser.isAtEnd()) throw parser.problem("a ) without its (");
  return node;
}

class Parser {
  readonly #characters: string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = [...pattern];
  }

  isAtEnd(): boolean {
    return this.#at >= this.#characters.length;
  }

  problem(what: string): RegexProblem {
    return new RegexProblem(`${what} (at character ${this.#at + 1})`);
  }

  parseChoice(outer: Flags, depth: number): Node {
    if (depth > MAX_DEPTH) throw this.problem(`more than ${MAX_DEPTH} groups inside one another`);
    const flags = { ...outer };
    const options: Node[] = [];
    let items: Node[] = [];
    while (!this.isAtEnd() && this.#peek() !== ")") {
      if (this.#take("|")) {
        options.push({ kind: "sequence", items });
        items = [];
        continue;
      }
      const item = this.#parseItem(flags, depth);
      if (item) items.push(this.#parseRepeat(item));
    }
    options.push({ kind: "sequence", items });
    return options.length === 1 && options[0] ? options[0] : { kind: "choice", options };
  }

  /** `undefined` for flags that hold from here on, which are no item. */
  #parseItem(flags: Flags, depth: number): Node | undefined {
    const character = this.#next();
    switch (character) {
      case "(":
        return this.#parseGroup(flags, depth);
      case "[":
        return this.#parseClass(flags);
      case ".":
        return { kind: "ranges", ranges: flags.dotAll ? negateRanges([]) : negateRanges([[10, 10]]) };
      case "^":
        return { kind: "assertion", assertion: flags.multiline ? "line-start" : "text-start" };
      case "$":
        return { kind: "assertion", assertion: flags.multiline ? "line-end" : "text-end" };
      case "*":
      case "+":
      case "?":
        throw this.problem(`nothing stands before ${character} that it could repeat`);
      case "\\":
        return this.#parseEscape(flags);
      default:
        return makeLiteral(character, flags);
    }
  }

  #parseGroup(flags: Flags, depth: number): Node | undefined {
    let inner = flags;
    if (this.#take("?")) {
      if (this.#lookingAt(/^(?:[=!]|<[=!])/)) throw this.problem("look-ahead and look-behind are not linear in time");
      if (this.#lookingAt(/^>/)) throw this.problem("atomic groups are not known here");
      const name = /^P?<[A-Za-z_][A-Za-z0-9_]*>/.exec(this.#rest())?.[0];
      const switched = /^([ims]*)(?:-([ims]+))?([:)])/.exec(this.#rest());
      if (name !== undefined) this.#at += name.length;
      else if (!switched) throw this.problem("this kind of group is not known here; (?:…), (?i:…) and (?<name>…) are");
      else {
        this.#at += switched[0].length;
        if (switched[3] === ")") {
          Object.assign(flags, applyFlags(flags, switched[1], switched[2]));
          return undefined;
        }
        inner = applyFlags(flags, switched[1], switched[2]);
      }
    }
    const node = this.parseChoice(inner, depth + 1);
    if (!this.#take(")")) throw this.problem("a ( without its )");
    return node;
  }

  #parseEscape(flags: Flags): Node {
    if (this.isAtEnd()) throw this.problem("a \\ at the end");
    if (this.#take("b")) return { kind: "assertion", assertion: "word-boundary" };
    if (this.#take("B")) return { kind: "assertion", assertion: "no-word-boundary" };
    const ranges = this.#parseEscapedRanges();
    return { kind: "ranges", ranges: flags.ignoreCase ? foldRanges(ranges) : ranges };
  }

  /** After the backslash, inside or outside of a class. */
  #parseEscapedRanges(): readonly CodeRange[] {
    const character = this.#next();
    const set = { d: DIGIT, w: WORD, s: SPACE }[character.toLowerCase()];
    if (set) return character === character.toLowerCase() ? set : negateRanges(set);
    const control = CONTROL_ESCAPES[character];
    if (control !== undefined) return [[control, control]];
    if (character === "x") {
      const digits = /^[0-9A-Fa-f]{2}/.exec(this.#rest())?.[0];
      if (digits === undefined) throw this.problem("\\x is followed by two hexadecimal digits here");
      this.#at += 2;
      const code = Number.parseInt(digits, 16);
      return [[code, code]];
    }
    if (/[0-9k]/.test(character)) throw this.problem("references to groups are not linear in time");
    if (/[A-Za-z]/.test(character)) {
      throw this.problem(`\\${character} is not read alike by all engines; write the characters themselves`);
    }
    const code = codeOf(character);
    return [[code, code]];
  }

  #parseClass(flags: Flags): Node {
    const negated = this.#take("^");
    if (this.#peek() === "]") throw this.problem("an empty class; a ] inside of one is written \\]");
    let ranges: CodeRange[] = [];
    while (!this.#take("]")) {
      if (this.isAtEnd()) throw this.problem("a [ without its ]");
      if (this.#peek() === "[" && this.#lookingAt(/^\[[:.=]/))
        throw this.problem("classes such as [:alpha:] are not known here");
      const first = this.#parseClassPart();
      if (this.#peek() === "-" && this.#lookingAt(/^-[^\]]/)) {
        this.#at += 1;
        const last = this.#parseClassPart();
        const [from, to] = [first, last].map((part) =>
          part.length === 1 && part[0]?.[0] === part[0]?.[1] ? part[0]?.[0] : undefined,
        );
        if (from === undefined || to === undefined || from > to) throw this.problem("a range that does not go upwards");
        ranges.push([from, to]);
      } else ranges = ranges.concat(first);
    }
    const folded = flags.ignoreCase ? foldRanges(ranges) : ranges;
    return { kind: "ranges", ranges: negated ? negateRanges(folded) : folded };
  }

  #parseClassPart(): readonly CodeRange[] {
    if (this.#take("\\")) {
      if (this.isAtEnd()) throw this.problem("a \\ at the end");
      if (this.#lookingAt(/^[bB]/)) throw this.problem("\\b has no meaning inside of a class");
      return this.#parseEscapedRanges();
    }
    const code = codeOf(this.#next());
    return [[code, code]];
  }

  #parseRepeat(item: Node): Node {
    const bounds = this.#parseBounds();
    if (!bounds) return item;
    this.#take("?");
    const next = this.#peek() ?? "";
    if ("*+?".includes(next || "x") || (next === "{" && this.#lookingAt(/^\{\d+(?:,\d*)?\}/))) {
      throw this.problem("two repetitions of one thing, one after the other");
    }
    return { kind: "repeat", item, ...bounds };
  }

  #parseBounds(): { min: number; max: number } | undefined {
    if (this.#take("*")) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.#take("+")) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.#take("?")) return { min: 0, max: 1 };
    const counted = this.#peek() === "{" ? /^\{(\d+)(,(\d*))?\}/.exec(this.#rest()) : null;
    if (!counted) return undefined;
    this.#at += counted[0].length;
    const min = Number(counted[1]);
    const max = counted[2] === undefined ? min : counted[3] ? Number(counted[3]) : Number.POSITIVE_INFINITY;
    if (min > MAX_REPEAT || (max !== Number.POSITIVE_INFINITY && max > MAX_REPEAT)) {
      throw this.problem(`more than ${MAX_REPEAT} repetitions`);
    }
    if (max < min) throw this.problem("a repetition whose most is less than its least");
    return { min, max };
  }

  #peek(): string | undefined {
    return this.#characters[this.#at];
  }

  #next(): string {
    const character = this.#characters[this.#at];
    if (character === undefined) throw this.problem("the pattern ends too early");
    this.#at += 1;
    return character;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  /** As much of what follows as any of the fixed forms above can be long. */
  #rest(): string {
    return this.#characters.slice(this.#at, this.#at + 200).join("");
  }

  #lookingAt(form: RegExp): boolean {
    return form.test(this.#rest());
  }
}

function makeLiteral(character: string, flags: Flags): Node {
  const code = codeOf(character);
  const ranges: CodeRange[] = [[code, code]];
  return { kind: "ranges", ranges: flags.ignoreCase ? foldRanges(ranges) : ranges };
}

function applyFlags(flags: Flags, on = "", off = ""): Flags {
  const read = (letter: string, now: boolean) => (on.includes(letter) ? true : off.includes(letter) ? false : now);
  return {
    ignoreCase: read("i", flags.ignoreCase),
    dotAll: read("s", flags.dotAll),
    multiline: read("m", flags.multiline),
  };
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
