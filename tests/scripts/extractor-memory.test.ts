/** What parsing costs beside the tree: nothing that stays, and no compiler that takes gigabytes. */
import { getHeapStatistics } from "node:v8";
import { expect, it } from "vitest";
import { createWorks } from "../../scripts/lib/crawl/works.ts";
import { createFlatParse } from "../../scripts/lib/extract/parsers.ts";

it("does not let V8 optimize a grammar whose functions are huge", async () => {
  const parse = await createFlatParse();
  const before = getHeapStatistics().peak_malloced_memory;
  const text = "class Shop {\n  func sell(item: String) -> Int { return items.filter { $0.name == item }.count }\n}\n";
  const end = performance.now() + 3000;
  while (performance.now() < end) parse("swift", text.repeat(200));
  // Its lexer, optimized, took 3.7 GB; begun already, a tenth of that.
  expect(getHeapStatistics().peak_malloced_memory - before).toBeLessThan(100 * 2 ** 20);
});

it("gives a tree no more room than its nodes need", async () => {
  const parse = await createFlatParse();
  const tree = parse("typescript", `const words = "${"word ".repeat(100_000)}";`);
  expect(tree?.types.buffer.byteLength).toBe((tree?.types.length ?? 0) * 2);
});

it("begins no further work while what is held is too much, and always one", async () => {
  const works = createWorks({ most: 2, bytes: 100 });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (name: string, bytes: number) =>
    works(async (hold) => {
      begun.push(name);
      hold(bytes);
      await new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const all = [start("heavy", 150)];
  await settle();
  all.push(start("light", 40), start("other", 40), start("last", 40));
  await settle();
  expect(begun).toEqual(["heavy"]);
  ends.get("heavy")?.();
  await settle();
  expect(begun).toEqual(["heavy", "light", "other"]);
  ends.get("light")?.();
  ends.get("other")?.();
  await settle();
  ends.get("last")?.();
  await Promise.all(all);
  expect(begun).toEqual(["heavy", "light", "other", "last"]);
});
