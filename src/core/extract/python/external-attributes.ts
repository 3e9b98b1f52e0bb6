/** Attributes of what stands outside the tree: frameworks' objects, paths and the files that they name. */
import { basename, dirname, joinPath } from "../paths.ts";
import type { SyntaxNode } from "../syntax.ts";
import { functionAttribute, superAttribute } from "./attributes.ts";
import { parserAttribute } from "./command-lines.ts";
import { cleanDocstring } from "./docstrings.ts";
import { isInTree, listFolder } from "./folders.ts";
import type { Frame, Machine } from "./machine.ts";
import { anonymousServerAttribute, providerAttribute, serverAttribute } from "./server-methods.ts";
import { textOf } from "./text.ts";
import {
  bool,
  type CallArguments,
  callArguments,
  type ExternalCallValue,
  external,
  native,
  type StringValue,
  string,
  UNKNOWN,
  type Value,
} from "./values.ts";

export function externalCallAttribute(
  machine: Machine,
  frame: Frame,
  object: ExternalCallValue,
  name: string,
  node: SyntaxNode,
): Value {
  const own = object.attributes.get(name);
  if (own) return own;
  const ofParser = parserAttribute(object, name);
  if (ofParser) return ofParser;
  if (object.path === "builtins.super") return superAttribute(machine, frame, object.call, name, node);
  if (object.server) {
    const attribute = serverAttribute(machine, frame, object.server, object, name, node);
    if (attribute) return attribute;
  }
  const ofProvider = providerAttribute(object, name);
  if (ofProvider) return ofProvider;
  const passed = object.call.keywords.get(name);
  if (passed) return passed;
  if (/^(?:model_copy|copy)$/.test(name)) return native(name, (args) => copyOfCall(object, args));
  if (name === "read" && object.path === "builtins.open") return native(name, () => openedText(machine, object));
  const implied = impliedToolField(machine, object, name);
  if (implied) return implied;
  return anonymousServerAttribute(machine, frame, name, node) ?? external(`${object.path}().${name}`);
}

function copyOfCall(object: ExternalCallValue, args: CallArguments): Value {
  const copy: ExternalCallValue = { ...object, attributes: new Map(object.attributes) };
  const update = args.keywords.get("update");
  for (const { key, value } of update?.kind === "dict" ? update.entries.values() : []) {
    if (key.kind === "string") copy.attributes.set(key.value, value);
  }
  return copy;
}

/** Paths are texts here: what `pathlib` gives of them, down to the contents of files in the tree. */
export function pathAttribute(machine: Machine, object: StringValue, name: string): Value | undefined {
  if (object.holes) return undefined;
  switch (name) {
    case "parent":
      return string(dirname(object.value));
    case "stem":
      return string(basename(object.value).replace(/\.\w+$/, ""));
    case "name":
      return string(basename(object.value));
    case "suffix":
      return string(/\.\w+$/.exec(basename(object.value))?.[0] ?? "");
    case "exists":
      return native(name, () => known(isInTree(machine, object, "any")));
    case "is_file":
      return native(name, () => known(isInTree(machine, object, "file")));
    case "is_dir":
      return native(name, () => known(isInTree(machine, object, "folder")));
    case "iterdir":
      return native(name, () => listFolder(machine, object.value));
    case "glob":
    case "rglob":
      return native(name, ({ positional: [pattern] }) =>
        pattern?.kind === "string" ? listFolder(machine, object.value, pattern.value, name === "rglob") : UNKNOWN,
      );
    case "resolve":
    case "absolute":
    case "expanduser":
      return native(name, () => object);
    case "joinpath":
      return native(name, (args) => joinTexts([object, ...args.positional].map(textOf), "/"));
    case "open":
      return native(name, (args) => ({
        kind: "external-call",
        path: "builtins.open",
        call: callArguments(args.node, [object]),
        attributes: new Map(),
      }));
    case "read_text":
    case "read_bytes":
      return native(name, () => fileText(machine, object.value));
    default:
      return undefined;
  }
}

function known(answer: boolean | undefined): Value {
  return answer === undefined ? UNKNOWN : bool(answer);
}

/** The text of an opened file. */
export function openedText(machine: Machine, file: ExternalCallValue): Value {
  const path = textOf(file.call.positional[0] ?? UNKNOWN);
  return path.holes ? string("", "prefix") : fileText(machine, path.value);
}

function joinTexts(texts: readonly StringValue[], separator: string): Value {
  const holes = texts.some((text) => text.holes) ? "other" : undefined;
  return string(texts.map((text) => text.value).join(separator), holes);
}

function fileText(machine: Machine, path: string): Value {
  const text = machine.context.text(joinPath("", path) ?? "");
  return text === undefined ? string("", "prefix") : string(text);
}

/** A tool that a framework made of a function has the function's name and docstring. */
function impliedToolField(machine: Machine, object: ExternalCallValue, name: string): Value | undefined {
  if (!/\.from_function$/.test(object.path)) return undefined;
  const fn = object.call.positional[0] ?? object.call.keywords.get("fn");
  if (fn?.kind !== "function" && fn?.kind !== "method") return undefined;
  if (name === "name") return functionAttribute(machine, fn, "__name__");
  if (name === "fn") return fn;
  const text = name === "description" ? functionAttribute(machine, fn, "__doc__") : undefined;
  return text?.kind === "string" ? string(cleanDocstring(text.value)) : text;
}
