import { describe, expect, test } from "vitest";
import {
  clip,
  describeServer,
  isLongName,
  repeatsName,
  splitAtSigns,
  splitText,
  summarise,
} from "../../src/lib/text.ts";

describe("clip", () => {
  test.each([
    ["short", 10, "short"],
    ["two  lines\nbecome one", 40, "two lines become one"],
    ["clipped at a word", 12, "clipped at…"],
    ["nowordshereatall", 8, "nowords…"],
    ["ends in a comma, and goes on", 18, "ends in a comma…"],
    ["👩‍👩‍👧‍👦 family", 40, "👩‍👩‍👧‍👦 family"],
    ["a\u202eb\u200bc", 10, "abc"],
    ["", 10, ""],
  ] as const)("%j to %d", (text, limit, expected) => expect(clip(text, limit)).toBe(expected));
});

describe("summarise", () => {
  test("a description that repeats the name says nothing", () => {
    expect(summarise("get_issue", "Get issue.")).toBeUndefined();
    expect(summarise("get_issue", "Get an issue.")).toBe("Get an issue.");
  });
  test("the first paragraph only", () => expect(summarise("x", "First.\n\nSecond.")).toBe("First."));
  test("no description", () => expect(summarise("x", undefined)).toBeUndefined());
  test("whole sentences, none of which ends in a shortened word", () => {
    const words =
      "Searches issues and their comments. Best for questions (e.g. who broke it) and for much more than that.";
    expect(summarise("x", words, 60)).toBe("Searches issues and their comments.");
    expect(summarise("x", words.slice(36), 40)).toBe("Best for questions (e.g. who broke it)…");
    expect(summarise("x", "Reads a long list of things, i.e. all of them, from one place.", 50)).toMatch(/…$/);
  });
});

test.each([
  ["Acme", "Acme MCP Server", undefined],
  ["Acme Notes", "The official MCP server for Acme Notes.", undefined],
  ["Acme", "MCP server for Acme notes", "MCP server for Acme notes"],
  ["MCP", "A server", undefined],
  ["Acme", undefined, undefined],
])("of %s %s says %s", (name, description, expected) => expect(describeServer(name, description, 140)).toBe(expected));

test("a title repeats the name, or its end", () => {
  expect(repeatsName("acme_list_users", "List users")).toBe(true);
  expect(repeatsName("list_users", "List Users")).toBe(true);
  expect(repeatsName("list_users", "Users of the account")).toBe(false);
});

describe("a name in a narrow column", () => {
  test("is broken only where it is long", () =>
    expect(["list_pull_requests", "list_repository_security_advisories"].map(isLongName)).toEqual([false, true]));
  test("breaks behind its signs", () => {
    const name = "delete__commit-discussion.note_of_a_project";
    expect(splitAtSigns(name)).toEqual(["delete__", "commit-", "discussion.", "note_", "of_", "a_", "project"]);
    expect(splitAtSigns(name).join("")).toBe(name);
  });
});

describe("splitText", () => {
  const check = (text: string, quotes: string[], expected: [string, string][]) =>
    expect(splitText(text, quotes).map(({ kind, text }) => [kind, text])).toEqual(expected);

  test("a quote in the middle", () =>
    check(
      "It deletes all.",
      ["deletes"],
      [
        ["plain", "It "],
        ["quote", "deletes"],
        ["plain", " all."],
      ],
    ));
  test("a quote that is not there", () => check("It reads.", ["deletes"], [["plain", "It reads."]]));
  test("quotes that overlap are one", () =>
    check(
      "abcdef",
      ["abc", "bcd"],
      [
        ["quote", "abcd"],
        ["plain", "ef"],
      ],
    ));
  test("an empty quote", () => check("abc", [""], [["plain", "abc"]]));
  test("hidden characters by their code", () =>
    check(
      "a\u202e\u{e0041}b",
      [],
      [
        ["plain", "a"],
        ["hidden", "U+202E"],
        ["hidden", "U+E0041"],
        ["plain", "b"],
      ],
    ));
  test("a hidden character in a quote", () =>
    check(
      "a\u200bb",
      ["a\u200bb"],
      [
        ["quote", "a"],
        ["hidden", "U+200B"],
        ["quote", "b"],
      ],
    ));
});
