/** How a reader corrects a verdict: an issue with its facts filled in, or an entry of `data/overrides/`. */
import type { Server } from "../core/schema/server.ts";
import type { Tool } from "../core/schema/tool.ts";
import type { Verdict } from "../core/schema/verdict.ts";
import { formatProvenance } from "./links.ts";
import { readProjectUrl } from "./project.ts";
import { CATEGORY_LABEL, RISK_LABEL } from "./words.ts";

const projectUrl = readProjectUrl(process.env);

/** The address of a new issue, where the project has one. Holds no more of the crawled text than the tool's name. */
export function formatContestUrl(
  serverSlug: string,
  toolName: string,
  verdict: Verdict | undefined,
): string | undefined {
  if (projectUrl === undefined) return undefined;
  const url = new URL(`${projectUrl}/issues/new`);
  const now = verdict ? `${CATEGORY_LABEL[verdict.category]}, ${RISK_LABEL[verdict.risk]}` : "not judged";
  url.searchParams.set("title", `Verdict: ${serverSlug}, ${toolName}`);
  url.searchParams.set(
    "body",
    `Server: ${serverSlug}\nTool: ${toolName}\nNow: ${now}\n\nWhat it should be:\n\nWhy, and where that can be seen:\n`,
  );
  return url.href;
}

/** The address of a new issue about which tools a server has. */
export function formatListIssueUrl({ slug, provenance }: Pick<Server, "slug" | "provenance">): string | undefined {
  if (projectUrl === undefined) return undefined;
  const url = new URL(`${projectUrl}/issues/new`);
  url.searchParams.set("title", `Tools: ${slug}`);
  url.searchParams.set(
    "body",
    `Server: ${slug}\nRead from: ${formatProvenance(provenance.from)}\n\nMissing, or listed and not a tool:\n\nThe line of the source that shows it:\n`,
  );
  return url.href;
}

/** An entry for `data/overrides/<slug>.json`, to be completed by whoever contests. */
export function formatOverride(tool: Tool, verdict: Verdict): string {
  return `${JSON.stringify({ tool: tool.name.slice(0, 200), field: "category", value: verdict.category, reason: "", link: "" }, null, 2)}\n`;
}
