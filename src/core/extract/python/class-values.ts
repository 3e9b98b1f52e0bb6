import { type ClassValue, type ExternalValue, external, type Value } from "./values.ts";

/** The class and its bases, nearest first; a base that stands twice counts where it stands last. */
export function linearize(cls: ClassValue): (ClassValue | ExternalValue)[] {
  const order: (ClassValue | ExternalValue)[] = [];
  const visit = (value: Value, depth: number): void => {
    if (depth > 40) return;
    const base = value.kind === "generic" ? value.origin : value;
    if (base.kind === "external") order.push(base);
    if (base.kind === "external-call") order.push(external(base.path));
    if (base.kind !== "class") return;
    order.push(base);
    for (const next of base.bases) visit(next, depth + 1);
  };
  visit(cls, 0);
  return order.filter((item, index) => {
    const later = order.slice(index + 1);
    return !later.some((other) =>
      item.kind === "external" && other.kind === "external" ? item.path === other.path : item === other,
    );
  });
}

export function inheritsExternal(cls: ClassValue, test: (path: string) => boolean): boolean {
  return linearize(cls).some((base) => base.kind === "external" && test(base.path));
}

export function isSubclass(cls: ClassValue, base: Value): boolean | undefined {
  if (base.kind === "list") {
    const answers = base.items.map((item) => isSubclass(cls, item));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  }
  const order = linearize(cls);
  if (base.kind === "class") return order.includes(base);
  if (base.kind === "external") {
    if (order.some((item) => item.kind === "external" && item.path === base.path)) return true;
    return order.some((item) => item.kind === "external" && !item.path.startsWith("builtins.")) ? undefined : false;
  }
  return undefined;
}

const ENUM_BASES = /^(?:enum|strenum|aenum|backports\.strenum)\.(?:Enum|StrEnum|IntEnum|Flag|IntFlag)$/;

export function isEnum(cls: ClassValue): boolean {
  return inheritsExternal(cls, (path) => ENUM_BASES.test(path));
}

/** An attribute that the class or a base inside the tree holds. */
export function classAttribute(cls: ClassValue, name: string): Value | undefined {
  for (const base of linearize(cls)) {
    const value = base.kind === "class" ? base.attributes.get(name) : undefined;
    if (value) return value;
  }
  return undefined;
}
