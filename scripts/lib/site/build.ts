/**
 * Builds the site: into a folder of its own first, which then takes the place of the last good one, so that stopping at
 * any moment loses nothing. Skipped when neither data nor code has changed since the site that is there was built.
 */
import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readProjectUrl, readSiteUrl } from "../../../src/lib/project.ts";
import { UsageError } from "../command.ts";
import { sha256 } from "../hash.ts";
import { mountSite } from "./mount.ts";

export interface SiteBuild {
  pages: number;
  seconds: number;
  /** Nothing had changed, so nothing was done. */
  skipped: boolean;
  /** The most memory that the build's process held, in bytes; absent when skipped. */
  peakMemory?: number;
  /** What the build's process took of all cores together; absent when skipped. */
  cpuSeconds?: number;
}

export interface SiteBuildOptions {
  dataDir: string;
  outDir?: string;
  /** Address of the finished site. Where it has a path, all links of the site have it too. */
  siteUrl?: string;
  /** Address of the repository that takes issues; without one the pages name none. */
  projectUrl?: string;
  /** Builds even when nothing has changed. */
  force?: boolean;
  onProgress?: (line: string) => void;
}

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const CODE = ["src", "public", "data/attacks", "data/accuracy", "astro.config.mjs", "package-lock.json", "scripts/lib"];
/** Beside the pages, and part of the swap: a site and its stamp are never of different builds. */
const STAMP = ".build-stamp.json";

const Stamp = z.object({ inputs: z.string(), pages: z.int() });
const Finished = z.object({ pages: z.int(), peakMemory: z.number(), cpuSeconds: z.number() });

interface Addresses {
  siteUrl: string;
  projectUrl: string | undefined;
}

export async function buildSite(options: SiteBuildOptions): Promise<SiteBuild> {
  const {
    dataDir,
    outDir = "dist",
    siteUrl = readSiteUrl(process.env),
    projectUrl = readProjectUrl(process.env),
    force = false,
    onProgress = () => {},
  } = options;
  const began = performance.now();
  const out = resolve(ROOT, outDir);
  const inputs = hashInputs(resolve(dataDir), { siteUrl, projectUrl });
  const present = await loadStamp(out);
  if (!force && present?.inputs === inputs) {
    return { pages: present.pages, seconds: (performance.now() - began) / 1000, skipped: true };
  }
  // In the checkout, where the packages that pages import are found, and for each site its own: two builds do not meet.
  const fresh = join(ROOT, ".cache/site", sha256(out).slice(0, 16));
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  onProgress("rendering pages");
  const finished = await runWorker(resolve(dataDir), fresh, { siteUrl, projectUrl });
  mountSite(fresh, siteUrl);
  await writeFile(join(fresh, STAMP), `${JSON.stringify({ inputs, pages: finished.pages })}\n`);
  await swap(fresh, out);
  return { ...finished, seconds: (performance.now() - began) / 1000, skipped: false };
}

/** In a process of its own, so that its memory is given back. Ctrl-C reaches it too. */
function runWorker(
  dataDir: string,
  outDir: string,
  { siteUrl, projectUrl }: Addresses,
): Promise<z.infer<typeof Finished>> {
  const child = fork(fileURLToPath(new URL("./build-worker.ts", import.meta.url)), [outDir, siteUrl], {
    cwd: ROOT,
    // A page is garbage once it is written. Collecting often keeps the peak low, and more often than this costs time; a
    // heap that may not reach 2 GB is let grow twofold between two collections, any other fourfold.
    execArgv: [...process.execArgv, "--max-semi-space-size=16", "--max-old-space-size=2000"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      PERMITBOOK_DATA: dataDir,
      SITE_URL: siteUrl,
      ...(projectUrl !== undefined && { PROJECT_URL: projectUrl }),
      ASTRO_TELEMETRY_DISABLED: "1",
      NODE_COMPILE_CACHE: join(ROOT, ".cache/compiled"),
      NODE_ENV: "production",
    },
  });
  return new Promise((done, fail) => {
    let finished: z.infer<typeof Finished> | undefined;
    child.once("message", (message) => {
      finished = Finished.parse(message);
    });
    child.once("error", fail);
    child.once("exit", (code, signal) => {
      if (code === 0 && finished !== undefined) done(finished);
      else {
        const ended = signal ?? `exit code ${code}`;
        fail(new UsageError(`The site was not built: its process ended with ${ended}. Its message stands above.`));
      }
    });
  });
}

async function loadStamp(out: string): Promise<z.infer<typeof Stamp> | undefined> {
  const text = await readFile(join(out, STAMP), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return Stamp.parse(JSON.parse(text));
  } catch {
    // A stamp that cannot be read says nothing about the site beside it, so the site is built again.
    return undefined;
  }
}

/**
 * Of every file that the pages are made from: paths and contents of code, paths, sizes and times of data. One at a time:
 * nothing else waits, and thousands of turns through the thread pool would cost more than the reading.
 */
function hashInputs(dataDir: string, { siteUrl, projectUrl }: Addresses): string {
  const hash = createHash("sha256").update(`${siteUrl}\n${projectUrl}\n${process.version}\n${dataDir}\n`);
  for (const place of CODE) {
    for (const file of listFiles(join(ROOT, place)))
      hash.update(`${relative(ROOT, file)}\n`).update(readFileSync(file));
  }
  for (const file of listFiles(dataDir)) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${relative(dataDir, file)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

function listFiles(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function swap(fresh: string, out: string): Promise<void> {
  const [near, old] = [`${out}.new`, `${out}.old`];
  await Promise.all([near, old].map((folder) => rm(folder, { recursive: true, force: true })));
  await mkdir(dirname(out), { recursive: true });
  await rename(fresh, near).catch(async (error: NodeJS.ErrnoException) => {
    // Another file system: what cannot be moved is copied.
    if (error.code !== "EXDEV") throw error;
    await cp(fresh, near, { recursive: true });
    await rm(fresh, { recursive: true, force: true });
  });
  if (existsSync(out)) await rename(out, old);
  await rename(near, out);
  await rm(old, { recursive: true, force: true });
}
