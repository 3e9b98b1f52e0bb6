/**
 * `@Tool({ name, description, parameters })` on methods (MCP-Nest and alike), in source and as compilers write it;
 * `@CreateAction` (AgentKit), whose tools are called after their class, too.
 */
import type { FoundTool } from "../../context.ts";
import { childIn, enclosing, namedChildren, type SyntaxNode } from "../../syntax.ts";
import { argumentNodes } from "../arguments.ts";
import { evaluate } from "../evaluate.ts";
import { occurrences } from "../occurrences.ts";
import type { Program } from "../program.ts";
import { CLASS_TYPES } from "../scopes.ts";
import { stringText } from "../strings.ts";
import { registrationOf, toTools } from "../tool.ts";
import { constant, EMPTY_ENV, isNothing, type Value } from "../values.ts";
import type { Idiom } from "./idiom.ts";

const ACTION = "CreateAction";
const NAMES = ["Tool", "McpTool", "MCPTool", ACTION];

export const decorators: Idiom = (program) => {
  const tools: FoundTool[] = [];
  for (const path of program.reachable) {
    const root = program.root(path);
    for (const name of root ? NAMES.flatMap((decorator) => occurrences(root, decorator)) : []) {
      const callee = name.parent?.type === "member_expression" ? name.parent : name;
      const call = callee.parent?.type === "call_expression" ? callee.parent : callee.parent?.parent?.parent;
      const method =
        call?.type === "call_expression" && !argumentNodes(call).includes(callee) ? decoratedMethod(call) : undefined;
      if (!call || method === undefined) continue;
      if (name.text !== ACTION) tools.push(...readDecorator(program, call, method));
      else tools.push(...readDecorator(program, call, method).flatMap((found) => withClass(found, call)));
    }
  }
  return { tools, unresolved: [] };
};

/** The method that a decorator's call stands before, by name. */
function decoratedMethod(call: SyntaxNode): string | undefined {
  if (call.parent?.type === "decorator") {
    const siblings = call.parent.parent?.children ?? [];
    const method = siblings.slice(siblings.indexOf(call.parent)).find(({ type }) => type === "method_definition");
    return (
      method ?? (call.parent.parent?.type === "method_definition" ? call.parent.parent : undefined)
    )?.children.find(({ field }) => field === "name")?.text;
  }
  // `__decorate([Tool({ … })], C.prototype, "method", null)`
  const outer = call.parent?.type === "array" ? call.parent.parent?.parent : undefined;
  if (outer?.type !== "call_expression" || !childIn(outer, "function")?.text.includes("decorate")) return undefined;
  const key = namedChildren(childIn(outer, "arguments") ?? outer)[2];
  return key && stringText(key);
}

/** An action's tool: `Class_name`; none where the class has no name. */
function withClass(found: FoundTool, call: SyntaxNode): FoundTool[] {
  const name =
    call.parent?.type === "decorator"
      ? childIn(enclosing(call, ...CLASS_TYPES) ?? call, "name")?.text
      : /^(\w+)\.prototype$/.exec(namedChildren(call.parent?.parent ?? call)[1]?.text ?? "")?.[1];
  return name === undefined ? [] : [{ ...found, tool: { ...found.tool, name: `${name}_${found.tool.name}` } }];
}

/** `@Tool()` of a package about MCP: the method's name is all there is. Elsewhere it may mean anything. */
function bareOptions(program: Program, call: SyntaxNode): Value | undefined {
  const { result } = program.track(() => evaluate(program, childIn(call, "function"), EMPTY_ENV));
  const isMcp = result.kind === "external" && /mcp/i.test(result.module);
  return isMcp ? { kind: "object", entries: new Map(), open: false } : undefined;
}

function readDecorator(program: Program, call: SyntaxNode, method: string): FoundTool[] {
  const [first] = argumentNodes(call);
  const options = first ? evaluate(program, first, EMPTY_ENV) : bareOptions(program, call);
  if (options?.kind !== "object") return [];
  const registration = registrationOf(program, options, EMPTY_ENV, call);
  return toTools(
    program,
    isNothing(registration.name) ? { ...registration, name: constant(method) } : registration,
    call,
    [],
    "ts/decorator",
  );
}
