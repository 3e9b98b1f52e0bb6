/** Markdown twins of pages. Crawled text stands in code spans and fences that it cannot leave, or is escaped. */
import { formatDefinition } from "../core/canonical.ts";
import { formatPolicy } from "../core/policy/format.ts";
import type { Policy } from "../core/schema/policy.ts";
import type { Entry, JudgedTool } from "./catalogue.ts";
import { formatProvenance, policyHref, serverHref, toolHref } from "./links.ts";
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

export function formatToolMarkdown({ server }: Entry, { tool, verdict }: JudgedTool): string {
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
  ]);
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
