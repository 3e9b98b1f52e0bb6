/**
 * Methods of the program's own builders that call other methods of the builder: a call of one stands for those that it
 * makes (`.addPageProperties()` for `.addNumberProperty("page", …).addNumberProperty("size", …)`).
 */
import { addsParameter, chainOf, OTHER_PROPERTY } from "../declared/chains.ts";
import type { Plain, PlainCall } from "../declared/plain.ts";
import type { SourceFile } from "../declared/source.ts";
import { childIn, descendants, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluate, type Place } from "./evaluate.ts";

interface Method {
  node: SyntaxNode;
  place: Place;
}

export interface Expanded {
  calls: PlainCall[];
  /** Some calls are made under a condition that is not known. */
  isPartial: boolean;
}

const MAX_DEPTH = 6;
const MAX_CALLS = 500;

export class BuilderMethods {
  readonly #files: readonly SourceFile[];
  readonly #placeOf: (file: SourceFile, node: SyntaxNode) => Place;
  #methods: Map<string, Method[]> | undefined;

  constructor(files: readonly SourceFile[], placeOf: (file: SourceFile, node: SyntaxNode) => Place) {
    this.#files = files;
    this.#placeOf = placeOf;
  }

  /** The calls of a chain that starts from a type, with what the type's methods call in their turn. */
  expand(type: string, calls: readonly PlainCall[], depth = 0): Expanded {
    const expanded: Expanded = { calls: [], isPartial: false };
    for (const call of calls) {
      const method = addsParameter(call) || depth > MAX_DEPTH ? undefined : this.#method(type, call);
      if (!method || !this.#callsOthers(type, method.node)) {
        expanded.calls.push(call);
        continue;
      }
      // What has a name like `addPageProperties` has no other meaning than the calls in it.
      if (!OTHER_PROPERTY.test(call.name)) expanded.calls.push(call);
      const run = new Run(bind(method, call));
      run.statement(childIn(method.node, "body"));
      const inner = this.expand(type, run.calls, depth + 1);
      expanded.calls.push(...inner.calls.slice(0, MAX_CALLS - expanded.calls.length));
      expanded.isPartial ||= run.isPartial || inner.isPartial;
    }
    return expanded;
  }

  #method(type: string, { name, args }: PlainCall): Method | undefined {
    return this.#named(type, name).find(({ node }) => parametersOf(node).length === args.length);
  }

  #callsOthers(type: string, method: SyntaxNode): boolean {
    for (const call of descendants(method, "method_invocation")) {
      if (this.#named(type, childIn(call, "name")?.text ?? "").length > 0) return true;
    }
    return false;
  }

  /** Methods of the type that return it, so that they stand in chains. */
  #named(type: string, name: string): readonly Method[] {
    if (!this.#methods) {
      this.#methods = new Map();
      for (const file of this.#files) {
        for (const node of descendants(file.root, "method_declaration")) {
          const place = this.#placeOf(file, node);
          if (place.owner === undefined || simpleName(childIn(node, "type")?.text) !== place.owner) continue;
          const key = `${place.owner}.${childIn(node, "name")?.text}`;
          this.#methods.set(key, [...(this.#methods.get(key) ?? []), { node, place }]);
        }
      }
    }
    return this.#methods.get(`${simpleName(type)}.${name}`) ?? [];
  }
}

/** One call of a method: what it calls on the builder itself, as far as its conditions are known. */
class Run {
  readonly calls: PlainCall[] = [];
  isPartial = false;
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Whether the method has ended with the statement. */
  statement(node: SyntaxNode | undefined): boolean {
    if (!node) return false;
    switch (node.type) {
      case "block":
        return namedChildren(node).some((child) => this.statement(child));
      case "return_statement":
        this.#chain(namedChildren(node)[0]);
        return true;
      case "expression_statement":
        this.#chain(namedChildren(node)[0]);
        return false;
      case "throw_statement":
        return true;
      case "if_statement":
        return this.#condition(node);
      default:
        // Loops and the like: how often they run is not known.
        for (const inner of descendants(node, "expression_statement")) {
          const before = this.calls.length;
          this.statement(inner);
          this.isPartial ||= this.calls.length > before;
        }
        return false;
    }
  }

  #condition(node: SyntaxNode): boolean {
    const [yes, no] = [childIn(node, "consequence"), childIn(node, "alternative")];
    const decided = truth(this.#place, childIn(node, "condition"));
    if (decided !== undefined) return this.statement(decided ? yes : no);
    const before = this.calls.length;
    const ends = [this.statement(yes), this.statement(no)];
    this.isPartial ||= this.calls.length > before || ends.includes(true);
    return ends.every((end) => end);
  }

  /** A chain that starts from the builder itself: `addText("x")`, `this.addText("x").addFlag("y")`. */
  #chain(node: SyntaxNode | undefined): void {
    if (node?.type !== "method_invocation") return;
    const { base, calls } = chainOf(evaluate(this.#place, node));
    if (base?.kind === "call" && base.node.type === "method_invocation") this.calls.push(base, ...calls);
    else if (base?.kind === "unknown" && startOf(node)?.type === "this") this.calls.push(...calls);
  }
}

function startOf(node: SyntaxNode): SyntaxNode | undefined {
  let at: SyntaxNode | undefined = node;
  while (at?.type === "method_invocation") at = childIn(at, "object");
  return at;
}

/** How a condition comes out: a flag, or whether something is `null`. */
function truth(place: Place, node: SyntaxNode | undefined): boolean | undefined {
  switch (node?.type) {
    case "parenthesized_expression":
      return truth(place, namedChildren(node)[0]);
    case "unary_expression": {
      const inner = childIn(node, "operator")?.text === "!" ? truth(place, childIn(node, "operand")) : undefined;
      return inner === undefined ? undefined : !inner;
    }
    case "binary_expression": {
      const [left, right] = [childIn(node, "left"), childIn(node, "right")];
      const operator = childIn(node, "operator")?.text;
      const other = right?.type === "null_literal" ? left : left?.type === "null_literal" ? right : undefined;
      if (!other || (operator !== "==" && operator !== "!=")) return undefined;
      const isNothing = isNull(evaluate(place, other));
      return isNothing === undefined ? undefined : isNothing === (operator === "==");
    }
    default: {
      const value = node && evaluate(place, node);
      return value?.kind === "bool" ? value.value : undefined;
    }
  }
}

function isNull({ kind }: Plain): boolean | undefined {
  if (kind === "null") return true;
  return kind === "unknown" || kind === "name" || kind === "call" ? undefined : false;
}

/** The method as the call runs it. */
function bind({ node, place }: Method, { args }: PlainCall): Place {
  const bindings = new Map<string, Plain>();
  for (const [index, name] of parametersOf(node).entries()) {
    const value = args[index];
    if (value) bindings.set(name, value);
  }
  return { ...place, call: { fn: node, bindings } };
}

function parametersOf(method: SyntaxNode): string[] {
  const container = childIn(method, "parameters");
  return (container ? namedChildren(container) : [])
    .filter((parameter) => parameter.type === "formal_parameter")
    .map((parameter) => childIn(parameter, "name")?.text ?? "");
}

const simpleName = (type = ""): string => type.replace(/<.*$/s, "").split(".").at(-1) ?? type;
