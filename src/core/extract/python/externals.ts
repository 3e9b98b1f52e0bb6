/** Calls of what stands outside the tree: built-ins, the parts of the standard library that setup code uses, SDKs. */

import type { Json } from "../../schema/json.ts";
import type { SyntaxNode } from "../syntax.ts";
import { attributeOf, hasAttribute } from "./attributes.ts";
import { BUILTINS } from "./builtins.ts";
import { call, passThrough } from "./calls.ts";
import { isSame, iterateKnown, optionsOf, settled, unite } from "./certainty.ts";
import { copyDict, copyList } from "./collections.ts";
import { runCommand } from "./command-lines.ts";
import { isAsync } from "./definitions.ts";
import { marksDependency } from "./dependencies.ts";
import { callChosen, getMembers, importModule, iterateModules, packageFolder } from "./discovery.ts";
import { cleanDocstring } from "./docstrings.ts";
import { openedText } from "./external-attributes.ts";
import { globFiles, listNames } from "./folders.ts";
import { inspectSignature, newParameter, newSignature, typeHints } from "./inspection.ts";
import type { Frame, Machine } from "./machine.ts";
import { fromJson } from "./models.ts";
import { substitute } from "./regular-expressions.ts";
import { callFramework } from "./server.ts";
import { textOf } from "./text.ts";
import {
  type CallArguments,
  callArguments,
  dict,
  external,
  list,
  NONE,
  native,
  string,
  UNKNOWN,
  unknown,
  type Value,
} from "./values.ts";

export type ExternalFunction = (machine: Machine, frame: Frame, args: CallArguments) => Value;

/** Runners of coroutines and threads: a coroutine's value is what its function gave, a function is called. */
const RUNNER =
  /^(?!subprocess\.)(?:.*\.)?(?:run|run_until_complete|run_sync|create_task|ensure_future|wait_for|gather|start_soon|to_thread|run_in_executor|submit|shield|syncify|async_to_sync)$/;

const FUNCTIONS: Record<string, ExternalFunction> = {
  "functools.wraps": (_machine, _frame, args) => wraps(args.positional[0]),
  "functools.update_wrapper": (_machine, _frame, { positional: [wrapper, wrapped] }) => {
    if (wrapper && wrapped) callNative(wraps(wrapped), wrapper);
    return wrapper ?? UNKNOWN;
  },
  "functools.reduce": () => UNKNOWN,
  "typing.cast": (_machine, _frame, args) => args.positional[1] ?? UNKNOWN,
  "typing.get_type_hints": typeHints,
  "typing.get_origin": (machine, frame, args) => attributeOfFirst(machine, frame, args, "__origin__"),
  "typing.get_args": (machine, frame, args) => attributeOfFirst(machine, frame, args, "__args__"),
  "typing.NewType": (_machine, _frame, args) => args.positional[1] ?? UNKNOWN,
  "copy.deepcopy": (machine, _frame, args) => copyOf(machine, args.positional[0]),
  "copy.copy": (machine, _frame, args) => copyOf(machine, args.positional[0]),
  "dataclasses.replace": (_machine, _frame, args) => args.positional[0] ?? UNKNOWN,
  "textwrap.dedent": (_machine, _frame, args) => mapText(args.positional[0], dedent),
  "inspect.cleandoc": (_machine, _frame, args) => mapText(args.positional[0], cleanDocstring),
  "inspect.getdoc": (machine, frame, args) => {
    const [target] = args.positional;
    const doc = target ? attributeOf(machine, frame, target, "__doc__", args.node) : undefined;
    return mapText(doc, cleanDocstring);
  },
  "inspect.signature": inspectSignature,
  "inspect.Signature": newSignature,
  "inspect.Parameter": (_machine, _frame, args) => newParameter(args),
  "inspect.getmembers": (machine, frame, args) => getMembers(machine, frame, args),
  "inspect.isfunction": (_machine, _frame, args) => isKind(args.positional[0], "function"),
  "inspect.isroutine": (_machine, _frame, args) => isRoutine(args.positional[0]),
  "inspect.iscoroutinefunction": (_machine, _frame, args) => isCoroutine(args.positional[0]),
  "asyncio.iscoroutinefunction": (_machine, _frame, args) => isCoroutine(args.positional[0]),
  "inspect.isclass": (_machine, _frame, args) => isKind(args.positional[0], "class"),
  "inspect.ismethod": (_machine, _frame, args) => isKind(args.positional[0], "method"),
  "os.getenv": environment,
  "os.environ.get": environment,
  "os.environ.setdefault": environment,
  "os.path.join": (_machine, _frame, args) => joinPaths(args),
  "os.path.dirname": (_machine, _frame, args) =>
    mapText(args.positional[0], (path) => path.replace(/\/?[^/]*$/, "") || "."),
  "os.path.abspath": (_machine, _frame, args) => args.positional[0] ?? UNKNOWN,
  "os.path.realpath": (_machine, _frame, args) => args.positional[0] ?? UNKNOWN,
  "os.listdir": (machine, _frame, args) => listNames(machine, args),
  "glob.glob": (machine, _frame, args) => globFiles(machine, args),
  "glob.iglob": (machine, _frame, args) => globFiles(machine, args),
  "pathlib.Path": (_machine, _frame, args) => args.positional[0] ?? UNKNOWN,
  "importlib.import_module": importModule,
  "builtins.__import__": importModule,
  "importlib.resources.files": (machine, frame, args) => packageFolder(machine, frame, args.positional[0]),
  "pkgutil.iter_modules": (machine, _frame, args) => iterateModules(machine, args, false),
  "pkgutil.walk_packages": (machine, _frame, args) => iterateModules(machine, args, true),
  "itertools.chain": (_machine, _frame, args) => list(args.positional.flatMap(iterateKnown)),
  "itertools.chain.from_iterable": (_machine, _frame, args) =>
    list(args.positional.flatMap(iterateKnown).flatMap(iterateKnown)),
  "types.SimpleNamespace": (_machine, _frame, args) => ({
    kind: "external-call",
    path: "types.SimpleNamespace",
    call: args,
    attributes: new Map(args.keywords),
  }),
  "collections.OrderedDict": (machine, frame, args) => BUILTINS.dict?.(machine, frame, args) ?? UNKNOWN,
  "collections.defaultdict": () => dict(),
  "collections.ChainMap": (_machine, _frame, args) => args.positional[0] ?? UNKNOWN,
  "types.MappingProxyType": (_machine, _frame, args) => args.positional[0] ?? UNKNOWN,
  "dotenv.load_dotenv": () => NONE,
  "json.load": (machine, _frame, { positional: [file] }) =>
    file?.kind === "external-call" && file.path === "builtins.open" ? parseJson(openedText(machine, file)) : UNKNOWN,
  "json.loads": (_machine, _frame, args) => parseJson(args.positional[0] ?? UNKNOWN),
  "re.sub": (_machine, _frame, args) => substitute(args),
  "typer.run": runFirst,
  "fire.Fire": runFirst,
  "tyro.cli": runFirst,
};

