/** Checks the whole data folder, file by file. Finds everything that is wrong, and changes nothing. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { lintSource } from "@secretlint/core";
import { creator as secretRules } from "@secretlint/secretlint-rule-preset-recommend";
import type { z } from "zod";
import { formatDataFile } from "../../src/core/canonical.ts";
import { checkAddresses, checkServer } from "../../src/core/check-server.ts";
import { formatIssue } from "../../src/core/issues.ts";
import { formatPrintable } from "../../src/core/printable.ts";
import { Discovered } from "../../src/core/schema/discovered.ts";
import type { Issue } from "../../src/core/schema/issue.ts";
import { Overrides } from "../../src/core/schema/override.ts";
import { Server } from "../../src/core/schema/server.ts";
import { Sources } from "../../src/core/schema/source.ts";
import { Risks } from "../../src/core/schema/verdict.ts";
import { parseSources } from "../../src/core/sources.ts";
import { DataFileError, parseDataText } from "./data-file.ts";
import { discoveredFile } from "./discover.ts";
import { hashDefinition } from "./hash.ts";
import { findStrayOverrides } from "./overrides.ts";
import { listServerSlugs, serverFolder } from "./store.ts";

export interface CheckReport {
  servers: number;
  tools: number;
  /** Sentences, each with the file that it is about. */
  problems: string[];
}

/** `overridesDir` may lie elsewhere: people's files and the pipeline's do not live on one branch. */
export async function checkData(dataDir: string, overridesDir = join(dataDir, "overrides")): Promise<CheckReport> {
  const problems: string[] = [];
  await checkSources(join(dataDir, "sources.json"), problems);
  await checkFile(discoveredFile(dataDir), Discovered, problems);
  const addresses: Pick<Server, "slug" | "formerSlugs">[] = [];
  let tools = 0;
  const slugs = await listServerSlugs(dataDir);
  for (const slug of slugs) {
    const folder = serverFolder(dataDir, slug);
    const path = join(folder, "server.json");
    const server = await checkFile(path, Server, problems);
    if (!server) {
      if ((await readText(path)) === undefined)
        problems.push(`${path}: there is no such file: crawl it, or delete the folder`);
      continue;
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
    addresses.push({ slug: server.slug, ...(server.formerSlugs && { formerSlugs: server.formerSlugs }) });
    problems.push(...(await checkOverrides(overridesDir, server, problems)));
    tools += server.tools.length;
  }
  for (const name of await findStrayOverrides(overridesDir, slugs)) {
    problems.push(describe(join(overridesDir, name), { code: "override-without-server", args: {} }));
  }
  problems.push(...checkAddresses(addresses).map((issue) => describe(join(dataDir, "servers"), issue)));
  return { servers: slugs.length, tools, problems };
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

async function checkOverrides(folder: string, { slug, tools }: Server, problems: string[]): Promise<string[]> {
  const path = join(folder, `${slug}.json`);
  const overrides = (await checkFile(path, Overrides, problems))?.overrides ?? [];
  return overrides
    .filter(({ tool }) => !tools.some(({ name }) => name === tool))
    .map(({ tool, field }) => describe(path, { code: "override-without-tool", args: { tool, field } }));
}

/** Schema, canonical text, no secrets. `undefined` where there is no such file, or it cannot be read. */
async function checkFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  problems: string[],
): Promise<z.infer<Schema> | undefined> {
  const text = await readText(path);
  if (text === undefined) return undefined;
  problems.push(...(await findSecrets(path, text)).map((issue) => describe(path, issue)));
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

async function findSecrets(filePath: string, content: string): Promise<Issue[]> {
  const rules = [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: secretRules }];
  const source = { filePath, content, contentType: "text" as const, ext: ".json" };
  const { messages } = await lintSource({ source, options: { config: { rules }, maskSecrets: true } });
  return messages.map(({ ruleId, loc }) => ({
    code: "has-secret",
    args: { rule: ruleId.replace("@secretlint/secretlint-rule-", ""), line: loc.start.line },
  }));
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
