/** Calls of functions of the tree: parameters bound, the body walked, what it returns. */
import { childIn, childOfType, childrenIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import type { Place } from "./evaluate.ts";
import type { Machine } from "./machine.ts";
import { type Returned, runBlock } from "./statements.ts";
import { type FunctionValue, list, lookUp, type Scope, type TypeRef, truthOf, UNKNOWN, type Value } from "./values.ts";

export interface Parameter {
  name: string;
  type: SyntaxNode | undefined;
  variadic: boolean;
}

export function parametersOf(node: SyntaxNode): Parameter[] {
  const parameters: Parameter[] = [];
  const container = childIn(node, "parameters");
  for (const declaration of container ? namedChildren(container) : []) {
    const type = childIn(declaration, "type");
    const variadic = declaration.type === "variadic_parameter_declaration";
    const names = childrenIn(declaration, "name");
    for (const name of names) parameters.push({ name: name.text, type, variadic });
    if (names.length === 0) parameters.push({ name: "_", type, variadic });
  }
  return parameters;
}

export function callFunction(
  machine: Machine,
  fn: FunctionValue,
  args: Value[],
  typeArgs: readonly TypeRef[],
  _node: SyntaxNode,
): Value {
  const body = childIn(fn.node, "body");
  if (!body) return UNKNOWN;
  const scope: Scope = { variables: new Map(), parent: fn.scope };
  const parameters = parametersOf(fn.node);
  for (const [index, parameter] of parameters.entries()) {
    const value = parameter.variadic ? list(args.slice(index)) : typed(args[index], parameter.type, fn);
    scope.variables.set(parameter.name, value);
  }
  const receiver = childIn(fn.node, "receiver");
  const declared = receiver && (namedChildren(receiver)[0] ?? receiver);
  const receiverName = childIn(declared, "name")?.text;
  if (receiverName !== undefined) scope.variables.set(receiverName, typed(fn.receiver, childIn(declared, "type"), fn));
  const types = bindTypes(fn, typeArgs);
  if (types.size > 0) scope.types = types;
  const returns: Returned[] = [];
  const place: Place = { machine, file: fn.file, scope };
  const ran = machine.enter(fn.node, args, () => {
    const guards = machine.guards.length;
    runBlock(place, body, returns);
    machine.guards.length = guards;
    return true;
  });
  if (ran === undefined) return UNKNOWN;
  if (returns.length === 0) return namedResult(fn.node, scope) ?? UNKNOWN;
  return best(returns.flatMap(({ value, isFailure }) => (isFailure ? [] : [value])));
}

/** A value that is not known has the type that its parameter is declared with. */
function typed(value: Value = UNKNOWN, type: SyntaxNode | undefined, fn: FunctionValue): Value {
  return value.kind === "unknown" && !value.type && type
    ? { kind: "unknown", type: { node: type, file: fn.file } }
    : value;
}

/** Of several returns the first that says something: the others are other configurations. */
function best(returns: readonly Value[]): Value {
  const weight = (value: Value): number => {
    if (value.kind === "tuple") return value.items.reduce((sum, item) => sum + weight(item), 0);
    if (value.kind === "unknown" || value.kind === "nil" || value.kind === "external-call") return 0;
    if (value.kind === "list") return value.items.length > 0 ? 2 : 1;
    if (value.kind === "text") return value.value !== "" ? 2 : 1;
    return 2;
  };
  const chosen = returns.reduce(
    (first, value) => (weight(value) > weight(first) ? value : first),
    returns[0] ?? UNKNOWN,
  );
  // What is answered yes or no in different cases is not known.
  const isSure = chosen.kind !== "bool" || returns.every((value) => truthOf(value) === chosen.value);
  return isSure ? chosen : UNKNOWN;
}

function namedResult(node: SyntaxNode, scope: Scope): Value | undefined {
  const result = childIn(node, "result");
  const first = result?.type === "parameter_list" ? namedChildren(result)[0] : undefined;
  const name = first && childIn(first, "name");
  return name && lookUp(scope, name.text);
}

function bindTypes(fn: FunctionValue, typeArgs: readonly TypeRef[]): Map<string, TypeRef> {
  const bound = new Map<string, TypeRef>();
  const container = childIn(fn.node, "type_parameters") ?? childOfType(fn.node, "type_parameter_list");
  let position = 0;
  for (const declaration of container ? namedChildren(container) : []) {
    for (const name of childrenIn(declaration, "name")) {
      const type = typeArgs[position++];
      if (type) bound.set(name.text, type);
    }
  }
  return bound;
}
