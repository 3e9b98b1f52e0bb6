/**
 * Names that a loop over files leaves out: `if (LEFT_OUT.has(name)) continue;` beside an `import()` of computed paths. The
 * definitions of such files are known by their shape, and nothing else on the way would drop them.
 */
import type { FoundTool } from "../context.ts";
import { childIn, type SyntaxNode } from "../syntax.ts";
import { argumentNodes } from "./arguments.ts";
import { elementsOf } from "./combine.ts";
import { evaluate, unwrap } from "./evaluate.ts";
import type { Program } from "./program.ts";
import { EMPTY_ENV } from "./values.ts";

/** Tools of files that the program looks for, without those whose names it skips there. */
export function withoutDenied(program: Program, found: readonly FoundTool[]): readonly FoundTool[] {
  const denied = new Set([...program.loaders].flatMap((path) => deniedNames(program, path)));
  if (denied.size === 0) return found;
  return found.filter(({ tool }) => !program.discovered.has(tool.source?.path ?? "") || !denied.has(tool.name));
}

const LOOPS = /^(?:for|for_in|while|do)_statement$/;

function deniedNames(program: Program, path: string): string[] {
  const root = program.root(path);
  if (!root) return [];
  return [...root.tree.ofTypes(new Set(["continue_statement"]))].flatMap((skip) => {
    const block = skip.parent?.type === "statement_block" ? skip.parent : undefined;
    const statement = (block ?? skip).parent;
    const condition = statement?.type === "if_statement" ? unwrap(childIn(statement, "condition")) : undefined;
    return condition && isInLoop(skip) ? namesAskedFor(program, condition) : [];
  });
}

function isInLoop(node: SyntaxNode): boolean {
  for (let at = node.parent; at; at = at.parent) if (LOOPS.test(at.type)) return true;
  return false;
}

/** The texts of `list` in `list.has(…)` or `list.includes(…)`, if all of them are known. */
function namesAskedFor(program: Program, condition: SyntaxNode): string[] {
  const callee = condition.type === "call_expression" ? childIn(condition, "function") : undefined;
  if (callee?.type !== "member_expression" || argumentNodes(condition).length !== 1) return [];
  if (!/^(?:has|includes)$/.test(childIn(callee, "property")?.text ?? "")) return [];
  const { result: list } = program.track(() => evaluate(program, childIn(callee, "object"), EMPTY_ENV));
  if (list.kind !== "array" && (list.kind !== "map" || list.isFilled)) return [];
  const { items, open } = elementsOf(list.kind === "map" ? { ...list, unique: true } : list);
  const keys = list.kind === "map" ? list.entries.map(({ key }) => key) : items.map(({ value }) => value);
  if (open || items.some(({ guards }) => guards?.length)) return [];
  const names = keys.map((key) => (key.kind === "constant" && typeof key.value === "string" ? key.value : undefined));
  return names.includes(undefined) ? [] : names.filter((name) => name !== undefined);
}
