/** Functions and classes as values, and how arguments bind to parameters. */
import { childIn, descendants, enclosing, hasToken, namedChildren, type SyntaxNode } from "../syntax.ts";
import { unite } from "./certainty.ts";
import { classAttribute, isEnum } from "./class-values.ts";
import { evaluate } from "./expressions.ts";
import { closureOf, type Frame, type Machine, makeFrame, makeScope, type Scope, setVariable } from "./machine.ts";
import { rewrittenSchema } from "./schema-rewriting.ts";
import { serverParameter } from "./server.ts";
import { runBlock } from "./statements.ts";
import {
  type CallArguments,
  type ClassValue,
  dict,
  type FunctionValue,
  list,
  NONE,
  plainOf,
  string,
  UNKNOWN,
  type Value,
} from "./values.ts";

export interface Parameter {
  name: string;
  node: SyntaxNode;
  type: SyntaxNode | undefined;
  hasDefault: boolean;
  kind: "plain" | "keyword" | "list" | "dict";
}

export function parametersOf(node: SyntaxNode): Parameter[] {
  const parameters: Parameter[] = [];
  let keywordOnly = false;
  const list = childIn(node, "parameters");
  for (const child of list ? namedChildren(list) : []) {
    const type = childIn(child, "type");
    const inner = child.type === "typed_parameter" ? namedChildren(child)[0] : child;
    const hasDefault = childIn(child, "value") !== undefined;
    const add = (name: SyntaxNode | undefined, kind: Parameter["kind"]): void => {
      if (name) parameters.push({ name: name.text, node: child, type, hasDefault, kind });
    };
    if (inner?.type === "list_splat_pattern") {
      keywordOnly = true;
      add(namedChildren(inner)[0], "list");
    } else if (inner?.type === "dictionary_splat_pattern") {
      add(namedChildren(inner)[0], "dict");
    } else if (child.type === "keyword_separator") {
      keywordOnly = true;
    } else if (child.type !== "positional_separator") {
      add(childIn(child, "name") ?? inner, keywordOnly ? "keyword" : "plain");
    }
  }
  return parameters;
}

export function defineFunction(machine: Machine, frame: Frame, node: SyntaxNode): FunctionValue {
  const defaults = new Map<string, Value>();
  for (const parameter of parametersOf(node)) {
    const value = childIn(parameter.node, "value");
    if (value) defaults.set(parameter.name, evaluate(machine, frame, value));
  }
  const fn: FunctionValue = {
    kind: "function",
    name: childIn(node, "name")?.text ?? "<lambda>",
    node,
    module: frame.module,
    scope: closureOf(frame.scope),
    attributes: new Map(),
    isGenerator: isGenerator(node),
    defaults,
  };
  machine.defined?.push(fn);
  return fn;
}

const generators = new WeakMap<SyntaxNode, boolean>();

function isGenerator(node: SyntaxNode): boolean {
  let known = generators.get(node);
  if (known === undefined) {
    known = false;
    for (const inner of descendants(node, "yield")) {
      if (enclosing(inner, "function_definition", "lambda") === node) {
        known = true;
        break;
      }
    }
    generators.set(node, known);
  }
  return known;
}

export function isAsync(node: SyntaxNode): boolean {
  return hasToken(node, "async");
}

