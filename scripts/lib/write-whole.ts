/** Writes a file at once: whoever reads it, or finds it after a kill or on a full disk, has the old text or the new one. */
import { randomInt } from "node:crypto";
import { open, realpath, rename, rm, stat } from "node:fs/promises";

/**
 * Beside its place, then renamed. Every byte is on the disk before: a nearly full disk takes a part of a write without an
 * error. What a killed run leaves is called as the file, with a number.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  // What a link leads to is written, not the link.
  const place = await realpath(path).catch(() => path);
  const { mode } = (await stat(place).catch(() => undefined)) ?? {};
  const draft = `${place}.${randomInt(2 ** 47)}`;
  try {
    const file = await open(draft, "wx", mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
