/** Literal quotes: how rules take them, and how anybody checks them. */
import type { Json } from "../schema/json.ts";
import type { ToolDefinition } from "../schema/tool.ts";
import type { Evidence } from "../schema/verdict.ts";
import type { Act } from "./acts.ts";
import type { Cue } from "./lexicon/cues.ts";
import type { Parameter } from "./parameters.ts";
import type { Subject } from "./subject.ts";

const MAX_QUOTE = 160;

/** Cuts at the last space before `MAX_QUOTE`; what is left is still literal. */
function cut(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= MAX_QUOTE) return trimmed;
  const space = trimmed.lastIndexOf(" ", MAX_QUOTE);
  return trimmed.slice(0, space > 40 ? space : MAX_QUOTE);
}

/** The name whole, or the description from the verb to the end of its clause. */
export function quoteAct(tool: Subject, act: Act): Evidence {
  if (act.source === "name") return { field: "name", quote: tool.tool.name };
  if (act.source === "choice") return { field: act.field, quote: act.quote ?? act.verb.lemma };
  return { field: "description", quote: cut(tool.description.slice(act.start, act.clauseEnd)) };
}

export function quoteActs(tool: Subject, acts: readonly Act[]): Evidence[] {
  return acts.map((act) => quoteAct(tool, act));
}

export function quoteCue(tool: Subject, cue: Cue): Evidence[] {
  const hit = tool.cues.get(cue);
  return hit ? [{ field: "description", quote: tool.description.slice(hit.start, hit.end) }] : [];
}

/** The parameter's key, quoted from the object that holds it. */
export function quoteParameter(parameter: Parameter): Evidence {
  return { field: parameter.parent, quote: parameter.name };
}

export function quoteName(tool: Subject): Evidence {
  return { field: "name", quote: tool.tool.name };
}

type FieldContent = { text: string } | { members: readonly string[] };

/** What stands in a field: a text that can be quoted in part, or keys and list members that are quoted whole. */
function readField(tool: ToolDefinition, field: string): FieldContent | undefined {
  if (field === "name" || field === "title" || field === "description") return { text: tool[field] ?? "" };
  const [root, ...path] = field.split(".");
  if (root !== "inputSchema" && root !== "outputSchema" && root !== "annotations") return undefined;
  let value = tool[root] as Json | undefined;
  for (let index = 0; index < path.length; ) {
    if (typeof value !== "object" || value === null) return undefined;
    // A key may hold dots itself: the longest join that is a key wins.
    let length = path.length - index;
    while (length > 0 && !Object.hasOwn(value, path.slice(index, index + length).join("."))) length -= 1;
    if (length === 0) return undefined;
    value = (value as Record<string, Json>)[path.slice(index, index + length).join(".")];
    index += length;
  }
  if (typeof value === "string") return { text: value };
  if (typeof value === "boolean" || typeof value === "number") return { members: [String(value)] };
  if (Array.isArray(value)) return { members: value.filter((item) => typeof item === "string") };
  return typeof value === "object" && value !== null ? { members: Object.keys(value) } : undefined;
}

/** Whether the quote stands, letter by letter, in the field that it names; a key or a list member must be whole. */
export function isLiteralQuote(tool: ToolDefinition, evidence: Evidence): boolean {
  const content = evidence.quote === "" ? undefined : readField(tool, evidence.field);
  if (!content) return false;
  return "text" in content ? content.text.includes(evidence.quote) : content.members.includes(evidence.quote);
}
