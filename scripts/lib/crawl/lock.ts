/**
 * One crawl at a time on the same data; shards of one division may run side by side. The lock is a file with the
 * process that holds it: one that a killed run left behind is recognised and taken over, by one of those who want it.
 */
import { randomUUID } from "node:crypto";
import { link, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { UsageError } from "../command.ts";
import { withDisk } from "../data-file.ts";
import { sha256 } from "../hash.ts";
import type { Shard } from "./sources.ts";

/** `run` tells two runs apart that had one number, such as those before and after the restart of a container. */
const Holder = z.strictObject({ pid: z.int().positive(), host: z.string(), run: z.string() });
type Holder = z.infer<typeof Holder>;

const LOCK_NAME = /^\.crawl-(\d+)-of-(\d+)\.lock$/;
const DRAFT_NAME = /^\.draft-[0-9a-f-]+\.lock$/;

/** Runs of this very process. */
const held = new Set<string>();

export interface Lock {
  release(): Promise<void>;
}

/** Throws `UsageError` when another run is at work. */
export async function lockData(dataDir: string, shard: Shard = { index: 1, count: 1 }): Promise<Lock> {
  const folder = join(dataDir, "servers");
  const lock = await claimFirst(folder, `.crawl-${shard.index}-of-${shard.count}.lock`);
  for (const name of await readdir(folder)) {
    // What a killed run had not put in place. Whoever is at it this very moment notices, and writes it again.
    if (DRAFT_NAME.test(name)) await rm(join(folder, name), { force: true });
    const [, index, count] = LOCK_NAME.exec(name) ?? [];
    const isOther = index !== undefined && !(Number(index) === shard.index && Number(count) === shard.count);
    // Parts of one division write different files; parts of two divisions may not.
    if (!isOther || Number(count) === shard.count) continue;
    const other = join(folder, name);
    const holder = parseHolder(await readText(other));
    if (holder && isAlive(holder)) {
      await lock.release();
      throw refuse(other, holder);
    }
  }
  return lock;
}

/** One discovery at a time: each reads what is known, adds to it, and writes all of it. Throws `UsageError` like the crawl's. */
export function lockDiscovery(dataDir: string): Promise<Lock> {
  return claimFirst(join(dataDir, "discovered"), ".discover.lock");
}

function claimFirst(folder: string, name: string): Promise<Lock> {
  return withDisk(folder, async () => {
    await mkdir(folder, { recursive: true });
    return claim(folder, name);
  });
}

async function claim(folder: string, name: string): Promise<Lock> {
  const path = join(folder, name);
  const holder: Holder = { pid: process.pid, host: hostname(), run: randomUUID() };
  held.add(holder.run);
  try {
    while (!(await place(folder, path, JSON.stringify(holder)))) {
      const standing = await readText(path);
      const other = parseHolder(standing);
      if (other && isAlive(other)) throw refuse(path, other);
      if (standing !== undefined) await clear(folder, name, standing);
    }
  } catch (error) {
    held.delete(holder.run);
    throw error;
  }
  const release = async () => {
    held.delete(holder.run);
    await rm(path, { force: true });
  };
  return { release };
}

/** At once with all that is in it, so that nobody reads half of it. Returns whether the place was free. */
async function place(folder: string, path: string, text: string): Promise<boolean> {
  const draft = join(folder, `.draft-${randomUUID()}.lock`);
  await writeFile(draft, text);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOENT") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Removes what a dead run left. Whoever does so holds a lock of its own for exactly this, named after what it removes: so
 * nobody removes the lock that another one has put in its place meanwhile.
 */
async function clear(folder: string, name: string, standing: string): Promise<void> {
  const removal = await claim(folder, `${name.replace(/\.lock$/, "")}-${sha256(standing).slice(0, 16)}.lock`);
  try {
    const path = join(folder, name);
    if ((await readText(path)) === standing) await rm(path);
  } finally {
    await removal.release();
  }
}

/** Absent where there is no such file. */
function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

/** Absent where the text is not what a lock holds, as after a loss of power. */
function parseHolder(text: string | undefined): Holder | undefined {
  try {
    return Holder.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}

/** Of another machine nothing can be known, so its lock counts until someone deletes it. */
function isAlive({ pid, host, run }: Holder): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return held.has(run);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function refuse(path: string, { pid, host }: Holder): UsageError {
  const work = path.endsWith(".discover.lock") ? "discovery" : "crawl";
  return new UsageError(
    `Another ${work} of this data is at work (process ${pid} on ${host}). Wait for it to end; if it is not there any more, delete ${path}.`,
  );
}
