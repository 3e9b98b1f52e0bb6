/** Finds packages by keyword, through the registry's search. Throws `CrawlFailure`. */
import npmFetch from "npm-registry-fetch";
import { z } from "zod";
import { formatGithubSpec } from "../../../src/core/registry-entry.ts";
import type { FoundServer } from "../../../src/core/schema/discovered.ts";
import { NpmSpec } from "../../../src/core/schema/source.ts";
import { CrawlFailure, describeCause } from "../crawl/failure.ts";
import { withTimeout } from "../timeout.ts";
import type { NpmOptions } from "./config.ts";

const KEYWORD = "mcp-server";
const PAGE_SIZE = 250;
/** The registry's search goes no further. */
const MOST_RESULTS = 10_000;

const Answer = z.looseObject({
  objects: z.array(
    z.looseObject({
      package: z.looseObject({
        name: z.string(),
        links: z.looseObject({ repository: z.string().optional().catch(undefined) }).optional(),
      }),
    }),
  ),
});

export interface NpmSearchOptions {
  npm: NpmOptions;
  signal?: AbortSignal | undefined;
  limit?: number | undefined;
}

export async function* searchPackages({
  npm,
  signal,
  limit = MOST_RESULTS,
}: NpmSearchOptions): AsyncGenerator<FoundServer[]> {
  for (let from = 0; from < Math.min(limit, MOST_RESULTS); from += PAGE_SIZE) {
    const query = { text: `keywords:${KEYWORD}`, size: String(Math.min(PAGE_SIZE, limit - from)), from: String(from) };
    const answer = await withTimeout({ place: "npm's search", seconds: 60, signal }, (timeout) =>
      npmFetch.json("/-/v1/search", { ...npm, query, signal: timeout } as npmFetch.Options),
    ).catch((error) => {
      if (error instanceof CrawlFailure) throw error;
      throw new CrawlFailure("address-unreachable", { place: "npm's search", reason: describeCause(error) });
    });
    const parsed = Answer.safeParse(answer);
    if (!parsed.success) {
      throw new CrawlFailure("address-unreadable", { place: "npm's search", reason: "it holds no list of packages" });
    }
    yield parsed.data.objects.flatMap(({ package: found }) => describePackage(found.name, found.links?.repository));
    if (parsed.data.objects.length < PAGE_SIZE) return;
  }
}

function describePackage(name: string, url: string | undefined): FoundServer[] {
  if (!NpmSpec.safeParse(`npm:${name}`).success) return [];
  const repository = formatGithubSpec(url);
  return [{ ...(repository && { repository }), package: `npm:${name}`, found: [{ in: "npm", as: name }] }];
}
