/** Names to values: declarations, imports and exports, enums, parameters. */
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { accumulatedText } from "./accumulate.ts";
import { parameterValue } from "./arguments.ts";
import { assignedValues } from "./assignments.ts";
import { dependOnScopes } from "./captured.ts";
import { evaluate } from "./evaluate.ts";
import { type Located, locateExport, locateImport } from "./exports.ts";
import { keyText, memberOf } from "./members.ts";
import { applyMutations } from "./mutations.ts";
import { bindPattern } from "./patterns.ts";
import type { Program } from "./program.ts";
import { type Declaration, findDeclaration } from "./scopes.ts";
import {
  constant,
  EMPTY_ENV,
  type Env,
  type Item,
  list,
  type ObjectValue,
  UNDEFINED,
  UNKNOWN,
  union,
  type Value,
} from "./values.ts";

export function evaluateName(program: Program, node: SyntaxNode, env: Env): Value {
  const name = node.text;
  const declaration = findDeclaration(name, node);
  if (declaration) return evaluateDeclaration(program, declaration, env);
  if (name === "undefined") return UNDEFINED;
  if (name === "exports") return { kind: "module", path: program.pathOf(node) };
  return { kind: "external", module: "", path: [name] };
}

export function evaluateDeclaration(program: Program, declaration: Declaration, env: Env): Value {
  const bound = env.get(declaration.name);
  if (bound && bound.kind !== "site") {
    program.dependOn(declaration.name);
    return bound;
  }
  switch (declaration.kind) {
    case "function":
    case "class":
      dependOnScopes(program, declaration.node, env);
      return { kind: declaration.kind, node: declaration.node, env };
    case "enum":
      return program.values.remember(program, declaration.node, EMPTY_ENV, () =>
        evaluateEnum(program, declaration.node),
      );
    case "import":
      return evaluateLocated(program, locateImport(program, declaration));
    case "parameter":
      return parameterValue(program, declaration, env);
    case "loop":
      if (declaration.owner) {
        program.dependOn(declaration.owner);
        program.touched.add(declaration.owner);
      }
      return UNKNOWN;
    case "variable":
      return evaluateVariable(program, declaration, env);
    case "opaque":
      return UNKNOWN;
  }
}

function evaluateVariable(program: Program, declaration: Declaration, env: Env): Value {
  const { name } = declaration;
  return onceAtATime(program, name, env, () => variableValue(program, declaration, env));
}

/** A node's value, from memory where it may be; what refers to itself ends. */
function onceAtATime(program: Program, node: SyntaxNode, env: Env, work: () => Value): Value {
  const known = program.values.recall(program, node, env);
  if (known) return known;
  if (program.inProgress.has(node)) return program.cutShort(node);
  program.inProgress.add(node);
  try {
    const recording = program.record(work, { has: (taken) => taken === node }, node);
    program.values.keep(node, recording, env);
    return recording.result;
  } finally {
    program.inProgress.delete(node);
  }
}

/** What a variable is declared with and what it is set to later, each with what the program puts into it. */
function variableValue(program: Program, declaration: Declaration, env: Env): Value {
  const { name, node } = declaration;
  const options: Item[] = [];
  const initial = initialValue(program, declaration, env);
  if (initial) options.push({ value: applyMutations(program, declaration, initial, env) });
  const isConstant = childIn(node.parent, "kind")?.type === "const";
  if (!isConstant) {
    const accumulated = accumulatedText(program, declaration, options[0]?.value, env);
    if (accumulated) return accumulated;
    // `list = list.filter(…)` is made of what the variable held before.
    const before = options[0]?.value.kind === "array" ? new Map(env).set(name, options[0].value) : env;
    options.push(...assignedValues(program, declaration, before, options[0]?.value));
  }
  if (program.shallow && options.length > 0) return union(options.slice(0, 50));
  const telling = options.filter(
    ({ value }) =>
      value.kind !== "constant" || (value.value !== undefined && value.value !== null && value.value !== ""),
  );
  if (telling.length > 0) return union(telling.slice(0, 50));
  return options[0]?.value ?? UNDEFINED;
}

function initialValue(program: Program, { name, node }: Declaration, env: Env): Value | undefined {
  const init = childIn(node, "value");
  if (!init) return undefined;
  const value = evaluate(program, init, env);
  const pattern = childIn(node, "name");
  if (!pattern || pattern === name) return value;
  const bindings = new Map<SyntaxNode, Value>();
  bindPattern(program, pattern, value, env, bindings);
  return bindings.get(name) ?? UNKNOWN;
}

function evaluateEnum(program: Program, node: SyntaxNode): Value {
  const object: ObjectValue = { kind: "object", entries: new Map(), open: false };
  let next = 0;
  for (const member of namedChildren(childIn(node, "body") ?? node)) {
    const key = keyText(program, member.type === "enum_assignment" ? childIn(member, "name") : member, EMPTY_ENV);
    if (key === undefined) continue;
    const value =
      member.type === "enum_assignment" ? evaluate(program, childIn(member, "value"), EMPTY_ENV) : constant(next);
    if (value.kind === "constant" && typeof value.value === "number") next = value.value + 1;
    object.entries.set(key, { value });
  }
  return object;
}

export function evaluateExport(program: Program, path: string, name: string): Value {
  const located = locateExport(program, path, name);
  if (!located && name === "__esModule") return constant(true);
  const table = located ? undefined : program.table(path);
  // A file that passes nothing on has no exports but those that it lists.
  if (table && !table.whole && table.stars.length === 0 && table.exports.size > 0) return UNDEFINED;
  return evaluateLocated(program, located);
}

function evaluateLocated(program: Program, located: Located | undefined): Value {
  switch (located?.kind) {
    case "declaration":
      return evaluateDeclaration(program, located.declaration, EMPTY_ENV);
    case "expression":
      return guarded(program, located.node);
    case "member":
      return memberOf(program, guarded(program, located.node), located.key, EMPTY_ENV, located.node);
    case "module":
      return { kind: "module", path: located.path };
    case "json": {
      const value = jsonFile(program, located.path);
      return located.key === "default" || located.key === "*" || value.kind !== "object"
        ? value
        : (value.entries.get(located.key)?.value ?? value);
    }
    case "external":
      return { kind: "external", module: located.module, path: located.path };
    default:
      return UNKNOWN;
  }
}

function guarded(program: Program, node: SyntaxNode): Value {
  return onceAtATime(program, node, EMPTY_ENV, () => evaluate(program, node, EMPTY_ENV));
}

/** The value of a JSON file. */
export function jsonFile(program: Program, path: string): Value {
  return program.once(`json:${path}`, () => {
    const text = program.context.text(path);
    if (text === undefined || text.length > 4_000_000) return UNKNOWN;
    try {
      return fromJson(JSON.parse(text));
    } catch {
      return UNKNOWN;
    }
  });
}

export function fromJson(json: unknown, depth = 0): Value {
  if (depth > 40) return UNKNOWN;
  if (Array.isArray(json)) return list(json.map((item) => fromJson(item, depth + 1)));
  if (typeof json === "object" && json !== null) {
    const entries = new Map(Object.entries(json).map(([key, item]) => [key, { value: fromJson(item, depth + 1) }]));
    return { kind: "object", entries, open: false };
  }
  return typeof json === "string" || typeof json === "number" || typeof json === "boolean" || json === null
    ? constant(json)
    : UNKNOWN;
}
