/** The invariants of ARCHITECTURE.md that a machine can check. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { formatDataFile } from "../src/core/canonical.ts";
import { Sources } from "../src/core/schema/source.ts";

function listFiles(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Everything that a file imports, statically, dynamically or for its types, as the compiler reads it. */
function listImports(file: string): string[] {
  return ts.preProcessFile(readFileSync(file, "utf8"), true, true).importedFiles.map(({ fileName }) => fileName);
}

/** Names that reach out of a pure function: the clock, chance, the environment, the network, the terminal. */
const IMPURE =
  /\b(?:Date\.now|new Date\(\)|Math\.random|process\.|performance\.now|fetch\(|crypto\.|console\.|setTimeout)/;

describe("the core", () => {
  const files = listFiles("src/core", /\.ts$/);

  it("has files to check", () => expect(files.length).toBeGreaterThan(10));

  it.each(files)("%s imports zod and the core, and nothing else", (file) => {
    for (const specifier of listImports(file)) {
      if (specifier === "zod") continue;
      expect(specifier, file).toMatch(/^\.\.?\//);
      expect(join(file, "..", specifier), file).toMatch(/^src\/core\//);
    }
  });

  it.each(files)("%s asks no clock, chance, environment or network", (file) => {
    const code = readFileSync(file, "utf8")
      .replace(/\/\*[\s\S]*?\*\//g, "")
      .replace(/^\s*\/\/.*$/gm, "");
    const quoted = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/(?![/*])(?:[^/\\\n]|\\.)+\/[a-z]*/g;
    expect(code.replace(quoted, '""')).not.toMatch(IMPURE);
  });
});

describe("data written by people", () => {
  it("data/sources.json follows its schema and is canonical text", () => {
    const text = readFileSync("data/sources.json", "utf8");
    const sources = Sources.parse(JSON.parse(text));
    expect(text).toBe(formatDataFile(JSON.parse(text)));
    expect(sources.sources.length).toBeGreaterThanOrEqual(35);
  });
});
