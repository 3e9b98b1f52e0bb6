/** The measuring: reading a labelled set, its figures, and the files that are published of it. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { evaluateModel } from "../../scripts/lib/classify/eval-model.ts";
import { evaluateRules, writeAccuracy } from "../../scripts/lib/classify/eval-stage.ts";
import { loadGold } from "../../scripts/lib/classify/gold.ts";
import { RULES_VERSION } from "../../src/core/classify/index.ts";
import { Accuracy, PublishedLabels } from "../../src/core/schema/accuracy.ts";
import { makeVerdict, startAnthropicServer } from "../support/anthropic-server.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-eval-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const SECRET = "A sentence that belongs to somebody else";
const LINES = [
  {
    server: "a",
    name: "delete_note",
    description: `Delete a note. ${SECRET}`,
    siblings: ["delete_note", "list_notes"],
    label: { category: "destructive", alt: null },
  },
  {
    server: "a",
    name: "list_notes",
    title: null,
    description: "",
    label: { category: "read", facets: ["privateData"] },
  },
  {
    server: "b",
    name: "list_books",
    annotations: { readOnlyHint: true, other: 1 },
    label: { category: "write", alt: "read" },
  },
];

async function writeGold(...lines: (object | string)[]): Promise<string> {
  const file = join(folder, "gold.jsonl");
  await writeFile(
    file,
    `${lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n")}\n`,
  );
  return file;
}

test("measures a set", async () => {
  const { figures, errors, toolsPerSecond } = await evaluateRules(await writeGold(...LINES));
  expect(figures).toMatchObject({ tools: 3, servers: 2, accuracy: 0.6667, lenient: 1, unsafe: 0, underrated: 0 });
  expect(errors).toMatchObject([{ server: "b", tool: "list_books", kind: "defensible" }]);
  expect(toolsPerSecond).toBeGreaterThan(0);
});

test("publishes figures and labels, but nobody else's sentences", async () => {
  await writeAccuracy(await evaluateRules(await writeGold(...LINES)), folder);
  const texts = await Promise.all(["rules.json", "labels.json"].map((name) => readFile(join(folder, name), "utf8")));
  expect(texts.join("")).not.toContain(SECRET);
  expect(Accuracy.parse(JSON.parse(texts[0] ?? "")).figures.tools).toBe(3);
  const { labels } = PublishedLabels.parse(JSON.parse(texts[1] ?? ""));
  expect(labels.map(({ server, tool }) => `${server} ${tool}`)).toEqual([
    "a delete_note",
    "a list_notes",
    "b list_books",
  ]);
});

describe("a set that cannot be used", () => {
  test.each([
    ["no JSON", ["{"], /line 1: is not JSON/],
    ["no label", [LINES[1] ?? {}, { server: "a", name: "x" }], /line 2: label/],
    ["another category", [{ server: "a", name: "x", label: { category: "safe" } }], /line 1: label\.category/],
    ["nothing", [""], /has no labelled tools/],
  ])("%s", async (_name, lines, reason) => {
    await expect(loadGold(await writeGold(...lines))).rejects.toThrow(reason);
  });
  test("no file", async () => {
    await expect(loadGold(join(folder, "none.jsonl"))).rejects.toThrow(/none\.jsonl cannot be read/);
  });
});

test("the published figures are of the rules' version", async () => {
  const accuracy = Accuracy.parse(JSON.parse(await readFile("data/accuracy/rules.json", "utf8")));
  const labels = PublishedLabels.parse(JSON.parse(await readFile("data/accuracy/labels.json", "utf8")));
  const advice = "Measure again: npm run eval -- --gold FILE --write";
  expect(accuracy.classifier, advice).toEqual({ kind: "rules", version: RULES_VERSION });
  expect(labels.setHash).toBe(accuracy.setHash);
  expect(labels.labels).toHaveLength(accuracy.figures.tools);
});

test("measures a model, with the rules where it is refused", async () => {
  const verdicts = [
    makeVerdict("delete_note"),
    makeVerdict("list_notes"),
    makeVerdict("list_books", { category: "write" }),
  ];
  const service = await startAnthropicServer((tools) => ({
    reply: { verdicts: verdicts.filter(({ tool }) => tools.some(({ name }) => name === tool)) },
  }));
  const env = { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: service.url };
  const file = await writeGold(...LINES);
  const report = await evaluateModel(file, { model: "claude-haiku-5-5", env, note() {} });
  await service.close();
  // Deleting called read is refused; the others are believed.
  expect(report).toMatchObject({ accepted: 2, figures: { accuracy: 1, unsafe: 0 } });
  expect(service.asked).toHaveLength(2);
  expect(report.usd).toBeGreaterThan(0);
});
