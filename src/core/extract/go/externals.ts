/** Calls of what stands outside the tree: the SDKs' tool builders, and the library functions that make texts. */
import { childIn, type SyntaxNode } from "../syntax.ts";
import type { Place } from "./evaluate.ts";
import { noteForeignTool } from "./foreign-tools.ts";
import { inferredSchema, unmarshal } from "./json.ts";
import { writeTo } from "./members.ts";
import { NEW_VALUE } from "./new-values.ts";
import { OPTIONS } from "./options.ts";
import { attachHandler, isToolType, registerTyped, toolFromCall } from "./sdk.ts";
import { format, TEXT_LIBRARY } from "./texts.ts";
import {
  asText,
  concatenate,
  list,
  mapKey,
  NIL,
  type StructValue,
  type TypeRef,
  text,
  UNKNOWN,
  type Value,
} from "./values.ts";

/** A struct; one that is a tool is remembered. */
export function makeStruct(place: Place, type: TypeRef, fields: Map<string, Value>, node: SyntaxNode): StructValue {
  const value: StructValue = { kind: "struct", type, fields, node, file: place.file };
  if (isToolType(place.machine, type)) place.machine.later(toolMaker(place, value));
  attachHandler(place.machine, [...fields.values()]);
  place.machine.made(value);
  return value;
}

/** Tools are read when all that builds them has run; conditions and calls are those of the place. */
function toolMaker(place: Place, value: StructValue): () => void {
  const { machine } = place;
  const guards = [...machine.guards];
  const frames = [...machine.frames];
  return () => toolFromCall.fromStruct(machine, value, guards, frames);
}

export function callExternal(place: Place, path: string, args: Value[], typeArgs: TypeRef[], node: SyntaxNode): Value {
  const last = path.slice(path.lastIndexOf(".") + 1);
  const [first] = args;
  const library = Object.hasOwn(LIBRARY, path) ? LIBRARY[path] : undefined;
  if (library) return copiedBytes(path, args, node) ?? library(args);
  // `t("KEY", "default")`: a function that nobody passed, given a key and a text, gives the text.
  const tool = toolFromCall.build(place, path, args, node);
  if (tool) return tool;
  const typed = registerTyped(place, path, args, typeArgs);
  if (typed) return typed;
  noteForeignTool(place, path, args, node);
  const schema = inferredSchema(place, path, args, typeArgs, node);
  if (schema) return schema;
  if (Object.hasOwn(OPTIONS, last) || /^With[A-Z]/.test(last)) {
    return { kind: "external-call", path, args, typeArgs, node };
  }
  if (/(?:^|[/.])json\.Unmarshal$/.test(path)) {
    unmarshal(place, first, args[1], node);
    return NIL;
  }
  // Conversions and wrappers of the SDKs and of `jsonschema` hand their value on.
  if (
    /(?:^|[./])(?:RawMessage|Ptr|ToPtr|ToBoolPtr|Pointer|BoolPtr|Bool|Float64|String|Must|json\.Marshal|json\.MarshalIndent)$/.test(
      path,
    ) &&
    first
  )
    return first;
  return pointedTo(path, args) ?? { kind: "external-call", path, args, typeArgs, node };
}

const POINTER = /^builtin\.new$|(?:^|[./])(?:ptr|pointers?|pointy)\.\w+$/;

/** `new(value)`, `ptr.To(value)`, `ptr.Deref(pointer, otherwise)`: a pointer counts as what it points to. */
function pointedTo(path: string, [first, otherwise, ...more]: readonly Value[]): Value | undefined {
  if (!first || more.length > 0) return undefined;
  if (/Deref$/.test(path) && otherwise) return isWritten(first) ? first : otherwise;
  if (otherwise || first.kind === "type") return undefined;
  return path === `builtin.${NEW_VALUE}` || POINTER.test(path) ? first : undefined;
}

const isWritten = (value: Value): boolean =>
  value.kind !== "unknown" && value.kind !== "nil" && value.kind !== "external" && value.kind !== "external-call";

/** `append([]byte(nil), text...)` copies what is no list to us. */
function copiedBytes(path: string, args: readonly Value[], node: SyntaxNode): Value | undefined {
  const [base, added, ...more] = args;
  if (path !== "builtin.append" || more.length > 0 || (base?.kind === "list" && base.items.length > 0))
    return undefined;
  const isSpread = childIn(node, "arguments")?.children.at(-1)?.type === "variadic_argument";
  return isSpread && (added?.kind === "map" || added?.kind === "struct" || added?.kind === "text") ? added : undefined;
}

type Library = (args: readonly Value[]) => Value;

const LIBRARY: Record<string, Library> = {
  ...TEXT_LIBRARY,
  "fmt.Fprintf": ([target, ...args]) => {
    writeTo(target, format(args));
    return NIL;
  },
  "fmt.Fprint": ([target, ...args]) => {
    writeTo(target, args.map(asText).reduce(concatenate, text("")));
    return NIL;
  },
  "fmt.Fprintln": ([target, ...args]) => {
    writeTo(target, concatenate(args.map(asText).reduce(concatenate, text("")), text("\n")));
    return NIL;
  },
  "maps.Copy": ([target, source]) => {
    if (target?.kind === "map" && source?.kind === "map") {
      for (const [key, value] of source.entries) target.entries.set(key, value);
    }
    return NIL;
  },
  "maps.Clone": ([source]) => (source?.kind === "map" ? { kind: "map", entries: new Map(source.entries) } : UNKNOWN),
  "builtin.append": ([base, ...items]) => list([...(base?.kind === "list" ? base.items : []), ...items]),
  "builtin.make": ([type]) => {
    if (type?.kind !== "type") return UNKNOWN;
    return type.type.node?.type === "map_type" ? { kind: "map", entries: new Map() } : list([]);
  },
  "builtin.delete": ([target, key]) => {
    const name = key && mapKey(key);
    if (target?.kind === "map" && name !== undefined) target.entries.delete(name);
    return NIL;
  },
  "builtin.len": ([value]) => (value?.kind === "list" ? { kind: "number", value: value.items.length } : UNKNOWN),
  "slices.Concat": (args) => list(args.flatMap((arg) => (arg.kind === "list" ? arg.items : []))),
  "os.Getenv": () => UNKNOWN,
};
