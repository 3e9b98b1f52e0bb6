/** What loops and comprehensions run over. */
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";
import { assign } from "./assignments.ts";
import { foldText } from "./branches.ts";
import { callMethod } from "./calls.ts";
import { optionsOf, settled, truthOf } from "./certainty.ts";
import { addUnder, conditionsNow, conditionsOf, setUnder } from "./conditional.ts";
import { evaluate, evaluateField, MAX_ITEMS } from "./expressions.ts";
import type { Guard } from "./machine.ts";
import { type Frame, type Machine, makeScope } from "./machine.ts";
import { type DictValue, keyOf, type ListValue, list, string, type Value } from "./values.ts";

export function isIterable(value: Value): boolean {
  return optionsOf(value).every((option) => {
    if (option.kind === "list" || option.kind === "dict") return !option.open;
    return option.kind === "string" || option.kind === "class" || option.kind === "none";
  });
}

/** The elements that a loop over the value meets, as far as they are known. */
export function iterate(machine: Machine, frame: Frame, value: Value): Value[] {
  switch (value.kind) {
    case "list":
      return [...value.items];
    case "dict":
      return [...value.entries.values()].map((entry) => entry.key);
    case "string":
      return value.holes ? [] : [...value.value].slice(0, MAX_ITEMS).map((character) => string(character));
    case "class":
      return [...value.attributes.values()].filter((member) => member.kind === "instance" && member.cls === value);
    case "instance": {
      const iterator = callMethod(machine, frame, value, "__iter__", {
        positional: [],
        keywords: new Map(),
        node: value.cls.node,
      });
      return iterator.kind === "list" ? [...iterator.items] : [];
    }
    case "union": {
      const items: Value[] = [];
      for (const option of value.options) {
        for (const item of iterate(machine, frame, option)) {
          const id = keyOf(item);
          const present = items.some((other) => other === item || (id !== undefined && keyOf(other) === id));
          if (!present) items.push(item);
        }
      }
      return items;
    }
    case "unknown":
      return value.fallback ? iterate(machine, frame, value.fallback) : [];
    default:
      return [];
  }
}

interface Clause {
  left: SyntaxNode;
  right: SyntaxNode;
  conditions: SyntaxNode[];
}

function clausesOf(node: SyntaxNode): Clause[] {
  const clauses: Clause[] = [];
  for (const child of namedChildren(node)) {
    const left = childIn(child, "left");
    const right = childIn(child, "right");
    if (child.type === "for_in_clause" && left && right) clauses.push({ left, right, conditions: [] });
    const [condition] = namedChildren(child);
    if (child.type === "if_clause" && condition) clauses.at(-1)?.conditions.push(condition);
  }
  return clauses;
}

/** The condition under which a value is true, unless that is decided. */
function guardOf(value: Value, node: SyntaxNode): Guard | "always" | "never" {
  const truth = truthOf(value);
  if (truth !== undefined) return truth ? "always" : "never";
  return { text: foldText(node.text), holds: truthOf(settled(value)) };
}

/** Runs `each` for every combination of the clauses' elements that no condition excludes; false: some are unknown. */
function runClauses(machine: Machine, frame: Frame, node: SyntaxNode, each: (inner: Frame) => void): boolean {
  const inner: Frame = { ...frame, scope: makeScope("function", frame.scope) };
  const clauses = clausesOf(node);
  let known = true;
  const run = (at: number): void => {
    const clause = clauses[at];
    if (!clause) {
      each(inner);
      return;
    }
    const source = evaluate(machine, inner, clause.right);
    if (!isIterable(source)) known = false;
    for (const item of iterate(machine, inner, source).slice(0, MAX_ITEMS)) {
      if (!machine.step()) return;
      assign(machine, inner, clause.left, item);
      const conditions = clause.conditions.map((condition) => guardOf(evaluate(machine, inner, condition), condition));
      if (conditions.includes("never")) continue;
      const open = conditions.filter((condition) => condition !== "never" && condition !== "always");
      machine.under([...conditionsOf(source, item), ...open], () => run(at + 1));
    }
  };
  run(0);
  return known;
}

export function comprehend(machine: Machine, frame: Frame, node: SyntaxNode, type: ListValue["type"]): Value {
  const body = childIn(node, "body");
  const value: ListValue = { ...list([], type), born: machine.guards.length };
  if (!body) return value;
  const known = runClauses(machine, frame, node, (inner) => {
    if (value.items.length >= MAX_ITEMS) return;
    addUnder(value, evaluate(machine, inner, body), conditionsNow(machine, value));
  });
  if (!known) value.open = true;
  return value;
}

export function comprehendDictionary(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  const value: DictValue = { kind: "dict", entries: new Map(), born: machine.guards.length };
  const pair = childIn(node, "body") ?? childOfType(node, "pair");
  if (!pair) return value;
  const known = runClauses(machine, frame, node, (inner) => {
    const key = evaluateField(machine, inner, pair, "key");
    setUnder(value, key, evaluateField(machine, inner, pair, "value"), conditionsNow(machine, value));
  });
  if (!known) value.open = true;
  return value;
}
