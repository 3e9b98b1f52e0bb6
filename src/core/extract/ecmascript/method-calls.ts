/** `object.method(…)`, by what the object is: a schema, a value of JavaScript's own, a package, one of the program's. */
import { childIn, enclosing, type SyntaxNode } from "../syntax.ts";
import { evaluateArguments } from "./arguments.ts";
import { callBuiltin } from "./builtins.ts";
import { keptUnderKey } from "./caches.ts";
import { superclassOf } from "./classes.ts";
import { effectCall } from "./effect-schemas.ts";
import { evaluate } from "./evaluate.ts";
import { callFunction } from "./functions.ts";
import { callGlobal } from "./globals.ts";
import { construct } from "./instances.ts";
import { memberOf } from "./members.ts";
import { readOwnFiles } from "./own-files.ts";
import type { Program } from "./program.ts";
import { buildSchema, isSchemaLibrary } from "./schema-builders.ts";
import { callSchemaMethod } from "./schema-methods.ts";
import { type Env, type FunctionValue, optionsOf, UNKNOWN, union, type Value } from "./values.ts";
import { orPassThrough, passThrough } from "./wrappers.ts";

export function evaluateMethodCall(program: Program, node: SyntaxNode, callee: SyntaxNode, env: Env): Value {
  const method = childIn(callee, "property")?.text ?? "";
  const objectNode = childIn(callee, "object");
  if (objectNode?.type === "super") return callSuper(program, callee, method, node, env);
  const object = evaluate(program, objectNode, env);
  const kept = object.kind === "unknown" || object.kind === "external" ? keptUnderKey(node) : undefined;
  if (kept) return evaluate(program, kept, env);
  const args = (): Value[] => evaluateArguments(program, node, env);
  return program.deeper(() => callMethod(program, object, method, args, callee, env), UNKNOWN);
}

function callMethod(
  program: Program,
  object: Value,
  method: string,
  args: () => Value[],
  callee: SyntaxNode,
  env: Env,
): Value {
  const delayed = method === "lazy" ? delayedSchema(program, args()[0], env) : undefined;
  if (delayed) return delayed;
  switch (object.kind) {
    case "schema":
      return callSchemaMethod(program, object, method, args());
    case "array":
    case "map":
    case "constant":
    case "pattern":
    case "text": {
      const known = callBuiltin(program, object, method, args(), env);
      return known ?? UNKNOWN;
    }
    case "external": {
      if (object.module === "" && object.path.length === 1) {
        const known = callGlobal(program, `${object.path[0]}.${method}`, args());
        if (known) return known;
      }
      const called = { module: object.module, path: [...object.path, method] };
      const made =
        effectCall(object, method, args) ?? (callee.parent && readOwnFiles(program, called, callee.parent, args, env));
      if (made) return made;
      const isLibrary =
        isSchemaLibrary(object.module) || /^(?:z|zod|Type|v|t|s)$/.test(childIn(callee, "object")?.text ?? "");
      const built =
        isLibrary || object.path.length === 0 || object.path.at(-1) === "coerce"
          ? buildSchema(method, args())
          : undefined;
      return built ?? passThrough(callee, args());
    }
    case "union": {
      if (method === "map" || method === "filter" || method === "flatMap" || method === "concat")
        return callBuiltin(program, object, method, args(), env) ?? UNKNOWN;
      return union(
        optionsOf(object).map((option) => ({
          ...option,
          value: callMethod(program, option.value, method, args, callee, env),
        })),
      );
    }
    case "unknown": {
      // What stands before the call is not known, but only schema libraries have such names with such arguments.
      const built = /^_?(?:z|zod|Type|external_exports\d*|z\d+|zod_\d+)$|\bz$/.test(
        childIn(callee, "object")?.text ?? "",
      )
        ? buildSchema(method, args())
        : undefined;
      return built ?? passThrough(callee, args());
    }
  }
  if (
    (object.kind === "object" || object.kind === "module" || object.kind === "class") &&
    isSchemaNamespace(program, object, env, callee)
  ) {
    const built = buildSchema(method, args()) ?? converted(method, args);
    if (built) return built;
  }
  const target = memberOf(program, object, method, env, callee);
  if (target.kind === "function") {
    if (method === "bind") return object;
    const self: FunctionValue =
      object.kind === "instance" || object.kind === "class" ? { ...target, self: object } : target;
    return orPassThrough(callFunction(program, self, args(), env), callee, args);
  }
  if (object.kind === "function") {
    if (method === "bind") return object;
    if (method === "call") return callFunction(program, object, args().slice(1), env);
  }
  if (target.kind === "external") {
    const built = isSchemaLibrary(target.module) ? buildSchema(method, args()) : undefined;
    if (built) return built;
  }
  if (method === "then" && args()[0]?.kind === "function")
    return callFunction(program, args()[0] as FunctionValue, [object], env);
  return passThrough(callee, args());
}

/** Characters of a delayed schema: those that hold each other in many ways have no end to speak of. */
const MAX_DELAYED = 20_000;

/** `z.lazy(() => schema)`; one that holds itself is not known where it does. */
function delayedSchema(program: Program, maker: Value | undefined, env: Env): Value | undefined {
  if (maker?.kind !== "function") return undefined;
  if (program.inProgress.has(maker.node)) return program.cutShort();
  program.inProgress.add(maker.node);
  try {
    const made = callFunction(program, maker, [], env);
    return made.kind === "schema" && JSON.stringify(made.json).length <= MAX_DELAYED ? made : undefined;
  } finally {
    program.inProgress.delete(maker.node);
  }
}

/** `z.toJSONSchema(schema)`: what a client gets of a schema is what the schema says. */
function converted(method: string, args: () => Value[]): Value | undefined {
  const first = /^toJSONSchema$/i.test(method) ? args()[0] : undefined;
  return first?.kind === "schema" ? first : undefined;
}

/** An inlined schema library: an object that has the builders' names. */
function isSchemaNamespace(program: Program, value: Value, env: Env, at: SyntaxNode): boolean {
  if (value.kind === "object") return ["object", "string", "number", "array"].every((key) => value.entries.has(key));
  if (value.kind !== "module") return false;
  return program.once(`schemas:${value.path}`, () =>
    ["object", "string", "number", "array"].every((key) => memberOf(program, value, key, env, at).kind === "function"),
  );
}

function callSuper(program: Program, callee: SyntaxNode, method: string, node: SyntaxNode, env: Env): Value {
  const cls = enclosing(callee, "class_declaration", "class", "abstract_class_declaration");
  if (!cls) return UNKNOWN;
  const parent = superclassOf(program, { kind: "class", node: cls, env });
  if (parent.kind !== "class") return UNKNOWN;
  program.dependOn(cls);
  const self = env.get(cls);
  const instance = construct(program, parent, undefined);
  const target = memberOf(program, instance, method, env, callee);
  if (target.kind !== "function") return UNKNOWN;
  return callFunction(
    program,
    { ...target, self: self && self.kind !== "site" ? self : instance },
    evaluateArguments(program, node, env),
    env,
  );
}