/** Longer texts are data, not definitions of tools. */
const MAX_JSON = 1_000_000;

function parseJson(text: Value): Value {
  if (text.kind !== "string" || text.holes || text.value.length > MAX_JSON) return UNKNOWN;
  try {
    return fromJson(JSON.parse(text.value) as Json);
  } catch {
    return UNKNOWN;
  }
}

function runFirst(machine: Machine, frame: Frame, args: CallArguments): Value {
  return args.positional[0] ? runCommand(machine, frame, args.positional[0], args) : UNKNOWN;
}

export function callExternal(machine: Machine, frame: Frame, path: string, args: CallArguments): Value {
  const builtin = path.startsWith("builtins.") ? path.slice("builtins.".length) : undefined;
  if (builtin !== undefined && Object.hasOwn(BUILTINS, builtin)) {
    return BUILTINS[builtin]?.(machine, frame, args) ?? UNKNOWN;
  }
  if (builtin === "getattr" || builtin === "hasattr") return getOrHas(machine, frame, builtin, args);
  if (builtin === "super") return superOf(frame, args);
  const known = Object.hasOwn(FUNCTIONS, path) ? FUNCTIONS[path] : undefined;
  if (known) return known(machine, frame, args);
  const made = callFramework(machine, frame, path, args);
  if (made) return made;
  callChosen(machine, frame, path, args);
  if (RUNNER.test(path)) return runCallbacks(machine, frame, args);
  const passed = marksDependency(path) ? UNKNOWN : passThrough(args);
  if (passed.kind !== "unknown") return passed;
  return { kind: "external-call", path, call: args, attributes: new Map() };
}

function attributeOfFirst(machine: Machine, frame: Frame, args: CallArguments, name: string): Value {
  const [target] = args.positional;
  if (!target || target.kind === "unknown") return UNKNOWN;
  return attributeOf(machine, frame, target, name, args.node) ?? (name === "__args__" ? list([], "tuple") : NONE);
}

function superOf(frame: Frame, args: CallArguments): Value {
  const [owner, self] =
    args.positional.length >= 2 ? args.positional : [frame.fn?.owner ?? UNKNOWN, frame.self ?? UNKNOWN];
  const bound = callArguments(args.node, [owner ?? UNKNOWN, self ?? UNKNOWN]);
  return { kind: "external-call", path: "builtins.super", call: bound, attributes: new Map() };
}

const FOREIGN = new Set<Value["kind"]>(["external", "external-call", "generic", "string", "list", "dict", "native"]);

const LANGUAGE_ATTRIBUTE =
  /^__(?:all|annotations|args|bases|call|class|code|dict|doc|file|func|module|mro|name|origin|path|qualname|self|version|wrapped)__$/;

