/** Where tools are made, by the look of the call or the literal. */
import { childIn, descendants, type SyntaxNode } from "../syntax.ts";

const BUILDERS = new Set(["NewTool", "NewToolWithRawSchema", "RegisterTool", "NewServerTool", "AddTool"]);

const known = new WeakMap<SyntaxNode, boolean>();

export function makesTools(node: SyntaxNode): boolean {
  const present = known.get(node);
  if (present !== undefined) return present;
  const found = findsBuilder(node);
  known.set(node, found);
  return found;
}

function findsBuilder(node: SyntaxNode): boolean {
  for (const call of descendants(node, "call_expression", "composite_literal")) {
    if (call.type === "composite_literal") {
      if (/(?:^|\.)(?:MCP)?Tool(?:Definition)?$/.test(childIn(call, "type")?.text ?? "")) return true;
      continue;
    }
    const target = childIn(call, "function");
    const name = target && (childIn(target, "field")?.text ?? target.text);
    if (name !== undefined && BUILDERS.has(name)) return true;
  }
  return false;
}
