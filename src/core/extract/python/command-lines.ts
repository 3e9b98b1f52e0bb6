/** Command lines: what argparse, click, typer and the like pass is not decided, but its default is written. */
import { call } from "./calls.ts";
import { settled } from "./certainty.ts";
import { parametersOf } from "./definitions.ts";
import { lastSegment } from "./json.ts";
import type { Frame, Machine } from "./machine.ts";
import {
  bool,
  type CallArguments,
  callArguments,
  dict,
  type ExternalCallValue,
  type FunctionValue,
  list,
  NONE,
  native,
  UNKNOWN,
  unknown,
  type Value,
} from "./values.ts";

/** The attributes of an `argparse` parser, and of its groups and subcommands, which fill the same namespace. */
export function parserAttribute(parser: ExternalCallValue, name: string): Value | undefined {
  if (!/(?:^|\.)\w*ArgumentParser$/.test(parser.path)) return undefined;
  const options = parser.attributes;
  switch (name) {
    case "add_argument":
      return native(name, (args) => {
        const option = nameOfOption(args);
        if (option !== undefined) options.set(option, defaultOfOption(args));
        return UNKNOWN;
      });
    case "set_defaults":
      return native(name, (args) => {
        for (const [option, value] of args.keywords) options.set(option, undecided(value));
        return NONE;
      });
    case "add_argument_group":
    case "add_mutually_exclusive_group":
    case "add_subparsers":
    case "add_parser":
      return native(name, () => parser);
    case "parse_args":
      return native(name, (args) => namespace(args, options));
    case "parse_known_args":
      return native(name, (args) => list([namespace(args, options), { ...list([]), open: true }], "tuple"));
    default:
      return undefined;
  }
}

function namespace(args: CallArguments, options: ReadonlyMap<string, Value>): Value {
  const attributes = new Map(options);
  attributes.set("__dict__", dict(options));
  return { kind: "external-call", path: "argparse.Namespace", call: callArguments(args.node), attributes };
}

/** `--read-only`, `-r`, `path`, `"--on/--off"`: the name that the option has as a variable. */
function nameOfOption({ positional, keywords }: CallArguments): string | undefined {
  const written = keywords.get("dest");
  if (written?.kind === "string") return written.value;
  const names = positional.flatMap((value) => (value.kind === "string" ? (value.value.split("/")[0] ?? "") : []));
  const plain = names.find((name) => !name.startsWith("-"));
  const name = plain ?? names.find((each) => each.startsWith("--")) ?? names[0];
  return name?.replace(/^-+/, "").replaceAll("-", "_");
}

function defaultOfOption({ positional, keywords }: CallArguments): Value {
  const [first] = positional;
  const written = keywords.get("default");
  if (written) return undecided(written);
  const isPositional = first?.kind === "string" && !first.value.startsWith("-");
  const required = settled(keywords.get("required") ?? bool(isPositional));
  if (required.kind !== "bool" || required.value) return UNKNOWN;
  const action = settled(keywords.get("action") ?? UNKNOWN);
  if (action.kind === "string" && action.value === "store_true") return unknown(bool(false));
  if (action.kind === "string" && action.value === "store_false") return unknown(bool(true));
  if (keywords.has("is_flag") || names(positional).some((name) => name.includes("/"))) return unknown(bool(false));
  return unknown(keywords.has("multiple") ? list([], "tuple") : NONE);
}

function names(positional: readonly Value[]): string[] {
  return positional.flatMap((value) => (value.kind === "string" ? [value.value] : []));
}

function undecided(value: Value): Value {
  const usual = settled(value);
  return usual.kind === "unknown" || usual.kind === "external" ? value : unknown(usual);
}

/** `@click.option("--name", default=…)`: the function's parameter of that name has this default. */
export function readOption(decorator: Value, target: FunctionValue): void {
  if (decorator.kind !== "external-call" || !/(?:^|\.)(?:option|argument)$/.test(decorator.path)) return;
  const name = nameOfOption(decorator.call);
  if (name !== undefined) target.defaults.set(name, defaultOfOption(decorator.call));
}

/** Calls a command as its framework does: with whatever the user gives, else the defaults. */
export function runCommand(machine: Machine, frame: Frame, command: Value, args: CallArguments): Value {
  if (command.kind !== "function") return call(machine, frame, command, callArguments(args.node));
  const keywords = new Map<string, Value>();
  for (const { name, kind } of parametersOf(command.node)) {
    const written = command.defaults.get(name);
    if (kind !== "list" && kind !== "dict" && written) keywords.set(name, undecided(defaultOfParameter(written)));
  }
  return call(machine, frame, command, callArguments(args.node, [], keywords));
}

/** `typer.Option(False, "--name")` stands where a default stands. */
function defaultOfParameter(written: Value): Value {
  if (written.kind !== "external-call" || !/^(?:Option|Argument)$/.test(lastSegment(written.path))) return written;
  return written.call.keywords.get("default") ?? written.call.positional[0] ?? UNKNOWN;
}
