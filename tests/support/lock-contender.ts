/**
 * Wants the lock of every folder that it is given, one after the other, and tells which ones it got. It holds them until it
 * is ended.
 */
import { UsageError } from "../../scripts/lib/command.ts";
import { lockData } from "../../scripts/lib/crawl/lock.ts";

process.on("message", async (folders: string[]) => {
  const got: string[] = [];
  for (const folder of folders) {
    try {
      await lockData(folder);
      got.push(folder);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
    }
  }
  process.send?.(got);
});
process.send?.("ready");
