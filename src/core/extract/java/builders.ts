/** Tools that a chain of calls builds: the SDK's builder, Quarkus' manager, and builders of the program's own. */
import type { FoundTool } from "../context.ts";
import { chainOf, chainSchema, OTHER_PROPERTY } from "../declared/chains.ts";
import { boolOf, knownText, type Plain, type PlainCall, parseJson } from "../declared/plain.ts";
import { annotationsFrom, type DeclaredParameter, foundTool, objectSchema } from "../declared/tool.ts";
import { childIn, contains, descendants, enclosing, type SyntaxNode } from "../syntax.ts";
import type { BuilderMethods } from "./builder-methods.ts";
import { evaluate, type Place } from "./evaluate.ts";

/** The type that makes the builder: `Tool` of `Tool.builder()`, `ToolBuilder` of `new ToolBuilder()`. */
function madeBy(base: Plain | undefined): string {
  if (base?.kind === "name") return base.path;
  return base?.kind === "call" && base.node.type === "object_creation_expression" ? base.name : "";
}

export function fromChain(place: Place, node: SyntaxNode, methods: BuilderMethods): FoundTool[] | undefined {
  const name = childIn(node, "name")?.text;
  if (name !== "build" && name !== "register") return undefined;
  const whole = wholeChain(place, node);
  const maker = madeBy(whole.base);
  const { calls, isPartial } = methods.expand(maker, whole.calls);
  const [first] = calls;
  const isOwn = /(?:^|\.)\w*Tool\w*Builder$/.test(maker);
  const isBuilder = isOwn || (/(?:^|\.)Tool$/.test(maker) && first?.name === "builder");
  const isManager = first?.name === "newTool";
  if (!first || (!isBuilder && !isManager)) return undefined;
  const argument = (field: string): Plain | undefined => calls.find((call) => setting(call) === field)?.args[0];
  // A builder of something that belongs to a tool describes nothing.
  if (isOwn && (!argument("name") || !argument("description"))) return undefined;
  const parameters = calls.filter((call) => call.name === "addArgument").map(managerArgument);
  const built = chainSchema(calls);
  const isUnread = !built && calls.some((call) => OTHER_PROPERTY.test(call.name));
  return foundTool({
    idiom: "java/tool-builder",
    name: knownText(isManager ? first.args[0] : (argument("name") ?? first.args[0])),
    title: argument("title"),
    description: argument("description"),
    inputSchema: parameters.length > 0 ? objectSchema(parameters) : (built?.schema ?? parseJson(schemaText(calls))),
    isSchemaPartial: whole.isPartial || isPartial || isUnread || built?.isPartial,
    annotations: annotationsFrom(new Map(calls.flatMap(hint))),
    path: place.file.path,
    node,
  });
}

interface WholeChain {
  base: Plain | undefined;
  calls: PlainCall[];
  /** Some calls are made under a condition. */
  isPartial: boolean;
}

/** The chain with what the method before it calls on the variable that holds the builder. */
function wholeChain(place: Place, node: SyntaxNode): WholeChain {
  const { base, calls } = chainOf(evaluate(place, node));
  const method = enclosing(node, "method_declaration", "constructor_declaration");
  const name = variableOf(node);
  const whole: WholeChain = { base, calls: [...calls], isPartial: false };
  if (!method || name === undefined) return whole;
  for (const statement of descendants(method, "method_invocation")) {
    if (statement.end > node.start) break;
    if (statement.parent?.type === "method_invocation" || variableOf(statement) !== name) continue;
    const inside = chainOf(evaluate(place, statement)).calls.filter((call) => contains(statement, call.node));
    whole.calls.push(...inside);
    const condition = enclosing(statement, ...CONDITIONS);
    whole.isPartial ||= condition !== undefined && contains(method, condition) && !contains(condition, node);
  }
  return whole;
}

const CONDITIONS = ["if_statement", "switch_expression", "for_statement", "enhanced_for_statement"];

/** The variable that a chain of calls starts from. */
function variableOf(node: SyntaxNode): string | undefined {
  let at: SyntaxNode | undefined = node;
  while (at?.type === "method_invocation") at = childIn(at, "object");
  return at?.type === "identifier" ? at.text : undefined;
}

/** `name` of `.name("x")`, `.setName("x")` and `.withName("x")`. */
function setting({ name }: PlainCall): string {
  return name.replace(/^(?:set|with)(\p{Lu})/u, (_, letter: string) => letter.toLowerCase());
}

/** `.setReadOnlyHint()`, `.destructiveHint(false)`. */
function hint(call: PlainCall): [string, Plain][] {
  const name = setting(call);
  return /^(?:readOnly|destructive|idempotent|openWorld)(?:Hint)?$/.test(name)
    ? [[name, call.args[0] ?? { kind: "bool", value: true }]]
    : [];
}

function schemaText(calls: readonly PlainCall[]): string | undefined {
  const args = calls.find((call) => setting(call) === "inputSchema")?.args ?? [];
  return args.map((arg) => knownText(arg)).find((text) => text?.trimStart().startsWith("{"));
}

function managerArgument(call: PlainCall): DeclaredParameter {
  const [name, description, required] = call.args;
  return {
    name: knownText(name) ?? "",
    schema: {},
    description: knownText(description),
    required: boolOf(required) ?? true,
  };
}
