/**
 * The hints that an author should declare, inferred from a verdict; where they differ from what is declared, and why;
 * and the block to paste. Undeclared hints count with the MCP specification's defaults.
 */
import type { ToolAnnotations, ToolDefinition } from "../schema/tool.ts";
import type { Judgement } from "../schema/verdict.ts";
import { findVerb } from "./lexicon/forms.ts";
import { splitName } from "./tokens.ts";

export const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;
export type Hint = (typeof HINTS)[number];
export type Hints = Record<Hint, boolean>;

/** What a client must assume of a hint that is not declared. */
export const HINT_DEFAULTS: Hints = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
};

export interface HintDisagreement {
  hint: Hint;
  /** `undefined`: not declared, so `HINT_DEFAULTS` holds. */
  declared: boolean | undefined;
  inferred: boolean;
  reason: string;
}

/** Calling again with the same arguments changes nothing more. */
const REPEATABLE = new Set(
  "set update put delete remove enable disable rename move archive assign pin unpin star unstar mute unmute stop pause resume lock unlock mark replace reset clear configure upsert publish unpublish".split(
    " ",
  ),
);
/** Servers and tools that stay inside what they were given. */
const CLOSED_WORLD = /\b(?:allowed director|knowledge graph|local file|working director|in memory|current page)/i;

type Verdict = Pick<Judgement, "category" | "facets" | "reversible">;

export function inferHints(tool: ToolDefinition, verdict: Verdict): Hints {
  const readOnlyHint = verdict.category === "read";
  return {
    readOnlyHint,
    destructiveHint: !readOnlyHint && isDestructive(verdict),
    idempotentHint: readOnlyHint || isRepeatable(tool, verdict),
    openWorldHint: isOpenWorld(tool, verdict),
  };
}

function isDestructive({ category, facets, reversible }: Verdict): boolean {
  if (category === "destructive" || category === "financial") return true;
  return category === "execute" && (facets.includes("arbitraryCode") || reversible === "no");
}

function isRepeatable(tool: ToolDefinition, { category, facets }: Verdict): boolean {
  if (category === "financial" || facets.includes("arbitraryCode") || facets.includes("externalSink")) return false;
  const verb = splitName(tool.name)
    .map((token) => findVerb(token.text))
    .find((found) => found?.form === "base" && found.verb.tier < 2);
  return verb !== undefined && REPEATABLE.has(verb.verb.lemma);
}

function isOpenWorld(tool: ToolDefinition, { facets }: Verdict): boolean {
  if (facets.includes("untrustedContent") || facets.includes("externalSink")) return true;
  return !CLOSED_WORLD.test(tool.description ?? "") && tool.annotations?.openWorldHint !== false;
}

/** Where the declaration, or the default that stands in for it, misleads. Sorted as in `HINTS`. */
export function compareHints(tool: ToolDefinition, verdict: Verdict): HintDisagreement[] {
  const inferred = inferHints(tool, verdict);
  return HINTS.flatMap((hint) => {
    const declared = tool.annotations?.[hint];
    const holds = declared ?? HINT_DEFAULTS[hint];
    if (holds === inferred[hint] || isMeaningless(hint, inferred, declared)) return [];
    return [
      { hint, declared, inferred: inferred[hint], reason: formatReason(tool, hint, declared, inferred[hint], verdict) },
    ];
  });
}

/** The specification gives `destructiveHint` and `idempotentHint` a meaning only where something is changed. */
function isMeaningless(hint: Hint, inferred: Hints, declared: boolean | undefined): boolean {
  const isAboutChange = hint === "destructiveHint" || hint === "idempotentHint";
  return isAboutChange && inferred.readOnlyHint && declared === undefined;
}

function formatReason(
  tool: ToolDefinition,
  hint: Hint,
  declared: boolean | undefined,
  inferred: boolean,
  { category }: Verdict,
): string {
  const said =
    declared === undefined
      ? `${hint} is not declared, so clients assume ${HINT_DEFAULTS[hint]}`
      : `${hint} is declared ${declared}`;
  return `${said}, but \`${tool.name}\` ${BECAUSE[hint][inferred ? "yes" : "no"](category)}.`;
}

const BECAUSE = {
  readOnlyHint: {
    yes: () => "only returns information",
    no: (category) => `was judged ${category}: a call changes something or sets something going`,
  },
  destructiveHint: {
    yes: (category) => `was judged ${category}, and what a call does may not be taken back`,
    no: (category) => `was judged ${category}, and nothing in its definition removes or overwrites what was there`,
  },
  idempotentHint: {
    yes: (category) =>
      `${category === "read" ? "changes nothing" : "sets a state"}, so a second call with the same arguments adds no effect`,
    no: () => "does its work again each time that it is called",
  },
  openWorldHint: {
    yes: () => "exchanges data with the world outside, which can be written or read by strangers",
    no: () => "stays inside a closed set of things, such as a folder or a page",
  },
} as const satisfies Record<Hint, Record<"yes" | "no", (category: Judgement["category"]) => string>>;

export const PASTE_LANGUAGES = ["typescript", "python", "go", "csharp"] as const;
export type PasteLanguage = (typeof PASTE_LANGUAGES)[number];

/** The inferred hints as source text for an SDK. Only booleans go into it, nothing that was crawled. */
export function formatAnnotationBlock(hints: Pick<ToolAnnotations, Hint> & Hints, language: PasteLanguage): string {
  return BLOCKS[language](hints);
}

const pascal = (hint: Hint) => hint.charAt(0).toUpperCase() + hint.slice(1);

const BLOCKS = {
  typescript: (hints) => `annotations: {\n${HINTS.map((hint) => `  ${hint}: ${hints[hint]},\n`).join("")}},`,
  python: (hints) =>
    `annotations=ToolAnnotations(\n${HINTS.map((hint) => `    ${hint}=${hints[hint] ? "True" : "False"},\n`).join("")}),`,
  go: (hints) =>
    [
      "Annotations: &mcp.ToolAnnotations{",
      `\tReadOnlyHint:    ${hints.readOnlyHint},`,
      `\tDestructiveHint: jsonschema.Ptr(${hints.destructiveHint}),`,
      `\tIdempotentHint:  ${hints.idempotentHint},`,
      `\tOpenWorldHint:   jsonschema.Ptr(${hints.openWorldHint}),`,
      "},",
    ].join("\n"),
  csharp: (hints) =>
    `[McpServerTool(${HINTS.map((hint) => `${pascal(hint).replace(/Hint$/, "")} = ${hints[hint]}`).join(", ")})]`,
} as const satisfies Record<PasteLanguage, (hints: Hints) => string>;
