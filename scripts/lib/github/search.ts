/**
 * Finds repositories by topic. GitHub shows at most 1,000 results of a search, so a search with more is divided by the
 * dates on which repositories were made, until each part fits. Throws `CrawlFailure`.
 */
import { z } from "zod";
import type { FoundServer } from "../../../src/core/schema/discovered.ts";
import { CrawlFailure } from "../crawl/failure.ts";
import { withTimeout } from "../timeout.ts";
import { createOctokit, explainGithubError, type OctokitOptions } from "./octokit.ts";

export const TOPICS = ["mcp-server", "mcp-servers", "modelcontextprotocol-server"];

const MOST_RESULTS = 1000;
const PAGE_SIZE = 100;
const DAY_MS = 86_400_000;
/** The protocol was published in November 2024; a few repositories took the topic later than they were made. */
const FIRST_DAY = Date.UTC(2008, 0, 1);

const Answer = z.looseObject({
  total_count: z.int().nonnegative(),
  items: z.array(z.looseObject({ full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/) })),
});

export interface SearchOptions extends OctokitOptions {
  signal?: AbortSignal | undefined;
  limit?: number | undefined;
  /** Milliseconds since 1970: repositories that are made later are left to the next search. */
  today: number;
  onCut?: (failure: CrawlFailure) => void;
}

/** Page by page. Forks are left out by GitHub itself. */
export async function* searchRepositories(options: SearchOptions): AsyncGenerator<FoundServer[]> {
  const { signal, limit = Number.POSITIVE_INFINITY, today, onCut = () => {} } = options;
  const octokit = createOctokit(options);
  let count = 0;

  const fetchPage = async (query: string, page: number) => {
    const answer = await withTimeout({ place: "GitHub's search", seconds: 90, signal }, (timeout) =>
      octokit.request("GET /search/repositories", {
        q: query,
        sort: "updated",
        per_page: PAGE_SIZE,
        page,
        request: { signal: timeout },
      }),
    ).catch((error) => {
      throw explainGithubError(error, "the search");
    });
    const parsed = Answer.safeParse(answer.data);
    if (parsed.success) return parsed.data;
    throw new CrawlFailure("address-unreadable", {
      place: "GitHub's search",
      reason: "it holds no list of repositories",
    });
  };

  async function* walk(topic: string, from: number, to: number): AsyncGenerator<FoundServer[]> {
    const query = `topic:${topic} created:${formatDay(from)}..${formatDay(to)}`;
    const first = await fetchPage(query, 1);
    if (first.total_count > MOST_RESULTS && from < to) {
      const middle = from + Math.floor((to - from) / DAY_MS / 2) * DAY_MS;
      yield* walk(topic, from, middle);
      yield* walk(topic, middle + DAY_MS, to);
      return;
    }
    if (first.total_count > MOST_RESULTS)
      onCut(new CrawlFailure("search-cut-off", { query, total: first.total_count }));
    let { items } = first;
    for (let page = 2; ; page += 1) {
      count += items.length;
      yield items.map(describeRepository);
      const more = items.length === PAGE_SIZE && (page - 1) * PAGE_SIZE < Math.min(first.total_count, MOST_RESULTS);
      if (!more || count >= limit) return;
      ({ items } = await fetchPage(query, page));
    }
  }

  for (const topic of TOPICS) {
    if (count >= limit) return;
    yield* walk(topic, FIRST_DAY, Math.floor(today / DAY_MS) * DAY_MS);
  }
}

function describeRepository({ full_name: name }: { full_name: string }): FoundServer {
  return { repository: `github:${name}`, found: [{ in: "github", as: name }] };
}

function formatDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
