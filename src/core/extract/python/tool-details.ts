import { attributeOf } from "./attributes.ts";
import { optionsOf } from "./certainty.ts";
import { classAttribute } from "./class-values.ts";
import type { Machine } from "./machine.ts";
import { makeFrame } from "./machine.ts";
import type { Registration } from "./server.ts";
import { type CallArguments, getItem, type InstanceValue, type Value } from "./values.ts";

/** What a registration says of a tool, wherever it says it. */
export interface Details {
  name: Value | undefined;
  title: Value | undefined;
  description: Value | undefined;
  annotations: Value | undefined;
  inputSchema: Value | undefined;
  outputSchema: Value | undefined;
  /** The function that the tool calls, whose docstring and parameters count where nothing else is said. */
  fn: Value | undefined;
  call: CallArguments;
}

export function detailsOf(machine: Machine, registration: Registration): Details {
  const { target, call } = registration;
  const get = (args: CallArguments | undefined, ...names: string[]): Value | undefined => {
    for (const name of names) {
      const value = args?.keywords.get(name);
      if (value && value.kind !== "none") return value;
    }
    return undefined;
  };
  const fn = target.kind === "method" ? target.fn : target;
  const mark = fn.kind === "function" ? fn.toolMark : undefined;
  const details: Details = {
    name: present(registration.name) ?? get(call, "name") ?? get(mark, "name") ?? mark?.positional[0],
    title: get(call, "title") ?? get(mark, "title"),
    description: get(call, "description") ?? get(mark, "description"),
    annotations: get(call, "annotations") ?? get(mark, "annotations"),
    inputSchema: get(call, "input_schema", "inputSchema"),
    outputSchema: get(call, "output_schema"),
    fn: target,
    call,
  };
  const read = toolObject(machine, registration);
  if (!read) return details;
  const pick = (...names: string[]): Value | undefined => {
    for (const name of names) {
      const value = present(read.get(name));
      if (value) return value;
    }
    return undefined;
  };
  return {
    name: details.name ?? pick("name"),
    title: details.title ?? pick("title"),
    description: details.description ?? pick("description"),
    annotations: details.annotations ?? pick("annotations"),
    inputSchema: details.inputSchema ?? pick("inputSchema", "input_schema", "parameters"),
    outputSchema: details.outputSchema ?? pick("outputSchema", "output_schema"),
    fn: read.get("fn"),
    call,
  };
}

function present(value: Value | undefined): Value | undefined {
  return value && value.kind !== "none" ? value : undefined;
}

interface ToolFields {
  get(name: string): Value | undefined;
}

/** A tool as an object: `Tool(name=…)`, `FunctionTool.from_function(fn, …)`, an instance of an own class, a dictionary. */
function toolObject(machine: Machine, registration: Registration): ToolFields | undefined {
  const { target } = registration;
  if (target.kind === "external-call" && target.path !== "functools.partial") {
    const { keywords, positional } = target.call;
    const isFactory = /\.(?:from_function|from_tool|from_fn|create)$|(?:^|\.)(?:FunctionTool|StructuredTool)$/.test(
      target.path,
    );
    return {
      get: (name) => {
        if (name === "fn") return keywords.get("fn") ?? keywords.get("func") ?? (isFactory ? positional[0] : undefined);
        return (
          target.attributes.get(name) ??
          keywords.get(name) ??
          (isFactory || name !== "name" ? undefined : positional[0])
        );
      },
    };
  }
  if (target.kind === "instance") {
    return {
      get: (name) => {
        const value = attributeOf(
          machine,
          makeFrame(target.cls.scope, target.cls.module),
          target,
          name,
          registration.node,
        );
        const known = value && value.kind !== "unknown" && value.kind !== "native" && value.kind !== "method";
        if (name === "fn") return entryMethod(target) ?? (known ? value : target);
        return known ? value : undefined;
      },
    };
  }
  if (target.kind === "dict") return { get: (name) => getItem(target, name) };
  return undefined;
}

const ENTRY_METHODS = ["apply", "execute", "run", "call", "invoke", "handle", "__call__"];

/** The method that does a tool's work, where the tool is an object around an own one or is one itself. */
function entryMethod(target: InstanceValue): Value | undefined {
  const around = [...target.made.positional, ...target.made.keywords.values()].flatMap((value) => optionsOf(value));
  for (const each of [...around, target]) {
    if (each.kind !== "instance") continue;
    for (const name of ENTRY_METHODS) {
      const fn = classAttribute(each.cls, name);
      if (fn?.kind === "function") return { kind: "method", fn, self: each };
    }
  }
  return undefined;
}
