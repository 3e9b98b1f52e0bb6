/** Compares two states of a server: which tools came, went or mean something else. */
import { formatCanonicalJson } from "./canonical.ts";
import { compareCodePoints } from "./compare.ts";
import { DEFINITION_FIELDS, type Rating, type ServerChange, type ToolChange } from "./schema/changes.ts";
import type { Json } from "./schema/json.ts";
import type { Server } from "./schema/server.ts";
import type { Tool } from "./schema/tool.ts";
import type { Risks } from "./schema/verdict.ts";

export interface ServerState {
  server: Server;
  risks?: Risks | undefined;
}

/** `undefined` where no tool changed; a new version or commit by itself is no change. */
export function computeServerChange(before?: ServerState, after?: ServerState): ServerChange | undefined {
  const present = after ?? before;
  if (!present) return undefined;
  const [old, now] = [indexTools(before), indexTools(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort(compareCodePoints);
  const tools = names.flatMap((name) => {
    const change = computeToolChange(old.get(name), now.get(name), rate(before, name), rate(after, name));
    return change ?? [];
  });
  const kind = !before ? "added" : !after ? "removed" : "changed";
  if (kind === "changed" && tools.length === 0) return undefined;
  if (kind === "changed") joinRenames(tools, { old, now });
  return {
    slug: present.server.slug,
    name: present.server.name,
    kind,
    ...(before && { before: before.server.provenance.from }),
    ...(after && { after: after.server.provenance.from }),
    tools,
  };
}

function computeToolChange(
  old: Tool | undefined,
  now: Tool | undefined,
  before: Rating | undefined,
  after: Rating | undefined,
): ToolChange | undefined {
  if (!old) return now && { kind: "added", tool: now.name, hash: now.definitionHash, ...(after && { after }) };
  if (!now) return { kind: "removed", tool: old.name, hash: old.definitionHash, ...(before && { before }) };
  const isRatedOtherwise = before?.category !== after?.category || before?.risk !== after?.risk;
  if (old.definitionHash === now.definitionHash && !isRatedOtherwise) return undefined;
  const fields = DEFINITION_FIELDS.filter((field) => formatField(old, field) !== formatField(now, field));
  const ratings = { ...(before && { before }), ...(after && { after }) };
  return { kind: "changed", tool: now.name, hash: now.definitionHash, fields, ...ratings };
}

/**
 * Tells of a tool that went and of one that came that they are one under two names: what its author wrote of it is the same,
 * and no other of either has it.
 */
function joinRenames(changes: readonly ToolChange[], { old, now }: Record<"old" | "now", Map<string, Tool>>): void {
  const removed = Map.groupBy(changes.filter(isKind("removed")), ({ tool }) => formatBody(old.get(tool)));
  const added = Map.groupBy(changes.filter(isKind("added")), ({ tool }) => formatBody(now.get(tool)));
  for (const [body, [went, ...others]] of removed) {
    const [came, ...rivals] = added.get(body) ?? [];
    if (body === undefined || !went || !came || others.length > 0 || rivals.length > 0) continue;
    went.now = came.tool;
    came.formerly = went.tool;
  }
}

function isKind<Kind extends ToolChange["kind"]>(kind: Kind) {
  return (change: ToolChange): change is Extract<ToolChange, { kind: Kind }> => change.kind === kind;
}

/** The definition without its names; `undefined` where too little of it is known to recognise it by. */
function formatBody(tool: Tool | undefined): string | undefined {
  if (tool?.description === undefined) return undefined;
  return (["description", "inputSchema", "outputSchema"] as const).map((field) => formatField(tool, field)).join("\n");
}

function formatField(tool: Tool, field: (typeof DEFINITION_FIELDS)[number]): string {
  return formatCanonicalJson(tool[field] as Json | undefined);
}

function indexTools(state: ServerState | undefined): Map<string, Tool> {
  return new Map((state?.server.tools ?? []).map((tool) => [tool.name, tool]));
}

function rate(state: ServerState | undefined, name: string): Rating | undefined {
  const verdicts = state?.risks?.verdicts;
  const verdict = verdicts && Object.hasOwn(verdicts, name) ? verdicts[name] : undefined;
  return verdict && { category: verdict.category, risk: verdict.risk };
}
