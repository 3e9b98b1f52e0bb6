/** Reads the official MCP Registry page by page (`/v0.1/servers`). Throws `CrawlFailure` when a page cannot be had. */
import { z } from "zod";
import { parseRegistryEntry, type RegistryEntry } from "../../../src/core/registry-entry.ts";
import { CrawlFailure } from "../crawl/failure.ts";
import { type FetchJsonOptions, fetchJson } from "../fetch-json.ts";

export const MCP_REGISTRY_URL = "https://registry.modelcontextprotocol.io";

const PLACE = "the MCP Registry";
const PAGE_SIZE = 100;
/** Ten times what the registry holds today; a cursor that leads further does not end. */
const MOST_PAGES = 5000;

const Page = z.looseObject({
  servers: z.array(z.unknown()),
  metadata: z.looseObject({ nextCursor: z.string().nullish() }).optional(),
});

export interface RegistryOptions extends FetchJsonOptions {
  url?: string | undefined;
  /** Only what has changed since then. */
  updatedSince?: string | undefined;
  limit?: number | undefined;
}

/** The latest version of every server, page by page, so that no page is lost when a later one fails. */
export async function* fetchRegistryPages(options: RegistryOptions): AsyncGenerator<RegistryEntry[]> {
  const { url = MCP_REGISTRY_URL, updatedSince, limit = Number.POSITIVE_INFINITY } = options;
  const base = url.replace(/\/+$/, "");
  const seen = new Set<string>();
  let cursor: string | undefined;
  let count = 0;
  for (let page = 1; count < limit; page += 1) {
    const address = new URL(`${base}/v0.1/servers`);
    address.searchParams.set("limit", String(Math.min(PAGE_SIZE, limit - count)));
    address.searchParams.set("version", "latest");
    // They tell that a server is there no longer, which an entry that is missing does not.
    address.searchParams.set("include_deleted", "true");
    if (updatedSince) address.searchParams.set("updated_since", updatedSince);
    if (cursor) address.searchParams.set("cursor", cursor);
    const parsed = Page.safeParse(await fetchJson(address, PLACE, options));
    if (!parsed.success) {
      throw new CrawlFailure("address-unreadable", { place: PLACE, reason: "it holds no list of servers" });
    }
    count += parsed.data.servers.length;
    yield parsed.data.servers.flatMap((entry) => parseRegistryEntry(entry) ?? []);
    cursor = parsed.data.metadata?.nextCursor || undefined;
    if (!cursor) return;
    if (seen.has(cursor) || page >= MOST_PAGES) throw new CrawlFailure("cursor-endless", { place: PLACE, pages: page });
    seen.add(cursor);
  }
}
