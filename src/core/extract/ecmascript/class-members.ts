/** Members of classes and of their instances: fields however compilers write them, methods, what is filled in later. */
import { childIn, hasToken, namedChildren, type SyntaxNode } from "../syntax.ts";
import { classDeclaration } from "./call-sites.ts";
import { chainOf, constructorOf, isStatic, membersOf, superclassOf } from "./classes.ts";
import { evaluate } from "./evaluate.ts";
import { callFunction } from "./functions.ts";
import { keyText } from "./members.ts";
import { applyAt } from "./mutations.ts";
import { occurrences } from "./occurrences.ts";
import type { Program } from "./program.ts";
import { referencesInFile } from "./references.ts";
import { parameterNodes, parameterPattern } from "./scopes.ts";
import {
  type ClassValue,
  constant,
  type Env,
  type InstanceValue,
  type Site,
  UNDEFINED,
  UNKNOWN,
  type Value,
} from "./values.ts";

export function staticMember(program: Program, cls: ClassValue, key: string, env: Env): Value {
  for (const ancestor of chainOf(program, cls)) {
    const bound = new Map<SyntaxNode, Value | Site>([...env, ...ancestor.env]).set(ancestor.node, cls);
    const own = ownMember(program, ancestor, key, true, bound, cls) ?? assignedStatic(program, ancestor, key, bound);
    if (own) return own;
  }
  if (key === "name") return constant(classDeclaration(cls.node)?.name.text ?? childIn(cls.node, "name")?.text);
  const top = chainOf(program, cls).at(-1);
  const beyond = top ? superclassOf(program, top) : UNDEFINED;
  return beyond.kind === "external" || beyond.kind === "unknown" ? UNKNOWN : UNDEFINED;
}

/** `static { this.key = … }`, `C.key = …` and `__publicField(C, "key", …)`. */
function assignedStatic(program: Program, cls: ClassValue, key: string, env: Env): Value | undefined {
  for (const block of membersOf(cls.node)) {
    if (block.type !== "class_static_block") continue;
    const value = assignedIn(program, block, key, env);
    if (value) return value;
  }
  const declaration = classDeclaration(cls.node);
  for (const reference of declaration ? referencesInFile(declaration) : []) {
    const parent = reference.parent;
    if (
      parent?.type === "member_expression" &&
      parent.field === "left" &&
      childIn(parent, "property")?.text === key &&
      parent.parent?.type === "assignment_expression"
    ) {
      return evaluate(program, childIn(parent.parent, "right"), cls.env);
    }
    if (parent?.type === "arguments") {
      const [target, name, value] = namedChildren(parent);
      if (target === reference && name?.type === "string" && keyText(program, name, env) === key && value)
        return evaluate(program, value, env);
    }
  }
  return undefined;
}

export function instanceMember(program: Program, instance: InstanceValue, key: string, env: Env): Value {
  const own = new Map<SyntaxNode, Value | Site>(instance.env);
  const chain = chainOf(program, instance.class);
  for (const { node } of chain) own.set(node, instance);
  return program.record(() => findMember(program, instance, chain, key, new Map([...env, ...own])), own).result;
}

function findMember(
  program: Program,
  instance: InstanceValue,
  chain: readonly ClassValue[],
  key: string,
  bound: Env,
): Value {
  for (const cls of chain) {
    const maker = constructorOf(cls.node);
    const value =
      (maker && assignedIn(program, maker, key, bound)) ??
      ownMember(program, cls, key, false, bound, instance) ??
      (maker && parameterProperty(program, maker, key, bound));
    if (!value) continue;
    return filledLater(program, chain, key, value, bound);
  }
  const top = chain.at(-1);
  const beyond = top ? superclassOf(program, top) : UNDEFINED;
  if (key === "constructor") return instance.class;
  if (chain.some(({ node }) => isSetLater(node, key))) return UNKNOWN;
  return beyond.kind === "external" || beyond.kind === "unknown" ? UNKNOWN : UNDEFINED;
}

/** A field that the class only declares, or that one of its methods sets. */
function isSetLater(node: SyntaxNode, key: string): boolean {
  return occurrences(node, key).some((place) => {
    const outer = place.parent;
    if (outer?.type === "public_field_definition" || outer?.type === "field_definition") return true;
    return outer?.type === "member_expression" && outer.field === "left" && childIn(outer, "object")?.type === "this";
  });
}

/** `constructor(private readonly key: T)`. */
function parameterProperty(program: Program, maker: SyntaxNode, key: string, env: Env): Value | undefined {
  const parameter = parameterNodes(maker).find((node) => {
    const isProperty = node.children.some(
      (child) =>
        child.type === "accessibility_modifier" || child.type === "readonly" || child.type === "override_modifier",
    );
    return isProperty && parameterPattern(node).pattern.text === key;
  });
  return parameter && evaluate(program, parameterPattern(parameter).pattern, env);
}

/** Collections in fields, with what the class's methods put in. */
function filledLater(program: Program, chain: readonly ClassValue[], key: string, value: Value, env: Env): Value {
  if (value.kind !== "array" && value.kind !== "map" && value.kind !== "object") return value;
  let filled = value as Value;
  for (const { node } of chain) {
    if (program.inProgress.has(node)) {
      program.cutShort();
      continue;
    }
    const body = childIn(node, "body");
    const places = body
      ? occurrences(body, key).filter((place) => childIn(place.parent, "object")?.type === "this")
      : [];
    if (places.length === 0) continue;
    program.inProgress.add(node);
    try {
      filled = applyAt(program, filled, places, env);
    } finally {
      program.inProgress.delete(node);
    }
  }
  return filled;
}

/** A field's value or a method that the class itself declares. */
function ownMember(
  program: Program,
  cls: ClassValue,
  key: string,
  wantStatic: boolean,
  env: Env,
  self: Value,
): Value | undefined {
  for (const member of membersOf(cls.node)) {
    const isField = member.type === "public_field_definition" || member.type === "field_definition";
    if ((!isField && member.type !== "method_definition") || isStatic(member) !== wantStatic) continue;
    if (memberName(program, member, env) !== key) continue;
    if (isField) {
      const value = childIn(member, "value");
      if (value) return program.values.remember(program, value, env, () => evaluate(program, value, env));
      continue;
    }
    if (hasToken(member, "set")) continue;
    const method: Value = { kind: "function", node: member, env, self };
    return hasToken(member, "get") ? callFunction(program, method, [], env) : method;
  }
  return undefined;
}

function memberName(program: Program, member: SyntaxNode, env: Env): string | undefined {
  return keyText(program, childIn(member, "name") ?? childIn(member, "property"), env);
}

/** `this.key = value` (and the helper that compilers write for it) in a constructor or static block. */
function assignedIn(program: Program, body: SyntaxNode, key: string, env: Env): Value | undefined {
  for (const node of occurrences(body, key)) {
    const member = node.parent;
    if (node.field !== "property" || member?.type !== "member_expression" || childIn(member, "object")?.type !== "this")
      continue;
    if (member.field === "left" && member.parent?.type === "assignment_expression")
      return evaluate(program, childIn(member.parent, "right"), env);
  }
  for (const call of body.tree.flat.text.slice(body.start, body.end).includes("Field(")
    ? body.tree.ofTypes(new Set(["call_expression"]), body)
    : []) {
    const [target, name, value] = namedChildren(childIn(call, "arguments") ?? call);
    if (target?.type === "this" && name?.type === "string" && keyText(program, name, env) === key && value)
      return evaluate(program, value, env);
  }
  return undefined;
}
