/** Conditions: which branches run, and what variables hold after an undecided one. */
import { childIn, childrenIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { settled, truthOf, unite } from "./certainty.ts";
import { evaluate } from "./expressions.ts";
import { importsFromTree } from "./imports.ts";
import type { Frame, Guard, Machine, Scope } from "./machine.ts";
import { type Completion, runBlock, runStatement } from "./statements.ts";
import { UNKNOWN, type Value } from "./values.ts";

interface Branch {
  condition: SyntaxNode | undefined;
  body: SyntaxNode | undefined;
}

export function runIf(machine: Machine, frame: Frame, node: SyntaxNode): Completion {
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
  // What follows runs under the opposite condition.
  const left =
    completion.first === "break" ||
    completion.first === "continue" ||
    (completion.first === "stop" && frame.returns.length > returned);
  if (left && completion.second === "next") {
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
  const inner = /^not\s+([\w.]+(?:\((?:[^()]|\([^()]*\))*\))?(?:\.\w+)*)$/.exec(guard.text)?.[1];
  return {
    text: inner ?? (/^[\w.]+$/.test(guard.text) ? `not ${guard.text}` : `not (${guard.text})`),
    holds: guard.holds === undefined ? undefined : !guard.holds,
  };
}

/**
 * Runs both on the same variables and unites what each leaves, except after one that stopped; what holds without
 * configuration comes first.
 */
function runEither(
  machine: Machine,
  frame: Frame,
  guard: Guard,
  first: () => Completion,
  second: () => Completion,
): { first: Completion; second: Completion } {
  const { scope } = frame;
  const before = new Map(scope.variables);
  const firstCompletion = machine.under([guard], first);
  const afterFirst = scope.variables;
  scope.variables = new Map(before);
  const secondCompletion = machine.under([negate(guard)], second);
  const afterSecond = scope.variables;
  if (firstCompletion === "stop") scope.variables = afterSecond;
  else if (secondCompletion === "stop") scope.variables = afterFirst;
  else if (guard.holds === false) scope.variables = uniteVariables(afterSecond, afterFirst);
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

export function runMatch(machine: Machine, frame: Frame, node: SyntaxNode): Completion {
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
    const completion = decided ? run() : machine.under([guard], run);
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
