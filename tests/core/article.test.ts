import { expect, test } from "vitest";
import { startWithArticle, withArticle } from "../../src/core/article.ts";

test.each([
  ["Execute tool", "an Execute tool"],
  ["Read tool", "a Read tool"],
  ["outputPath", "an outputPath"],
  ["id", "an id"],
  ["url", "a url"],
  ["uris", "a uris"],
  ["user", "a user"],
  ["uuid", "a uuid"],
  ["unit", "a unit"],
  ["uninstall", "an uninstall"],
  ["upload", "an upload"],
  ["one-off", "a one-off"],
])("%s", (phrase, expected) => {
  expect(withArticle(phrase)).toBe(expected);
  expect(startWithArticle(phrase)).toBe(`A${expected.slice(1)}`);
});
