/** Expressions to values. */
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";
import { callFunction } from "./calls.ts";
import { callExternal, makeStruct } from "./externals.ts";
import type { Machine } from "./machine.ts";
import type { Declaration, GoFile } from "./packages.ts";
import { applyOption } from "./sdk.ts";
import {
  asText,
  concatenate,
  list,
  lookUp,
  mapKey,
  NIL,
  native,
  type Scope,
  type StructValue,
  type TextValue,
  type TypeRef,
  text,
  typeParameter,
  UNKNOWN,
  type Value,
} from "./values.ts";

export interface Place {
  machine: Machine;
  file: GoFile;
  scope: Scope | undefined;
}

export function evaluate(place: Place, node: SyntaxNode): Value {
  if (!place.machine.step()) return UNKNOWN;
  return place.machine.nest(() => evaluateNode(place, node), UNKNOWN);
}

function evaluateNode(place: Place, node: SyntaxNode): Value {
  switch (node.type) {
    case "interpreted_string_literal":
      return text(interpretedText(node));
    case "raw_string_literal":
      return text(node.text.slice(1, -1));
    case "rune_literal":
      return text(decodeEscapes(node.text.slice(1, -1)));
    case "int_literal":
    case "float_literal":
      return numberOf(node.text);
    case "true":
    case "false":
      return { kind: "bool", value: node.type === "true" };
    case "nil":
      return NIL;
    case "identifier":
    case "type_identifier":
    case "package_identifier":
      return identifier(place, node.text);
    case "iota":
      return lookUp(place.scope, "iota") ?? UNKNOWN;
    case "selector_expression":
    case "qualified_type":
      return selector(place, node);
    case "parenthesized_expression":
    case "literal_element":
    case "variadic_argument":
    case "type_assertion_expression":
    case "type_instantiation_expression": {
      const [inner] = namedChildren(node);
      return inner ? evaluate(place, inner) : UNKNOWN;
    }
    case "unary_expression": {
      const operand = childIn(node, "operand");
      const value = operand ? evaluate(place, operand) : UNKNOWN;
      if (childIn(node, "operator")?.text === "!" && value.kind === "bool")
        return { kind: "bool", value: !value.value };
      if (childIn(node, "operator")?.text === "-" && value.kind === "number")
        return { kind: "number", value: -value.value };
      return value;
    }
    case "binary_expression":
      return binary(place, node);
    case "composite_literal":
      return composite(place, node);
    case "func_literal":
      return { kind: "function", node, file: place.file, scope: place.scope };
    case "call_expression":
      return evaluateCall(place, node);
    case "index_expression":
      return index(place, node);
    case "slice_expression": {
      const operand = childIn(node, "operand");
      return operand ? evaluate(place, operand) : UNKNOWN;
    }
    case "type_conversion_expression": {
      const operand = childIn(node, "operand");
      return operand ? evaluate(place, operand) : UNKNOWN;
    }
    case "slice_type":
    case "map_type":
    case "pointer_type":
    case "generic_type":
    case "array_type":
    case "struct_type":
    case "interface_type":
      return { kind: "type", type: typeRef(place, node) };
    default:
      return UNKNOWN;
  }
}

export function typeRef(place: Place, node: SyntaxNode | undefined): TypeRef {
  if (node?.type === "type_identifier" || node?.type === "identifier") {
    const bound = typeParameter(place.scope, node.text);
    if (bound) return bound;
  }
  return { node, file: place.file };
}

function numberOf(source: string): Value {
  const value = Number(source.replaceAll("_", ""));
  return Number.isFinite(value) ? { kind: "number", value } : UNKNOWN;
}

function interpretedText(node: SyntaxNode): string {
  return decodeEscapes(node.text.slice(1, -1));
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", a: "\u0007", b: "\b", f: "\f", v: "\v" };

function decodeEscapes(source: string): string {
  return source.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gs,
    (_m, x, u, long, octal, one) => {
      const hex = x ?? u ?? long;
      const code =
        hex !== undefined ? Number.parseInt(hex, 16) : octal !== undefined ? Number.parseInt(octal, 8) : undefined;
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : "";
      return ESCAPES[one] ?? one;
    },
  );
}

export function identifier(place: Place, name: string): Value {
  const local = lookUp(place.scope, name);
  if (local) return local;
  const declaration = place.file.pkg.declarations.get(name);
  if (declaration) return place.machine.valueOf(declaration);
  const path = place.file.imports.get(name);
  if (path !== undefined) {
    const pkg = place.machine.program.byImport(path);
    return pkg ? { kind: "package", pkg } : { kind: "external", path };
  }
  return packageByName(place, name) ?? { kind: "external", path: `builtin.${name}` };
}

/** Packages are imported under the name in their clause, which the path need not show. */
function packageByName(place: Place, name: string): Value | undefined {
  for (const path of place.file.imports.values()) {
    const pkg = place.machine.program.byImport(path);
    if (pkg?.name === name) return { kind: "package", pkg };
  }
  return undefined;
}

