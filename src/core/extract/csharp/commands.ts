/**
 * Command lines served as tools: classes are commands, groups hold them (`group.AddSubGroup(inner)`,
 * `inner.AddCommand<ListCommand>(…)`), and a tool's name is the path of the groups with the command's at its end.
 */
import type { FoundTool } from "../context.ts";
import { knownText, type Plain } from "../declared/plain.ts";
import type { SourceFile } from "../declared/source.ts";
import { annotationsFrom, foundTool } from "../declared/tool.ts";
import type { Types } from "../declared/types.ts";
import { childIn, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { baseTypes } from "./bases.ts";
import { attributesOf, evaluate, type Place } from "./evaluate.ts";
import { optionsSchema } from "./options.ts";

interface Group {
  name: string | undefined;
  /** A group made in the same function, or the function's parameter. */
  parent?: Group;
}

const SEPARATOR = "_";

export function commandTools(files: readonly SourceFile[], types: Types<Place>): FoundTool[] {
  const holders = files.filter((file) => /\bnew CommandGroup\(/.test(file.root.text));
  const root = holders.map((file) => rootName(file, types)).find((name) => name !== undefined);
  return holders.flatMap((file) =>
    [...descendants(file.root, "method_declaration")].flatMap((method) => toolsOfMethod(types, file, method, root)),
  );
}

function placeOf(types: Types<Place>, file: SourceFile, node: SyntaxNode): Place | undefined {
  const owner = childIn(enclosing(node, "class_declaration"), "name")?.text ?? "";
  return types.get(owner, file.path)?.place;
}

/** The group that all others are added to is kept in a field: `_root = new CommandGroup("x", …)`. */
function rootName(file: SourceFile, types: Types<Place>): string | undefined {
  for (const creation of descendants(file.root, "object_creation_expression")) {
    if (childIn(creation, "type")?.text !== "CommandGroup" || creation.parent?.type !== "assignment_expression")
      continue;
    const place = placeOf(types, file, creation);
    const name = place && groupName(place, creation);
    if (name !== undefined) return name;
  }
  return undefined;
}

function groupName(place: Place, creation: SyntaxNode): string | undefined {
  const value = evaluate(place, creation);
  return value.kind === "call" ? knownText(value.args[0] ?? value.named.get("name")) : undefined;
}

function toolsOfMethod(
  types: Types<Place>,
  file: SourceFile,
  method: SyntaxNode,
  root: string | undefined,
): FoundTool[] {
  const place = placeOf(types, file, method);
  const body = childIn(method, "body");
  if (!place || !body) return [];
  const groups = new Map<string, Group>();
  for (const parameter of descendants(childIn(method, "parameters") ?? body, "parameter")) {
    const name = childIn(parameter, "name")?.text;
    if (name !== undefined && childIn(parameter, "type")?.text === "CommandGroup") groups.set(name, { name: root });
  }
  const locals = new Map<string, string>();
  const commands: [Group, SyntaxNode][] = [];
  for (const node of descendants(body, "variable_declarator", "invocation_expression")) {
    if (node.type === "variable_declarator") {
      const value = namedChildren(node).at(-1);
      const name = childIn(node, "name")?.text ?? "";
      if (value?.type === "object_creation_expression" && childIn(value, "type")?.text === "CommandGroup")
        groups.set(name, { name: groupName(place, value) });
      else if (value) locals.set(name, commandClass(types, value, locals) ?? "");
      continue;
    }
    const target = childIn(node, "function");
    const group = groups.get(childIn(target, "expression")?.text ?? "");
    const called = childIn(target, "name")?.text ?? "";
    if (!group) continue;
    const args = namedChildren(childIn(node, "arguments") ?? node).map((argument) => namedChildren(argument).at(-1));
    if (called === "AddSubGroup") {
      const inner = groups.get(args.at(-1)?.text ?? "");
      if (inner && inner !== group) inner.parent = group;
    } else if (/^AddCommand\b/.test(called)) commands.push([group, node]);
  }
  // Groups may be put into others after they were given commands.
  return commands.flatMap(([group, node]) => toolOf(types, place, node, group, locals));
}

/** The class that a call or construction names: `AddCommand<T>(…)`, `new T(…)`, `services.GetRequiredService<T>()`. */
function commandClass(types: Types<Place>, node: SyntaxNode, locals: ReadonlyMap<string, string>): string | undefined {
  for (const identifier of descendants(node, "identifier")) {
    const name = locals.get(identifier.text) || identifier.text;
    if (/Command$/.test(name) && types.get(name, "")) return name;
  }
  return undefined;
}

function toolOf(
  types: Types<Place>,
  place: Place,
  node: SyntaxNode,
  group: Group,
  locals: ReadonlyMap<string, string>,
): FoundTool[] {
  const command = types.get(commandClass(types, node, locals) ?? "", place.file.path);
  if (!command) return [];
  const attributes = attributesOf(command.place, command.node);
  if (attributes.some(({ name }) => name === "HiddenCommand")) return [];
  const metadata = attributes.find(({ name }) => name === "CommandMetadata");
  const member = (name: string): Plain | undefined => metadata?.named.get(name) ?? memberValue(types, command, name);
  const call = evaluate(place, node);
  const given = call.kind === "call" && !isOwnName(node, locals) ? call.args[0] : undefined;
  const own = knownText(given) ?? knownText(member("Name"));
  const path = pathOf(group);
  if (own === undefined || path === undefined) return [];
  const hints = member("Metadata");
  return foundTool({
    idiom: "csharp/command",
    name: [...path, own].join(SEPARATOR),
    title: member("Title"),
    description: member("Description"),
    inputSchema: optionsSchema(types, command.place, baseTypes(command.node)[0]?.args[0]),
    annotations: annotationsFrom(
      metadata
        ? new Map([...metadata.named].filter(([name]) => name !== "Title"))
        : hints?.kind === "call"
          ? hints.named
          : undefined,
    ),
    path: command.place.file.path,
    node: command.node,
  });
}

/** `group.AddCommand(list.Name, list)`: the name that the command has itself. */
function isOwnName(node: SyntaxNode, locals: ReadonlyMap<string, string>): boolean {
  const [first] = namedChildren(childIn(node, "arguments") ?? node);
  const written = first && namedChildren(first).at(-1);
  const object = written?.type === "member_access_expression" ? childIn(written, "expression")?.text : undefined;
  return childIn(written, "name")?.text === "Name" && Boolean(locals.get(object ?? ""));
}

function pathOf(group: Group): string[] | undefined {
  const path: string[] = [];
  let at: Group | undefined = group;
  for (let depth = 0; at && depth < 20; depth++) {
    if (at.name !== undefined) path.unshift(at.name);
    else if (at.parent) return undefined;
    at = at.parent;
  }
  return path.length > 0 ? path : undefined;
}

/** `public override string Name => "list";`, of the class or of one that it extends. */
function memberValue(
  types: Types<Place>,
  { node, place }: { node: SyntaxNode; place: Place },
  name: string,
  depth = 0,
): Plain | undefined {
  for (const property of namedChildren(childIn(node, "body") ?? node)) {
    if (property.type !== "property_declaration" || childIn(property, "name")?.text !== name) continue;
    const value = childIn(property, "value");
    const expression = value?.type === "arrow_expression_clause" ? namedChildren(value)[0] : value;
    return expression && evaluate(place, expression);
  }
  const [base] = baseTypes(node);
  const inherited = base && depth < 8 ? types.get(base.name, place.file.path) : undefined;
  return inherited && memberValue(types, inherited, name, depth + 1);
}
