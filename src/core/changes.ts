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
