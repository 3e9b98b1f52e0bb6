/** Statements: what they bind and return. Undecided conditions run every branch; a text keeps what it was before. */
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluate, type Place, typeRef } from "./evaluate.ts";
import { zeroValue } from "./members.ts";
import { attachHandler, dropTool } from "./sdk.ts";
import { mapKey, type Scope, text, truthOf, UNKNOWN, type Value } from "./values.ts";

const MAX_ITERATIONS = 1_000;

/** What a function returned; a failure where it did so because something gave an error. */
export interface Returned {
  value: Value;
  isFailure: boolean;
}

/** True when the block surely ended by returning. */
export function runBlock(place: Place, block: SyntaxNode | undefined, returns: Returned[]): boolean {
  if (!block) return false;
  const inner: Place = { ...place, scope: { variables: new Map(), parent: place.scope } };
  for (const statement of statementsOf(block)) {
    if (!place.machine.step()) return true;
    if (place.machine.nest(() => runStatement(inner, statement, returns), false)) return true;
  }
  return false;
}

function statementsOf(block: SyntaxNode): SyntaxNode[] {
  return namedChildren(block).flatMap((child) => (child.type === "statement_list" ? namedChildren(child) : [child]));
}

function runStatement(place: Place, node: SyntaxNode, returns: Returned[]): boolean {
  switch (node.type) {
    case "expression_statement": {
      const [expression] = namedChildren(node);
      const value = expression ? evaluate(place, expression) : UNKNOWN;
      return value.kind === "external-call" && /^(?:os\.Exit|builtin\.panic|log\.Fatal\w*)$/.test(value.path);
    }
    case "short_var_declaration":
    case "assignment_statement":
      assignMany(place, node);
      return false;
    case "var_declaration":
    case "const_declaration":
      declareMany(place, node);
      return false;
    case "return_statement": {
      const values = namedChildren(node).flatMap((child) =>
        child.type === "expression_list" ? namedChildren(child) : [child],
      );
      const results = values.map((value) => evaluate(place, value));
      attachHandler(place.machine, results);
      const [only] = results;
      const value: Value = results.length === 1 && only ? only : { kind: "tuple", items: results };
      returns.push({ value, isFailure: place.isFailing === true });
      return true;
    }
    case "if_statement":
      return runIf(place, node, returns);
    case "for_statement":
      runFor(place, node, returns);
      return false;
    case "expression_switch_statement":
      return runSwitch(place, node, returns);
    case "type_switch_statement":
    case "select_statement":
      for (const clause of namedChildren(node)) {
        if (clause.type.endsWith("_case")) runBlock(place, clause, returns);
      }
      return false;
    case "go_statement":
    case "defer_statement": {
      const [call] = namedChildren(node);
      if (call) evaluate(place, call);
      return false;
    }
    case "block":
      return runBlock(place, node, returns);
    case "labeled_statement": {
      const inner = namedChildren(node).at(-1);
      return inner ? runStatement(place, inner, returns) : false;
    }
    default:
      return false;
  }
}

function expressions(node: SyntaxNode | undefined): SyntaxNode[] {
  return node ? (node.type === "expression_list" ? namedChildren(node) : [node]) : [];
}

function assignMany(place: Place, node: SyntaxNode): void {
  const targets = expressions(childIn(node, "left"));
  const sources = expressions(childIn(node, "right"));
  const operator = childIn(node, "operator")?.text ?? "=";
  let values = sources.map((source) => evaluate(place, source));
  const [only] = values;
  if (values.length === 1 && targets.length > 1 && only) {
    values = only.kind === "tuple" ? only.items : [only];
  }
  for (const [index, target] of targets.entries()) {
    let value = values[index] ?? UNKNOWN;
    if (target.text === "_" && sources[index]?.type !== "identifier") dropTool(value);
    if (operator === "+=") {
      const before = evaluate(place, target);
      if (before.kind === "text")
        value =
          value.kind === "text"
            ? text(before.value + value.value, before.holes ?? value.holes)
            : text(before.value, "other");
    }
    if (node.type === "short_var_declaration" && target.type === "identifier") {
      place.scope?.variables.set(target.text, value);
    } else assign(place, target, value);
  }
}

