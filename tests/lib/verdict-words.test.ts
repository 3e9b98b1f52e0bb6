import { expect, test } from "vitest";
import { listSentences } from "../../src/lib/verdict-words.ts";

test.each<[string, string[]]>([
  [
    "One call of `a` reads a note. Nothing that `a` does has to be undone.",
    ["One call of a reads a note.", "Nothing that a does has to be undone."],
  ],
  [
    "Of `a.B` this is clear: “Run it. Then stop”. `a.B` ends.",
    ["Of a.B this is clear: “Run it. Then stop”.", "a.B ends."],
  ],
  ["It opens Next.js v1.2 pages. “x” speaks for write.", ["It opens Next.js v1.2 pages.", "“x” speaks for write."]],
  ["No stop", []],
])("the sentences of %j", (rationale, expected) => {
  expect(listSentences(rationale)).toEqual(expected);
});
