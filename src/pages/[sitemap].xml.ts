/** `/sitemap.xml`, which names `/sitemap-1.xml` and so on. A sitemap holds absolute addresses only: without one of the site there is none. */
import type { APIRoute } from "astro";
import { isPublic, readSiteUrl } from "../lib/project.ts";
import { formatSitemap, formatSitemapIndex, loadSitemapFiles } from "../lib/sitemap.ts";

export async function getStaticPaths() {
  if (!isPublic(new URL(readSiteUrl(process.env)))) return [];
  const parts = (await loadSitemapFiles()).map((_, index) => `sitemap-${index + 1}`);
  return ["sitemap", ...parts].map((sitemap) => ({ params: { sitemap } }));
}

export const GET: APIRoute = async ({ params: { sitemap = "" }, site, url }) => {
  const files = await loadSitemapFiles();
  const base = site ?? url;
  const number = /^sitemap-(\d+)$/.exec(sitemap)?.[1];
  return new Response(
    number === undefined
      ? formatSitemapIndex(files.length, base)
      : formatSitemap(files[Number(number) - 1] ?? [], base),
  );
};
