/**
 * One crawl at a time on the same data; shards of one division may run side by side. The lock is a file with the
 * process that holds it: one that a killed run left behind is recognised and taken over.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { UsageError } from "../command.ts";
import type { Shard } from "./sources.ts";

const Holder = z.strictObject({ pid: z.int().positive(), host: z.string() });
const LOCK_NAME = /^\.crawl-(\d+)-of-(\d+)\.lock$/;

/** Locks of this very process: after a restart of a container, another run had the same number. */
const held = new Set<string>();

export interface Lock {
  release(): Promise<void>;
}

/** Throws `UsageError` when another run is at work. */
export async function lockData(dataDir: string, shard: Shard = { index: 1, count: 1 }): Promise<Lock> {
  const folder = join(dataDir, "servers");
  const path = join(folder, `.crawl-${shard.index}-of-${shard.count}.lock`);
  await mkdir(folder, { recursive: true });
  await claim(path);
  held.add(path);
  const release = async () => {
    held.delete(path);
    await rm(path, { force: true });
  };
  for (const name of await readdir(folder)) {
    const [, index, count] = LOCK_NAME.exec(name) ?? [];
    const isOther = index !== undefined && !(Number(index) === shard.index && Number(count) === shard.count);
    // Parts of one division write different files; parts of two divisions may not.
    if (!isOther || Number(count) === shard.count) continue;
    const other = join(folder, name);
    const holder = await readHolder(other);
    if (holder && isAlive(holder, other)) {
      await release();
      throw refuse(other, holder);
    }
  }
  return { release };
}

async function claim(path: string): Promise<void> {
  const text = JSON.stringify({ pid: process.pid, host: hostname() } satisfies z.infer<typeof Holder>);
  for (const isLastTry of [false, true]) {
    try {
      await writeFile(path, text, { flag: "wx" });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = await readHolder(path);
      if (isLastTry || (holder && isAlive(holder, path))) throw refuse(path, holder);
      await rm(path, { force: true });
    }
  }
}

/** Absent where the file is gone meanwhile, or was never finished. */
async function readHolder(path: string): Promise<z.infer<typeof Holder> | undefined> {
  try {
    return Holder.safeParse(JSON.parse(await readFile(path, "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** Of another machine nothing can be known, so its lock counts until someone deletes it. */
function isAlive({ pid, host }: z.infer<typeof Holder>, path: string): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function refuse(path: string, holder: z.infer<typeof Holder> | undefined): UsageError {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : "another process";
  return new UsageError(
    `Another crawl of this data is at work (${who}). Wait for it to end; if it is not there any more, delete ${path}.`,
  );
}
