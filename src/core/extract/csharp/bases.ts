/** What a class extends: `class ListCommand(…) : BaseCommand<ListOptions>, ICommand`. */
import { childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";

export function baseTypes(node: SyntaxNode): { name: string; args: SyntaxNode[] }[] {
  return namedChildren(childOfType(node, "base_list") ?? node).flatMap((base) => {
    const head = base.type === "generic_name" ? childOfType(base, "identifier") : base;
    const args = childOfType(base, "type_argument_list");
    return head && /identifier|generic_name/.test(base.type)
      ? [{ name: head.text, args: args ? namedChildren(args) : [] }]
      : [];
  });
}
