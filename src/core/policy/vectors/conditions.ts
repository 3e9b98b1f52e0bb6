/** Every operator against every type, missing values, paths and their escapes: one row, judged in `require` and in `deny_if`. */
import type { Json, JsonObject } from "../../schema/json.ts";
import type { Outcome } from "../conditions.ts";
import type { PolicyVector } from "./types.ts";

type Row = readonly [about: string, path: string, op: string, value: Json, args: JsonObject, outcome: Outcome];

const EQUALITY: Row[] = [
  ["equal text", "a", "eq", "x", { a: "x" }, "holds"],
  ["text of another case", "a", "eq", "x", { a: "X" }, "fails"],
  ["text with a space more", "a", "eq", "x", { a: "x " }, "fails"],
  ["empty text", "a", "eq", "", { a: "" }, "holds"],
  ["a number and its text", "a", "eq", "1", { a: 1 }, "fails"],
  ["equal numbers", "a", "eq", 1, { a: 1 }, "holds"],
  ["equal numbers, written differently", "a", "eq", 1, { a: 1.0 }, "holds"],
  ["zero and minus zero", "a", "eq", 0, { a: -0 }, "holds"],
  ["zero and false", "a", "eq", 0, { a: false }, "fails"],
  ["true", "a", "eq", true, { a: true }, "holds"],
  ["true and its text", "a", "eq", true, { a: "true" }, "fails"],
  ["null", "a", "eq", null, { a: null }, "holds"],
  ["null and nothing", "a", "eq", null, {}, "fails"],
  ["null and false", "a", "eq", null, { a: false }, "fails"],
  ["equal lists", "a", "eq", [1, "b"], { a: [1, "b"] }, "holds"],
  ["lists in another order", "a", "eq", [1, 2], { a: [2, 1] }, "fails"],
  ["a list and a longer one", "a", "eq", [1], { a: [1, 2] }, "fails"],
  ["an empty list and an empty object", "a", "eq", [], { a: {} }, "fails"],
  ["objects whose keys stand in another order", "a", "eq", { x: 1, y: 2 }, { a: { y: 2, x: 1 } }, "holds"],
  ["an object with one key more", "a", "eq", { x: 1 }, { a: { x: 1, y: 2 } }, "fails"],
  ["nested values", "a", "eq", { x: [{ y: null }] }, { a: { x: [{ y: null }] } }, "holds"],
  ["a value of one in a list", "a", "eq", "x", { a: ["x"] }, "fails"],
  ["missing", "a", "eq", "x", { b: "x" }, "fails"],
  ["different text", "a", "neq", "x", { a: "y" }, "holds"],
  ["the same text", "a", "neq", "x", { a: "x" }, "fails"],
  ["another type", "a", "neq", "1", { a: 1 }, "holds"],
  ["null", "a", "neq", "x", { a: null }, "holds"],
  ["not null, null", "a", "neq", null, { a: null }, "fails"],
  ["missing", "a", "neq", "x", {}, "fails"],
  ["missing, not null", "a", "neq", null, {}, "fails"],
  ["equal objects", "a", "neq", { x: 1 }, { a: { x: 1 } }, "fails"],
];

