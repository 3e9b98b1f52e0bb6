/** What calling a value gives. */
import type { SyntaxNode } from "../syntax.ts";
import { attributeOf } from "./attributes.ts";
import { isSame, unite } from "./certainty.ts";
import { classAttribute, isEnum, linearize } from "./class-values.ts";
import { invoke } from "./definitions.ts";
import { callExternal } from "./externals.ts";
import { deferOwnListing } from "./listings.ts";
import { type Frame, type Machine, makeFrame } from "./machine.ts";
import { isOwnFramework, isServerClass, makeServer } from "./server.ts";
import {
  type CallArguments,
  type ClassValue,
  type InstanceValue,
  plainOf,
  UNKNOWN,
  unknown,
  type Value,
} from "./values.ts";

export function call(machine: Machine, frame: Frame, callee: Value, args: CallArguments): Value {
  if (!machine.step()) return UNKNOWN;
  switch (callee.kind) {
    case "function":
      return invoke(machine, frame, callee, args);
    case "method":
      return invoke(machine, frame, callee.fn, { ...args, positional: [callee.self, ...args.positional] });
    case "class":
      return instantiate(machine, frame, callee, args);
    case "native":
      return callee.call(args);
    case "external":
      return callExternal(machine, frame, callee.path, args);
    case "external-call": {
      const [inner, ...bound] = callee.call.positional;
      if (callee.path === "functools.partial" && inner) {
        const keywords = new Map([...callee.call.keywords, ...args.keywords]);
        return call(machine, frame, inner, { ...args, positional: [...bound, ...args.positional], keywords });
      }
      return passThrough(args);
    }
    case "instance":
      return callMethod(machine, frame, callee, "__call__", args);
    case "generic":
      return call(machine, frame, callee.origin, args);
    case "union": {
      const results = callee.options.map((option) => call(machine, frame, option, args));
      const known = results.filter((result) => result.kind !== "unknown");
      return unite(known.length > 0 ? known : results);
    }
    case "unknown":
      return callee.fallback ? unknown(call(machine, frame, callee.fallback, args)) : passThrough(args);
    default:
      return UNKNOWN;
  }
}

/** A decorator that we know nothing of leaves what it decorates. */
export function passThrough(args: CallArguments): Value {
  const [first] = args.positional;
  const isDefinition = first?.kind === "function" || first?.kind === "class" || first?.kind === "method";
  return args.positional.length === 1 && args.keywords.size === 0 && isDefinition ? first : UNKNOWN;
}

export function callMethod(machine: Machine, frame: Frame, object: Value, name: string, args: CallArguments): Value {
  const method = attributeOf(machine, frame, object, name, args.node);
  return method ? call(machine, frame, method, args) : UNKNOWN;
}

function instantiate(machine: Machine, frame: Frame, cls: ClassValue, args: CallArguments): Value {
  if (isEnum(cls)) return enumMember(cls, args.positional[0]);
  const instance: InstanceValue = { kind: "instance", cls, attributes: new Map(), made: args };
  if (isServerClass(cls) || isOwnFramework(machine, cls)) {
    instance.server = makeServer(machine, instance, frame);
    deferOwnListing(machine, frame, instance, instance.server);
  }
  const init = classAttribute(cls, "__init__");
  if (init?.kind === "function") {
    invoke(machine, frame, init, { ...args, positional: [instance, ...args.positional] });
  } else {
    instance.base = args;
    fillFields(machine, instance, args);
  }
  for (const hook of ["__post_init__", "model_post_init"]) {
    const fn = classAttribute(cls, hook);
    if (fn?.kind === "function") invoke(machine, frame, fn, { ...args, positional: [instance], keywords: new Map() });
  }
  return instance;
}

function enumMember(cls: ClassValue, value: Value | undefined): Value {
  for (const member of cls.attributes.values()) {
    if (member.kind !== "instance" || member.cls !== cls || !value) continue;
    if (member === value || isSame(plainOf(member), plainOf(value))) return member;
  }
  return UNKNOWN;
}

/** The fields of dataclasses, named tuples and models: passed by name or position, else their defaults. */
function fillFields(machine: Machine, instance: InstanceValue, args: CallArguments): void {
  let position = 0;
  for (const base of linearize(instance.cls).reverse()) {
    if (base.kind !== "class") continue;
    for (const name of base.annotations.keys()) {
      const passed = args.keywords.get(name) ?? args.positional[position++];
      if (passed) instance.attributes.set(name, passed);
      else {
        const written = base.attributes.get(name);
        const value = written && fieldDefault(machine, base, written, args.node);
        if (value) instance.attributes.set(name, value);
      }
    }
  }
  for (const [name, value] of args.keywords) instance.attributes.set(name, value);
}

/** `Field(default=…)`, `field(default_factory=list)` and plain defaults; settings may override any of them. */
function fieldDefault(machine: Machine, cls: ClassValue, written: Value, node: SyntaxNode): Value | undefined {
  const isSettings = linearize(cls).some((base) => base.kind === "external" && base.path.endsWith("Settings"));
  const value = writtenDefault(machine, cls, written, node);
  if (value && value.kind === "external") return value;
  return isSettings && value ? unknown(value) : value;
}

function writtenDefault(machine: Machine, cls: ClassValue, written: Value, node: SyntaxNode): Value | undefined {
  if (written.kind !== "external-call" || !/(?:^|\.)(?:Field|field)$/.test(written.path)) return written;
  const value = written.call.keywords.get("default") ?? written.call.positional[0];
  if (value) return value;
  const factory = written.call.keywords.get("default_factory");
  const frame = makeFrame(cls.scope, cls.module);
  return factory ? call(machine, frame, factory, { positional: [], keywords: new Map(), node }) : undefined;
}
