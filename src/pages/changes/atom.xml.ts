import type { APIRoute } from "astro";
import { formatAtom, listFeedEntries } from "../../lib/changes.ts";

export const GET: APIRoute = async ({ site, url }) => {
  const base = site ?? url;
  return new Response(formatAtom(await listFeedEntries(base), base));
};
