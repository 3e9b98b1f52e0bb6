/** What is not in the published vectors: sizes, the reasons, and that what was judged is what is sent on. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCallMessage, parseCallParams } from "../../../src/core/policy/parse-call.ts";
import { parseStrictJson } from "../../../src/core/policy/strict-json.ts";

describe("a call", () => {
  it("is sent on as it was understood", () => {
    const text =
      '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"x","arguments":{"a":[1,{"b":"\\u0063"}]}}}';
    const result = parseCallMessage(text);
    expect(result).toMatchObject({ ok: true, call: { tool: "x", args: { a: [1, { b: "c" }] } } });
    if (result.ok) expect(JSON.parse(JSON.stringify(result.call.message))).toEqual(JSON.parse(text));
  });

  it.each([
    ["too long", `{"name":"x","arguments":{"a":"${"x".repeat(1_000_000)}"}}`, "1000000 characters"],
    ["one level too deep", `{"name":"x","arguments":{"a":${"[".repeat(80)}${"]".repeat(80)}}}`, "64 deep"],
    ["a key of another case", '{"Name":"x"}', "did you mean name?"],
    ["a batch", '[{"name":"x"}]', "batch"],
  ])("is refused with the reason when it is %s", (_about, text, reason) => {
    const result = parseCallParams(text);
    expect(result).toMatchObject({ ok: false, rule: "(malformed call)" });
    if (!result.ok) expect(result.reasons.join("\n")).toContain(reason);
  });

  it("is refused with every reason at once", () => {
    const result = parseCallParams('{"name":1,"Name":"x","arguments":{"a":1,"a":2,"__proto__":{}},"extra":null}');
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.reasons.length).toBe(6);
  });
});

describe("strict JSON", () => {
  const limits = { maxLength: 100_000, maxDepth: 100 };

  it("reads what JSON.parse reads", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6, noUnicodeString: false }), fc.constantFrom(0, 2), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        const { value, problems } = parseStrictJson(spaced, limits);
        if (problems.length === 0) expect(value).toEqual(JSON.parse(spaced));
        else expect(problems.every(({ problem }) => problem.includes("too large"))).toBe(true);
      }),
      { numRuns: 300, seed: 21 },
    );
  });

  it.each([
    ['{"a":1,"a":1}', false],
    ['{"a":{"b":1},"b":{"a":1}}', true],
    ['{"a":"\\"b\\":1"}', true],
    ['{"a":"x","\\u0061":"x"}', false],
    ['{"a" : 1 , "a"\n: 2}', false],
    ['{"":1,"a":1,"a":2}', false],
    ['{"a":":","a"\n:1}', false],
    ["[1e3, 1234567890123456]", true],
    ["[12345678901234567]", false],
    [`${"[".repeat(101)}1${"]".repeat(101)}`, false],
    [`${"[".repeat(100)}1${"]".repeat(100)}`, true],
    [`"${"\\n".repeat(40_000)}"`, true],
  ])("takes %s: %s", (text, taken) => {
    const { value, problems } = parseStrictJson(text, limits);
    expect(value !== undefined && problems.length === 0).toBe(taken);
  });

  it("takes no key for another that it has read before", () => {
    for (const written of ['"a\\\\"', '"a\\""', '"a\\u0062"', '"a\\\\"', '"a\\""', '"a\\u0062"']) {
      const { value } = parseStrictJson(`{"first":1,${written}:2}`, limits);
      expect(Object.keys(Object(value))).toEqual(["first", JSON.parse(written)]);
    }
  });

  it("refuses what JSON.parse refuses", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"a"',
      ":",
      ",",
      "1",
      "-",
      "01",
      "1.",
      "e5",
      "true",
      "nul",
      " ",
      "\n",
      "\\",
      "'",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = parts.join("");
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(parseStrictJson(text, limits).value !== undefined).toBe(isJson);
      }),
      { numRuns: 5000, seed: 22 },
    );
  });
});
