/**
 * The files of the site that are not pages: policies in every dialect, the API, the registry, pictures, `llms.txt`. Written directly, beside
 * Astro and in a process of their own, because there are more of them than of pages.
 */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { DIALECTS } from "../../../src/core/policy/dialects/index.ts";
import { CATEGORIES, RISK_LEVELS } from "../../../src/core/schema/verdict.ts";
import {
  addPlaces,
  makeApiFullServer,
  makeApiIndex,
  makeApiServer,
  makeApiTool,
  makeApiTools,
  type Places,
} from "../../../src/lib/api.ts";
import { type Catalogue, type Entry, loadCatalogue, loadEntry } from "../../../src/lib/catalogue.ts";
import { loadGone } from "../../../src/lib/gone.ts";
import { serverHref, toolHref } from "../../../src/lib/links.ts";
import { formatMovedPage } from "../../../src/lib/moved-page.ts";
import { drawServerPicture, drawSitePicture } from "../../../src/lib/picture.ts";
import {
  formatLlmsText,
  makeRegistryList,
  makeRegistryServer,
  REGISTRY_ROOTS,
  type RegistryServer,
} from "../../../src/lib/registry.ts";
import { recommendServerPolicy } from "../../../src/lib/rules.ts";
import { loadStateDay } from "../../../src/lib/state-day.ts";

/** Writes into `outDir`, which Astro may be filling at the same time: no file of one is a file of the other. */
export async function writeSiteFiles(outDir: string, site: URL): Promise<void> {
  const [catalogue, state] = await Promise.all([loadCatalogue(), loadStateDay()]);
  const write = makeWriter(outDir);
  write("llms.txt", formatLlmsText(catalogue, state));
  write("api/v1/index.json", `${JSON.stringify(makeApiIndex(catalogue, state))}\n`);
  write("og.png", drawSitePicture(catalogue));
  for (const category of CATEGORIES) {
    write(`api/v1/categories/${category}.json`, `${JSON.stringify(makeApiTools(catalogue.byCategory[category]))}\n`);
  }
  for (const level of RISK_LEVELS) {
    write(`api/v1/risk/${level}.json`, `${JSON.stringify(makeApiTools(catalogue.byRisk[level]))}\n`);
  }
  await writeServers(catalogue, { outDir, site, write });
  for (const [from, { now }] of (await loadGone()).tools) {
    if (now !== undefined) write(`${from.slice(1)}index.html`, formatMovedPage({ from, to: now, site }));
  }
}

type Write = (path: string, content: string | Uint8Array) => void;

/** One at a time: for tens of thousands of small files, the turns through the thread pool would cost more than the writing. */
function makeWriter(outDir: string): Write {
  const made = new Set<string>();
  return (path, content) => {
    const file = join(outDir, path);
    const folder = dirname(file);
    if (!made.has(folder)) {
      // Files come folder by folder, so that a few are enough to remember.
      if (made.size > 100) made.clear();
      mkdirSync(folder, { recursive: true });
      made.add(folder);
    }
    writeFileSync(file, content);
  };
}

interface Target {
  outDir: string;
  site: URL;
  write: Write;
}

async function writeServers(catalogue: Catalogue, target: Target): Promise<void> {
  const registry = Object.keys(REGISTRY_ROOTS).map((root) => [root, [] as RegistryServer[]] as const);
  const places: Places = new Map();
  const addresses = new Set(catalogue.bySlug.keys());
  const bulk = openSync(join(target.outDir, "api/v1/tools.jsonl"), "w");
  try {
    for (const summary of catalogue.servers) {
      const entry = await loadEntry(summary.slug);
      const former = (entry.server.formerSlugs ?? []).filter((slug) => !addresses.has(slug));
      for (const slug of former) addresses.add(slug);
      const lines = writeServer(entry, former, target);
      addPlaces(places, entry);
      writeSync(bulk, lines);
      const listed = makeRegistryServer(entry, summary, target.site);
      for (const [root, list] of registry) {
        if (REGISTRY_ROOTS[root as keyof typeof REGISTRY_ROOTS](summary)) list.push(listed);
      }
      target.write(`servers/${summary.slug}/og.png`, drawServerPicture(summary));
    }
  } finally {
    closeSync(bulk);
  }
  target.write("api/v1/places.json", `${JSON.stringify(Object.fromEntries(places))}\n`);
  for (const [root, list] of registry)
    target.write(`${root}/v0.1/servers`, `${JSON.stringify(makeRegistryList(list))}\n`);
}

/**
 * Returns the lines of the server's tools in the bulk file. At former addresses stand pages that lead on, and what
 * programs ask for, which follow no page.
 */
function writeServer(entry: Entry, former: readonly string[], { write, site }: Target): string {
  const { slug } = entry.server;
  const writeEverywhere = (path: (slug: string) => string, text: string): void => {
    for (const address of [slug, ...former]) write(path(address), text);
  };
  const writeMoved = (href: (slug: string) => string): void => {
    for (const address of former) {
      const page = formatMovedPage({ from: href(address), to: href(slug), site });
      write(`${href(address).slice(1)}index.html`, page);
    }
  };
  const policy = recommendServerPolicy(entry);
  writeMoved(serverHref);
  writeEverywhere((at) => `api/v1/servers/${at}/index.json`, `${JSON.stringify(makeApiServer(entry, policy))}\n`);
  writeEverywhere((at) => `api/v1/servers/${at}/full.json`, `${JSON.stringify(makeApiFullServer(entry))}\n`);
  if (policy !== undefined) {
    for (const dialect of Object.values(DIALECTS)) {
      writeEverywhere((at) => `servers/${at}/policy.${dialect.ending}`, dialect.export(policy, slug).text);
    }
  }
  const lines: string[] = [];
  for (const judged of entry.tools) {
    const line = `${JSON.stringify(makeApiTool(entry, judged))}\n`;
    lines.push(line);
    writeMoved((at) => toolHref(at, judged.slug));
    writeEverywhere((at) => `api/v1/servers/${at}/${judged.slug}.json`, line);
  }
  return lines.join("");
}
