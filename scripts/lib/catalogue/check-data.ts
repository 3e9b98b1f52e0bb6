/** Checks the whole data folder, file by file. Finds everything that is wrong, and changes nothing. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { formatDataFile } from "../../../src/core/canonical.ts";
import { checkAddresses, checkServer } from "../../../src/core/check-server.ts";
import { compareCodePoints } from "../../../src/core/compare.ts";
import { formatIssue } from "../../../src/core/issues.ts";
import { formatPrintable } from "../../../src/core/printable.ts";
import { Changes } from "../../../src/core/schema/changes.ts";
import { Discovered } from "../../../src/core/schema/discovered.ts";
import type { Issue } from "../../../src/core/schema/issue.ts";
import { Overrides } from "../../../src/core/schema/override.ts";
import { Server } from "../../../src/core/schema/server.ts";
import { Sources } from "../../../src/core/schema/source.ts";
import { Risks } from "../../../src/core/schema/verdict.ts";
import { parseSources } from "../../../src/core/sources.ts";
import { findStrayOverrides } from "../classify/overrides.ts";
import { findSecrets } from "../crawl/secrets.ts";
import { DataFileError, parseDataText } from "../data-file.ts";
import { discoveredFile } from "../discover/discover.ts";
import { hashDefinition } from "../hash.ts";
import { listServerSlugs, serverFolder } from "../store.ts";
import { findStrayFiles, findStrayFilesOf } from "./stray-files.ts";

export interface CheckReport {
  servers: number;
  tools: number;
  /** Sentences, each with the file that it is about. */
  problems: string[];
  /** Slugs of servers in whose own files something is wrong. */
  faulty: string[];
  /** Sentences about corrections by people that no longer fit; they are part of `problems`. */
  misfits: string[];
}

/** `overridesDir` may lie elsewhere: people's files and the pipeline's do not live on one branch. */
export async function checkData(dataDir: string, overridesDir = join(dataDir, "overrides")): Promise<CheckReport> {
  const problems: string[] = [];
  await checkSources(join(dataDir, "sources.json"), problems);
  await checkFile(discoveredFile(dataDir), Discovered, problems);
  await checkChanges(join(dataDir, "changes"), problems);
  problems.push(...nameStray(dataDir, await findStrayFiles(dataDir)));
  const addresses: Pick<Server, "slug" | "formerSlugs">[] = [];
  let tools = 0;
  const slugs = await listServerSlugs(dataDir);
  const [faulty, misfits]: [string[], string[]] = [[], []];
  for (const slug of slugs) {
    const before = problems.length;
    const server = await checkServerFiles(dataDir, slug, problems);
    if (problems.length > before) faulty.push(slug);
    if (!server) continue;
    addresses.push({ slug: server.slug, ...(server.formerSlugs && { formerSlugs: server.formerSlugs }) });
    await checkOverrides(overridesDir, server, misfits);
    tools += server.tools.length;
  }
  for (const name of await findStrayOverrides(overridesDir, slugs)) {
    misfits.push(describe(join(overridesDir, name), { code: "override-without-server", args: {} }));
  }
  problems.push(...checkAddresses(addresses).map((issue) => describe(join(dataDir, "servers"), issue)), ...misfits);
  return { servers: slugs.length, tools, problems, faulty, misfits };
}

/** The files of one server; `undefined` where there is nothing to go by. */
async function checkServerFiles(dataDir: string, slug: string, problems: string[]): Promise<Server | undefined> {
  const folder = serverFolder(dataDir, slug);
  const path = join(folder, "server.json");
  problems.push(...nameStray(dataDir, await findStrayFilesOf(dataDir, slug)));
  const server = await checkFile(path, Server, problems);
  if (!server) {
    if ((await readText(path)) === undefined)
      problems.push(`${path}: there is no such file: crawl it, or delete the folder`);
    return undefined;
  }
  const risksPath = join(folder, "risks.json");
  const risks = await checkFile(risksPath, Risks, problems);
  // Broken verdicts are named already; only missing ones are still to be named.
  const isBroken = !risks && (await readText(risksPath)) !== undefined;
  const hash = (tool: Parameters<typeof hashDefinition>[0]) => hashDefinition(tool).definitionHash;
  const found = checkServer({ folder: slug, server, risks, hashDefinition: hash });
  problems.push(
    ...found.filter(({ code }) => !(isBroken && code === "not-judged")).map((issue) => describe(path, issue)),
  );
  return server;
}

function nameStray(dataDir: string, paths: readonly string[]): string[] {
  return paths.map((path) => describe(join(dataDir, path), { code: "not-data", args: {} }));
}

/** Records of changes, which name servers that may be there no longer. */
async function checkChanges(folder: string, problems: string[]): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const name of names.sort(compareCodePoints)) {
    if (!name.endsWith(".json")) continue;
    const path = join(folder, name);
    const changes = await checkFile(path, Changes, problems);
    const slugs = changes?.servers.map(({ slug }) => slug) ?? [];
    for (const [index, slug] of slugs.entries()) {
      const next = slugs[index + 1];
      if (next !== undefined && compareCodePoints(slug, next) >= 0)
        problems.push(describe(path, { code: "changes-not-sorted", args: { slug: next } }));
    }
  }
}

async function checkSources(path: string, problems: string[]): Promise<void> {
  const value = await checkFile(path, Sources, problems);
  if (!value) return;
  const { sources, issues } = parseSources(value);
  problems.push(...issues.map((issue) => describe(path, issue)));
  for (const [index, { slug }] of sources.entries()) {
    const next = sources[index + 1];
    if (next && next.slug < slug)
      problems.push(describe(path, { code: "sources-not-sorted", args: { slug: next.slug } }));
  }
}

async function checkOverrides(folder: string, { slug, tools }: Server, misfits: string[]): Promise<void> {
  const path = join(folder, `${slug}.json`);
  const overrides = (await checkFile(path, Overrides, misfits))?.overrides ?? [];
  for (const { tool, field } of overrides) {
    if (!tools.some(({ name }) => name === tool))
      misfits.push(describe(path, { code: "override-without-tool", args: { tool, field } }));
  }
}

/** Schema, canonical text, no secrets. `undefined` where there is no such file, or it cannot be read. */
async function checkFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  problems: string[],
): Promise<z.infer<Schema> | undefined> {
  const text = await readText(path);
  if (text === undefined) return undefined;
  for (const { rule, line } of await findSecrets(text))
    problems.push(describe(path, { code: "has-secret", args: { rule, line } }));
  try {
    const value = parseDataText(text, schema, path);
    if (formatDataFile(value) !== text) problems.push(describe(path, { code: "not-canonical", args: {} }));
    return value;
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    problems.push(error.message);
    return undefined;
  }
}

function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

function describe(path: string, issue: Issue): string {
  return formatPrintable(`${path}: ${formatIssue(issue)}`, 1000);
}
