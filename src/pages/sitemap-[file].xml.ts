import type { APIRoute } from "astro";
import { loadAttacks } from "../lib/attacks.ts";
import { loadCatalogue } from "../lib/catalogue.ts";
import { formatSitemap, listPaths, splitSitemap } from "../lib/sitemap.ts";

export async function getStaticPaths() {
  const files = splitSitemap(listPaths(await loadCatalogue(), await loadAttacks()));
  return files.map((_, index) => ({ params: { file: String(index + 1) } }));
}

export const GET: APIRoute = async ({ params, site, url }) => {
  const files = splitSitemap(listPaths(await loadCatalogue(), await loadAttacks()));
  return new Response(formatSitemap(files[Number(params.file) - 1] ?? [], site ?? url));
};