const ORDER: Row[] = [
  ["below", "a", "lt", 5, { a: 4 }, "holds"],
  ["at the boundary", "a", "lt", 5, { a: 5 }, "fails"],
  ["just below", "a", "lt", 5, { a: 4.999999 }, "holds"],
  ["negative", "a", "lt", 0, { a: -1 }, "holds"],
  ["a number as text", "a", "lt", 5, { a: "4" }, "cannot-judge"],
  ["null", "a", "lt", 5, { a: null }, "cannot-judge"],
  ["missing", "a", "lt", 5, {}, "fails"],
  ["at the boundary", "a", "lte", 5, { a: 5 }, "holds"],
  ["just above", "a", "lte", 5, { a: 5.000001 }, "fails"],
  ["true", "a", "lte", 5, { a: true }, "cannot-judge"],
  ["missing", "a", "lte", 5, {}, "fails"],
  ["above", "a", "gt", 100, { a: 101 }, "holds"],
  ["at the boundary", "a", "gt", 100, { a: 100 }, "fails"],
  ["just above", "a", "gt", 100, { a: 100.01 }, "holds"],
  ["a negative amount", "a", "gt", 100, { a: -500 }, "fails"],
  ["very large", "a", "gt", 100, { a: 1e300 }, "holds"],
  ["a number as text", "a", "gt", 100, { a: "500" }, "cannot-judge"],
  ["empty text", "a", "gt", 100, { a: "" }, "cannot-judge"],
  ["a list of one number", "a", "gt", 100, { a: [500] }, "cannot-judge"],
  ["an object", "a", "gt", 100, { a: { value: 500 } }, "cannot-judge"],
  ["null", "a", "gt", 100, { a: null }, "cannot-judge"],
  ["true", "a", "gt", 0, { a: true }, "cannot-judge"],
  ["missing", "a", "gt", 100, {}, "fails"],
  ["at the boundary", "a", "gte", 100, { a: 100 }, "holds"],
  ["below", "a", "gte", 100, { a: 99.99 }, "fails"],
  ["minus zero", "a", "gte", 0, { a: -0 }, "holds"],
  ["text", "a", "gte", 100, { a: "x" }, "cannot-judge"],
  ["missing", "a", "gte", 100, {}, "fails"],
];

const SETS: Row[] = [
  ["one of them", "a", "in", ["x", "y"], { a: "y" }, "holds"],
  ["none of them", "a", "in", ["x", "y"], { a: "z" }, "fails"],
  ["part of one of them", "a", "in", ["xyz"], { a: "y" }, "fails"],
  ["another type", "a", "in", [1, 2], { a: "1" }, "fails"],
  ["null among them", "a", "in", [null], { a: null }, "holds"],
  ["nothing to be in", "a", "in", [], { a: "x" }, "fails"],
  ["an object among them", "a", "in", [{ x: 1 }], { a: { x: 1 } }, "holds"],
  ["a list of what is among them", "a", "in", ["x"], { a: ["x"] }, "fails"],
  ["missing", "a", "in", ["x"], {}, "fails"],
  ["none of them", "a", "not_in", ["x", "y"], { a: "z" }, "holds"],
  ["one of them", "a", "not_in", ["x", "y"], { a: "x" }, "fails"],
  ["another type", "a", "not_in", [false], { a: "false" }, "holds"],
  ["two of them in one text", "a", "not_in", ["start", "stop"], { a: "start,stop" }, "holds"],
  ["nothing to be in", "a", "not_in", [], { a: 1 }, "holds"],
  ["null among them", "a", "not_in", [false, null], { a: null }, "fails"],
  ["missing", "a", "not_in", ["x"], {}, "fails"],
];

const EXISTENCE: Row[] = [
  ["there", "a", "exists", true, { a: 1 }, "holds"],
  ["there, null", "a", "exists", true, { a: null }, "holds"],
  ["there, false", "a", "exists", true, { a: false }, "holds"],
  ["there, empty", "a", "exists", true, { a: "" }, "holds"],
  ["missing", "a", "exists", true, {}, "fails"],
  ["missing, as asked", "a", "exists", false, {}, "holds"],
  ["there, null, not as asked", "a", "exists", false, { a: null }, "fails"],
  ["there, not as asked", "a", "exists", false, { a: [] }, "fails"],
  ["missing inside", "a.b", "exists", false, { a: {} }, "holds"],
  ["missing inside of text", "a.length", "exists", true, { a: "text" }, "fails"],
  ["from a prototype", "toString", "exists", true, {}, "fails"],
  ["from a prototype, inside", "a.constructor", "exists", true, { a: {} }, "fails"],
  ["a list's length", "a.length", "exists", true, { a: [1] }, "fails"],
];

