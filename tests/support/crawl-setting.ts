/** Registries on loopback, and a crawl against them; all of it ends with the test. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Server } from "../../src/core/schema/server.ts";
import { type CrawlCase, makeCrawlCase } from "./crawl-case.ts";
import { type FakeRepository, startGithubServer } from "./github-server.ts";
import type { Loopback } from "./loopback.ts";
import { type FakePackage, startNpmServer } from "./npm-server.ts";

interface Setting {
  packages?: Record<string, FakePackage>;
  repositories?: Record<string, FakeRepository>;
}

export async function makeSetting({ packages = {}, repositories }: Setting) {
  const npm = await startNpmServer(packages);
  const github = repositories && (await startGithubServer(repositories));
  const test = await makeCrawlCase({ npmUrl: npm.url, ...(github && { githubUrl: github.url }) });
  onTestFinished(async () => {
    for (const item of [npm, { close: () => test.remove() }, ...(github ? [github] : [])]) await item.close();
  });
  return { test, npm, github: github as Loopback };
}

export async function readServer({ dataDir }: CrawlCase, slug: string): Promise<Server> {
  return JSON.parse(await readFile(join(dataDir, "servers", slug, "server.json"), "utf8"));
}

/** What became of each server, by slug. */
export function listStates(report: { servers: { slug: string; state: string }[] }): Record<string, string> {
  return Object.fromEntries(report.servers.map(({ slug, state }) => [slug, state]));
}
