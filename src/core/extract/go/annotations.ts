/** A tool's hints, as the SDKs' structs or their options hold them. */
import type { ToolAnnotations } from "../../schema/tool.ts";
import type { Machine } from "./machine.ts";
import { asText, text, type Value } from "./values.ts";

const SENT_ANYWAY: ToolAnnotations = { readOnlyHint: false, idempotentHint: false };

const HINT_FIELDS = {
  ReadOnlyHint: "readOnlyHint",
  DestructiveHint: "destructiveHint",
  IdempotentHint: "idempotentHint",
  OpenWorldHint: "openWorldHint",
} as const;

export function annotationsOf(machine: Machine, value: Value | undefined): ToolAnnotations | undefined {
  const fields = value?.kind === "struct" ? value.fields : value?.kind === "map" ? value.entries : undefined;
  if (!fields) return undefined;
  const annotations: ToolAnnotations = {};
  // The official SDK's two hints that are no pointers are sent even where nobody set them.
  const outside = value?.kind === "struct" ? machine.externalName(value.type) : undefined;
  if (outside?.includes("modelcontextprotocol/go-sdk")) Object.assign(annotations, SENT_ANYWAY);
  const title = asText(fields.get("Title") ?? text(""));
  if (title.value !== "" && !title.holes) annotations.title = title.value;
  for (const [field, name] of Object.entries(HINT_FIELDS) as [
    keyof typeof HINT_FIELDS,
    (typeof HINT_FIELDS)[keyof typeof HINT_FIELDS],
  ][]) {
    const hint = pointedTo(fields.get(field));
    if (hint?.kind === "bool") annotations[name] = hint.value;
  }
  return Object.keys(annotations).length > 0 ? annotations : undefined;
}

/** Any function outside the tree that takes a hint alone makes a pointer of it. */
function pointedTo(value: Value | undefined): Value | undefined {
  return value?.kind === "external-call" && value.args.length === 1 ? value.args[0] : value;
}
