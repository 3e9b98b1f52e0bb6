/** Our patterns against JavaScript's and RE2's, their time, and what is refused. */
import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { compileRegex } from "../../../src/core/policy/regex/index.ts";
import { measureCpuSeconds } from "../../support/cpu-seconds.ts";

describe("patterns", () => {
  const piece = fc.constantFrom(
    "a",
    "b",
    ".",
    "[ab]",
    "[^a]",
    "\\w",
    "\\d",
    "\\b",
    "^",
    "$",
    "(a|b)",
    "(?:ab)",
    "-",
    "\\.",
    "x",
  );
  const times = fc.constantFrom("", "*", "+", "?", "{2}", "{0,2}", "{1,}", "*?");
  const pattern = fc
    .array(fc.tuple(piece, times), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.map(([part, repeat]) => (["^", "$", "\\b"].includes(part) ? part : part + repeat)).join(""));
  const subject = fc.string({ unit: fc.constantFrom("a", "b", "x", "-", ".", "1", " ", "_"), maxLength: 12 });

  it("find what JavaScript's find, where both read the syntax alike", () => {
    fc.assert(
      fc.property(pattern, subject, (source, text) => {
        const result = compileRegex(source);
        expect(result.ok && result.regex.test(text)).toBe(new RegExp(source, "u").test(text));
      }),
      { numRuns: 3000, seed: 8 },
    );
  });

  it("find what RE2 finds, in text of any characters", () => {
    const odd = fc.string({
      unit: fc.constantFrom("a", "B", "\n", "\r", "\u00a0", "\u017f", "\u212a", "\u{1f600}", "1", "_"),
      maxLength: 8,
    });
    const flagged = fc
      .tuple(fc.constantFrom("", "(?i)", "(?s)", "(?m)", "(?im)"), pattern)
      .map((parts) => parts.join(""));
    const pieces = fc.oneof(
      flagged,
      fc.constantFrom("(?i:[a-c]+)k", "(?i)S$", "\\s", "\\S", "^.$", "(?m)^a$", "[^\\w]", "\\x41"),
    );
    fc.assert(
      fc.property(pieces, odd, (source, text) => {
        const result = compileRegex(source);
        expect(result.ok && result.regex.test(text)).toBe(RE2JS.compile(source).matcher(text).find());
      }),
      { numRuns: 3000, seed: 9 },
    );
  });

  it.each([
    ["(a+)+$", `${"a".repeat(50_000)}!`],
    ["(a|aa)+$", `${"a".repeat(50_000)}!`],
    ["(.*)(.*)(.*)(.*)[^y]{40}z", "xy".repeat(50_000)],
    ["(a?){500}a{500}", "a".repeat(499)],
    ["^(([a-z])+.)+[A-Z]([a-z])+$", "a".repeat(50_000)],
  ])("take linear time: %s", (source, text) => {
    const result = compileRegex(source);
    const seconds = measureCpuSeconds(() => expect(result.ok && result.regex.test(text)).toBe(false));
    expect(seconds).toBeLessThan(5);
  });

  it.each([
    "(?=a)",
    "(?!a)",
    "(?<=a)",
    "(?<!a)",
    "(a)\\1",
    "\\k<a>",
    "(?>a)",
    "a**",
    "a{2}{3}",
    "[",
    "(",
    ")",
    "[]",
    "[b-a]",
    "a{3,2}",
    "a{1001}",
    "((a{100}){100}){100}",
    "\\",
    "\\p{L}",
    "\\z",
    "[[:alpha:]]",
    "(?x)a",
    "*",
    "a".repeat(5001),
    "(".repeat(200),
  ])("are refused with a reason: %s", (source) => {
    const result = compileRegex(source);
    expect(result.ok).toBe(false);
    expect(result.ok ? "" : result.problem).toMatch(/^\S.*[a-z]/);
  });
});
