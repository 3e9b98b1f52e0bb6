import type { Place } from "./evaluate.ts";
import {
  asText,
  concatenate,
  NIL,
  native,
  type StructValue,
  type TextValue,
  type TypeRef,
  text,
  UNKNOWN,
  type Value,
} from "./values.ts";

/** What was written to a `strings.Builder`. */
const BUILDER = "%builder";

function builderMember(object: StructValue, written: TextValue, name: string): Value {
  if (name === "String") return native(() => object.fields.get(BUILDER) ?? UNKNOWN);
  return native(([value]) => {
    if (/^Write/.test(name)) object.fields.set(BUILDER, concatenate(written, asText(value ?? UNKNOWN)));
    return NIL;
  });
}

/** `fmt.Fprintf(&builder, …)`. */
export function writeTo(target: Value | undefined, value: Value): void {
  const written = target?.kind === "struct" ? target.fields.get(BUILDER) : undefined;
  if (target?.kind === "struct" && written?.kind === "text") {
    target.fields.set(BUILDER, concatenate(written, asText(value)));
  }
}

export function member(place: Place, object: Value, name: string): Value {
  switch (object.kind) {
    case "package": {
      const declaration = object.pkg.declarations.get(name);
      return declaration ? place.machine.valueOf(declaration) : UNKNOWN;
    }
    case "external":
      return { kind: "external", path: `${object.path}.${name}` };
    case "external-call":
      return { kind: "external", path: `${object.path}().${name}` };
    case "struct": {
      const value = object.fields.get(name);
      if (value) return value;
      const written = object.fields.get(BUILDER);
      if (written?.kind === "text") return builderMember(object, written, name);
      const method = place.machine.methodOf(object.type, name);
      if (method) return { kind: "function", node: method.node, file: method.file, scope: undefined, receiver: object };
      for (const embedded of object.fields.values()) {
        if (embedded.kind === "struct" && embedded.fields.has(name)) return embedded.fields.get(name) ?? UNKNOWN;
      }
      const zero = place.machine.fieldType(object.type, name);
      return zero ? zeroValue(place, zero) : { kind: "external", path: `struct.${name}` };
    }
    case "unknown": {
      const method = object.type && place.machine.methodOf(object.type, name);
      if (method) return { kind: "function", node: method.node, file: method.file, scope: undefined, receiver: object };
      const field = object.type && place.machine.fieldNames(object.type).find((each) => each.name === name);
      const isOwn = field && place.machine.named(field.type)?.declaration !== undefined;
      return isOwn ? { kind: "unknown", type: field.type } : { kind: "external", path: `unknown.${name}` };
    }
    case "type": {
      const method = place.machine.methodOf(object.type, name);
      return method ? { kind: "function", node: method.node, file: method.file, scope: undefined } : UNKNOWN;
    }
    default:
      return { kind: "external", path: `unknown.${name}` };
  }
}

/** The zero value of types whose emptiness matters: texts, lists, maps. */
export function zeroValue(place: Place, type: TypeRef): Value {
  const { node } = type;
  if (node?.type === "slice_type") return { kind: "list", items: [], type };
  if (node?.type === "map_type") return { kind: "map", entries: new Map(), type };
  const outside = node && place.machine.externalName(type);
  if (node && (outside === "strings.Builder" || outside === "bytes.Buffer")) {
    return { kind: "struct", type, fields: new Map([[BUILDER, text("")]]), node, file: place.file };
  }
  if (node?.type === "struct_type") return { kind: "struct", type, fields: new Map(), node, file: place.file };
  return UNKNOWN;
}
