/**
 * What containers hand to constructors: `@injectAll(Tools) tools` gets all that is registered under `Tools`
 * (`register(Tools, { useValue })`, `registerInstance(Tools, value)`), `@inject(Tools)` what was registered last.
 */
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { argumentNodes } from "./arguments.ts";
import { expand } from "./contexts.ts";
import { evaluate } from "./evaluate.ts";
import { locateImport } from "./exports.ts";
import { guardsAt } from "./guards.ts";
import { memberOf } from "./members.ts";
import { callsOf } from "./occurrences.ts";
import type { Program } from "./program.ts";
import { findDeclaration } from "./scopes.ts";
import { stringText } from "./strings.ts";
import { EMPTY_ENV, type Item, UNKNOWN, type Value } from "./values.ts";

const INJECTING = /^inject(?:All)?$/;
const REGISTERING = /\.register(?:Instance)?$/;

/** What a constructor's parameter gets from a container; `undefined` where it asks none, or nothing is seen to be there. */
export function injectedValue(program: Program, parameter: SyntaxNode): Value | undefined {
  const decorator = parameter.children.find(({ type }) => type === "decorator");
  const call = decorator && namedChildren(decorator)[0];
  const name = call?.type === "call_expression" ? (childIn(call, "function")?.text ?? "") : "";
  const key = call && INJECTING.test(name) ? tokenOf(program, argumentNodes(call)[0]) : undefined;
  if (!key) return undefined;
  if (program.inProgress.has(parameter)) return program.cutShort();
  program.inProgress.add(parameter);
  try {
    const items = registeredItems(program, key);
    if (items.length === 0) return undefined;
    return name === "injectAll" ? { kind: "array", items, open: false } : items.at(-1)?.value;
  } finally {
    program.inProgress.delete(parameter);
  }
}

/** What stands for a token: the name by which it is declared, or the text that it is. */
function tokenOf(program: Program, node: SyntaxNode | undefined): SyntaxNode | string | undefined {
  if (node?.type !== "identifier") return node && stringText(node);
  const declaration = findDeclaration(node.text, node);
  if (declaration?.kind !== "import") return declaration?.name;
  const located = locateImport(program, declaration);
  return located?.kind === "declaration" ? located.declaration.name : undefined;
}

function registeredItems(program: Program, key: SyntaxNode | string): Item[] {
  return program.reachable.flatMap((path) => {
    const root = program.root(path);
    return [...(root ? callsOf(root, REGISTERING) : [])]
      .filter((call) => tokenOf(program, argumentNodes(call)[0]) === key)
      .flatMap((call) => valuesOfCall(program, call));
  });
}

function valuesOfCall(program: Program, call: SyntaxNode): Item[] {
  const isInstance = childIn(childIn(call, "function"), "property")?.text === "registerInstance";
  const runs = expand(program, EMPTY_ENV, (env) => {
    const given = evaluate(program, argumentNodes(call)[1], env);
    const result = isInstance ? given : memberOf(program, given, "useValue", env, call);
    return { result, complete: result.kind !== UNKNOWN.kind };
  });
  return runs.flatMap(({ env, result }): Item[] => {
    const guards = guardsAt(program, call, env);
    if (guards === false) return [];
    return [guards.length > 0 ? { value: result, guards } : { value: result }];
  });
}
