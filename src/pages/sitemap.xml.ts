import type { APIRoute } from "astro";
import { formatSitemapIndex, loadSitemapFiles } from "../lib/sitemap.ts";

export const GET: APIRoute = async ({ site, url }) =>
  new Response(formatSitemapIndex((await loadSitemapFiles()).length, site ?? url));
