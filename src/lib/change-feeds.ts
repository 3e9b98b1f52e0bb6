/** The changes as Atom and as JSON Feed. */
import { loadChangeFiles } from "./change-files.ts";
import { describeMove, describeToolChange, formatChangeId, summariseServerChange } from "./changes.ts";
import { serverHref } from "./links.ts";
import { toPublicUrl } from "./project.ts";
import { clip } from "./text.ts";

export interface FeedEntry {
  id: string;
  /** Of the page that it leads to. */
  path: string;
  title: string;
  text: string;
  at: string;
}

/** More than two nights of the largest catalogue bring. */
const MOST_ENTRIES = 1000;

/** One entry a server and state, for the feeds; states without a time cannot stand in a feed. */
export async function listFeedEntries(): Promise<FeedEntry[]> {
  const { recent } = await loadChangeFiles();
  const dated = recent.flatMap(({ servers, after, at }) =>
    at === undefined ? [] : servers.map((server) => ({ server, after, at })),
  );
  return dated.slice(0, MOST_ENTRIES).map(({ server, after, at }) => {
    const tools = server.tools.map((tool) => `${clip(tool.tool, 100)}: ${describeToolChange(tool)}`);
    return {
      id: formatChangeId(server.slug, after),
      path: server.kind === "removed" ? "/changes/" : serverHref(server.slug),
      title: clip(server.name, 120) || server.slug,
      text: [`${summariseServerChange(server)}${describeMove(server)}`, ...tools].join("\n"),
      at,
    };
  });
}

export function formatAtom(entries: readonly FeedEntry[], site: URL): string {
  const self = "/changes/atom.xml";
  const updated = entries[0]?.at ?? "1970-01-01T00:00:00Z";
  const items = entries.map(
    ({ id, path, title, text, at }) =>
      `<entry><id>${escapeXml(formatId(id, site))}</id><title>${escapeXml(title)}</title><link href="${escapeXml(toPublicUrl(path, site))}"/><updated>${escapeXml(at)}</updated><content type="text">${escapeXml(text)}</content></entry>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><id>${new URL(self, site).href}</id><title>Permitbook: changes</title><link rel="self" href="${toPublicUrl(self, site)}"/><link href="${toPublicUrl("/changes/", site)}"/><author><name>Permitbook</name></author><updated>${updated}</updated>\n${items.join("")}</feed>\n`;
}

export function formatJsonFeed(entries: readonly FeedEntry[], site: URL): object {
  return {
    version: "https://jsonfeed.org/version/1.1",
    title: "Permitbook: changes",
    home_page_url: toPublicUrl("/changes/", site),
    feed_url: toPublicUrl("/changes/feed.json", site),
    items: entries.map(({ id, path, title, text, at }) => ({
      id: formatId(id, site),
      url: toPublicUrl(path, site),
      title,
      content_text: text,
      date_published: at,
    })),
  };
}

/** An id is a name, not an address, and absolute also where nobody knows where the site stands. */
function formatId(id: string, site: URL): string {
  return new URL(`/changes/#${id}`, site).href;
}

/** XML text without the characters that XML does not have. */
function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
