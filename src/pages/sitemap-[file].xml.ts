import type { APIRoute } from "astro";
import { formatSitemap, loadSitemapFiles } from "../lib/sitemap.ts";

export async function getStaticPaths() {
  return (await loadSitemapFiles()).map((_, index) => ({ params: { file: String(index + 1) } }));
}

export const GET: APIRoute = async ({ params, site, url }) => {
  const files = await loadSitemapFiles();
  return new Response(formatSitemap(files[Number(params.file) - 1] ?? [], site ?? url));
};
