/**
 * The files of the site that are not pages: policies in every dialect, the API, the registry, Markdown twins, pictures, `llms.txt`. Written directly, beside
 * Astro and in a process of their own, because there are more of them than of pages.
 */
import { mkdir, open, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DIALECTS } from "../../src/core/policy/dialects/index.ts";
import { CATEGORIES, RISK_LEVELS } from "../../src/core/schema/verdict.ts";
import {
  listPlaces,
  makeApiFullServer,
  makeApiIndex,
  makeApiServer,
  makeApiTool,
  makeApiTools,
} from "../../src/lib/api.ts";
import { type Catalogue, type Entry, loadCatalogue, loadEntry } from "../../src/lib/catalogue.ts";
import { toolHref } from "../../src/lib/links.ts";
import { formatServerMarkdown, formatToolMarkdown } from "../../src/lib/markdown.ts";
import { formatServerPicture, formatSitePicture } from "../../src/lib/picture.ts";
import {
  formatLlmsText,
  makeRegistryList,
  makeRegistryServer,
  REGISTRY_ROOTS,
  type RegistryServer,
} from "../../src/lib/registry.ts";
import { recommendServerPolicy } from "../../src/lib/rules.ts";

/** Writes into `outDir`, which Astro may be filling at the same time: no file of one is a file of the other. */
export async function writeSiteFiles(outDir: string, site: URL): Promise<void> {
  const catalogue = await loadCatalogue();
  const write = async (path: string, text: string) => {
    const file = join(outDir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  await write("llms.txt", formatLlmsText(catalogue));
  await write("api/v1/index.json", `${JSON.stringify(makeApiIndex(catalogue))}\n`);
  await write("og.svg", formatSitePicture(catalogue));
  for (const category of CATEGORIES) {
    await write(
      `api/v1/categories/${category}.json`,
      `${JSON.stringify(makeApiTools(catalogue.byCategory[category]))}\n`,
    );
  }
  for (const level of RISK_LEVELS) {
    await write(`api/v1/risk/${level}.json`, `${JSON.stringify(makeApiTools(catalogue.byRisk[level]))}\n`);
  }
  await writeServers(catalogue, { outDir, site, write });
}

interface Target {
  outDir: string;
  site: URL;
  write: (path: string, text: string) => Promise<void>;
}

async function writeServers(catalogue: Catalogue, target: Target): Promise<void> {
  const registry = Object.keys(REGISTRY_ROOTS).map((root) => [root, [] as RegistryServer[]] as const);
  const places = new Map<string, string>();
  await mkdir(join(target.outDir, "api/v1"), { recursive: true });
  const bulk = await open(join(target.outDir, "api/v1/tools.jsonl"), "w");
  try {
    for (const summary of catalogue.servers) {
      const entry = await loadEntry(summary.slug);
      const lines = await writeServer(entry, target);
      for (const [place, slug] of listPlaces(entry)) if (!places.has(place)) places.set(place, slug);
      await bulk.write(lines);
      const listed = makeRegistryServer(entry, summary, target.site);
      for (const [root, list] of registry) {
        if (REGISTRY_ROOTS[root as keyof typeof REGISTRY_ROOTS](summary)) list.push(listed);
      }
      await target.write(`servers/${summary.slug}/og.svg`, formatServerPicture(summary));
    }
  } finally {
    await bulk.close();
  }
  await target.write("api/v1/places.json", `${JSON.stringify(Object.fromEntries(places))}\n`);
  for (const [root, list] of registry)
    await target.write(`${root}/v0.1/servers`, `${JSON.stringify(makeRegistryList(list))}\n`);
}

/** The lines of the server's tools in the bulk file. */
async function writeServer(entry: Entry, { write }: Target): Promise<string> {
  const { slug } = entry.server;
  const policy = recommendServerPolicy(entry);
  await write(`api/v1/servers/${slug}/index.json`, `${JSON.stringify(makeApiServer(entry, policy))}\n`);
  await write(`api/v1/servers/${slug}/full.json`, `${JSON.stringify(makeApiFullServer(entry))}\n`);
  await write(`servers/${slug}/index.md`, formatServerMarkdown(entry, policy));
  if (policy !== undefined) {
    for (const dialect of Object.values(DIALECTS)) {
      await write(`servers/${slug}/policy.${dialect.ending}`, dialect.export(policy, slug).text);
    }
  }
  const lines: string[] = [];
  for (const judged of entry.tools) {
    const line = `${JSON.stringify(makeApiTool(entry, judged))}\n`;
    lines.push(line);
    await write(`api/v1/servers/${slug}/${judged.slug}.json`, line);
    await write(`${toolHref(slug, judged.slug).slice(1)}index.md`, formatToolMarkdown(entry, judged));
  }
  return lines.join("");
}
