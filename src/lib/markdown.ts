/** Markdown twins of pages. Crawled text stands in code spans and fences that it cannot leave, or is escaped. */
import { formatDefinition } from "../core/canonical.ts";
import { formatPolicy } from "../core/policy/format.ts";
import type { Attack } from "../core/schema/attack.ts";
import type { Policy } from "../core/schema/policy.ts";
import { listHints } from "./annotations.ts";
import { type FittingAttack, listFittingAttacks, STOPS_LABEL } from "./attacks.ts";
import type { Entry, JudgedTool } from "./catalogue.ts";
import type { ChangeFiles } from "./change-files.ts";
import { makeToolHistory, NO_HISTORY, type ToolHistory } from "./history.ts";
import { formatProvenance, policyHref, serverHref, toolHref } from "./links.ts";
import { listArgumentRules } from "./rules.ts";
import { clip } from "./text.ts";
import { describeTool, explainRisk } from "./verdict-words.ts";
import { CATEGORY_LABEL, FACET_MEANING, RISK_LABEL } from "./words.ts";

export function formatServerMarkdown(entry: Entry, policy: Policy | undefined): string {
  const { server, tools } = entry;
  const rows = tools.map(({ tool, slug, verdict }) => {
    const [risk, category] = verdict
      ? [RISK_LABEL[verdict.risk], CATEGORY_LABEL[verdict.category]]
      : ["not judged", "not judged"];
    return `| ${formatSpan(clip(tool.name, 100)).replaceAll("|", "\\|")} | ${risk} | ${category} | ${toolHref(server.slug, slug)} |`;
  });
  return joinParts([
    `# ${escapeMarkdown(clip(server.name, 120) || server.slug)}`,
    server.description && escapeMarkdown(clip(server.description, 400)),
    `Read from ${escapeMarkdown(formatProvenance(server.provenance.from))}; list of tools: ${server.provenance.coverage}.`,
    rows.length === 0
      ? "Not extractable: no tool could be read from the source."
      : ["| tool | risk | category | page |", "|---|---|---|---|", ...rows].join("\n"),
    policy && `## Policy\n\n${formatFence(formatPolicy(policy), "json")}`,
  ]);
}

export interface ToolMarkdownSources {
  attacks: readonly Attack[];
  changes: ChangeFiles;
}

export function formatToolMarkdown(
  { server }: Entry,
  judged: JudgedTool,
  { attacks, changes }: ToolMarkdownSources,
): string {
  const { tool, verdict } = judged;
  const name = clip(tool.name, 100);
  const serverName = clip(server.name, 120) || server.slug;
  return joinParts([
    `# ${formatSpan(name)}`,
    `${formatSpan(name)} is ${escapeMarkdown(describeTool(serverName, verdict))}. Server: ${serverHref(server.slug)}`,
    verdict && escapeMarkdown(verdict.rationale.replaceAll("`", "")),
    verdict && explainRisk(verdict),
    verdict?.facets.map((facet) => `- ${FACET_MEANING[facet]}`).join("\n"),
    `Read from ${escapeMarkdown(formatProvenance(server.provenance.from))}. Definition ${tool.definitionHash}.`,
    `## Definition, as its author gives it\n\n${formatFence(formatDefinition(tool), "json")}`,
    `Policy of the server: ${policyHref(server.slug)}`,
    verdict && formatAttacks(listFittingAttacks(attacks, verdict, listArgumentRules(judged))),
    formatHints(listHints(tool, verdict)),
    formatHistory(makeToolHistory(changes, server.slug, tool.name)),
  ]);
}

function formatAttacks(fitting: readonly FittingAttack[]): string | undefined {
  if (fitting.length === 0) return undefined;
  const lines = fitting.map(
    ({ attack, stops, because }) =>
      `- [${escapeMarkdown(attack.title)}](/attacks/${attack.slug}/): ${STOPS_LABEL[stops]} by the policy. ${because}`,
  );
  return `## Attacks that fit this tool\n\n${lines.join("\n")}`;
}

function formatHints(hints: ReturnType<typeof listHints>): string {
  const rows = hints.map(({ name, declared, inferred }) => `| ${name} | ${declared} | ${inferred} |`);
  return `## Annotations\n\n${["| hint | declared | inferred |", "|---|---|---|", ...rows].join("\n")}`;
}

function formatHistory(history: ToolHistory | undefined): string {
  if (history === undefined) return `## History\n\n${NO_HISTORY}`;
  const lines = [
    `- First seen: ${history.firstSeen}`,
    `- Last changed: ${history.lastChanged}`,
    ...(history.events.length > 1 ? history.events : []).map(({ day, says }) => `- ${day}: ${says}`),
  ];
  return `## History\n\n${lines.map(escapeMarkdown).join("\n")}`;
}

export function joinParts(parts: readonly (string | undefined | false)[]): string {
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/** Every sign that Markdown or HTML reads is escaped. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#!|~&]/g, "\\$&");
}

/** A code span whose fence is longer than any run of backticks inside. */
export function formatSpan(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

export function formatFence(text: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
