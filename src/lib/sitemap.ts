/** Every page that search engines may list, in files of at most 50,000 addresses as the protocol asks. */
import { CATEGORIES, RISK_LEVELS } from "../core/schema/verdict.ts";
import { listErrors, loadAccuracy } from "./accuracy.ts";
import { loadAttacks } from "./attacks.ts";
import { loadCatalogue } from "./catalogue.ts";
import { loadChangeRows } from "./change-rows.ts";
import { groupByLetter } from "./letters.ts";
import { serverHref, toolHref } from "./links.ts";
import { countPages, LIST_SIZE, pageHref } from "./paging.ts";

const FILE_SIZE = 40_000;

let files: Promise<string[][]> | undefined;

/** The addresses, file by file. */
export function loadSitemapFiles(): Promise<string[][]> {
  files ??= listPaths().then((paths) =>
    Array.from({ length: Math.max(1, Math.ceil(paths.length / FILE_SIZE)) }, (_, index) =>
      paths.slice(index * FILE_SIZE, (index + 1) * FILE_SIZE),
    ),
  );
  return files;
}

async function listPaths(): Promise<string[]> {
  const catalogue = await loadCatalogue();
  const attacks = await loadAttacks();
  const errors = listErrors(await loadAccuracy());
  const changes = await loadChangeRows();
  const pagesOf = (base: string, total: number) =>
    Array.from({ length: countPages(total, LIST_SIZE) }, (_, index) => pageHref(base, index + 1));
  return [
    "/",
    ...pagesOf("/servers/", catalogue.servers.length),
    "/tools/",
    ...[...groupByLetter(catalogue.tools)].flatMap(([letter, tools]) => pagesOf(`/tools/${letter}/`, tools.length)),
    "/risk/",
    ...RISK_LEVELS.flatMap((level) => pagesOf(`/risk/${level}/`, catalogue.byRisk[level].length)),
    ...CATEGORIES.flatMap((category) => pagesOf(`/categories/${category}/`, catalogue.byCategory[category].length)),
    "/attacks/",
    ...attacks.flatMap(({ slug }) => pagesOf(`/attacks/${slug}/`, catalogue.byAttack.get(slug)?.length ?? 0)),
    "/policy/",
    "/stack/",
    "/about/",
    ...pagesOf("/accuracy/", errors.length),
    ...pagesOf("/annotations/", catalogue.audit.differences.length),
    ...pagesOf("/changes/", changes.length),
    ...pagesOf("/coverage/", catalogue.servers.length),
    "/methodology/",
    ...pagesOf("/review/", catalogue.disputes.length),
    "/schemas/",
    "/search/",
    ...catalogue.servers.flatMap(({ slug, tools }) => [
      ...pagesOf(serverHref(slug), tools.length),
      ...tools.map((tool) => toolHref(slug, tool.slug)),
    ]),
  ];
}

export function formatSitemap(paths: readonly string[], site: URL): string {
  const urls = paths.map((path) => `<url><loc>${new URL(path, site).href}</loc></url>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("")}</urlset>\n`;
}

export function formatSitemapIndex(files: number, site: URL): string {
  const maps = Array.from({ length: files }, (_, index) => {
    return `<sitemap><loc>${new URL(`/sitemap-${index + 1}.xml`, site).href}</loc></sitemap>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${maps.join("")}</sitemapindex>\n`;
}
