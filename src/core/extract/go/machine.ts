/** The state of the evaluation of one Go program: declarations evaluated once, types, budgets, tools that were made. */
import type { FoundTool } from "../context.ts";
import { childIn, childOfType, childrenIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { makesTools } from "./builders.ts";
import { callFunction } from "./calls.ts";
import { declarationValue } from "./declarations.ts";
import type { Declaration, GoPackage, Program } from "./packages.ts";
import { contentOf, type FunctionValue, type StructValue, type TypeRef, UNKNOWN, type Value } from "./values.ts";

export interface Guard {
  text: string;
}

export interface CallFrame {
  fn: SyntaxNode;
  args: readonly Value[];
}

export interface FieldType {
  name: string;
  type: TypeRef;
  tag: string;
  embedded: boolean;
}

/** Nodes that walking from one declaration may cost, and all walks of a server together. */
const MAX_STEPS = 100_000;
const MAX_STEPS_IN_ALL = 1_500_000;
const MAX_DEPTH = 24;
/** Expressions and blocks in one another: more would overflow the stack. */
const MAX_NESTING = 900;
const MAX_CALLS = 600;
const MAX_RECURSION = 2;

export class Machine {
  readonly program: Program;
  readonly guards: Guard[] = [];
  readonly frames: CallFrame[] = [];
  /** By name; of several definitions the one that weighs most. */
  readonly found = new Map<string, FoundTool & { weight: number }>();
  /**
   * Functions in which a tool was made whose name depends on their parameters, with the variables that the names
   * start from (`tool` of `tool.Name`) where the tool stands in the function itself.
   */
  readonly wrappers = new Map<SyntaxNode, Set<string>>();
  /** Types, `folder.Name`, with the functions that make tools of their fields, taken as receiver or parameter. */
  readonly makers = new Map<string, Map<Declaration, number | "receiver">>();
  /** Functions that stand in a struct beside a text, by the text: the handler beside a tool's name. */
  readonly handlers = new Map<string, FunctionValue>();
  /** Where tools are made, and whether the name came out in any walk. */
  readonly makings = new Map<SyntaxNode, boolean>();
  incomplete = false;
  readonly #values = new Map<Declaration, Value>();
  readonly #calls = new Map<SyntaxNode, number>();
  readonly #made = new Map<Declaration, Set<string>>();
  readonly #deferred: (() => void)[] = [];
  readonly #closures: (() => void)[] = [];
  #steps = MAX_STEPS;
  #nesting = 0;
  #left = MAX_STEPS_IN_ALL;

  constructor(program: Program) {
    this.program = program;
  }

  step(): boolean {
    if (this.#steps <= 0) return false;
    this.#steps--;
    this.#left--;
    if (this.#steps === 0) this.incomplete = true;
    if (this.#left === 0) {
      this.#steps = 0;
      this.incomplete = true;
      this.program.context.report("budget-used-up", { language: "go" });
    }
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

  /** Starts the next walk with a budget of its own. */
  refill(): void {
    this.#steps = Math.min(MAX_STEPS, this.#left);
    this.#calls.clear();
  }

  valueOf(declaration: Declaration): Value {
    const known = this.#values.get(declaration);
    if (known) return known;
    // Constants that refer to themselves end here.
    this.#values.set(declaration, UNKNOWN);
    const guards = this.guards.splice(0);
    const value = declarationValue(this, declaration);
    this.guards.push(...guards);
    this.#values.set(declaration, value);
    return value;
  }

  enter<Result>(node: SyntaxNode, args: readonly Value[], run: () => Result): Result | undefined {
    const calls = (this.#calls.get(node) ?? 0) + 1;
    if (calls > MAX_CALLS || this.frames.length >= MAX_DEPTH) return undefined;
    if (this.frames.filter((frame) => frame.fn === node).length >= MAX_RECURSION) return undefined;
    this.#calls.set(node, calls);
    this.frames.push({ fn: node, args });
    try {
      return run();
    } finally {
      this.frames.pop();
    }
  }

  /** A function that nobody passed: of a key and a text, as translation helpers take them, the text is the result. */
  callUnknown(args: readonly Value[]): Value {
    const [key, fallback] = args;
    return args.length === 2 && key?.kind === "text" && fallback?.kind === "text" ? fallback : UNKNOWN;
  }

  later(job: () => void): void {
    this.#deferred.push(job);
  }

  /** A closure that registers tools is run once in any case: who calls it need not be known. */
  keep(closure: FunctionValue): void {
    if (!makesTools(closure.node)) return;
    const guards = [...this.guards];
    this.#closures.push(() => {
      if (this.#calls.has(closure.node)) return;
      const outer = this.guards.splice(0, this.guards.length, ...guards);
      this.call(closure, [], closure.node);
      this.guards.splice(0, this.guards.length, ...outer);
    });
  }

  /** Closures first: a tool is read when all that fills it has run. */
  runDeferred(): void {
    const next = (): (() => void) | undefined => this.#closures.shift() ?? this.#deferred.shift();
    for (let job = next(); job; job = next()) job();
  }

  call(fn: FunctionValue, args: Value[], node: SyntaxNode): Value {
    return callFunction(this, fn, args, [], node);
  }

  /** The package and name that a type's name means; `undefined` for types outside the tree and unnamed ones. */
  named(type: TypeRef): { pkg: GoPackage; name: string; declaration: Declaration | undefined } | undefined {
    const { node, file } = type;
    if (!node) return undefined;
    switch (node.type) {
      case "pointer_type":
      case "parenthesized_type":
        return this.named({ ...type, node: namedChildren(node)[0] });
      case "generic_type":
        return this.named({ ...type, node: childIn(node, "type") ?? namedChildren(node)[0] });
      case "type_identifier":
      case "identifier": {
        const bound = type.bindings?.get(node.text);
        if (bound) return this.named(bound);
        const declaration = file.pkg.declarations.get(node.text);
        return { pkg: file.pkg, name: node.text, declaration };
      }
      case "qualified_type":
      case "selector_expression": {
        const [left, right] = namedChildren(node);
        const path = left && file.imports.get(left.text);
        const pkg = path === undefined ? undefined : this.program.byImport(path);
        return pkg && right ? { pkg, name: right.text, declaration: pkg.declarations.get(right.text) } : undefined;
      }
      default:
        return undefined;
    }
  }

  /** The import path and name of a type outside the tree: `github.com/mark3labs/mcp-go/mcp.Tool`. */
  externalName(type: TypeRef): string | undefined {
    const { node, file } = type;
    if (!node) return undefined;
    if (node.type === "pointer_type" || node.type === "parenthesized_type") {
      return this.externalName({ ...type, node: namedChildren(node)[0] });
    }
    if (node.type === "generic_type") return this.externalName({ ...type, node: childIn(node, "type") });
    if (node.type === "type_identifier") {
      // An alias of a type outside.
      const declaration = file.pkg.declarations.get(node.text);
      const aliased = declaration?.kind === "type" ? childIn(declaration.node, "type") : undefined;
      const isName = aliased?.type === "qualified_type" || aliased?.type === "pointer_type";
      return aliased && declaration && isName
        ? this.externalName({ node: aliased, file: declaration.file })
        : undefined;
    }
    if (node.type !== "qualified_type" && node.type !== "selector_expression") return undefined;
    const [left, right] = namedChildren(node);
    const path = left && file.imports.get(left.text);
    if (path === undefined || !right || this.program.byImport(path)) return undefined;
    return `${path}.${right.text}`;
  }

  /** The type behind names: a struct, map, slice or basic type. */
  underlying(type: TypeRef, depth = 0): TypeRef {
    const { node } = type;
    if (!node || depth > 20) return type;
    if (node.type === "pointer_type") return this.underlying({ ...type, node: namedChildren(node)[0] }, depth + 1);
    const bound = type.bindings?.get(node.text);
    if (bound) return this.underlying(bound, depth + 1);
    const named = this.named(type);
    const inner = named?.declaration?.kind === "type" ? childIn(named.declaration.node, "type") : undefined;
    if (!inner || !named?.declaration) return type;
    return this.underlying({ node: inner, file: named.declaration.file }, depth + 1);
  }

  fieldNames(type: TypeRef): FieldType[] {
    const resolved = this.underlying(type);
    const body =
      resolved.node?.type === "struct_type" ? childOfType(resolved.node, "field_declaration_list") : undefined;
    const fields: FieldType[] = [];
    for (const field of body ? namedChildren(body) : []) {
      const inner = childIn(field, "type");
      if (field.type !== "field_declaration" || !inner) continue;
      const reference: TypeRef = { ...resolved, node: inner };
      const tagText = childIn(field, "tag")?.text ?? "";
      const tag = tagText.startsWith("`") ? tagText.slice(1, -1) : tagText.slice(1, -1).replaceAll('\\"', '"');
      const names = childrenIn(field, "name");
      for (const name of names) fields.push({ name: name.text, type: reference, tag, embedded: false });
      if (names.length === 0) {
        const name = this.named(reference)?.name ?? inner.text.split(".").at(-1) ?? "";
        fields.push({ name, type: reference, tag, embedded: true });
      }
    }
    return fields;
  }

  fieldType(type: TypeRef, name: string): TypeRef | undefined {
    const field = this.fieldNames(type).find((each) => each.name === name);
    return field && this.underlying(field.type);
  }

  methodOf(type: TypeRef, name: string, depth = 0): Declaration | undefined {
    const named = this.named(type);
    const own = named?.pkg.methods.get(named.name)?.find((method) => method.name === name);
    if (own || depth > 5) return own;
    for (const field of this.fieldNames(type)) {
      const inherited = field.embedded ? this.methodOf(field.type, name, depth + 1) : undefined;
      if (inherited) return inherited;
    }
    return undefined;
  }

  /** What makes tools of the fields of a type runs for every value of the type. */
  made(value: StructValue): void {
    const named = this.named(value.type);
    const makers = named && this.makers.get(`${named.pkg.folder}.${named.name}`);
    if (!makers) return;
    // The same literal with the same content makes the same tools, however often it is come by.
    const content = `${value.file.path}:${value.node.start}:${contentOf(value)}`;
    for (const [maker, place] of makers) {
      const done = this.#made.get(maker) ?? new Set();
      if (done.has(content)) continue;
      this.#made.set(maker, done.add(content));
      const fn: FunctionValue = { kind: "function", node: maker.node, file: maker.file, scope: undefined };
      if (place === "receiver") fn.receiver = value;
      const args: Value[] = place === "receiver" ? [] : [...Array<Value>(place).fill(UNKNOWN), value];
      const guards = [...this.guards];
      const frames = [...this.frames];
      this.later(() => {
        const outerGuards = this.guards.splice(0, this.guards.length, ...guards);
        const outerFrames = this.frames.splice(0, this.frames.length, ...frames);
        callFunction(this, fn, args, [], maker.node);
        this.guards.splice(0, this.guards.length, ...outerGuards);
        this.frames.splice(0, this.frames.length, ...outerFrames);
      });
    }
  }
}
