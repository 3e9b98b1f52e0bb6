/** Every code that reading a server's source can report has a sentence of its own, made of the arguments it comes with. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatIssue } from "../../src/core/issues.ts";

const ROOT = join(import.meta.dirname, "../..");

const ARGUMENTS = {
  "budget-used-up": { language: "go" },
  "extraction-failed": { reason: "broken" },
  "extraction-timed-out": { seconds: 5 },
  "extractor-failed": { language: "go", reason: "broken" },
  "file-too-long": { length: 20, limit: 10 },
  "manifest-not-read": {},
  "no-tools-found": {},
  "not-parsed": { grammar: "go" },
  "registration-not-resolved": {},
  "syntax-error": { line: 3 },
  "tools-are-dynamic": {},
  "too-much-source": { limit: 10 },
} satisfies Record<string, Record<string, string | number>>;

/** The codes that stand in the source of extraction: in what reports them. */
function emittedCodes(): string[] {
  const folder = join(ROOT, "src/core/extract");
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const texts = [...paths.map((path) => join(folder, path)), join(ROOT, "scripts/lib/extract/extractor.ts")];
  const codes = texts.flatMap((path) => {
    const calls = readFileSync(path, "utf8").match(/\b(?:report|fail)\([^;]*?[,)]/gs) ?? [];
    return calls.flatMap((call) => [...call.matchAll(/"([a-z]+(?:-[a-z]+)+)"/g)].map((found) => found[1] ?? ""));
  });
  return [...new Set(codes)].sort();
}

describe("issue codes of extraction", () => {
  it("are the ones listed here", () => {
    expect(emittedCodes()).toEqual(Object.keys(ARGUMENTS).sort());
  });

  it.each(Object.entries(ARGUMENTS))("%s has a sentence", (code, args) => {
    const sentence = formatIssue({ code, args });
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence).not.toMatch(/undefined|\{/);
    for (const value of Object.values(args)) expect(sentence).toContain(String(value));
  });

  it("without a sentence print as they are", () => {
    expect(formatIssue({ code: "unheard-of", args: { a: 1 }, path: "x.go" })).toBe('x.go: unheard-of {"a":1}');
  });
});

it("a file in an archive that is too large is measured in bytes", () => {
  expect(formatIssue({ code: "file-too-large", args: { bytes: 20, limit: 10 } })).not.toContain("undefined");
});
