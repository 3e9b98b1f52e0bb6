/** Tools that are types: `impl Tool for Sweep { const NAME: … }`, `fn name(&self) -> &str { "sweep" }`. */
import type { FoundTool } from "../context.ts";
import { isObject, knownText, type Plain } from "../declared/plain.ts";
import { annotationsFrom, foundTool } from "../declared/tool.ts";
import type { Types } from "../declared/types.ts";
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluate, type Place } from "./evaluate.ts";
import { Serializer } from "./serialized.ts";

export const TRAIT = /^(?:\w+::)*(?:Dyn|Async)?Tool(?:Base|Handler|Definition|Trait)?$/;
/** What has MCP in its name is no agent's. */
export const MCP_TRAIT = /^(?:\w+::)*Mcp(?:Server)?Tool(?:Base|Handler|Definition|Trait)?$/;

/** Types that a trait calls what a tool is given. */
const ARGUMENTS = /^(?:\w*Args|Arguments|Params|Parameters?|Parameter|Input)$/;

/** The tool that a type is by its `impl` of a trait of such a name. */
export function fromImpl(types: Types<Place>, place: Place, node: SyntaxNode, wanted: RegExp): FoundTool[] {
  const trait = childIn(node, "trait")?.text.replace(/<.*$/s, "") ?? "";
  if (!wanted.test(trait)) return [];
  const members = new Map(membersOf(node).map((member) => [childIn(member, "name")?.text.toLowerCase() ?? "", member]));
  const inside: Place = { ...place, owner: childIn(node, "type")?.text };
  const value = (...names: string[]): Plain | undefined => {
    const member = names.map((name) => members.get(name)).find((found) => found !== undefined);
    const written = member && (childIn(member, "value") ?? childIn(member, "body"));
    return written && evaluate(inside, written);
  };
  const description = value("description");
  if (!description) return [];
  const serializer = new Serializer(types, place);
  const written = value("input_schema", "schema", "parameters", "parameters_schema");
  const json = written && serializer.json(written);
  const hints = value("annotations");
  return foundTool({
    idiom: "rust/tool-impl",
    name: knownText(value("name")),
    title: value("title"),
    description,
    inputSchema: isObject(json) ? json : argumentsSchema(types, place, node),
    isSchemaPartial: isObject(json) && serializer.isPartial,
    annotations: annotationsFrom(hints?.kind === "call" ? hints.named : undefined),
    path: place.file.path,
    node,
  });
}

function membersOf(node: SyntaxNode): SyntaxNode[] {
  const body = childIn(node, "body");
  return (body ? namedChildren(body) : []).filter(
    (member) => member.type === "const_item" || member.type === "function_item",
  );
}

/** `type Args = SweepArgs;` */
function argumentsSchema(
  types: Types<Place>,
  place: Place,
  node: SyntaxNode,
): ReturnType<Types<Place>["named"]> | undefined {
  const body = childIn(node, "body");
  const alias = (body ? namedChildren(body) : []).find(
    (member) => member.type === "type_item" && ARGUMENTS.test(childIn(member, "name")?.text ?? ""),
  );
  const type = childIn(alias, "type");
  return type && types.schemaOf(type, place).schema;
}
