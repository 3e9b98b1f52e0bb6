/**
 * Every folder in `tests/fixtures/extract` is a small repository (`source/`) and what must come out of it
 * (`tools.json`). `UPDATE=1` writes what comes out today; the difference is then read.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createParse } from "../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../src/core/extract/index.ts";
import type { Parse } from "../../../src/core/extract/syntax.ts";
import { ToolDefinition } from "../../../src/core/schema/tool.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/extract");

function readTree(folder: string, prefix = ""): [string, string][] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    return entry.isDirectory() ? readTree(folder, path) : [[path, readFileSync(join(folder, path), "utf8")]];
  });
}

describe("fixtures", () => {
  let parse: Parse;
  beforeAll(async () => {
    parse = await createParse();
  });

  const cases = readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, "source")));
  it.each(cases)("%s", (name) => {
    const { tools } = extractTools(new Map(readTree(join(FOLDER, name, "source"))), parse);
    for (const tool of tools) expect(ToolDefinition.safeParse(tool).success).toBe(true);
    const path = join(FOLDER, name, "tools.json");
    const text = `${JSON.stringify(tools, null, 2)}\n`;
    if (process.env.UPDATE === "1") writeFileSync(path, text);
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(path, "utf8")));
  });
});
