/** `inspect.signature` and the signatures that wrappers are given by hand: `fn.__signature__ = sig.replace(…)`. */
import { childIn } from "../syntax.ts";
import { parametersOf } from "./definitions.ts";
import { evaluate } from "./expressions.ts";
import { iterate } from "./iteration.ts";
import { type Frame, type Machine, makeFrame } from "./machine.ts";
import { innermost, signatureOf } from "./signatures.ts";
import {
  type CallArguments,
  callArguments,
  dict,
  type ExternalCallValue,
  external,
  list,
  native,
  string,
  UNKNOWN,
  type Value,
} from "./values.ts";

const EMPTY = external("inspect.Parameter.empty");

/** The signature that a function shows; without what a method is bound to. */
export function inspectSignature(machine: Machine, frame: Frame, args: CallArguments): Value {
  const [target] = args.positional;
  const signature = target && signatureOf(target);
  if (!signature) return UNKNOWN;
  const { fn } = signature;
  const given = writtenSignature(fn.attributes.get("__signature__"));
  if (given) return given;
  const skipped = (signature.bound && fn.binding !== "static" ? 1 : 0) + signature.givenCount;
  const parameters = parametersOf(fn.node)
    .slice(skipped)
    .filter(({ name }) => !signature.given.has(name))
    .map(({ name, type, kind }) =>
      makeParameter(args, name, {
        annotation: type ? evaluate(machine, makeFrame(fn.scope, fn.module), type) : EMPTY,
        default: fn.defaults.get(name) ?? EMPTY,
        kind: external(`inspect.Parameter.${KINDS[kind]}`),
      }),
    );
  const returned = childIn(fn.node, "return_type");
  const annotation = returned ? evaluate(machine, makeFrame(fn.scope, fn.module), returned) : EMPTY;
  return makeSignature(machine, frame, args, parameters, annotation);
}

/** `typing.get_type_hints(fn)`: the annotations of parameters by name. */
export function typeHints(machine: Machine, _frame: Frame, args: CallArguments): Value {
  const [target] = args.positional;
  const shown = target && signatureOf(target)?.fn;
  if (!shown) return { ...dict(), open: true };
  const assigned = shown.attributes.get("__annotations__");
  if (assigned?.kind === "dict") return assigned;
  const fn = innermost(shown);
  const frame = makeFrame(fn.scope, fn.module);
  const hints = parametersOf(fn.node).flatMap(({ name, type }): [string, Value][] =>
    type ? [[name, evaluate(machine, frame, type)]] : [],
  );
  const returned = childIn(fn.node, "return_type");
  return dict(returned ? [...hints, ["return", evaluate(machine, frame, returned)]] : hints);
}

const KINDS = {
  plain: "POSITIONAL_OR_KEYWORD",
  keyword: "KEYWORD_ONLY",
  list: "VAR_POSITIONAL",
  dict: "VAR_KEYWORD",
} as const;

function makeParameter(args: CallArguments, name: string, facts: Record<string, Value>): ExternalCallValue {
  const value: ExternalCallValue = {
    kind: "external-call",
    path: "inspect.Parameter",
    call: callArguments(args.node),
    attributes: new Map([["name", string(name)], ...Object.entries(facts)]),
  };
  value.attributes.set(
    "replace",
    native("replace", (changes) =>
      makeParameter(args, name, {
        ...Object.fromEntries([...value.attributes].filter(([key]) => key !== "name" && key !== "replace")),
        ...Object.fromEntries(changes.keywords),
      }),
    ),
  );
  return value;
}

/** `inspect.Parameter("name", kind, default=…, annotation=…)`. */
export function newParameter(args: CallArguments): Value {
  const [first, kind] = args.positional;
  const name = first ?? args.keywords.get("name");
  if (name?.kind !== "string" || name.holes) return UNKNOWN;
  return makeParameter(args, name.value, {
    annotation: args.keywords.get("annotation") ?? EMPTY,
    default: args.keywords.get("default") ?? EMPTY,
    kind: kind ?? args.keywords.get("kind") ?? UNKNOWN,
  });
}

/** `inspect.Signature(parameters=[…])`. */
export function newSignature(machine: Machine, frame: Frame, args: CallArguments): Value {
  const parameters = args.positional[0] ?? args.keywords.get("parameters") ?? list([]);
  const returned = args.keywords.get("return_annotation") ?? EMPTY;
  return makeSignature(machine, frame, args, iterate(machine, frame, parameters), returned);
}

function makeSignature(
  machine: Machine,
  frame: Frame,
  args: CallArguments,
  parameters: readonly Value[],
  returned: Value,
): ExternalCallValue {
  const named = parameters.flatMap((parameter): [string, Value][] => {
    const name = parameter.kind === "external-call" ? parameter.attributes.get("name") : undefined;
    return name?.kind === "string" ? [[name.value, parameter]] : [];
  });
  const value: ExternalCallValue = {
    kind: "external-call",
    path: "inspect.Signature",
    call: callArguments(args.node),
    attributes: new Map<string, Value>([
      ["parameters", dict(named)],
      ["return_annotation", returned],
    ]),
  };
  value.attributes.set(
    "replace",
    native("replace", (changes) => {
      const given = changes.keywords.get("parameters");
      const kept = given ? iterate(machine, frame, given) : parameters;
      return makeSignature(machine, frame, args, kept, changes.keywords.get("return_annotation") ?? returned);
    }),
  );
  return value;
}

function writtenSignature(value: Value | undefined): ExternalCallValue | undefined {
  return value?.kind === "external-call" && value.path === "inspect.Signature" ? value : undefined;
}

export interface WrittenParameter {
  name: string;
  type: Value | undefined;
  default: Value | undefined;
}

/** The parameters of a signature that somebody gave a function; `undefined`: nobody did. */
export function writtenParameters(value: Value | undefined): WrittenParameter[] | undefined {
  const parameters = writtenSignature(value)?.attributes.get("parameters");
  if (parameters?.kind !== "dict") return undefined;
  return [...parameters.entries.values()].flatMap(({ key, value: parameter }): WrittenParameter[] => {
    if (key.kind !== "string" || parameter.kind !== "external-call") return [];
    const kind = parameter.attributes.get("kind");
    if (kind?.kind === "external" && /VAR_/.test(kind.path)) return [];
    const fact = (name: string): Value | undefined => {
      const found = parameter.attributes.get(name);
      return found?.kind === "external" && /\.(?:empty|_empty)$/.test(found.path) ? undefined : found;
    };
    return [{ name: key.value, type: fact("annotation"), default: fact("default") }];
  });
}
