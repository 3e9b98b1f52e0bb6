/** The disputed verdicts of the catalogue that the site shows, with the addresses of their tools. */
import { listReview, type ReviewEntry } from "../../scripts/lib/review.ts";
import { DEFAULT_DATA_DIR } from "../../scripts/lib/store.ts";
import { computeToolSlugs } from "../core/tool-slug.ts";
import { loadCatalogue } from "./catalogue.ts";
import { serverHref, toolHref } from "./links.ts";

export interface ReviewRow extends ReviewEntry {
  href: string;
  serverHref: string;
}

/** Verdicts on tools that the server has no more are left out: they have no page. */
export async function loadReview(dataDir = process.env.PERMITBOOK_DATA ?? DEFAULT_DATA_DIR): Promise<ReviewRow[]> {
  const { bySlug } = await loadCatalogue();
  return (await listReview(dataDir)).flatMap((entry) => {
    const server = bySlug.get(entry.slug);
    if (!server) return [];
    const slug = computeToolSlugs(server.tools.map(({ name }) => name)).get(entry.tool);
    return slug === undefined
      ? []
      : [{ ...entry, href: toolHref(entry.slug, slug), serverHref: serverHref(entry.slug) }];
  });
}