function getOrHas(machine: Machine, frame: Frame, which: string, args: CallArguments): Value {
  const [object, nameValue, fallback] = args.positional;
  const name = nameValue && settled(nameValue);
  if (!object) return UNKNOWN;
  if (name?.kind !== "string" || name.holes)
    return object.kind === "external-call" ? external(`${object.path}().unknown`) : UNKNOWN;
  const { value: attribute } = name;
  const found = optionsOf(object).map((option) =>
    lacksMark(machine, frame, option, attribute, args.node)
      ? undefined
      : attributeOf(machine, frame, option, attribute, args.node),
  );
  if (which === "getattr") return unite(found.map((value) => value ?? fallback ?? UNKNOWN));
  if (found.every((value) => value === undefined)) return { kind: "bool", value: false };
  return hasAttribute(machine, frame, object, attribute, args.node);
}

/** Marks that a program sets itself are on nothing that it imports, and on nothing where they were not set. */
function lacksMark(machine: Machine, frame: Frame, value: Value, name: string, node: SyntaxNode): boolean {
  if (!name.startsWith("_") || LANGUAGE_ATTRIBUTE.test(name)) return false;
  if (value.kind === "unknown" || ("attributes" in value && value.attributes.has(name))) return false;
  return FOREIGN.has(value.kind) || isSame(attributeOf(machine, frame, value, name, node) ?? NONE, UNKNOWN);
}

function wraps(wrapped: Value | undefined): Value {
  return native("wraps", ({ positional: [wrapper] }) => {
    const inner = wrapped?.kind === "union" ? wrapped.options[0] : wrapped;
    if (wrapper?.kind === "function" && (inner?.kind === "function" || inner?.kind === "method")) {
      wrapper.wrapped = inner;
      const source = inner.kind === "method" ? inner.fn : inner;
      for (const [name, value] of source.attributes) wrapper.attributes.set(name, value);
    } else if (wrapper?.kind === "function") {
      // A wrapper of something unknown has an unknown name and docstring.
      wrapper.attributes.set("__name__", string("", "prefix"));
      wrapper.attributes.set("__doc__", string("", "prefix"));
    }
    return wrapper ?? UNKNOWN;
  });
}

function callNative(fn: Value, argument: Value): void {
  if (fn.kind === "native" && (argument.kind === "function" || argument.kind === "method")) {
    fn.call(callArguments(argument.kind === "function" ? argument.node : argument.fn.node, [argument]));
  }
}

function copyOf(machine: Machine, value: Value | undefined): Value {
  if (value?.kind === "dict") return copyDict(machine, value);
  if (value?.kind === "list") return copyList(machine, value);
  return value ?? UNKNOWN;
}

function mapText(value: Value | undefined, map: (text: string) => string): Value {
  if (!value || value.kind === "none") return NONE;
  if (value.kind === "unknown") return unknown(value.fallback && mapText(value.fallback, map));
  if (value.kind === "union") return unite(value.options.map((option) => mapText(option, map)));
  const text = textOf(value);
  return string(map(text.value), text.holes);
}

export function dedent(text: string): string {
  const lines = text.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const margin = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(margin)) return text;
  return lines.map((line) => (line.trim() === "" ? "" : line.slice(margin))).join("\n");
}

function isKind(value: Value | undefined, kind: Value["kind"]): Value {
  if (!value || value.kind === "unknown") return UNKNOWN;
  return { kind: "bool", value: value.kind === kind || (kind === "function" && value.kind === "native") };
}

function isRoutine(value: Value | undefined): Value {
  const [asFunction, asMethod] = [isKind(value, "function"), isKind(value, "method")];
  return asFunction.kind === "bool" && !asFunction.value ? asMethod : asFunction;
}

function isCoroutine(value: Value | undefined): Value {
  const fn = value?.kind === "method" ? value.fn : value;
  return fn?.kind === "function" ? { kind: "bool", value: isAsync(fn.node) } : UNKNOWN;
}

function environment(_machine: Machine, _frame: Frame, args: CallArguments): Value {
  return { kind: "unknown", fallback: args.positional[1] ?? args.keywords.get("default") ?? NONE };
}

function joinPaths(args: CallArguments): Value {
  const texts = args.positional.map(textOf);
  const holes = texts.some((text) => text.holes) ? "other" : undefined;
  return string(texts.map((text) => text.value).join("/"), holes);
}

function runCallbacks(machine: Machine, frame: Frame, args: CallArguments): Value {
  const [first, ...rest] = args.positional;
  if (!first) return UNKNOWN;
  const callable = first.kind === "function" || first.kind === "method" || first.kind === "native";
  if (callable) return call(machine, frame, first, { ...args, positional: rest });
  const later = rest.find((value) => value.kind === "function" || value.kind === "method");
  if (later) return call(machine, frame, later, { ...args, positional: rest.slice(rest.indexOf(later) + 1) });
  // `run_in_executor(None, read)` of something that is not known.
  return first.kind === "none" ? UNKNOWN : first;
}