function selector(place: Place, node: SyntaxNode): Value {
  const operand = childIn(node, "operand") ?? childIn(node, "package") ?? namedChildren(node)[0];
  const field = childIn(node, "field") ?? childIn(node, "name") ?? namedChildren(node)[1];
  if (!operand || !field) return UNKNOWN;
  return member(place, evaluate(place, operand), field.text);
}

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
  if (node?.type === "slice_type") return list([]);
  if (node?.type === "map_type") return { kind: "map", entries: new Map() };
  const outside = node && place.machine.externalName(type);
  if (node && (outside === "strings.Builder" || outside === "bytes.Buffer")) {
    return { kind: "struct", type, fields: new Map([[BUILDER, text("")]]), node, file: place.file };
  }
  if (node?.type === "struct_type") return { kind: "struct", type, fields: new Map(), node, file: place.file };
  return UNKNOWN;
}

function binary(place: Place, node: SyntaxNode): Value {
  const [leftNode, rightNode] = [childIn(node, "left"), childIn(node, "right")];
  const operator = childIn(node, "operator")?.text ?? "";
  if (!leftNode || !rightNode) return UNKNOWN;
  const left = evaluate(place, leftNode);
  const right = evaluate(place, rightNode);
  if (operator === "+" && (left.kind === "text" || right.kind === "text")) {
    return concatenate(asText(left), asText(right));
  }
  if (left.kind === "number" && right.kind === "number") return arithmetic(operator, left.value, right.value);
  if (operator === "&&" || operator === "||") return logical(operator, left, right);
  if (operator === "==" || operator === "!=") {
    const equal = equals(left, right);
    return equal === undefined ? UNKNOWN : { kind: "bool", value: equal === (operator === "==") };
  }
  return UNKNOWN;
}

function logical(operator: string, left: Value, right: Value): Value {
  const decisive = operator === "||";
  for (const side of [left, right]) if (side.kind === "bool" && side.value === decisive) return side;
  return left.kind === "bool" && right.kind === "bool" ? { kind: "bool", value: !decisive } : UNKNOWN;
}

function equals(left: Value, right: Value): boolean | undefined {
  const [a, b] = [mapKey(left), mapKey(right)];
  if (a !== undefined && b !== undefined) return a === b;
  if (left.kind === "nil" || right.kind === "nil") {
    const other = left.kind === "nil" ? right : left;
    if (other.kind === "nil") return true;
    return other.kind === "struct" || other.kind === "function" || other.kind === "text" ? false : undefined;
  }
  return undefined;
}

function arithmetic(operator: string, left: number, right: number): Value {
  switch (operator) {
    case "+":
      return { kind: "number", value: left + right };
    case "-":
      return { kind: "number", value: left - right };
    case "*":
      return { kind: "number", value: left * right };
    case "<":
      return { kind: "bool", value: left < right };
    case ">":
      return { kind: "bool", value: left > right };
    case "==":
      return { kind: "bool", value: left === right };
    case "!=":
      return { kind: "bool", value: left !== right };
    case "<<":
      return { kind: "number", value: left * 2 ** Math.min(right, 60) };
    default:
      return UNKNOWN;
  }
}

function composite(place: Place, node: SyntaxNode): Value {
  const typeNode = childIn(node, "type");
  const body = childIn(node, "body");
  return literal(place, typeRef(place, typeNode), body, node);
}

/** A literal's value by its type; elements without a type of their own have the element type. */
function literal(place: Place, type: TypeRef, body: SyntaxNode | undefined, node: SyntaxNode): Value {
  const resolved = place.machine.underlying(type);
  const elements = body ? namedChildren(body) : [];
  if (
    resolved.node?.type === "slice_type" ||
    resolved.node?.type === "array_type" ||
    resolved.node?.type === "implicit_length_array_type"
  ) {
    const element: TypeRef = { ...resolved, node: childIn(resolved.node, "element") };
    return list(
      elements.map((item) =>
        elementValue(place, element, item.type === "keyed_element" ? namedChildren(item)[1] : item),
      ),
    );
  }
  if (resolved.node?.type === "map_type") {
    const element: TypeRef = { ...resolved, node: childIn(resolved.node, "value") };
    const entries = new Map<string, Value>();
    for (const item of elements) {
      const [key, value] = namedChildren(item);
      const id = key && mapKey(evaluate(place, key));
      if (id !== undefined) entries.set(id, elementValue(place, element, value));
    }
    return { kind: "map", entries };
  }
  const fields = new Map<string, Value>();
  const names = place.machine.fieldNames(resolved);
  for (const [position, item] of elements.entries()) {
    const [key, value] = item.type === "keyed_element" ? namedChildren(item) : [undefined, item];
    const name = key ? key.text : names[position]?.name;
    if (name === undefined) continue;
    const declared = names.find((field) => field.name === name)?.type;
    fields.set(name, elementValue(place, declared ?? { node: undefined, file: place.file }, value));
  }
  return makeStruct(place, type, fields, node);
}