/** The text of the docstring as the source has it; the framework dedents it. */
export function docstringOf(machine: Machine, module: Value | FunctionValue | ClassValue): string | undefined {
  if (module.kind !== "function" && module.kind !== "class") return undefined;
  const body = childIn(module.node, "body");
  const [first] = body ? namedChildren(body) : [];
  const [expression] = first?.type === "expression_statement" ? namedChildren(first) : [];
  if (expression?.type !== "string" && expression?.type !== "concatenated_string") return undefined;
  if (/^[a-z]*f/i.test(expression.text.slice(0, 3).split(/["']/)[0] ?? "")) return undefined;
  const value = evaluate(machine, makeFrame(module.scope, module.module), expression);
  return value.kind === "string" ? value.value : undefined;
}

export function defineClass(machine: Machine, frame: Frame, node: SyntaxNode): ClassValue {
  const bases: Value[] = [];
  const keywords = new Map<string, Value>();
  const superclasses = childIn(node, "superclasses");
  for (const base of superclasses ? namedChildren(superclasses) : []) {
    const name = base.type === "keyword_argument" ? childIn(base, "name")?.text : undefined;
    const value = childIn(base, "value");
    if (name !== undefined) keywords.set(name, value ? evaluate(machine, frame, value) : UNKNOWN);
    else bases.push(evaluate(machine, frame, base));
  }
  const cls: ClassValue = {
    kind: "class",
    name: childIn(node, "name")?.text ?? "",
    node,
    module: frame.module,
    scope: closureOf(frame.scope),
    bases,
    attributes: new Map(),
    annotations: new Map(),
    subclasses: [],
    keywords,
  };
  const scope = makeScope("class", frame.scope);
  const body = childIn(node, "body");
  if (body) {
    collectAnnotations(body, cls.annotations);
    runBlock(machine, { ...makeFrame(scope, frame.module) }, body);
  }
  adopt(cls, scope);
  for (const base of bases) {
    const parent = base.kind === "generic" ? base.origin : base;
    if (parent.kind === "class") parent.subclasses.push(cls);
  }
  runSubclassHook(machine, frame, cls, node);
  return cls;
}

function adopt(cls: ClassValue, scope: Scope): void {
  const members = isEnum(cls);
  for (const [name, value] of scope.variables) {
    if (value.kind === "function" && !value.owner) value.owner = cls;
    const isMember = members && !name.startsWith("_") && value.kind !== "function" && value.kind !== "class";
    cls.attributes.set(name, isMember ? enumMember(cls, name, value) : value);
  }
}

function enumMember(cls: ClassValue, name: string, value: Value): Value {
  // `auto()` of a string enumeration is the lower-cased name.
  const isAuto = value.kind === "external-call" && value.path === "enum.auto";
  const plain = isAuto ? string(name.toLowerCase()) : value.kind === "list" ? (value.items[0] ?? value) : value;
  return {
    kind: "instance",
    cls,
    made: { positional: [], keywords: new Map(), node: cls.node },
    attributes: new Map([
      ["name", string(name)],
      ["value", plainOf(plain)],
    ]),
  };
}

function collectAnnotations(body: SyntaxNode, annotations: Map<string, SyntaxNode>): void {
  for (const statement of namedChildren(body)) {
    if (statement.type !== "expression_statement") continue;
    for (const assignment of namedChildren(statement)) {
      const type = childIn(assignment, "type");
      const left = childIn(assignment, "left");
      if (assignment.type === "assignment" && type && left?.type === "identifier") annotations.set(left.text, type);
    }
  }
}

/** `__init_subclass__` of the bases: the usual place where plugin classes register themselves. */
function runSubclassHook(machine: Machine, frame: Frame, cls: ClassValue, node: SyntaxNode): void {
  for (const base of cls.bases) {
    const hook = base.kind === "class" ? classAttribute(base, "__init_subclass__") : undefined;
    if (hook?.kind === "function") invoke(machine, frame, hook, { positional: [cls], keywords: cls.keywords, node });
  }
}

/** Walks a function's body with its parameters bound; what it returns, of several returns all. */
export function invoke(machine: Machine, frame: Frame, fn: FunctionValue, args: CallArguments): Value {
  const rewritten = rewrittenSchema(fn, args);
  if (rewritten) return rewritten;
  if (!isBlind(fn, args)) {
    const result = walk(machine, frame, fn, args);
    return result === BLOCKED ? UNKNOWN : result;
  }
  const self = (fn.owner && args.positional[0]) ?? fn.scope;
  const repeated = fn.scope.kind === "function" ? undefined : machine.repeated(fn.node, self);
  if (repeated) return repeated;
  const result = walk(machine, frame, fn, args);
  if (result === BLOCKED) return machine.repeated(fn.node, self, 1) ?? UNKNOWN;
  machine.remember(fn.node, self, result);
  return result;
}

/** Arguments that setup code passes around and business code hardly ever does. */
function isTelling(value: Value): boolean {
  if (value.kind === "list") return value.items.some(isTelling);
  if (value.kind === "external-call") return value.server !== undefined;
  return value.kind === "function" || value.kind === "method" || value.kind === "class";
}

/** What `walk` gives where the budgets do not let the function be walked. */
const BLOCKED: Value = { kind: "unknown" };

/** Whether the arguments beside `self` carry no information. */
function isBlind(fn: FunctionValue, args: CallArguments): boolean {
  const rest = fn.owner ? args.positional.slice(1) : args.positional;
  const says = (value: Value): boolean =>
    value.kind !== "unknown" && value.kind !== "external" && value.kind !== "none";
  return !rest.some(says) && ![...args.keywords.values()].some(says);
}

function walk(machine: Machine, _frame: Frame, fn: FunctionValue, args: CallArguments): Value {
  const inner = makeFrame(makeScope("function", fn.scope), fn.module);
  inner.fn = fn;
  inner.born = machine.guards.length;
  if (args.positional[0]) inner.self = args.positional[0];
  bindParameters(machine, inner, fn, args);
  const body = childIn(fn.node, "body");
  const given = [...args.positional.slice(fn.owner && fn.binding !== "static" ? 1 : 0), ...args.keywords.values()];
  const telling = given.some(isTelling) ? "setup" : given.some((value) => value.kind === "instance") ? "maybe" : "no";
  const ran = machine.enter(fn.node, fn.scope, telling, () => {
    if (fn.node.type === "lambda") {
      if (body) inner.returns.push(evaluate(machine, inner, body));
      return "stop";
    }
    return runBlock(machine, inner, body);
  });
  if (ran === undefined) return BLOCKED;
  if (fn.isGenerator) return list(inner.yields);
  if (ran !== "stop" && inner.returns.length > 0) inner.returns.push(NONE);
  return inner.returns.length === 0 ? NONE : uniteReturns(inner);
}

function uniteReturns({ returns, usual }: Frame): Value {
  // `return None` beside a real value is the failure case, where nothing says otherwise: it comes last.
  const real = returns.filter((value) => value.kind !== "none");
  const failures = returns.filter((value) => value.kind === "none");
  return unite([...(usual ? [usual] : []), ...real, ...failures]);
}

function bindParameters(machine: Machine, inner: Frame, fn: FunctionValue, args: CallArguments): void {
  const parameters = parametersOf(fn.node);
  const keywords = new Map(args.keywords);
  let position = 0;
  for (const parameter of parameters) {
    let value: Value | undefined;
    if (parameter.kind === "list") {
      value = list(args.positional.slice(position), "tuple");
      position = args.positional.length;
    } else if (parameter.kind === "dict") {
      value = dict(keywords);
      if (args.open && value.kind === "dict") value.open = true;
      keywords.clear();
    } else {
      if (parameter.kind === "plain" && position < args.positional.length) value = args.positional[position++];
      value ??= keywords.get(parameter.name);
      keywords.delete(parameter.name);
      value ??= fn.defaults.get(parameter.name);
      value ??= UNKNOWN;
      if (value.kind === "unknown" && !value.fallback) value = serverParameter(machine, fn, parameter) ?? value;
    }
    setVariable(inner.scope, parameter.name, value);
  }
}
