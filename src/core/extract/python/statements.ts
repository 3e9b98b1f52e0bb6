/** Statements: what they bind, and which of them run. An undecided condition runs both branches and unites them. */
import { childIn, childOfType, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { assign } from "./assignments.ts";
import { runIf, runMatch } from "./branches.ts";
import { call, callMethod } from "./calls.ts";
import { optionsOf, settled, truthOf } from "./certainty.ts";
import { readOption, runCommand } from "./command-lines.ts";
import { conditionsOf, hold, isCertain } from "./conditional.ts";
import { defineClass, defineFunction } from "./definitions.ts";
import { evaluate, getAttribute } from "./expressions.ts";
import { importFrom, importModules } from "./imports.ts";
import { iterate } from "./iteration.ts";
import { type Frame, type Machine, type Scope, setVariable } from "./machine.ts";
import { callArguments, NONE, UNKNOWN, type Value } from "./values.ts";

/** How a block ended: `stop` after return, raise or exit. */
export type Completion = "next" | "stop" | "break" | "continue";

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
      const returned = value ? evaluate(machine, frame, value) : NONE;
      frame.returns.push(returned);
      if (hold(machine.guards.slice(frame.born)) === true) frame.usual ??= returned;
      return "stop";
    }
    case "raise_statement":
      return "stop";
    case "break_statement":
      return "break";
    case "continue_statement":
      return "continue";
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
  if (target.kind === "function") readOption(decorator, target);
  runLaterAsCommand(machine, frame, decorator, target, node);
  const result = call(machine, frame, decorator, callArguments(node, [target]));
  // What decorators of other packages make of a definition is taken to be the definition.
  return result.kind === "unknown" || result.kind === "none" || result.kind === "external-call" ? target : result;
}

/** Commands of a command line (`@cli.command()`) are called by the framework: each is a way to start the program. */
function runLaterAsCommand(machine: Machine, frame: Frame, decorator: Value, target: Value, node: SyntaxNode): void {
  if (target.kind !== "function") return;
  // A group that is a function itself (`@click.group()`) has no attributes that are known here.
  const isKnown = decorator.kind === "external-call" || decorator.kind === "external";
  const path = isKnown
    ? decorator.path
    : decorator.kind === "unknown"
      ? node.text.replace(/^@\s*|\([\s\S]*$/g, "")
      : "";
  if (!/(?:^|\.)(?:command|callback|cli_command|default)$/.test(path)) return;
  machine.deferred.push(() => machine.share(() => runCommand(machine, frame, target, callArguments(node))));
}

function runFor(machine: Machine, frame: Frame, node: SyntaxNode): Completion {
  const target = childIn(node, "left");
  const source = childIn(node, "right");
  const body = childIn(node, "body");
  if (!target || !source) return "next";
  const collection = evaluate(machine, frame, source);
  const items = iterate(machine, frame, collection);
  const rounds = items.length > 0 ? items.slice(0, MAX_ITERATIONS) : [UNKNOWN];
  if (items.length > MAX_ITERATIONS) machine.leaveUnfinished();
  const { left, progress } = machine;
  for (const item of rounds) {
    // A loop that registers nothing for long is not what setup code does.
    if (left - machine.left > MAX_LOOP_STEPS && machine.progress === progress) {
      machine.leaveUnfinished();
      break;
    }
    assign(machine, frame, target, item);
    const { usual } = frame;
    const completion = machine.under(conditionsOf(collection, item), () => runBlock(machine, frame, body));
    if (items.length === 0) frame.usual = usual;
    // A return inside a loop over unknown things is undecided; so is a break.
    if (completion === "stop" && items.length > 0) return completion;
    if (completion === "break" && items.length > 0) break;
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
    if (target.type !== "subscript") continue;
    const object = childIn(target, "value");
    const key = childIn(target, "subscript");
    if (!object || !key) continue;
    for (const option of optionsOf(evaluate(machine, frame, object))) {
      const id = settled(evaluate(machine, frame, key));
      if (option.kind === "dict" && id.kind === "string" && isCertain(machine, option))
        option.entries.delete(`s:${id.value}`);
    }
  }
}
