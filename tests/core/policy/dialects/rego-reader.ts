/**
 * Reads and judges the part of Rego that the export writes, so that the vectors run where OPA is not installed. Whatever is
 * not of that part is an error, never passed over. Where OPA is there, a test holds that both decide alike.
 */
import { isEqualJson } from "../../../../src/core/policy/conditions.ts";
import { BUILTINS, COMPARISONS, listItems, readKey, type Value, walk } from "./rego-values.ts";

type Scope = ReadonlyMap<string, Value>;
/** `undefined` is Rego's: an expression without a value. */
type Term = (scope: Scope) => Value;
/** Every way in which the statements hold, as what they bind. */
type Body = (scope: Scope) => readonly Scope[];

interface Definition {
  parameters: string[];
  /** Tried in turn: the value of the first body that holds. */
  branches: { value: Term; body: Body }[];
}

/** The value of a rule of the module, such as `decision`. */
export function evaluateRego(text: string, rule: string, input: Value): Value {
  return new Module(text).evaluate(rule, input);
}

const TOKEN =
  /\s*(?:#[^\n]*\n\s*)*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z_][\w.]*|:=|[=!<>]=|[^\s])/y;
class Module {
  readonly #tokens: string[] = [];
  #at = 0;
  readonly #definitions = new Map<string, Definition[]>();
  readonly #defaults = new Map<string, Term>();
  /** Partial objects: what each key is set to, and when. */
  readonly #entries = new Map<string, { key: Term; value: Term; body: Body }[]>();
  #input: Value;

  constructor(text: string) {
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) this.#tokens.push(match[1] ?? "");
    this.#expect("package", "permitbook", "import", "rego.v1");
    while (this.#at < this.#tokens.length) this.#readRule();
  }

  evaluate(rule: string, input: Value): Value {
    this.#input = input;
    return this.#lookUp(rule, new Map());
  }

  #readRule(): void {
    if (this.#take("default")) {
      const name = this.#next();
      this.#expect(":=");
      this.#defaults.set(name, this.#readTerm());
      return;
    }
    const name = this.#next();
    if (this.#take("[")) {
      const key = this.#readTerm();
      this.#expect("]", ":=");
      const value = this.#readTerm();
      this.#expect("if");
      append(this.#entries, name, { key, value, body: this.#readBlock() });
      return;
    }
    const parameters: string[] = [];
    if (this.#take("(")) {
      do parameters.push(this.#next());
      while (this.#take(","));
      this.#expect(")");
    }
    const branches: Definition["branches"] = [];
    do branches.push(this.#readBranch());
    while (this.#take("else"));
    append(this.#definitions, name, { parameters, branches });
  }

  #readBranch(): { value: Term; body: Body } {
    const value = this.#take(":=") ? this.#readTerm() : () => true;
    return { value, body: this.#take("if") ? this.#readBlock() : (scope) => [scope] };
  }

  #readBlock(): Body {
    this.#expect("{");
    return this.#readStatements("}");
  }

  #readStatements(end: string): Body {
    const statements: Body[] = [];
    while (!this.#take(end)) statements.push(this.#readStatement());
    return (scope) => statements.reduce<readonly Scope[]>((scopes, statement) => scopes.flatMap(statement), [scope]);
  }

  #readStatement(): Body {
    if (this.#take("some")) {
      do this.#next();
      while (this.#take(","));
      return (scope) => [scope];
    }
    if (this.#take("every")) return this.#readEvery();
    if (this.#take("walk")) return this.#readWalk();
    if (this.#tokens[this.#at + 1] === ":=") {
      const name = this.#next();
      this.#expect(":=");
      const term = this.#readTerm();
      return (scope) => {
        const value = term(scope);
        return value === undefined ? [] : [new Map([...scope, [name, value]])];
      };
    }
    const isNegated = this.#take("not");
    const condition = this.#readCondition();
    return (scope) => {
      const value = condition(scope);
      return (value === undefined || value === false) === isNegated ? [scope] : [];
    };
  }

  #readEvery(): Body {
    const names = [this.#next()];
    if (this.#take(",")) names.push(this.#next());
    this.#expect("in");
    const list = this.#readTerm();
    const body = this.#readBlock();
    return (scope) => {
      const items = list(scope);
      if (items === undefined) return [];
      const holds = listItems(items).every((item, index) => {
        const bound = names.length === 1 ? [item] : [index, item];
        const inner = new Map([...scope, ...names.map((name, at) => [name, bound[at]] as const)]);
        return body(inner).length > 0;
      });
      return holds ? [scope] : [];
    };
  }

  /** `walk(value, [path, value])`: every place in the value, with what stands there. */
  #readWalk(): Body {
    this.#expect("(");
    const root = this.#readTerm();
    this.#expect(",", "[");
    const path = this.#next();
    this.#expect(",");
    const value = this.#next();
    this.#expect("]", ")");
    return (scope) =>
      walk(root(scope), []).map(([keys, found]) => new Map([...scope, [path, keys] as const, [value, found] as const]));
  }

  #readCondition(): Term {
    const left = this.#readTerm();
    const operator = this.#tokens[this.#at] ?? "";
    if (this.#take("in")) {
      const right = this.#readTerm();
      return (scope) => {
        const [item, items] = [left(scope), right(scope)];
        if (item === undefined || items === undefined) return undefined;
        return listItems(items).some((each) => isEqualJson(each, item));
      };
    }
    const compare = COMPARISONS[operator];
    if (compare === undefined) return left;
    this.#at += 1;
    const right = this.#readTerm();
    return (scope) => {
      const [a, b] = [left(scope), right(scope)];
      return a === undefined || b === undefined ? undefined : compare(a, b);
    };
  }

  #readTerm(): Term {
    let term = this.#readPlain();
    while (this.#take("[")) {
      const [inner, key] = [term, this.#readTerm()];
      this.#expect("]");
      term = (scope) => readKey(inner(scope), key(scope));
    }
    return term;
  }

  #readPlain(): Term {
    const token = this.#next();
    if (token === "[") return this.#readList();
    if (token === "{") return this.#readBraces();
    if (/^["\d-]|^(?:true|false|null)$/.test(token)) {
      const value: Value = JSON.parse(token);
      return () => value;
    }
    if (!/^[A-Za-z_]/.test(token)) throw new SyntaxError(`Rego: ${token} is no term.`);
    if (this.#take("(")) return this.#readCall(token);
    const [name = "", ...keys] = token.split(".");
    return (scope) => keys.reduce<Value>((value, key) => readKey(value, key), this.#lookUp(name, scope));
  }

  #readCall(name: string): Term {
    const terms = this.#readTerms(")");
    if (name === "set") return () => new Set();
    return (scope) => {
      const values = terms.map((term) => term(scope));
      if (values.includes(undefined)) return undefined;
      const builtin = BUILTINS[name];
      return builtin ? builtin(...values) : this.#call(name, values);
    };
  }

  #readList(): Term {
    const start = this.#at;
    const first = this.#tokens[this.#at] === "]" ? undefined : this.#readTerm();
    if (first && this.#take("|")) {
      const body = this.#readStatements("]");
      return (scope) => body(scope).map((inner) => first(inner));
    }
    this.#at = start;
    const items = this.#readTerms("]");
    return (scope) => {
      const values = items.map((item) => item(scope));
      return values.includes(undefined) ? undefined : values;
    };
  }

  /** A set, or an object whose keys are literals. */
  #readBraces(): Term {
    if (this.#take("}")) return () => ({});
    const isObject = this.#tokens[this.#at + 1] === ":";
    const entries: [Term, Term][] = [];
    do {
      if (this.#tokens[this.#at] === "}") break;
      const key = this.#readTerm();
      if (isObject) this.#expect(":");
      entries.push([key, isObject ? this.#readTerm() : key]);
    } while (this.#take(","));
    this.#expect("}");
    return (scope) =>
      isObject
        ? Object.fromEntries(entries.map(([key, value]) => [String(key(scope)), value(scope)]))
        : new Set(entries.map(([key]) => key(scope)));
  }

  #readTerms(end: string): Term[] {
    const terms: Term[] = [];
    while (!this.#take(end)) {
      terms.push(this.#readTerm());
      if (!this.#take(",") && this.#tokens[this.#at] !== end) throw this.#unexpected(`a comma or ${end}`);
    }
    return terms;
  }

  #lookUp(name: string, scope: Scope): Value {
    if (scope.has(name)) return scope.get(name);
    if (name === "input") return this.#input;
    const entries = this.#entries.get(name);
    if (entries) {
      const held = entries.filter(({ body }) => body(new Map()).length > 0);
      return new Map(held.map(({ key, value }) => [key(new Map()), value(new Map())]));
    }
    if (!this.#definitions.has(name)) throw new SyntaxError(`Rego: nothing is called ${name}.`);
    return this.#call(name, []) ?? this.#defaults.get(name)?.(new Map());
  }

  #call(name: string, values: readonly Value[]): Value {
    const definitions = this.#definitions.get(name);
    if (definitions === undefined) throw new SyntaxError(`Rego: no function is called ${name}.`);
    const results = definitions.map(({ parameters, branches }) => {
      const scope = new Map(parameters.map((parameter, index) => [parameter, values[index]]));
      for (const { value, body } of branches) {
        const [first] = body(scope);
        if (first) return value(first);
      }
      return undefined;
    });
    const found = results.filter((result) => result !== undefined);
    if (found.some((result) => !isEqualJson(result, found[0]))) throw new Error(`Rego: ${name} has two values.`);
    return found[0];
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new SyntaxError("Rego: the text ends too early.");
    this.#at += 1;
    return token;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(...tokens: string[]): void {
    for (const token of tokens) if (!this.#take(token)) throw this.#unexpected(token);
  }

  #unexpected(expected: string): SyntaxError {
    return new SyntaxError(`Rego: found ${this.#tokens[this.#at]} where ${expected} is expected.`);
  }
}

function append<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  map.set(key, [...(map.get(key) ?? []), item]);
}
