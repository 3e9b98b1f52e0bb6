/** `value.key`, for every kind of value. */
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { instanceMember, staticMember } from "./class-members.ts";
import { effectAtom } from "./effect-schemas.ts";
import { evaluate } from "./evaluate.ts";
import { callFunction } from "./functions.ts";
import { evaluateExport } from "./names.ts";
import type { Program } from "./program.ts";
import { schemaMember } from "./schema-methods.ts";
import { stringText } from "./strings.ts";
import { asString, constant, type Env, optionsOf, UNDEFINED, UNKNOWN, union, type Value } from "./values.ts";

export function memberOf(program: Program, value: Value, key: string, env: Env, at: SyntaxNode): Value {
  return program.deeper(() => lookUp(program, value, key, env, at), UNKNOWN);
}

function lookUp(program: Program, value: Value, key: string, env: Env, at: SyntaxNode): Value {
  switch (value.kind) {
    case "object": {
      const item = value.entries.get(key);
      if (!item) return value.open ? UNKNOWN : UNDEFINED;
      return callGetter(program, item.value, env);
    }
    case "array":
      if (key === "length") return value.open ? UNKNOWN : constant(value.items.length);
      return /^\d+$/.test(key) ? (value.items[Number(key)]?.value ?? (value.open ? UNKNOWN : UNDEFINED)) : UNKNOWN;
    case "constant":
      if (typeof value.value !== "string") return UNKNOWN;
      if (/^\d+$/.test(key)) return constant(value.value[Number(key)]);
      return key === "length" ? constant(value.value.length) : UNKNOWN;
    case "module":
      return evaluateExport(program, value.path, key);
    case "external":
      if (value.module === "" && value.path.join(".") === "process.env") {
        program.dependOn("configuration");
        if (program.bare) return UNDEFINED;
      }
      return (
        effectAtom(value, key) ?? { kind: "external", module: value.module, path: [...value.path, key].slice(0, 8) }
      );
    case "class":
      return staticMember(program, value, key, env);
    case "instance":
      return instanceMember(program, value, key, env);
    case "schema":
      return schemaMember(value, key);
    case "function":
      return key === "name" ? functionName(value.node) : assignedMember(program, value.node, key, at);
    case "union":
      return union(
        optionsOf(value).map((option) => ({ ...option, value: memberOf(program, option.value, key, env, at) })),
      );
    case "map":
      return key === "size" && !value.open ? constant(value.entries.length) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** A getter's value; anything else is itself. */
function callGetter(program: Program, value: Value, env: Env): Value {
  if (value.kind !== "function" || value.node.type !== "method_definition") return value;
  const isGetter = value.node.children.some((child) => !child.named && child.type === "get");
  return isGetter ? callFunction(program, value, [], env) : value;
}

function functionName(fn: SyntaxNode): Value {
  const name = childIn(fn, "name")?.text ?? declaredName(fn);
  return name === undefined ? UNKNOWN : constant(name);
}

function declaredName(fn: SyntaxNode): string | undefined {
  return fn.parent?.type === "variable_declarator" ? childIn(fn.parent, "name")?.text : undefined;
}

/** `f.key = value` beside the function. */
function assignedMember(program: Program, fn: SyntaxNode, key: string, at: SyntaxNode): Value {
  const name = childIn(fn, "name")?.text ?? declaredName(fn);
  if (name === undefined || at.tree !== fn.tree) return UNKNOWN;
  const block = fn.type === "function_declaration" ? fn.parent : fn.parent?.parent?.parent;
  for (const statement of block?.children ?? []) {
    const assignment = statement.type === "expression_statement" ? namedChildren(statement)[0] : undefined;
    if (assignment?.type !== "assignment_expression") continue;
    const left = childIn(assignment, "left");
    if (left?.type === "member_expression" && left.text === `${name}.${key}`)
      return evaluate(program, childIn(assignment, "right"), new Map());
  }
  return UNKNOWN;
}

/** The text of a property's key; `undefined` where it is computed and not known. */
export function keyText(program: Program, key: SyntaxNode | undefined, env: Env): string | undefined {
  if (!key) return undefined;
  switch (key.type) {
    case "property_identifier":
    case "private_property_identifier":
    case "identifier":
    case "shorthand_property_identifier_pattern":
      return key.text;
    case "string":
      return stringText(key);
    case "number":
      return String(Number(key.text));
    case "computed_property_name": {
      const value = evaluate(program, namedChildren(key)[0], env);
      if (value.kind === "constant" && typeof value.value === "number") return String(value.value);
      return value.kind === "constant" ? asString(value) : undefined;
    }
  }
  return undefined;
}
