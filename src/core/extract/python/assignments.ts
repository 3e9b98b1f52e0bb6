/** Assignments: what names, attributes and elements hold afterwards. */
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { callMethod } from "./calls.ts";
import { optionsOf, truthOf, unite } from "./certainty.ts";
import { addUnder, conditionsNow, conditionsOf, hold, setUnder } from "./conditional.ts";
import { evaluate, evaluateField, MAX_ITEMS } from "./expressions.ts";
import { isIterable, iterate } from "./iteration.ts";
import { type Frame, type Machine, setVariable } from "./machine.ts";
import { binaryOperation } from "./operators.ts";
import { list, string, UNKNOWN, unknown, type Value } from "./values.ts";

export function evaluateAssignment(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  const left = childIn(node, "left");
  const right = childIn(node, "right");
  if (!left || !right) return UNKNOWN;
  const value = evaluate(machine, frame, right);
  assign(machine, frame, left, value);
  return value;
}

export function evaluateAugmented(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  const left = childIn(node, "left");
  if (!left) return UNKNOWN;
  const operator = (childIn(node, "operator")?.text ?? "+=").slice(0, -1);
  const before = evaluate(machine, frame, left);
  const added = evaluateField(machine, frame, node, "right");
  if (operator === "+" && before.kind === "list" && before.type === "list") {
    if (!isIterable(added)) before.open = true;
    for (const item of iterate(machine, frame, added).slice(0, MAX_ITEMS - before.items.length)) {
      addUnder(before, item, [...conditionsNow(machine, before), ...conditionsOf(added, item)]);
    }
    return before;
  }
  const value = binaryOperation(machine, frame, operator, before, added, node);
  assign(machine, frame, left, value);
  return value;
}

export function assign(machine: Machine, frame: Frame, target: SyntaxNode, value: Value): void {
  switch (target.type) {
    case "identifier":
      setVariable(frame.scope, target.text, value);
      return;
    case "attribute": {
      const object = childIn(target, "object");
      const name = childIn(target, "attribute")?.text ?? "";
      if (object) setAttribute(machine, frame, evaluate(machine, frame, object), name, value);
      return;
    }
    case "subscript": {
      const object = childIn(target, "value");
      const key = childIn(target, "subscript");
      if (object && key) {
        setSubscript(machine, frame, evaluate(machine, frame, object), evaluate(machine, frame, key), value, target);
      }
      return;
    }
    case "parenthesized_expression":
    case "list_splat_pattern": {
      const [inner] = namedChildren(target);
      if (inner) assign(machine, frame, inner, value);
      return;
    }
    case "pattern_list":
    case "tuple_pattern":
    case "list_pattern":
    case "tuple":
    case "list":
      destructure(machine, frame, namedChildren(target), value);
      return;
    default:
      return;
  }
}

function destructure(machine: Machine, frame: Frame, targets: readonly SyntaxNode[], value: Value): void {
  const sources = optionsOf(value).map((option) =>
    option.kind === "list" || option.kind === "dict" ? iterate(machine, frame, option) : undefined,
  );
  const splat = targets.findIndex((target) => target.type === "list_splat_pattern");
  for (const [index, target] of targets.entries()) {
    const parts = sources.map((items) => {
      if (!items) return UNKNOWN;
      if (splat < 0 || index < splat) return items[index] ?? UNKNOWN;
      const after = targets.length - index - 1;
      return index === splat ? list(items.slice(splat, items.length - after)) : (items.at(-after - 1) ?? UNKNOWN);
    });
    assign(machine, frame, target, unite(parts));
  }
}

export function setAttribute(machine: Machine, frame: Frame, object: Value, name: string, value: Value): void {
  for (const option of optionsOf(object)) {
    if (option.kind === "instance" && option.cls.attributes.has("__setattr__")) {
      callMethod(machine, frame, option, "__setattr__", {
        positional: [string(name), value],
        keywords: new Map(),
        node: option.cls.node,
      });
    }
    // A server's own table of tools stays what it is, emptied or not.
    if (name === "_tools" && (option.kind === "external-call" || option.kind === "instance") && option.server) continue;
    // What is said of a tool in a configuration that is not the usual one is not what is said of it.
    if (name === "__doc__" && hold(machine.guards.slice(frame.born)) === false) continue;
    if ("attributes" in option) option.attributes.set(name, keepUndecided(machine, option.attributes.get(name), value));
    else if (option.kind === "module") option.module.scope.variables.set(name, value);
    else if (option.kind === "method") option.fn.attributes.set(name, value);
  }
}

/** What configuration decides stays undecided when a plain value is put in its place under a condition. */
function keepUndecided(machine: Machine, before: Value | undefined, value: Value): Value {
  if (machine.guards.length === 0 || before?.kind !== "unknown" || !before.fallback || truthOf(value) === undefined)
    return value;
  return unknown(machine.guards.every((guard) => guard.holds !== false) ? value : before.fallback);
}

function setSubscript(machine: Machine, frame: Frame, object: Value, key: Value, value: Value, node: SyntaxNode): void {
  for (const option of optionsOf(object)) {
    if (option.kind === "dict") setUnder(option, key, value, conditionsNow(machine, option));
    else if (option.kind === "list" && key.kind === "number") option.items[key.value] = value;
    else if (option.kind === "external-call" || option.kind === "instance") {
      callMethod(machine, frame, option, "__setitem__", { positional: [key, value], keywords: new Map(), node });
    }
  }
}
