/** FastMCP's transforms, which change the list of tools before a client sees it: here, what they add to it. */
import type { SyntaxNode } from "../syntax.ts";
import { attributeOf } from "./attributes.ts";
import { call } from "./calls.ts";
import { classAttribute, linearize } from "./class-values.ts";
import { iterate } from "./iteration.ts";
import { lastSegment } from "./json.ts";
import type { Frame, Machine } from "./machine.ts";
import { register, type ToolServer } from "./server.ts";
import {
  type CallArguments,
  callArguments,
  dict,
  type InstanceValue,
  list,
  NONE,
  native,
  string,
  UNKNOWN,
  type Value,
} from "./values.ts";

/** The tools that FastMCP's own transforms add: the parameter for the name, if there is one, and the name by default. */
const ADDED: readonly [RegExp, readonly [string, string][]][] = [
  [
    /SearchTransform$/,
    [
      ["search_tool_name", "search_tools"],
      ["call_tool_name", "call_tool"],
    ],
  ],
  [
    /^ResourcesAsTools$/,
    [
      ["", "list_resources"],
      ["", "read_resource"],
    ],
  ],
  [
    /^PromptsAsTools$/,
    [
      ["", "list_prompts"],
      ["", "get_prompt"],
    ],
  ],
];

/** FastMCP's own transforms, but for the one that is made of others. */
const KNOWN = /^fastmcp\.(?!.*\bCodeMode$)/;

/** The methods of search transforms that make the two tools, which subclasses call. */
const MAKERS = ["_make_search_tool", "_make_call_tool"];

/** `server.add_transform(…)`. The transform sees the whole list, so it is asked when setup is over. */
export function addTransform(machine: Machine, frame: Frame, server: ToolServer, args: CallArguments): Value {
  const [transform] = args.positional;
  const guards = [...machine.guards];
  machine.deferred.push(() =>
    machine.under(guards, () => {
      const added = transform && addedBy(machine, frame, transform, args.node);
      if (!added) machine.leaveUnresolved(frame, args.node);
      for (const target of added ?? []) {
        register(machine, frame, server, { target, args: callArguments(args.node), idiom: "python/transform" });
      }
    }),
  );
  return NONE;
}

/** `undefined`: something that is not known. */
function addedBy(machine: Machine, frame: Frame, transform: Value, node: SyntaxNode): Value[] | undefined {
  if (transform.kind === "external-call")
    return KNOWN.test(transform.path) ? ownTools(transform.path, transform.call) : undefined;
  if (transform.kind !== "instance") return undefined;
  const own = ownToolsOf(transform);
  const rewritten = ["transform_tools", "list_tools"].find((name) => classAttribute(transform.cls, name));
  if (rewritten === undefined) return own;
  for (const [index, tool] of own.entries()) {
    const maker = MAKERS[index];
    if (maker !== undefined)
      transform.attributes.set(
        maker,
        native(maker, () => tool),
      );
  }
  const method = attributeOf(machine, frame, transform, rewritten, node);
  const listed = method && call(machine, frame, method, callArguments(node, [list([])]));
  const tools = iterate(machine, frame, listed ?? UNKNOWN).filter(({ kind }) => kind === "external-call");
  const makesOthers = tools.length === 0 && /\b(?:from_function|Tool)\(/.test(transform.cls.node.text);
  return makesOthers ? undefined : tools;
}

function ownToolsOf(transform: InstanceValue): Value[] {
  return linearize(transform.cls).flatMap((base) =>
    base.kind === "external" ? ownTools(base.path, transform.base ?? transform.made) : [],
  );
}

function ownTools(path: string, { keywords, node }: CallArguments): Value[] {
  const [, names = []] = ADDED.find(([pattern]) => pattern.test(lastSegment(path))) ?? [];
  return names.map(([keyword, usual]) => ({
    kind: "external-call",
    path: "fastmcp.tools.Tool",
    call: callArguments(
      node,
      [],
      new Map<string, Value>([
        ["name", keywords.get(keyword) ?? string(usual)],
        ["description", string("", "prefix")],
        [
          "parameters",
          dict([
            ["type", string("object")],
            ["properties", UNKNOWN],
          ]),
        ],
      ]),
    ),
    attributes: new Map(),
  }));
}
