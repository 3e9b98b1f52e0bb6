/** The invariants of ARCHITECTURE.md that a machine can check. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { createParse } from "../scripts/lib/extract/parsers.ts";
import { hashDefinition } from "../scripts/lib/hash.ts";
import { formatDataFile } from "../src/core/canonical.ts";
import { extractTools } from "../src/core/extract/index.ts";
import type { Parse } from "../src/core/extract/syntax.ts";
import type { FileTree } from "../src/core/extract/types.ts";
import { formatPolicy } from "../src/core/policy/format.ts";
import { recommendPolicy } from "../src/core/policy/recommend.ts";
import { Policy } from "../src/core/schema/policy.ts";
import { Server } from "../src/core/schema/server.ts";
import { Sources } from "../src/core/schema/source.ts";
import { Risks } from "../src/core/schema/verdict.ts";
import { judgeServer } from "./support/judge-server.ts";

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

/** Of other makers: values to values, without any IO. */
const PURE_PACKAGES = new Set(["zod", "yaml"]);

describe("the core", () => {
  const files = listFiles("src/core", /\.ts$/);

  it("has files to check", () => expect(files.length).toBeGreaterThan(10));

  it.each(files)("%s imports the core and what is as pure, and nothing else", (file) => {
    for (const specifier of listImports(file)) {
      if (PURE_PACKAGES.has(specifier)) continue;
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

describe("the same input", () => {
  const folder = "tests/fixtures/extract";
  let parse: Parse;
  beforeAll(async () => {
    parse = await createParse();
  });

  /** From source to policy, as the pipeline does it, with the files given in the order of `files`. */
  function runCore(slug: string, files: FileTree): { server: string; risks: string; policy: string } {
    const { tools, issues, method, coverage } = extractTools(files, parse);
    const server = Server.parse({
      schemaVersion: 1,
      slug,
      name: slug,
      packages: [],
      remotes: [],
      provenance: { method, from: `dir:${slug}`, coverage },
      tools: tools.map(hashDefinition),
      issues,
    });
    const risks = judgeServer(server);
    const policy = Policy.parse(recommendPolicy(server, Risks.parse(risks)));
    return { server: formatDataFile(server), risks: formatDataFile(risks), policy: formatPolicy(policy) };
  }

  it.each(readdirSync(folder))(
    "%s gives the same bytes in whatever order its files come, and data of the schema",
    (slug) => {
      const source = join(folder, slug, "source");
      const files = listFiles(source, /./).map((path): [string, string] => [
        relative(source, path).replaceAll("\\", "/"),
        readFileSync(path, "utf8"),
      ]);
      const once = runCore(slug, new Map(files));
      expect(runCore(slug, new Map(files))).toEqual(once);
      expect(runCore(slug, new Map(files.toReversed()))).toEqual(once);
    },
  );
});

describe("data written by people", () => {
  it("data/sources.json follows its schema and is canonical text", () => {
    const text = readFileSync("data/sources.json", "utf8");
    const sources = Sources.parse(JSON.parse(text));
    expect(text).toBe(formatDataFile(JSON.parse(text)));
    expect(sources.sources.length).toBeGreaterThanOrEqual(35);
  });
});

describe("pages", () => {
  const files = listFiles("src", /\.astro$/);

  it.each(files)("%s asks of Astro what scripts/lib/site/page-renderer.ts gives, and takes keys only", (file) => {
    const text = readFileSync(file, "utf8");
    for (const [asked] of text.matchAll(/\bAstro\.\w+/g)) expect(asked).toMatch(/^Astro\.(?:props|params|site|url)$/);
    const paths = /getStaticPaths[\s\S]*?\n}/.exec(text)?.[0] ?? "";
    expect(paths).not.toMatch(/\bprops\b/);
  });
});
