/** What people correct: it wins over the classifier, keeps what that said, and fails when it changes nothing. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ClassifyReport, classify } from "../../scripts/lib/classify/classify-stage.ts";
import { hashDefinition } from "../../scripts/lib/hash.ts";
import { loadRisks, writeServer } from "../../scripts/lib/store.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-overrides-"));
  await writeServer(folder, {
    schemaVersion: 1,
    slug: "notes",
    name: "notes",
    packages: [],
    remotes: [],
    provenance: { method: "static", from: "npm:notes@1.0.0", coverage: "complete" },
    tools: [hashDefinition({ name: "delete_note", description: "Delete a note of the user" })],
    issues: [],
  });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("a person's correction", () => {
  const override = (changes: object) => ({
    tool: "delete_note",
    field: "category",
    value: "write",
    reason: "Deleted notes lie in the trash for thirty days.",
    link: "https://example.org/trash",
    ...changes,
  });
  async function correct(...overrides: object[]): Promise<ClassifyReport> {
    await rm(join(folder, "overrides"), { recursive: true, force: true });
    await mkdir(join(folder, "overrides"));
    await writeFile(join(folder, "overrides/notes.json"), JSON.stringify({ overrides }));
    return classify({ dataDir: folder, overridesDir: join(folder, "overrides") });
  }
  const readVerdict = async () => (await loadRisks(folder, "notes"))?.verdicts["delete_note"];

  test("wins, says so, and keeps what the classifier said", async () => {
    expect((await correct(override({}))).failures).toEqual([]);
    expect(await readVerdict()).toMatchObject({
      category: "write",
      risk: "medium",
      confidence: 1,
      classifier: { kind: "override" },
      disagreement: { category: "destructive", classifier: { kind: "rules" } },
    });
    const bytes = await readFile(join(folder, "servers/notes/risks.json"), "utf8");
    await correct(override({}));
    expect(await readFile(join(folder, "servers/notes/risks.json"), "utf8")).toBe(bytes);
    await correct();
    expect(await readVerdict()).toMatchObject({ category: "destructive", classifier: { kind: "rules" } });
  });
  test.each([
    [{ value: "destructive" }, /changes nothing any more/],
    [{ tool: "drop_note" }, /names a tool that the server does not have/],
    [{ value: "safe" }, /does not follow its schema/],
    [{ link: "javascript:alert(1)" }, /does not follow its schema/],
    [{ reason: "no" }, /does not follow its schema/],
  ])("that cannot hold fails the run: %j", async (changes, reason) => {
    const { failures } = await correct(override(changes));
    expect(failures).toHaveLength(1);
    expect(failures[0]?.reason).toMatch(reason);
  });
});
