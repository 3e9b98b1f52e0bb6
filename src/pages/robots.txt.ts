import type { APIRoute } from "astro";
import { isPublic } from "../lib/project.ts";

export const GET: APIRoute = ({ site, url }) => {
  const base = site ?? url;
  const sitemap = isPublic(base) ? `\nSitemap: ${new URL("/sitemap.xml", base).href}\n` : "";
  return new Response(`User-agent: *\nAllow: /\n${sitemap}`);
};
