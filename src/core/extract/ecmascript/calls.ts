/** Calls and constructions: the program's own functions are followed, built-ins and schema libraries are known. */
import { childIn, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { argumentNodes, bindParameter, evaluateArguments } from "./arguments.ts";
import { callBuiltin } from "./builtins.ts";
import { construct, superclassOf } from "./classes.ts";
import { evaluate, evaluateTemplate, unwrap } from "./evaluate.ts";
import { callGlobal } from "./globals.ts";
import { answerOf, conditionGuard, conditionsAround } from "./guards.ts";
import { memberOf } from "./members.ts";
import { collectionOf } from "./mutations.ts";
import { jsonFile } from "./names.ts";
import type { Program } from "./program.ts";
import { buildSchema, isSchemaLibrary, objectSchema } from "./schema-builders.ts";
import { schemaFromDefinition } from "./schema-definitions.ts";
import { callSchemaMethod } from "./schema-methods.ts";
import { FUNCTION_TYPES, parameterNodes } from "./scopes.ts";
import { dedent, stringText } from "./strings.ts";
import {
  asString,
  constant,
  type Env,
  type FunctionValue,
  type Guard,
  type Item,
  optionsOf,
  type Site,
  UNDEFINED,
  UNKNOWN,
  union,
  type Value,
} from "./values.ts";

const MAX_ACTIVE_CALLS = 3;

export function evaluateCall(program: Program, node: SyntaxNode, env: Env): Value {
  const callee = unwrap(childIn(node, "function"));
  const list = childIn(node, "arguments");
  if (!callee || !list) return UNKNOWN;
  if (list.type === "template_string") return evaluateTagged(program, callee, list, env);
  if (callee.type === "import" || callee.text === "require") return evaluateImport(program, node);
  if (callee.type === "member_expression") return evaluateMethodCall(program, node, callee, env);
  const args = (): Value[] => evaluateArguments(program, node, env);
  const target = evaluate(program, callee, env);
  if (target.kind === "external" && target.module === "" && target.path.length === 1)
    return callGlobal(program, target.path[0] ?? "", args()) ?? passThrough(callee, args());
  if (target.kind === "function") return orPassThrough(callFunction(program, target, args(), env), callee, args);
  if (target.kind === "external") {
    const built = isSchemaLibrary(target.module) ? buildSchema(target.path.at(-1) ?? "", args()) : undefined;
    return built ?? passThrough(callee, args(), target);
  }
  if (target.kind === "union") {
    const options = optionsOf(target).filter((option) => option.value.kind === "function");
    if (options.length > 0)
      return union(
        options.map((option) => ({
          ...option,
          value: callFunction(program, option.value as FunctionValue, args(), env),
        })),
      );
  }
  return passThrough(callee, args());
}

function evaluateTagged(program: Program, tag: SyntaxNode, template: SyntaxNode, env: Env): Value {
  const value = evaluateTemplate(program, template, env);
  const isDedent = /dedent|outdent|stripIndent|heredoc|trimIndent/i.test(tag.text);
  if (!isDedent) return value;
  if (value.kind === "constant" && typeof value.value === "string") return constant(dedent(value.value));
  return value.kind === "text" ? { kind: "text", text: dedent(value.text) } : value;
}

/** `require("./x")` and `import("./x")`. */
function evaluateImport(program: Program, node: SyntaxNode): Value {
  const argument = argumentNodes(node)[0];
  const specifier = argument && stringText(argument);
  if (specifier === undefined) return UNKNOWN;
  const path = program.modules.resolve(program.pathOf(node), specifier);
  if (path?.endsWith(".json")) return jsonFile(program, path);
  return path !== undefined && program.root(path)
    ? { kind: "module", path }
    : { kind: "external", module: specifier, path: [] };
}

function evaluateMethodCall(program: Program, node: SyntaxNode, callee: SyntaxNode, env: Env): Value {
  const method = childIn(callee, "property")?.text ?? "";
  const objectNode = childIn(callee, "object");
  if (objectNode?.type === "super") return callSuper(program, callee, method, node, env);
  const object = evaluate(program, objectNode, env);
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
  switch (object.kind) {
    case "schema":
      return callSchemaMethod(program, object, method, args());
    case "array":
    case "map":
    case "constant":
    case "text": {
      const known = callBuiltin(program, object, method, args(), env);
      return known ?? UNKNOWN;
    }
    case "external": {
      if (object.module === "" && object.path.length === 1) {
        const known = callGlobal(program, `${object.path[0]}.${method}`, args());
        if (known) return known;
      }
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
    const built = buildSchema(method, args());
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

/** An own function whose result is not known may still be one of the wrappers that give back what they get. */
function orPassThrough(value: Value, callee: SyntaxNode, args: () => Value[]): Value {
  if (value.kind !== "unknown" && value.kind !== "external") return value;
  const given = args();
  if (given[0]?.kind === "schema" || /tool|define|schema/i.test(callee.text.slice(-60)))
    return passThrough(callee, given);
  return value;
}

/**
 * Wrappers of other packages: what converts a schema gives that schema, what defines a tool gives that definition,
 * compilers' helpers give what they get.
 */
function passThrough(callee: SyntaxNode, args: readonly Value[], target?: Value): Value {
  // What an import is called there tells more than what a bundler calls it here.
  const isImport = target?.kind === "external" && target.module !== "" && target.path.length > 0;
  const name = isImport ? target.path.join(".") : callee.text.slice(-60);
  const first = args[0];
  if (
    first?.kind === "schema" ||
    (first?.kind === "union" && first.options.every(({ value }) => value.kind === "schema"))
  )
    return first;
  if (/^__?[a-zA-Z]/.test(name)) return first ?? UNKNOWN;
  const objects = args.filter((value) => value.kind === "object");
  // `tool("name", { … })`
  if (first && asString(first) !== undefined && objects.length === 1 && objects[0] && /tool/i.test(name)) {
    return { ...objects[0], entries: new Map([["name", { value: first }], ...objects[0].entries]) };
  }
  if (objects.length === 1 && objects[0] && /tool|define|create|freeze|schema/i.test(name)) return objects[0];
  return UNKNOWN;
}

export function evaluateNew(program: Program, node: SyntaxNode, env: Env): Value {
  const callee = unwrap(childIn(node, "constructor"));
  const target = evaluate(program, callee, env);
  const args = evaluateArguments(program, node, env);
  const schema = args[0]?.kind === "object" ? schemaFromDefinition(program, args[0], env) : undefined;
  if (schema) return schema;
  if (target.kind === "class") return construct(program, target, args);
  if (target.kind === "union") {
    const cls = target.options.find(({ value }) => value.kind === "class")?.value;
    if (cls?.kind === "class") return construct(program, cls, args);
  }
  if (target.kind === "external" && target.module === "") {
    if (target.path[0] === "Map") return collectionOf(args[0], false);
    if (target.path[0] === "Set") return collectionOf(args[0], true);
    if (target.path[0] === "Array") return { kind: "array", items: [], open: false };
  }
  if (args.length === 1 && args[0]?.kind === "object" && /tool/i.test(callee?.text ?? "")) return args[0];
  return UNKNOWN;
}

/** What a function gives for these arguments: each `return` that can be reached. */
export function callFunction(program: Program, fn: FunctionValue, args: readonly Value[], env: Env): Value {
  const isFixed = fn.self === undefined && args.every(({ kind }) => kind === "unknown");
  const known = isFixed ? program.results.get(fn.node) : undefined;
  if (known) return known;
  const active = program.activeCalls.get(fn.node) ?? 0;
  if (active >= MAX_ACTIVE_CALLS) return program.cutShort();
  program.activeCalls.set(fn.node, active + 1);
  try {
    const bound = new Map<SyntaxNode, Value | Site>([...env, ...fn.env]);
    const own = new Set<SyntaxNode>();
    const { result, isPure } = program.isolate(
      () => program.deeper(() => run(program, fn, args, bound, own), UNKNOWN),
      own,
    );
    if (isFixed && isPure) program.results.set(fn.node, result);
    // Some versions of zod make the shape of an object when it is first read.
    const shape = args[0];
    if (
      result.kind === "schema" &&
      result.json["type"] === "object" &&
      !result.shape?.size &&
      shape?.kind === "object"
    ) {
      return objectSchema(shape) ?? result;
    }
    return result;
  } finally {
    program.activeCalls.set(fn.node, active);
  }
}

/** Binds what the call gives into `bound`, and notes in `own` what that was. */
function run(
  program: Program,
  fn: FunctionValue,
  args: readonly Value[],
  bound: Map<SyntaxNode, Value | Site>,
  own: Set<SyntaxNode>,
): Value {
  const bind = (node: SyntaxNode, value: Value | Site): void => {
    bound.set(node, value);
    own.add(node);
  };
  if (fn.self) bindSelf(fn.node, fn.self, bind);
  const bindings = new Map<SyntaxNode, Value>();
  for (const [index, parameter] of parameterNodes(fn.node).entries()) {
    const isRest = parameter.type === "rest_pattern" || childIn(parameter, "pattern")?.type === "rest_pattern";
    const rest = args.slice(index).map((item) => ({ value: item }));
    const value: Value = isRest ? { kind: "array", items: rest, open: false } : (args[index] ?? UNDEFINED);
    bindParameter(program, parameter, value, bound, bindings);
    for (const [name, given] of bindings) bind(name, given);
  }
  const body = childIn(fn.node, "body");
  if (!body) return UNKNOWN;
  return body.type === "statement_block" ? returnedValue(program, body, bound) : evaluate(program, body, bound);
}

function bindSelf(node: SyntaxNode, self: Value, bind: (node: SyntaxNode, value: Value | Site) => void): void {
  const owner = node.parent?.type === "class_body" ? node.parent.parent : node.parent;
  if (self.kind === "instance") for (const [name, value] of self.env) bind(name, value);
  if (owner) bind(owner, self);
}

const RETURNS = new Set(["return_statement", ...FUNCTION_TYPES]);

export function returnStatements(body: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let end = -1;
  for (const node of body.tree.ofTypes(RETURNS, body)) {
    if (node.start < end) continue;
    if (node.type === "return_statement") found.push(node);
    else end = node.end;
  }
  return found;
}

function returnedValue(program: Program, body: SyntaxNode, env: Env): Value {
  const options: Item[] = [];
  for (const statement of returnStatements(body).slice(0, 60)) {
    if (enclosing(statement, "catch_clause") && options.length > 0) continue;
    const guards: Guard[] = [];
    let reachable = true;
    let isCertain = true;
    for (const condition of conditionsAround(statement, body)) {
      const answer = answerOf(program, condition, env);
      if (answer === false) reachable = false;
      if (answer !== undefined) continue;
      isCertain = false;
      guards.push(conditionGuard(program, condition.node, condition.negated, env));
    }
    if (!reachable) continue;
    const value = evaluate(program, namedChildren(statement)[0], env);
    options.push(isCertain ? { value } : { value, guards });
    if (isCertain) break;
  }
  if (options.length === 0) return UNDEFINED;
  // A condition must not come out by leaving out what is not known.
  if (program.shallow) return union(options);
  const telling = options.filter(
    ({ value }) =>
      value.kind !== "unknown" && !(value.kind === "constant" && (value.value === undefined || value.value === null)),
  );
  return union(telling.length > 0 ? telling : options);
}
