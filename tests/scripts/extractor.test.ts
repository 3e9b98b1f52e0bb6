/** Threads: results come back, and one that takes too long costs only itself. */
import { afterEach, expect, it } from "vitest";
import { createExtractor, type Extractor } from "../../scripts/lib/extract/extractor.ts";

const FILES = new Map([["index.ts", 'server.registerTool("a", { description: "b" }, f);']]);

let extractor: Extractor | undefined;
afterEach(async () => {
  await extractor?.close();
});

it("extracts several servers at once", async () => {
  extractor = await createExtractor({ workers: 2 });
  const { extract } = extractor;
  const all = await Promise.all(Array.from({ length: 5 }, () => extract(FILES)));
  expect(all.map(({ tools }) => tools.map(({ name }) => name))).toEqual(Array(5).fill(["a"]));
});

it("ends a thread that takes too long and goes on with another", async () => {
  extractor = await createExtractor({ workers: 1, timeLimitMs: 1 });
  const late = await extractor.extract(FILES);
  expect(late.tools).toEqual([]);
  expect(late.issues.map(({ code }) => code)).toEqual(["extraction-timed-out"]);
  const again = await extractor.extract(FILES);
  expect(again.issues.map(({ code }) => code)).toEqual(["extraction-timed-out"]);
});