function elementValue(place: Place, type: TypeRef, node: SyntaxNode | undefined): Value {
  const inner = node?.type === "literal_element" ? namedChildren(node)[0] : node;
  if (!inner) return UNKNOWN;
  if (inner.type !== "literal_value") return evaluate(place, inner);
  const element = type.node?.type === "pointer_type" ? { ...type, node: namedChildren(type.node)[0] } : type;
  return literal({ ...place }, element, inner, inner);
}

function index(place: Place, node: SyntaxNode): Value {
  const [operandNode, indexNode] = [childIn(node, "operand"), childIn(node, "index")];
  if (!operandNode || !indexNode) return UNKNOWN;
  const operand = evaluate(place, operandNode);
  const key = evaluate(place, indexNode);
  if (operand.kind === "map") return operand.entries.get(mapKey(key) ?? "\0") ?? UNKNOWN;
  if (operand.kind === "list" && key.kind === "number") return operand.items[key.value] ?? UNKNOWN;
  // `fn[T]` looks like an index.
  return operand.kind === "function" || operand.kind === "external" ? operand : UNKNOWN;
}

function evaluateCall(place: Place, node: SyntaxNode): Value {
  const target = childIn(node, "function");
  if (!target) return UNKNOWN;
  const argumentNodes = namedChildren(childIn(node, "arguments") ?? node).filter((child) => child !== target);
  const typeArgs = typeArguments(place, node, target);
  const callee = evaluate(place, target);
  const args = (): Value[] => argumentNodes.flatMap((argument) => argumentValues(place, argument));
  switch (callee.kind) {
    case "function":
      return callFunction(place.machine, callee, args(), typeArgs, node);
    case "native":
      return callee.call(args(), node);
    case "external":
      return callExternal(place, callee.path, args(), typeArgs, node);
    case "type":
    case "struct":
      return args()[0] ?? UNKNOWN;
    case "external-call":
      // `mcp.WithString("x")(tool)`: an option of the SDK, applied by hand.
      applyOption(place.machine, callee, args()[0], node);
      return UNKNOWN;
    default: {
      const values = args();
      return place.machine.callUnknown(values);
    }
  }
}

function argumentValues(place: Place, node: SyntaxNode): Value[] {
  const value = evaluate(place, node);
  if (value.kind === "tuple") return value.items;
  return node.type === "variadic_argument" && value.kind === "list" ? value.items : [value];
}

function typeArguments(place: Place, node: SyntaxNode, target: SyntaxNode): TypeRef[] {
  const written = childIn(node, "type_arguments") ?? childOfType(target, "type_arguments");
  if (written)
    return namedChildren(written).map((type) =>
      typeRef(place, type.type === "type_elem" ? namedChildren(type)[0] : type),
    );
  // `fn[T](…)` with one argument parses as an index.
  const indexNode = target.type === "index_expression" ? childIn(target, "index") : undefined;
  return indexNode ? [typeRef(place, indexNode)] : [];
}

export function declarationValue(machine: Machine, declaration: Declaration): Value {
  const { node, file } = declaration;
  const place: Place = { machine, file, scope: undefined };
  switch (declaration.kind) {
    case "function":
    case "method":
      return { kind: "function", node, file, scope: undefined };
    case "type":
      return { kind: "type", type: { node: typeIdentifierOf(node), file } };
    case "constant": {
      const values = childIn(declaration.valueFrom ?? node, "value");
      const value = values && namedChildren(values)[declaration.index];
      const variables = new Map<string, Value>([["iota", { kind: "number", value: declaration.iota }]]);
      return value ? evaluate({ ...place, scope: { variables, parent: undefined } }, value) : UNKNOWN;
    }
    case "variable": {
      const embedded = embeddedFile(machine, declaration);
      if (embedded) return embedded;
      const values = childIn(node, "value");
      const value = values && namedChildren(values)[declaration.index];
      if (value) return evaluate(place, value);
      const type = childIn(node, "type");
      return type ? zeroValue(place, machine.underlying({ node: type, file })) : UNKNOWN;
    }
  }
}

/** The name node of a type specification stands for the type. */
function typeIdentifierOf(node: SyntaxNode): SyntaxNode | undefined {
  return childIn(node, "name");
}

/** `//go:embed file` above a text variable. */
function embeddedFile(machine: Machine, declaration: Declaration): Value | undefined {
  const holder = declaration.node.parent?.type === "var_declaration" ? declaration.node.parent : declaration.node;
  const siblings = holder.parent?.children ?? [];
  const before = siblings[siblings.indexOf(holder) - 1];
  const name = before?.type === "comment" ? /^\/\/go:embed\s+"?([^\s"*]+)"?\s*$/.exec(before.text)?.[1] : undefined;
  if (name === undefined) return undefined;
  const folder = declaration.file.pkg.folder;
  const content = machine.program.context.text(folder === "" ? name : `${folder}/${name}`);
  return content === undefined ? text("", "prefix") : text(content);
}
