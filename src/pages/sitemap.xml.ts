import type { APIRoute } from "astro";
import { loadAttacks } from "../lib/attacks.ts";
import { loadCatalogue } from "../lib/catalogue.ts";
import { formatSitemapIndex, listPaths, splitSitemap } from "../lib/sitemap.ts";

export const GET: APIRoute = async ({ site, url }) => {
  const files = splitSitemap(listPaths(await loadCatalogue(), await loadAttacks()));
  return new Response(formatSitemapIndex(files.length, site ?? url));
};