function assign(place: Place, target: SyntaxNode, value: Value): void {
  if (target.type === "identifier") {
    for (let at: Scope | undefined = place.scope; at; at = at.parent) {
      if (!at.variables.has(target.text)) continue;
      at.variables.set(target.text, value);
      return;
    }
    return;
  }
  if (target.type === "selector_expression") {
    const [operand, field] = [childIn(target, "operand"), childIn(target, "field")];
    const object = operand ? evaluate(place, operand) : UNKNOWN;
    if (object.kind !== "struct" || !field) return;
    // A schema that was cloned or brought into a normal form says what it said.
    const before = object.fields.get(field.text);
    const isUnknown = value.kind === "unknown" || value.kind === "nil" || value.kind === "external-call";
    const isLost = isUnknown && (before?.kind === "map" || before?.kind === "struct");
    if (!isLost) object.fields.set(field.text, value);
    return;
  }
  if (target.type === "index_expression") {
    const [operand, key] = [childIn(target, "operand"), childIn(target, "index")];
    const object = operand ? evaluate(place, operand) : UNKNOWN;
    const id = key && mapKey(evaluate(place, key));
    if (object.kind === "map" && id !== undefined) object.entries.set(id, value);
    return;
  }
  const [inner] = namedChildren(target);
  if (inner && (target.type === "unary_expression" || target.type === "parenthesized_expression"))
    assign(place, inner, value);
}

function declareMany(place: Place, node: SyntaxNode): void {
  const specs = namedChildren(node).flatMap((child) =>
    child.type === "var_spec_list" ? namedChildren(child) : [child],
  );
  for (const spec of specs) {
    const names = spec.children.filter((child) => child.field === "name");
    const values = expressions(childIn(spec, "value")).map((value) => evaluate(place, value));
    const type = childIn(spec, "type");
    for (const [index, name] of names.entries()) {
      const zero = type ? zeroValue(place, place.machine.underlying(typeRef(place, type))) : UNKNOWN;
      place.scope?.variables.set(name.text, values[index] ?? zero);
    }
  }
}

function runIf(place: Place, node: SyntaxNode, returns: Returned[]): boolean {
  const inner: Place = { ...place, scope: { variables: new Map(), parent: place.scope } };
  const initializer = childIn(node, "initializer");
  if (initializer) runStatement(inner, initializer, returns);
  const condition = childIn(node, "condition");
  const truth = condition ? truthOf(evaluate(inner, condition)) : undefined;
  const [consequence, alternative] = [childIn(node, "consequence"), childIn(node, "alternative")];
  const otherwise = (): boolean =>
    alternative?.type === "if_statement" ? runIf(inner, alternative, returns) : runBlock(inner, alternative, returns);
  if (truth === true) return runBlock(inner, consequence, returns);
  if (truth === false) return otherwise();
  const condText = (condition?.text ?? "").replace(/\s+/g, " ").trim();
  const isFailure = /\berr\b|\bok\b/.test(condText);
  const guard = isFailure ? undefined : condText;
  const before = snapshot(inner.scope);
  const fails = FAILED.test(condText);
  const taken: Place = fails ? { ...inner, isFailing: true } : inner;
  const first = guarded(place, guard, () => runBlock(taken, consequence, returns));
  const afterFirst = snapshot(inner.scope);
  restore(inner.scope, before);
  const second = guarded(place, guard && `!(${guard})`, otherwise);
  // What stands in for a value that could not be had is not the value.
  if (!first && !fails) mergeInto(inner.scope, before, afterFirst, alternative !== undefined);
  return first && second && alternative !== undefined;
}

