/** The options of a command: the properties with `[Option]` of the class that it is bound to. */
import type { JsonObject } from "../../schema/json.ts";
import { knownText } from "../declared/plain.ts";
import { type DeclaredParameter, objectSchema } from "../declared/tool.ts";
import type { Declared, Types } from "../declared/types.ts";
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { baseTypes } from "./bases.ts";
import { type Attribute, attributesOf, type Place } from "./evaluate.ts";

/** Classes that extend or hold one another. */
const MAX_DEPTH = 8;

export function optionsSchema(types: Types<Place>, place: Place, type: SyntaxNode | undefined): JsonObject | undefined {
  const options = types.get(bareName(type), place.file.path);
  const parameters = options ? optionsOf(types, options, "", 0) : [];
  return parameters.length > 0 ? objectSchema(parameters) : undefined;
}

function optionsOf(types: Types<Place>, options: Declared<Place>, prefix: string, depth: number): DeclaredParameter[] {
  return propertiesOf(types, options).flatMap(({ node, place }) => {
    const marks = attributesOf(place, node);
    const option = marks.find(({ name }) => name === "Option");
    if (option) return optionOf(types, place, node, option, prefix);
    const container = marks.find(({ name }) => name === "OptionContainer");
    const inner = container && depth < MAX_DEPTH && types.get(bareName(childIn(node, "type")), place.file.path);
    // The options of a class that is held have the name of what holds it before their own.
    const own = knownText(container?.named.get("Prefix") ?? container?.positional[0]) ?? kebab(nameOf(node));
    return inner ? optionsOf(types, inner, `${prefix}${own}-`, depth + 1) : [];
  });
}

/** Properties of a class and of those that it extends; one that is declared again counts as the class has it. */
function propertiesOf(types: Types<Place>, declared: Declared<Place>): Declared<Place>[] {
  const found = new Map<string, Declared<Place>>();
  let at: Declared<Place> | undefined = declared;
  for (let depth = 0; at && depth <= MAX_DEPTH; depth++) {
    const { node, place }: Declared<Place> = at;
    for (const member of namedChildren(childIn(node, "body") ?? node)) {
      const name = nameOf(member);
      if (member.type === "property_declaration" && !found.has(name)) found.set(name, { node: member, place });
    }
    at = baseTypes(node)
      .map((base) => types.get(base.name, place.file.path))
      .find((base) => base?.node.type === "class_declaration" || base?.node.type === "record_declaration");
  }
  return [...found.values()];
}

function optionOf(
  types: Types<Place>,
  place: Place,
  member: SyntaxNode,
  option: Attribute,
  prefix: string,
): DeclaredParameter[] {
  const { schema, optional } = types.schemaOf(childIn(member, "type"), place);
  const written = knownText(option.named.get("Name") ?? option.positional[0])?.replace(/^--/, "");
  const before = member.text.slice(0, (childIn(member, "name")?.start ?? 0) - member.start);
  return [
    {
      name: `${prefix}${written ?? kebab(nameOf(member))}`,
      schema,
      description: knownText(option.named.get("Description")),
      required: !optional && /\brequired\b/.test(before),
    },
  ];
}

const nameOf = (member: SyntaxNode): string => childIn(member, "name")?.text ?? "";

const kebab = (name: string): string => name.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, "-").toLowerCase();

const bareName = (type: SyntaxNode | undefined): string =>
  type?.text
    .replace(/[<?].*$/s, "")
    .split(".")
    .at(-1) ?? "";