const TEXT: Row[] = [
  ["somewhere", "a", "regex", "all", { a: "install" }, "holds"],
  ["anchored", "a", "regex", "^all$", { a: "install" }, "fails"],
  ["anchored, equal", "a", "regex", "^all$", { a: "all" }, "holds"],
  ["the end is the end, not a line's", "a", "regex", "^all$", { a: "all\n" }, "fails"],
  ["lines, when asked", "a", "regex", "(?m)^all$", { a: "x\nall\ny" }, "holds"],
  ["another case", "a", "regex", "^all$", { a: "ALL" }, "fails"],
  ["another case, when asked", "a", "regex", "(?i:^all$)", { a: "aLL" }, "holds"],
  ["the long s folds to s", "a", "regex", "(?i:^stop$)", { a: "\u017ftop" }, "holds"],
  ["a dot is no line feed", "a", "regex", "^a.b$", { a: "a\nb" }, "fails"],
  ["a dot is a carriage return", "a", "regex", "^a.b$", { a: "a\rb" }, "holds"],
  ["a dot is one character outside the plane", "a", "regex", "^.$", { a: "\u{1f600}" }, "holds"],
  ["a dot is anything, when asked", "a", "regex", "(?s)^a.b$", { a: "a\nb" }, "holds"],
  ["digits are ASCII", "a", "regex", "^\\d$", { a: "\u0663" }, "fails"],
  ["space is ASCII", "a", "regex", "^\\s$", { a: "\u00a0" }, "fails"],
  ["space is no vertical tab", "a", "regex", "^\\s$", { a: "\u000b" }, "fails"],
  ["a word's boundary", "a", "regex", "\\bdrop\\b", { a: "x; drop table y" }, "holds"],
  ["no word's boundary", "a", "regex", "\\bdrop\\b", { a: "dropped" }, "fails"],
  ["a class", "a", "regex", "^[a-c_-]+$", { a: "a-b_c" }, "holds"],
  ["a negated class", "a", "regex", "[^a-z]", { a: "abc" }, "fails"],
  ["a negated class takes a line feed", "a", "regex", "^[^a]$", { a: "\n" }, "holds"],
  ["counted", "a", "regex", "^a{2,3}$", { a: "aaa" }, "holds"],
  ["counted, too many", "a", "regex", "^a{2,3}$", { a: "aaaa" }, "fails"],
  ["alternatives", "a", "regex", "^(?:start|stop)$", { a: "stop" }, "holds"],
  ["an escaped dot", "a", "regex", "^10\\.0$", { a: "10x0" }, "fails"],
  ["a hexadecimal escape", "a", "regex", "^\\x41$", { a: "A" }, "holds"],
  ["an empty pattern", "a", "regex", "", { a: "" }, "holds"],
  ["dots that lead upwards", "a", "regex", "(^|[/\\\\])\\.\\.([/\\\\]|$)", { a: "a/../b" }, "holds"],
  ["dots in a name", "a", "regex", "(^|[/\\\\])\\.\\.([/\\\\]|$)", { a: "a..b" }, "fails"],
  ["what makes others backtrack", "a", "regex", "^(a+)+$", { a: `${"a".repeat(64)}!` }, "fails"],
  ["a number", "a", "regex", "1", { a: 1 }, "cannot-judge"],
  ["null", "a", "regex", "x", { a: null }, "cannot-judge"],
  ["a list of text", "a", "regex", "x", { a: ["x"] }, "cannot-judge"],
  ["an object", "a", "regex", "x", { a: {} }, "cannot-judge"],
  ["missing", "a", "regex", "x", {}, "fails"],
  ["part of text", "a", "contains", "b", { a: "abc" }, "holds"],
  ["not part of text", "a", "contains", "B", { a: "abc" }, "fails"],
  ["nothing is part of text", "a", "contains", "", { a: "abc" }, "holds"],
  ["a number in text", "a", "contains", 1, { a: "a1" }, "cannot-judge"],
  ["a member", "a", "contains", "x", { a: ["w", "x"] }, "holds"],
  ["part of a member", "a", "contains", "x", { a: ["wx"] }, "fails"],
  ["a number among text", "a", "contains", 1, { a: ["1"] }, "fails"],
  ["null as a member", "a", "contains", null, { a: [null] }, "holds"],
  ["an object as a member", "a", "contains", { x: 1 }, { a: [{ x: 1 }] }, "holds"],
  ["in an empty list", "a", "contains", "x", { a: [] }, "fails"],
  ["in a number", "a", "contains", 1, { a: 11 }, "cannot-judge"],
  ["in an object", "a", "contains", "x", { a: { x: 1 } }, "cannot-judge"],
  ["in null", "a", "contains", "x", { a: null }, "cannot-judge"],
  ["missing", "a", "contains", "x", {}, "fails"],
];

