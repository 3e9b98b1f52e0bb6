import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCanonicalJson, formatDefinition } from "../../src/core/canonical.ts";
import { compareCodePoints } from "../../src/core/compare.ts";
import type { Json } from "../../src/core/schema/json.ts";

describe("formatCanonicalJson", () => {
  it("sorts keys at every depth and leaves lists as they are", () => {
    expect(formatCanonicalJson({ b: [{ d: 1, c: null }], a: "x" })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
  });

  it("gives text that reads back as the value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Json;
        expect(JSON.parse(formatCanonicalJson(plain))).toEqual(plain);
      }),
      { seed: 14 },
    );
  });
});

describe("formatDefinition", () => {
  it("holds what a client sees and nothing of where it was found", () => {
    const seen = { name: "x", description: "Does x." };
    const found = { ...seen, source: { path: "a.ts", line: 3 }, guard: "process.env.X" };
    expect(formatDefinition(found)).toBe(formatDefinition(seen));
    expect(formatDefinition({ ...seen, description: "Does y." })).not.toBe(formatDefinition(seen));
  });
});

describe("compareCodePoints", () => {
  it.each([
    ["a", "b"],
    ["B", "a"],
    ["a", "aa"],
    ["\uffff", "😀"],
  ])("puts %j before %j", (first, second) => {
    expect(compareCodePoints(first, second)).toBeLessThan(0);
    expect(compareCodePoints(second, first)).toBeGreaterThan(0);
  });
});
