/** Expressions to values. */
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";
import { callFunction } from "./calls.ts";
import { callExternal } from "./externals.ts";
import { composite, decodeEscapes, interpretedText, numberOf } from "./literals.ts";
import type { Machine } from "./machine.ts";
import { member } from "./members.ts";
import { applyOption } from "./options.ts";
import type { GoFile } from "./packages.ts";
import {
  asText,
  concatenate,
  lookUp,
  mapKey,
  NIL,
  type Scope,
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
  /** On the way that is taken where something gave an error. */
  isFailing?: boolean;
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
    case "type_instantiation_expression": {
      const [inner] = namedChildren(node);
      return inner ? evaluate(place, inner) : UNKNOWN;
    }
    case "type_assertion_expression": {
      const [inner] = namedChildren(node);
      const value = inner ? evaluate(place, inner) : UNKNOWN;
      return value.kind === "nil" && childIn(node, "type")?.text === "bool" ? { kind: "bool", value: false } : value;
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
    case "func_literal": {
      const closure: Value = { kind: "function", node, file: place.file, scope: place.scope };
      place.machine.keep(closure);
      return closure;
    }
    case "call_expression":
      return evaluateCall(place, node);
    case "index_expression":
      return index(place, node);
    case "slice_expression": {
      const operand = childIn(node, "operand");
      return operand ? evaluate(place, operand) : UNKNOWN;
    }
    case "type_conversion_expression":
      return conversion(place, node);
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

const NEVER_NIL: ReadonlySet<Value["kind"]> = new Set(["struct", "function", "text", "number", "bool"]);

function equals(left: Value, right: Value): boolean | undefined {
  const [a, b] = [mapKey(left), mapKey(right)];
  if (a !== undefined && b !== undefined) return a === b;
  if (left.kind === "nil" || right.kind === "nil") {
    const other = left.kind === "nil" ? right : left;
    if (other.kind === "nil") return true;
    // What was declared and has nothing in it may be nothing still; what was made is something.
    if (other.kind === "list") return other.items.length > 0 || !other.type ? false : undefined;
    if (other.kind === "map") return other.entries.size > 0 || !other.type ? false : undefined;
    return NEVER_NIL.has(other.kind) ? false : undefined;
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

function index(place: Place, node: SyntaxNode): Value {
  const [operandNode, indexNode] = [childIn(node, "operand"), childIn(node, "index")];
  if (!operandNode || !indexNode) return UNKNOWN;
  const operand = evaluate(place, operandNode);
  const key = evaluate(place, indexNode);
  if (operand.kind === "map") {
    const name = mapKey(key);
    return name === undefined ? UNKNOWN : (operand.entries.get(name) ?? NIL);
  }
  if (operand.kind === "list" && key.kind === "number") return operand.items[key.value] ?? UNKNOWN;
  // `fn[T]` looks like an index.
  return operand.kind === "function" || operand.kind === "external" ? operand : UNKNOWN;
}

/** `T(x)`; the grammar takes `fn[T](x)` for one too. */
function conversion(place: Place, node: SyntaxNode): Value {
  const [type, operand] = [childIn(node, "type"), childIn(node, "operand")];
  const args = (): Value[] => (operand ? argumentValues(place, operand) : []);
  const target = type?.type === "generic_type" ? childIn(type, "type") : undefined;
  const callee = target && evaluate(place, target);
  if (type && (callee?.kind === "function" || callee?.kind === "external"))
    return callValue(place, callee, args, typeArguments(place, type, type), node);
  return args()[0] ?? UNKNOWN;
}

function evaluateCall(place: Place, node: SyntaxNode): Value {
  const target = childIn(node, "function");
  if (!target) return UNKNOWN;
  const argumentNodes = namedChildren(childIn(node, "arguments") ?? node).filter((child) => child !== target);
  const typeArgs = typeArguments(place, node, target);
  const callee = evaluate(place, target);
  return callValue(
    place,
    callee,
    () => argumentNodes.flatMap((argument) => argumentValues(place, argument)),
    typeArgs,
    node,
  );
}

function callValue(place: Place, callee: Value, args: () => Value[], typeArgs: TypeRef[], node: SyntaxNode): Value {
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
