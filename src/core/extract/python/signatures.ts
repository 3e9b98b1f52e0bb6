/** A function's parameters as the input schema that the frameworks make of them. */
import type { JsonObject } from "../../schema/json.ts";
import { settled } from "./certainty.ts";
import { classAttribute, inheritsExternal } from "./class-values.ts";
import { docstringOf, parametersOf } from "./definitions.ts";
import { marksDependency } from "./dependencies.ts";
import { parameterDocs } from "./docstrings.ts";
import { evaluate } from "./expressions.ts";
import { writtenParameters } from "./inspection.ts";
import { lastSegment, setMember } from "./json.ts";
import { type Machine, makeFrame } from "./machine.ts";
import { describeField } from "./model-schemas.ts";
import { typeContext } from "./schemas.ts";
import type { CallArguments, FunctionValue, Value } from "./values.ts";

export interface Signature {
  fn: FunctionValue;
  /** The parameter that a bound method has already. */
  bound: boolean;
  /** Given beforehand by `functools.partial`. */
  given: ReadonlySet<string>;
  givenCount: number;
}

/** The function whose signature a registered thing shows, through wrappers, partials and callable objects. */
export function signatureOf(target: Value, depth = 0): Signature | undefined {
  if (depth > 20) return undefined;
  switch (target.kind) {
    case "function":
      if (target.wrapped && !target.attributes.has("__signature__")) return signatureOf(target.wrapped, depth + 1);
      return { fn: target, bound: false, given: new Set(), givenCount: 0 };
    case "method":
      if (target.fn.wrapped?.kind === "function") {
        return { fn: innermost(target.fn), bound: true, given: new Set(), givenCount: 0 };
      }
      return { fn: target.fn, bound: true, given: new Set(), givenCount: 0 };
    case "instance": {
      const fn = classAttribute(target.cls, "__call__");
      return fn?.kind === "function" ? { fn, bound: true, given: new Set(), givenCount: 0 } : undefined;
    }
    case "external-call": {
      const [inner, ...rest] = target.call.positional;
      if (target.path !== "functools.partial" || !inner) return undefined;
      const signature = signatureOf(inner, depth + 1);
      return signature && { ...signature, given: new Set(target.call.keywords.keys()), givenCount: rest.length };
    }
    case "union":
      return target.options.map((option) => signatureOf(option, depth + 1)).find((found) => found !== undefined);
    default:
      return undefined;
  }
}

/** The function that wrappers were made of: its docstring is theirs. */
export function innermost(fn: FunctionValue): FunctionValue {
  let at = fn;
  for (let depth = 0; depth < 20 && at.wrapped?.kind === "function"; depth++) at = at.wrapped;
  return at;
}

/** `describe`: descriptions from the docstring go where the type has none. */
export function signatureSchema(
  machine: Machine,
  signature: Signature,
  options: { excluded?: ReadonlySet<string> } = {},
): { json: JsonObject; partial: boolean } {
  const { fn } = signature;
  const context = typeContext(machine, fn.module);
  const docstring = docstringOf(machine, innermost(fn));
  const docs = docstring === undefined ? new Map<string, string>() : parameterDocs(docstring);
  const properties: JsonObject = {};
  const required: string[] = [];
  const written = writtenParameters(fn.attributes.get("__signature__"));
  for (const parameter of written ?? []) {
    const { name, type } = parameter;
    if (options.excluded?.has(name) || isInjected(type, parameter.default)) continue;
    const field = describeField(context, name, type, parameter.default);
    const doc = docs.get(name);
    if (doc && field.schema.description === undefined) field.schema.description = doc;
    setMember(properties, field.name, field.schema);
    if (field.required) required.push(field.name);
  }
  const result = () => ({
    json: { type: "object", properties, ...(required.length > 0 ? { required } : {}) },
    partial: context.gaps.found,
  });
  if (written) return result();
  const skipped = (signature.bound && fn.binding !== "static" ? 1 : 0) + signature.givenCount;
  const parameters = parametersOf(fn.node).slice(skipped);
  for (const parameter of parameters) {
    if (parameter.kind === "list" || parameter.kind === "dict") continue;
    if (signature.given.has(parameter.name) || options.excluded?.has(parameter.name)) continue;
    const type = parameter.type && evaluate(machine, makeFrame(fn.scope, fn.module), parameter.type);
    const value = fn.defaults.get(parameter.name);
    if (isInjected(type, value)) continue;
    const field = describeField(context, parameter.name, type, value);
    const doc = docs.get(parameter.name);
    if (doc && field.schema.description === undefined) field.schema.description = doc;
    setMember(properties, field.name, field.schema);
    if (field.required) required.push(field.name);
  }
  return result();
}

/** Parameters that the framework fills: the request's context and dependencies. */
function isInjected(type: Value | undefined, written: Value | undefined): boolean {
  return (type !== undefined && isContext(type)) || (written !== undefined && isDependency(written));
}

function isContext(type: Value): boolean {
  switch (type.kind) {
    case "external":
      // A function app's other bindings are parameters too.
      if (type.path.startsWith("azure.functions.")) return true;
      return /^(?:Context|RequestContext|ToolContext|MCPContext|FastMCPContext)$/.test(lastSegment(type.path));
    case "class":
      return inheritsExternal(type, (path) => lastSegment(path) === "Context");
    case "string":
      return /^(?:[\w.]+\.)?Context(?:\[.*\])?(?:\s*\|\s*None)?$/s.test(type.value);
    case "generic": {
      if (isContext(type.origin)) return true;
      const origin = type.origin.kind === "external" ? lastSegment(type.origin.path) : "";
      if (origin === "Annotated")
        return type.args.some((arg, index) => (index === 0 ? isContext(arg) : isDependency(arg)));
      return (origin === "Union" || origin === "Optional") && type.args.some(isContext);
    }
    case "union":
      return type.options.some(isContext);
    default:
      return false;
  }
}

function isDependency(value: Value): boolean {
  const plain = value.kind === "unknown" ? settled(value) : value;
  return plain.kind === "external-call" && marksDependency(plain.path);
}

export function excludedArguments(call: CallArguments): Set<string> {
  const value = call.keywords.get("exclude_args");
  const names = new Set<string>();
  for (const item of value?.kind === "list" ? value.items : []) {
    const name = settled(item);
    if (name.kind === "string") names.add(name.value);
  }
  return names;
}