const FAILED = /^\w*[eE]rr\w*\s*!=\s*nil\b(?!\s*&&)/;

function guarded(place: Place, guard: string | undefined, run: () => boolean): boolean {
  if (guard === undefined) return run();
  place.machine.guards.push({ text: guard });
  try {
    return run();
  } finally {
    place.machine.guards.pop();
  }
}

type Snapshot = Map<Scope, Map<string, Value>>;

function snapshot(scope: Scope | undefined): Snapshot {
  const taken: Snapshot = new Map();
  for (let at = scope; at; at = at.parent) taken.set(at, new Map(at.variables));
  return taken;
}

function restore(scope: Scope | undefined, taken: Snapshot): void {
  for (let at = scope; at; at = at.parent) at.variables = new Map(taken.get(at) ?? at.variables);
}

/** After an undecided condition: longer lists win, and what was nothing before takes what a branch gave it. */
function mergeInto(scope: Scope | undefined, before: Snapshot, first: Snapshot, hasElse: boolean): void {
  for (let at = scope; at; at = at.parent) {
    for (const [name, value] of first.get(at) ?? []) {
      const old = before.get(at)?.get(name);
      const now = at.variables.get(name);
      if (value === old) continue;
      const grown = value.kind === "list" && (now?.kind !== "list" || value.items.length > now.items.length);
      const wasNothing =
        now === undefined || now.kind === "unknown" || now.kind === "nil" || (now.kind === "text" && now.value === "");
      if (grown || wasNothing || (hasElse && now !== old)) at.variables.set(name, value);
    }
  }
}

function runFor(place: Place, node: SyntaxNode, returns: Returned[]): void {
  const body = childIn(node, "body");
  const range = childOfType(node, "range_clause");
  const inner: Place = { ...place, scope: { variables: new Map(), parent: place.scope } };
  if (!range) {
    runBlock(inner, body, returns);
    return;
  }
  const source = childIn(range, "right");
  const value = source ? evaluate(place, source) : UNKNOWN;
  const [keyName, itemName] = expressions(childIn(range, "left")).map((target) => target.text);
  const rounds: [Value, Value][] =
    value.kind === "list"
      ? value.items.map((item, index) => [{ kind: "number", value: index }, item])
      : value.kind === "map"
        ? [...value.entries].map(([key, item]) => [text(key), item])
        : // Of what another module gives, one stands for all.
          [[UNKNOWN, value.kind === "external-call" ? value : UNKNOWN]];
  for (const [key, item] of rounds.slice(0, MAX_ITERATIONS)) {
    if (keyName !== undefined) inner.scope?.variables.set(keyName, key);
    if (itemName !== undefined) inner.scope?.variables.set(itemName, item);
    runBlock(inner, body, returns);
    if (!place.machine.step()) return;
  }
}

function runSwitch(place: Place, node: SyntaxNode, returns: Returned[]): boolean {
  const subject = childIn(node, "value");
  const value = subject ? evaluate(place, subject) : undefined;
  const id = value && mapKey(value);
  const clauses = namedChildren(node).filter(
    (child) => child.type === "expression_case" || child.type === "default_case",
  );
  if (id !== undefined) {
    const isMatch = (clause: SyntaxNode): boolean =>
      expressions(childIn(clause, "value")).some((option) => mapKey(evaluate(place, option)) === id);
    const match = clauses.find(isMatch) ?? clauses.find((clause) => clause.type === "default_case");
    return match ? runBlock(place, caseBody(match), returns) : false;
  }
  const ends = clauses.map((clause) => runBlock(place, caseBody(clause), returns));
  return ends.length > 0 && ends.every(Boolean) && clauses.some((clause) => clause.type === "default_case");
}

function caseBody(clause: SyntaxNode): SyntaxNode {
  return childOfType(clause, "statement_list") ?? clause;
}
