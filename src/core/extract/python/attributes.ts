import type { SyntaxNode } from "../syntax.ts";
import { optionsOf, unite } from "./certainty.ts";
import { classAttribute, isEnum, linearize } from "./class-values.ts";
import { callDictMethod, callListMethod } from "./collections.ts";
import { docstringOf, invoke } from "./definitions.ts";
import { evaluate } from "./expressions.ts";
import { externalCallAttribute, pathAttribute } from "./external-attributes.ts";
import { submodule } from "./imports.ts";
import { type Frame, type Machine, makeFrame } from "./machine.ts";
import { modelMethod } from "./models.ts";
import { isOwnFramework } from "./server.ts";
import { anonymousServerAttribute, serverAttribute } from "./server-methods.ts";
import { callStringMethod } from "./strings.ts";
import {
  bool,
  type CallArguments,
  type ClassValue,
  callArguments,
  dict,
  external,
  type FunctionValue,
  type InstanceValue,
  list,
  type MethodValue,
  NONE,
  native,
  string,
  UNKNOWN,
  unknown,
  type Value,
} from "./values.ts";

export function getAttribute(machine: Machine, frame: Frame, object: Value, name: string, node: SyntaxNode): Value {
  if (object.kind === "union") {
    const found = optionsOf(object)
      .map((option) => attributeOf(machine, frame, option, name, node))
      .filter((value) => value !== undefined);
    const known = found.filter((value) => value.kind !== "unknown");
    return unite(known.length > 0 ? known : found);
  }
  return attributeOf(machine, frame, object, name, node) ?? UNKNOWN;
}

/** `undefined` where the value surely has no such attribute. */
export function attributeOf(
  machine: Machine,
  frame: Frame,
  object: Value,
  name: string,
  node: SyntaxNode,
): Value | undefined {
  switch (object.kind) {
    case "module":
      return moduleAttribute(machine, object.module, name);
    case "class":
      return getClassAttribute(machine, frame, object, name, node);
    case "instance":
      return instanceAttribute(machine, frame, object, name, node);
    case "function":
    case "method":
      return functionAttribute(machine, object, name);
    case "string":
      return (
        pathAttribute(machine, object, name) ?? native(name, (args) => callStringMethod(object, name, args) ?? UNKNOWN)
      );
    case "list":
      if (object.names?.includes(name)) return object.items[object.names.indexOf(name)];
      return native(name, (args) => callListMethod(machine, frame, object, name, args) ?? UNKNOWN);
    case "dict":
      return native(name, (args) => callDictMethod(machine, frame, object, name, args) ?? UNKNOWN);
    case "external":
      return anonymousServerAttribute(machine, frame, name, node) ?? external(`${object.path}.${name}`);
    case "external-call":
      return externalCallAttribute(machine, frame, object, name, node);
    case "generic":
      if (name === "__origin__") return object.origin;
      if (name === "__args__") return list(object.args, "tuple");
      return attributeOf(machine, frame, object.origin, name, node);
    case "unknown": {
      const registrar = anonymousServerAttribute(machine, frame, name, node);
      if (registrar) return registrar;
      return object.fallback && object.fallback.kind !== "none"
        ? unknown(attributeOf(machine, frame, object.fallback, name, node))
        : UNKNOWN;
    }
    case "number":
    case "bool":
    case "none":
      return undefined;
    default:
      return UNKNOWN;
  }
}

function moduleAttribute(
  machine: Machine,
  module: Extract<Value, { kind: "module" }>["module"],
  name: string,
): Value | undefined {
  if (name === "__path__") return list([string(module.path.replace(/\/?__init__\.py$/, ""))]);
  if (name === "__dict__") return dict(module.scope.variables);
  return module.scope.variables.get(name) ?? submodule(machine, module, name);
}

function getClassAttribute(
  machine: Machine,
  frame: Frame,
  cls: ClassValue,
  name: string,
  node: SyntaxNode,
): Value | undefined {
  const value = classAttribute(cls, name);
  if (value?.kind === "function" && value.binding === "class") return { kind: "method", fn: value, self: cls };
  if (value) return value;
  switch (name) {
    case "__name__":
    case "__qualname__":
      return string(cls.name);
    case "__doc__": {
      const text = docstringOf(machine, cls);
      return text === undefined ? NONE : string(text);
    }
    case "__module__":
      return string(cls.module.name);
    case "__subclasses__":
      return native(name, () => list([...cls.subclasses]));
    case "__dict__":
      return dict(cls.attributes);
    case "__members__":
      return dict([...cls.attributes].filter(([, member]) => member.kind === "instance" && member.cls === cls));
    case "__mro__":
    case "__bases__":
      return list(name === "__mro__" ? linearize(cls) : cls.bases, "tuple");
    case "__annotations__":
      return dict(annotationValues(machine, cls));
    case "mro":
      return native(name, () => list(linearize(cls)));
    default:
      break;
  }
  const method = modelMethod(machine, cls, name);
  if (method) return method;
  const hasExternalBase = linearize(cls).some((base) => base.kind === "external" && base.path !== "builtins.object");
  const meta = cls.keywords.get("metaclass");
  if (meta?.kind === "class") {
    const fn = classAttribute(meta, name);
    if (fn?.kind === "function") return { kind: "method", fn, self: cls };
  }
  void frame;
  void node;
  return hasExternalBase ? UNKNOWN : undefined;
}

