/** What changed between states of the catalogue, in words, and as feeds. */
import type { Rating, ServerChange } from "../core/schema/changes.ts";
import { loadChangeFiles, type ToolEvent } from "./change-files.ts";
import { serverHref } from "./links.ts";
import { clip } from "./text.ts";
import { CATEGORY_LABEL, countOf, joinWords, RISK_LABEL } from "./words.ts";

const FIELD_LABEL = {
  title: "title",
  description: "description",
  inputSchema: "input schema",
  outputSchema: "output schema",
  annotations: "annotations",
} as const;

/** "3 tools added, 1 removed" */
export function summariseServerChange({ kind, tools }: ServerChange): string {
  const counts = (["added", "removed", "changed"] as const)
    .map((what) => ({ what, count: tools.filter((tool) => tool.kind === what).length }))
    .filter(({ count }) => count > 0);
  const parts = counts.map(({ what, count }, index) =>
    index === 0 ? `${countOf(count, "tool")} ${what}` : `${count} ${what}`,
  );
  const start = kind === "changed" ? "" : `Server ${kind}. `;
  if (parts.length > 0) return `${start}${joinWords(parts)}.`;
  return start === "" ? "Its source changed, its tools did not." : start.trimEnd();
}

export function describeToolChange(change: ToolEvent): string {
  switch (change.kind) {
    case "added":
      return `${change.formerly ? `formerly ${clip(change.formerly, 100)}` : "added"}${formatRating(change.after)}`;
    case "removed":
      return `${change.now ? `now called ${clip(change.now, 100)}` : "removed"}${formatRating(change.before)}`;
    case "changed": {
      const fields = change.fields.map((field) => FIELD_LABEL[field]);
      const rated = describeRatings(change.before, change.after);
      return [fields.length > 0 ? `changed in ${joinWords(fields)}` : "judged anew", rated].filter(Boolean).join("; ");
    }
  }
}

function formatRating(rating: Rating | undefined): string {
  return rating ? `: ${CATEGORY_LABEL[rating.category]}, ${RISK_LABEL[rating.risk].toLowerCase()} risk` : "";
}

function describeRatings(before: Rating | undefined, after: Rating | undefined): string {
  const [was, is] = [formatRating(before).slice(2), formatRating(after).slice(2)];
  return was === is ? "" : `was ${was || "not judged"}, is ${is || "not judged"}`;
}

export interface FeedEntry {
  id: string;
  url: string;
  title: string;
  text: string;
  at: string;
}

/** One entry a server and state, for the feeds; states without a time cannot stand in a feed. */
export async function listFeedEntries(site: URL): Promise<FeedEntry[]> {
  const { recent } = await loadChangeFiles();
  return recent.flatMap(({ servers, after, at }) =>
    at === undefined
      ? []
      : servers.map((server) => {
          const url = new URL(server.kind === "removed" ? "/changes/" : serverHref(server.slug), site).href;
          const tools = server.tools.map((tool) => `${clip(tool.tool, 100)}: ${describeToolChange(tool)}`);
          return {
            id: new URL(`/changes/#${server.slug}-${after.slice(0, 12)}`, site).href,
            url,
            title: clip(server.name, 120),
            text: [summariseServerChange(server), ...tools].join("\n"),
            at,
          };
        }),
  );
}

export function formatAtom(entries: readonly FeedEntry[], site: URL): string {
  const self = new URL("/changes/atom.xml", site).href;
  const updated = entries[0]?.at ?? "1970-01-01T00:00:00Z";
  const items = entries.map(
    ({ id, url, title, text, at }) =>
      `<entry><id>${escapeXml(id)}</id><title>${escapeXml(title)}</title><link href="${escapeXml(url)}"/><updated>${escapeXml(at)}</updated><content type="text">${escapeXml(text)}</content></entry>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><id>${self}</id><title>Permitbook: changes</title><link rel="self" href="${self}"/><link href="${new URL("/changes/", site).href}"/><author><name>Permitbook</name></author><updated>${updated}</updated>\n${items.join("")}</feed>\n`;
}

export function formatJsonFeed(entries: readonly FeedEntry[], site: URL): object {
  return {
    version: "https://jsonfeed.org/version/1.1",
    title: "Permitbook: changes",
    home_page_url: new URL("/changes/", site).href,
    feed_url: new URL("/changes/feed.json", site).href,
    items: entries.map(({ id, url, title, text, at }) => ({ id, url, title, content_text: text, date_published: at })),
  };
}

/** XML text without the characters that XML does not have. */
function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
