import type { APIRoute } from "astro";
import { formatAtom, listFeedEntries } from "../../lib/change-feeds.ts";

export const GET: APIRoute = async ({ site, url }) => {
  const base = site ?? url;
  return new Response(formatAtom(await listFeedEntries(), base));
};