function* annotationValues(machine: Machine, cls: ClassValue): Generator<[string, Value]> {
  for (const [name, type] of cls.annotations) {
    yield [name, evaluate(machine, makeFrame(cls.scope, cls.module), type)];
  }
}

function instanceAttribute(
  machine: Machine,
  frame: Frame,
  instance: InstanceValue,
  name: string,
  node: SyntaxNode,
): Value | undefined {
  const own = instance.attributes.get(name);
  if (own) return own;
  if (name === "__class__") return instance.cls;
  if (name === "__dict__") return dict(instance.attributes);
  const value = classAttribute(instance.cls, name);
  const isDecorator = name === "tool" && instance.server && isOwnFramework(machine, instance.cls);
  if (value && !isDecorator) return bindTo(machine, frame, value, instance, node);
  if (instance.server) {
    const attribute = serverAttribute(machine, frame, instance.server, instance, name, node);
    if (attribute) return attribute;
  }
  const passed = instance.base?.keywords.get(name);
  if (passed) return passed;
  if (isEnum(instance.cls)) {
    const plain = instance.attributes.get("value");
    return plain && plain.kind !== "instance" ? attributeOf(machine, frame, plain, name, node) : UNKNOWN;
  }
  const method = modelMethod(machine, instance.cls, name, instance);
  if (method) return method;
  const fallback = classAttribute(instance.cls, "__getattr__");
  if (fallback?.kind === "function") {
    return invoke(machine, frame, fallback, callArguments(node, [instance, string(name)]));
  }
  return anonymousServerAttribute(machine, frame, name, node) ?? UNKNOWN;
}

function bindTo(machine: Machine, frame: Frame, value: Value, instance: InstanceValue, node: SyntaxNode): Value {
  if (value.kind === "union") {
    return unite(value.options.map((option) => bindTo(machine, frame, option, instance, node)));
  }
  if (value.kind !== "function") return value;
  if (value.binding === "static") return value;
  if (value.binding === "class") return { kind: "method", fn: value, self: instance.cls };
  if (value.binding === "property") return invoke(machine, frame, value, callArguments(node, [instance]));
  return { kind: "method", fn: value, self: instance };
}

export function functionAttribute(
  machine: Machine,
  value: FunctionValue | MethodValue,
  name: string,
): Value | undefined {
  const fn = value.kind === "method" ? value.fn : value;
  const own = fn.attributes.get(name);
  if (own) return own;
  const { wrapped } = fn;
  const inherited = wrapped?.kind === "function" || wrapped?.kind === "method" ? wrapped : undefined;
  switch (name) {
    case "__name__":
    case "__qualname__":
      return inherited ? functionAttribute(machine, inherited, name) : string(fn.name);
    case "__doc__": {
      if (inherited) return functionAttribute(machine, inherited, name);
      const text = docstringOf(machine, fn);
      return text === undefined ? NONE : string(text);
    }
    case "__module__":
      return string(fn.module.name);
    case "__wrapped__":
      return wrapped;
    case "__self__":
      return value.kind === "method" ? value.self : undefined;
    case "__func__":
    case "fn":
      return fn;
    case "__dict__":
      return dict(fn.attributes);
    case "__annotations__":
      return { kind: "dict", entries: new Map(), open: true };
    case "__code__":
    case "__signature__":
      return undefined;
    default:
      return inherited ? functionAttribute(machine, inherited, name) : undefined;
  }
}

/** `super().name`: the next class after the one that the method stands in; outside the tree only `__init__` matters. */
export function superAttribute(
  machine: Machine,
  frame: Frame,
  args: CallArguments,
  name: string,
  node: SyntaxNode,
): Value {
  const [owner, self] = args.positional;
  const cls = self?.kind === "instance" ? self.cls : self?.kind === "class" ? self : undefined;
  if (!cls || owner?.kind !== "class") return UNKNOWN;
  const order = linearize(cls);
  for (const base of order.slice(order.indexOf(owner) + 1)) {
    const value = base.kind === "class" ? base.attributes.get(name) : undefined;
    if (value?.kind === "function" && self) {
      if (value.binding === "static") return value;
      if (value.binding === "property") return invoke(machine, frame, value, callArguments(node, [self]));
      return { kind: "method", fn: value, self };
    }
    if (value) return value;
  }
  if (self?.kind === "instance") {
    if (name === "__init__") {
      return native(name, (inner) => {
        self.base = inner;
        return NONE;
      });
    }
    if (self.server) return serverAttribute(machine, frame, self.server, self, name, node) ?? UNKNOWN;
  }
  return native(name, () => UNKNOWN);
}

export function hasAttribute(machine: Machine, frame: Frame, object: Value, name: string, node: SyntaxNode): Value {
  if (object.kind === "unknown" || object.kind === "external" || object.kind === "external-call") return UNKNOWN;
  const answers = optionsOf(object).map((option) => attributeOf(machine, frame, option, name, node));
  if (answers.every((answer) => answer === undefined)) return bool(false);
  return answers.every((answer) => answer !== undefined && answer.kind !== "unknown") ? bool(true) : UNKNOWN;
}
