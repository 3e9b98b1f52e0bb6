/** Statements: what they bind, and which of them run. An undecided condition runs both branches and unites them. */
import { childIn, childOfType, childrenIn, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { call, callMethod } from "./calls.ts";
import { defineClass, defineFunction } from "./definitions.ts";
import { assign, evaluate, getAttribute, iterate } from "./expressions.ts";
import { importFrom, importModules, importsFromTree } from "./imports.ts";
import { type Frame, type Guard, type Machine, type Scope, setVariable } from "./machine.ts";
import { callArguments, NONE, optionsOf, settled, truthOf, UNKNOWN, unite, type Value } from "./values.ts";

/** How a block ended: `stop` after return, raise or exit; `leave` after break or continue. */
export type Completion = "next" | "stop" | "leave";

const MAX_ITERATIONS = 2_000;
const MAX_LOOP_STEPS = 100_000;

export function runBlock(machine: Machine, frame: Frame, block: SyntaxNode | undefined): Completion {
  if (!block) return "next";
  const pushed = machine.guards.length;
  try {
    for (const statement of namedChildren(block)) {
      const completion = machine.nest<Completion>(() => runStatement(machine, frame, statement), "next");
      if (completion !== "next") return completion;
    }
    return "next";
  } finally {
    // Guards that an early return left behind hold to the end of the block only.
    machine.guards.length = pushed;
  }
}

export function runStatement(machine: Machine, frame: Frame, node: SyntaxNode): Completion {
  if (!machine.step()) return "stop";
  switch (node.type) {
    case "expression_statement":
      for (const expression of namedChildren(node)) {
        const value = evaluate(machine, frame, expression);
        if (value.kind === "external-call" && /^(?:sys\.exit|os\._exit|builtins\.(?:exit|quit))$/.test(value.path)) {
          return "stop";
        }
      }
      return "next";
    case "function_definition":
      setVariable(frame.scope, nameOf(node), defineFunction(machine, frame, node));
      return "next";
    case "class_definition":
      setVariable(frame.scope, nameOf(node), defineClass(machine, frame, node));
      return "next";
    case "decorated_definition":
      return runDecorated(machine, frame, node);
    case "import_statement":
      importModules(machine, frame, node);
      return "next";
    case "import_from_statement":
      importFrom(machine, frame, node);
      return "next";
    case "if_statement":
      return runIf(machine, frame, node);
    case "for_statement":
      return runFor(machine, frame, node);
    case "while_statement":
      return runWhile(machine, frame, node);
    case "try_statement":
      return runTry(machine, frame, node);
    case "with_statement":
      return runWith(machine, frame, node);
    case "match_statement":
      return runMatch(machine, frame, node);
    case "return_statement": {
      const [value] = namedChildren(node);
      frame.returns.push(value ? evaluate(machine, frame, value) : NONE);
      return "stop";
    }
    case "raise_statement":
      return "stop";
    case "break_statement":
    case "continue_statement":
      return "leave";
    case "global_statement":
    case "nonlocal_statement":
      declareOuter(frame, node);
      return "next";
    case "delete_statement":
      runDelete(machine, frame, node);
      return "next";
    case "type_alias_statement": {
      const [left, right] = namedChildren(node);
      if (left && right) setVariable(frame.scope, left.text, evaluate(machine, frame, right));
      return "next";
    }
    default:
      return "next";
  }
}

function nameOf(node: SyntaxNode): string {
  return childIn(node, "name")?.text ?? "";
}

function runDecorated(machine: Machine, frame: Frame, node: SyntaxNode): Completion {
  const definition = childIn(node, "definition");
  if (!definition) return "next";
  const decorators = node.children.filter((child) => child.type === "decorator");
  const values = decorators.map((decorator) => {
    const expression = namedChildren(decorator)[0];
    return { node: decorator, value: expression ? evaluate(machine, frame, expression) : UNKNOWN };
  });
  let value: Value =
    definition.type === "class_definition"
      ? defineClass(machine, frame, definition)
      : defineFunction(machine, frame, definition);
  // The definition is visible under its name while decorators run: registrations may refer to it.
  for (const decorator of values.reverse()) value = decorate(machine, frame, decorator.value, value, decorator.node);
  setVariable(frame.scope, nameOf(definition), value);
  return "next";
}

function decorate(machine: Machine, frame: Frame, decorator: Value, target: Value, node: SyntaxNode): Value {
  if (decorator.kind === "external" && target.kind === "function") {
    const last = decorator.path.slice(decorator.path.lastIndexOf(".") + 1);
    if (decorator.path === "builtins.staticmethod") target.binding = "static";
    else if (decorator.path === "builtins.classmethod") target.binding = "class";
    else if (/^(?:property|cached_property|abstractproperty|computed_field)$/.test(last)) target.binding = "property";
    if (target.binding) return target;
  }
  // `@name.setter`
  if (decorator.kind === "function" && decorator.binding === "property") return decorator;
  runLaterAsCommand(machine, frame, decorator, target, node);
  const result = call(machine, frame, decorator, callArguments(node, [target]));
  // What decorators of other packages make of a definition is taken to be the definition.
  return result.kind === "unknown" || result.kind === "none" || result.kind === "external-call" ? target : result;
}

/** Commands of a command line (`@cli.command()`) are called by the framework: each is a way to start the program. */
function runLaterAsCommand(machine: Machine, frame: Frame, decorator: Value, target: Value, node: SyntaxNode): void {
  if (target.kind !== "function" || (decorator.kind !== "external-call" && decorator.kind !== "external")) return;
  if (!/(?:^|\.)(?:command|callback|cli_command)$/.test(decorator.path)) return;
  machine.deferred.push(() => call(machine, frame, target, callArguments(node)));
}

interface Branch {
  condition: SyntaxNode | undefined;
  body: SyntaxNode | undefined;
}

function runIf(machine: Machine, frame: Frame, node: SyntaxNode): Completion {
  const branches: Branch[] = [{ condition: childIn(node, "condition"), body: childIn(node, "consequence") }];
  for (const alternative of childrenIn(node, "alternative")) {
    branches.push(
      alternative.type === "elif_clause"
        ? { condition: childIn(alternative, "condition"), body: childIn(alternative, "consequence") }
        : { condition: undefined, body: childIn(alternative, "body") },
    );
  }
  return runBranches(machine, frame, branches, 0);
}

function runBranches(machine: Machine, frame: Frame, branches: readonly Branch[], at: number): Completion {
  const branch = branches[at];
  if (!branch) return "next";
  if (!branch.condition) return runBlock(machine, frame, branch.body);
  const value = evaluate(machine, frame, branch.condition);
  if (value.kind === "external" && value.path.endsWith(".TYPE_CHECKING")) {
    runForTypes(machine, frame, branch.body);
    return runBranches(machine, frame, branches, at + 1);
  }
  const truth = truthOf(value);
  if (truth === true) return runBlock(machine, frame, branch.body);
  if (truth === false) return runBranches(machine, frame, branches, at + 1);
  const text = foldText(branch.condition.text);
  const holds = truthOf(settled(value));
  const returned = frame.returns.length;
  const { condition } = branch;
  const completion = runEither(
    machine,
    frame,
    { text, holds },
    () => {
      narrow(frame.scope, condition, true);
      return runBlock(machine, frame, branch.body);
    },
    () => {
      narrow(frame.scope, condition, false);
      return runBranches(machine, frame, branches, at + 1);
    },
  );
  // Nothing was registered otherwise: what follows runs under the opposite condition.
  if (completion.first === "stop" && completion.second === "next" && frame.returns.length > returned) {
    machine.guards.push(negate({ text, holds }));
  }
  return completion.first === completion.second ? completion.first : "next";
}

/** Imports for type checkers only: modules of the tree wait until setup is over, since they may import in circles. */
function runForTypes(machine: Machine, frame: Frame, block: SyntaxNode | undefined): void {
  for (const statement of block ? namedChildren(block) : []) {
    const run = (): void => void runStatement(machine, frame, statement);
    if (statement.type === "import_from_statement" && !importsFromTree(machine, frame, statement)) run();
    else machine.deferred.push(run);
  }
}

/** Inside a branch, a variable that the condition tests has lost the values that lead to the other branch. */
function narrow(scope: Scope, condition: SyntaxNode, truth: boolean): void {
  if (condition.type === "not_operator") {
    const inner = childIn(condition, "argument");
    if (inner) narrow(scope, inner, !truth);
    return;
  }
  const [subject] = condition.type === "comparison_operator" ? namedChildren(condition) : [condition];
  const isNone = /\sis\s+None$/.test(condition.text);
  const isNotNone = /\sis\s+not\s+None$/.test(condition.text);
  if (subject?.type !== "identifier" || (subject !== condition && !isNone && !isNotNone)) return;
  const value = scope.variables.get(subject.text);
  if (value?.kind !== "union") return;
  const left = value.options.filter((option) => {
    if (subject === condition) return truthOf(option) !== !truth;
    return option.kind === "unknown" || (option.kind === "none") === (isNone === truth);
  });
  if (left.length > 0) scope.variables.set(subject.text, unite(left));
}

export function foldText(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function negate(guard: Guard): Guard {
  const inner = /^not\s+([\w.]+)$/.exec(guard.text)?.[1];
  return {
    text: inner ?? (/^[\w.]+$/.test(guard.text) ? `not ${guard.text}` : `not (${guard.text})`),
    holds: guard.holds === undefined ? undefined : !guard.holds,
  };
}

/** Runs both on the same variables and unites what each leaves, except after one that stopped. */
function runEither(
  machine: Machine,
  frame: Frame,
  guard: Guard,
  first: () => Completion,
  second: () => Completion,
): { first: Completion; second: Completion } {
  const { scope } = frame;
  const before = new Map(scope.variables);
  const firstCompletion = machine.withGuard(guard, first);
  const afterFirst = scope.variables;
  scope.variables = new Map(before);
  const secondCompletion = machine.withGuard(negate(guard), second);
  const afterSecond = scope.variables;
  if (firstCompletion === "stop") scope.variables = afterSecond;
  else if (secondCompletion === "stop") scope.variables = afterFirst;
  else scope.variables = uniteVariables(afterFirst, afterSecond);
  return { first: firstCompletion, second: secondCompletion };
}

function uniteVariables(first: ReadonlyMap<string, Value>, second: ReadonlyMap<string, Value>): Map<string, Value> {
  const united = new Map(first);
  for (const [name, value] of second) {
    const other = first.get(name);
    if (other !== value) united.set(name, other ? unite([other, value]) : value);
  }
  return united;
}

function runFor(machine: Machine, frame: Frame, node: SyntaxNode): Completion {
  const target = childIn(node, "left");
  const source = childIn(node, "right");
  const body = childIn(node, "body");
  if (!target || !source) return "next";
  const items = iterate(machine, frame, evaluate(machine, frame, source));
  const rounds = items.length > 0 ? items.slice(0, MAX_ITERATIONS) : [UNKNOWN];
  if (items.length > MAX_ITERATIONS) machine.incomplete = true;
  const { left, progress } = machine;
  for (const item of rounds) {
    // A loop that registers nothing for long is not what setup code does.
    if (left - machine.left > MAX_LOOP_STEPS && machine.progress === progress) {
      machine.incomplete = true;
      break;
    }
    assign(machine, frame, target, item);
    const completion = runBlock(machine, frame, body);
    // A return inside a loop over unknown things is undecided; so is a break.
    if (completion === "stop" && items.length > 0) return completion;
    if (!machine.step()) return "stop";
  }
  return "next";
}

function runWhile(machine: Machine, frame: Frame, node: SyntaxNode): Completion {
  const condition = childIn(node, "condition");
  const truth = condition ? truthOf(evaluate(machine, frame, condition)) : undefined;
  if (truth !== false) runBlock(machine, frame, childIn(node, "body"));
  return "next";
}

/** What is caught does not happen here; a handler runs only where the block itself ends by raising. */
function runTry(machine: Machine, frame: Frame, node: SyntaxNode): Completion {
  const returned = frame.returns.length;
  let completion = runBlock(machine, frame, childIn(node, "body"));
  if (completion === "next") {
    const otherwise = childOfType(node, "else_clause");
    if (otherwise) completion = runBlock(machine, frame, childIn(otherwise, "body"));
  }
  const last = childOfType(node, "finally_clause");
  if (last) runBlock(machine, frame, childOfType(last, "block"));
  // A block that returned a value may have failed before: the code after the statement is reachable too.
  return completion === "stop" && frame.returns.length === returned ? "next" : completion;
}

function runWith(machine: Machine, frame: Frame, node: SyntaxNode): Completion {
  for (const item of descendants(childOfType(node, "with_clause") ?? node, "with_item")) {
    if (enclosing(item, "with_statement") !== node) continue;
    const value = childIn(item, "value") ?? namedChildren(item)[0];
    if (!value) continue;
    if (value.type !== "as_pattern") {
      evaluate(machine, frame, value);
      continue;
    }
    const [source, alias] = namedChildren(value);
    const target = childIn(value, "alias") ?? alias;
    if (!source || !target) continue;
    const entered = enterContext(machine, frame, evaluate(machine, frame, source), source);
    assign(
      machine,
      frame,
      target.type === "as_pattern_target" ? (namedChildren(target)[0] ?? target) : target,
      entered,
    );
  }
  return runBlock(machine, frame, childIn(node, "body"));
}

function enterContext(machine: Machine, frame: Frame, value: Value, node: SyntaxNode): Value {
  if (value.kind === "list") return value.items[0] ?? UNKNOWN;
  for (const name of ["__enter__", "__aenter__"]) {
    if (value.kind === "instance" && getAttribute(machine, frame, value, name, node).kind === "method") {
      return callMethod(machine, frame, value, name, callArguments(node));
    }
  }
  if (value.kind === "external-call" && value.path === "builtins.open") return value;
  return value.kind === "external-call" && value.server ? value : value.kind === "instance" ? value : UNKNOWN;
}

function runMatch(machine: Machine, frame: Frame, node: SyntaxNode): Completion {
  const subject = childIn(node, "subject");
  const value = subject ? evaluate(machine, frame, subject) : UNKNOWN;
  const block = childIn(node, "body") ?? node;
  const clauses = block.children.filter((child) => child.type === "case_clause");
  const before = new Map(frame.scope.variables);
  const ends: Map<string, Value>[] = [];
  const completions = new Set<Completion>();
  for (const clause of clauses) {
    const patterns = clause.children.filter((child) => child.type === "case_pattern");
    const matches = patterns.map((pattern) => matchesPattern(machine, frame, value, pattern));
    if (matches.length > 0 && matches.every((match) => match === false)) continue;
    frame.scope.variables = new Map(before);
    const guard: Guard = { text: `${subject?.text ?? ""} is ${foldText(patterns[0]?.text ?? "")}`, holds: undefined };
    const decided = matches.includes(true);
    const run = (): Completion => runBlock(machine, frame, childIn(clause, "consequence"));
    const completion = decided ? run() : machine.withGuard(guard, run);
    completions.add(completion);
    if (completion !== "stop") ends.push(frame.scope.variables);
    if (decided) break;
  }
  frame.scope.variables = ends.length > 0 ? ends.reduce(uniteVariables) : before;
  return completions.size === 1 && completions.has("stop") && clauses.at(-1)?.text.startsWith("case _")
    ? "stop"
    : "next";
}

function matchesPattern(machine: Machine, frame: Frame, value: Value, pattern: SyntaxNode): boolean | undefined {
  const [inner] = namedChildren(pattern);
  if (pattern.text === "_") return undefined;
  if (!inner || !["string", "integer", "none", "true", "false", "dotted_name"].includes(inner.type)) return undefined;
  const expected = settled(evaluate(machine, frame, inner));
  const actual = value.kind === "unknown" ? value : settled(value);
  if (actual.kind === "string" && expected.kind === "string" && !actual.holes) return actual.value === expected.value;
  return undefined;
}

function declareOuter(frame: Frame, node: SyntaxNode): void {
  for (const name of namedChildren(node)) {
    let target: Scope = frame.module.scope;
    if (node.type === "nonlocal_statement") {
      for (let at = frame.scope.parent; at; at = at.parent) {
        if (at.kind === "function" && at.variables.has(name.text)) {
          target = at;
          break;
        }
      }
    }
    frame.scope.outer ??= new Map();
    frame.scope.outer.set(name.text, target);
  }
}

function runDelete(machine: Machine, frame: Frame, node: SyntaxNode): void {
  for (const target of namedChildren(node)) {
    if (target.type !== "subscript" || machine.guards.length > 0) continue;
    const object = childIn(target, "value");
    const key = childIn(target, "subscript");
    if (!object || !key) continue;
    for (const option of optionsOf(evaluate(machine, frame, object))) {
      const id = settled(evaluate(machine, frame, key));
      if (option.kind === "dict" && id.kind === "string") option.entries.delete(`s:${id.value}`);
    }
  }
}
