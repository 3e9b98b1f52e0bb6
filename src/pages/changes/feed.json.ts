import type { APIRoute } from "astro";
import { formatJsonFeed, listFeedEntries } from "../../lib/change-feeds.ts";

export const GET: APIRoute = async ({ site, url }) => {
  const base = site ?? url;
  return Response.json(formatJsonFeed(await listFeedEntries(), base));
};
