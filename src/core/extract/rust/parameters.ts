/** What a tool's function takes. */
import { knownText } from "../declared/plain.ts";
import { type DeclaredTool, objectSchema } from "../declared/tool.ts";
import { ARRAY, type Types } from "../declared/types.ts";
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { attributesBefore } from "./attributes.ts";
import type { Place } from "./evaluate.ts";
import { GRAMMAR, isRewritten } from "./schemas.ts";

/** `Parameters<T>` gives T's members; parameters marked one by one are members themselves. */
export function parametersSchema(
  types: Types<Place>,
  place: Place,
  node: SyntaxNode,
): Pick<DeclaredTool, "inputSchema" | "isSchemaPartial"> {
  const container = childIn(node, "parameters");
  const parameters = (container ? namedChildren(container) : []).filter((child) => child.type === "parameter");
  const own: Parameters<typeof objectSchema>[0][number][] = [];
  for (const parameter of parameters) {
    const type = childIn(parameter, "type");
    const name = childIn(parameter, "pattern")?.text ?? "";
    const outer = type?.text.replace(/<.*$/s, "").split("::").at(-1) ?? "";
    if (/^(?:Parameters|Json)$/.test(outer)) return typedParameters(types, place, type);
    const attributes = attributesBefore(place, parameter);
    if (attributes.some(({ named }) => named.has("aggr"))) return typedParameters(types, place, type);
    if (isGiven(type)) continue;
    const { schema, optional } = types.schemaOf(type, place);
    const described = attributes.map(({ named }) => knownText(named.get("description"))).find(Boolean);
    own.push({ name, schema, description: described, required: !optional });
  }
  return { inputSchema: objectSchema(own) };
}

function typedParameters(
  types: Types<Place>,
  place: Place,
  type: SyntaxNode | undefined,
): ReturnType<typeof parametersSchema> {
  const { schema } = types.schemaOf(type, place);
  if (Object.keys(schema).length === 0) return { isSchemaPartial: true };
  const name = type?.text.match(/(\w+)>*$/)?.[1] ?? "";
  const declared = types.get(name, place.file.path);
  return { inputSchema: schema, isSchemaPartial: declared && isRewritten(declared.place, declared.node) };
}

/** Types of what the server passes beside the call's own arguments. */
const GIVEN = /^(?:(?:Mcp|Tool|Request|Call|Server)?Context|Peer|Extensions?|Meta|CancellationToken|State)$/;

/** A context, by its name or because it is borrowed: of references only texts, numbers and lists are a call's own. */
function isGiven(type: SyntaxNode | undefined): boolean {
  if (!type) return false;
  const { name } = GRAMMAR.read(type);
  const { basic, integers, lists, maps, optionals, wrappers } = GRAMMAR;
  const isData =
    name === ARRAY ||
    Object.hasOwn(basic, name) ||
    [integers, lists, maps, optionals, wrappers].some((pattern) => pattern?.test(name));
  return GIVEN.test(name) || (type.type === "reference_type" && !isData);
}