const PATHS: Row[] = [
  ["inside of an object", "a.b.c", "eq", 1, { a: { b: { c: 1 } } }, "holds"],
  ["an index", "a.1", "eq", "y", { a: ["x", "y"] }, "holds"],
  ["an index past the end", "a.2", "exists", true, { a: ["x", "y"] }, "fails"],
  ["a negative index", "a.-1", "exists", true, { a: ["x"] }, "fails"],
  ["an index with a zero in front", "a.00", "exists", true, { a: ["x"] }, "fails"],
  ["a number as an object's key", "a.0", "eq", 1, { a: { "0": 1 } }, "holds"],
  ["an index, then a key", "a.0.b", "eq", 1, { a: [{ b: 1 }] }, "holds"],
  ["through text", "a.0", "exists", true, { a: "x" }, "fails"],
  ["through null", "a.b", "exists", true, { a: null }, "fails"],
  ["through a number", "a.b", "eq", 1, { a: 1 }, "fails"],
  ["a dot in a key", "a\\.b", "eq", 1, { "a.b": 1 }, "holds"],
  ["a dot in a key is no step", "a\\.b", "exists", true, { a: { b: 1 } }, "fails"],
  ["a step is no dot in a key", "a.b", "exists", true, { "a.b": 1 }, "fails"],
  ["a backslash in a key", "a\\\\b", "eq", 1, { "a\\b": 1 }, "holds"],
  ["a backslash at a key's end", "a\\\\.b", "eq", 1, { "a\\": { b: 1 } }, "holds"],
  ["a backslash before another character", "a\\b", "eq", 1, { "a\\b": 1 }, "holds"],
  ["a key of another case", "amount", "exists", true, { Amount: 1 }, "fails"],
  ["a key with a space", "a b", "eq", 1, { "a b": 1 }, "holds"],
  ["a key outside ASCII", "größe", "eq", 1, { größe: 1 }, "holds"],
  ["a key called args", "args", "eq", 1, { args: 1 }, "holds"],
];

const GROUPS: Readonly<Record<string, Row[]>> = {
  equality: EQUALITY,
  order: ORDER,
  sets: SETS,
  existence: EXISTENCE,
  text: TEXT,
  paths: PATHS,
};

export function listConditionVectors(): PolicyVector[] {
  return Object.entries(GROUPS).flatMap(([group, rows]) =>
    rows.flatMap((row, index) => [
      makeVector(`${group}-${index + 1}-require`, row, "require"),
      makeVector(`${group}-${index + 1}-deny-if`, row, "deny_if"),
    ]),
  );
}

function makeVector(id: string, row: Row, list: "require" | "deny_if"): PolicyVector {
  const [about, path, op, value, args, outcome] = row;
  const denied = list === "require" ? outcome !== "holds" : outcome !== "fails";
  const guard = { conditions: [{ path: `args.${path}`, op, value }], on_deny: "Denied by the vector." };
  return {
    id,
    about: `${op} in ${list}: ${about}`,
    policy: { version: "1", default: "deny", tools: { tool: { [list]: [guard] } } },
    steps: [
      {
        tool: "tool",
        args,
        grant: "g",
        now: 0,
        decision: denied ? "deny" : "allow",
        ...(denied && { rule: `/tools/tool/${list}/0` }),
      },
    ],
  };
}
