/**
 * What a person can demand of a tool's arguments, as its schema offers it: for each argument the tests that suit its type,
 * and of a test and a value the guard that a policy needs.
 */
import type { Json } from "../schema/json.ts";
import type { Condition, Guard } from "../schema/policy.ts";
import type { Tool } from "../schema/tool.ts";
import { listParameters, type Parameter } from "./argument-rules/parameters.ts";
import { describeGuard } from "./describe.ts";
import { compileRegex } from "./regex/index.ts";

/** Each is what a call has to satisfy. `value`: what has to be filled in beside it. */
export const ARGUMENT_TESTS = {
  given: { label: "must be given", value: "none" },
  absent: { label: "must not be given", value: "none" },
  only: { label: "only one of", value: "list" },
  "at-most": { label: "at most", value: "number" },
  "at-least": { label: "at least", value: "number" },
  "not-matching": { label: "must not match", value: "pattern" },
  matching: { label: "must be given and match", value: "pattern" },
  "not-containing": { label: "must not contain", value: "text" },
} as const satisfies Record<string, { label: string; value: "none" | "list" | "number" | "pattern" | "text" }>;
export type ArgumentTest = keyof typeof ARGUMENT_TESTS;

export interface ArgumentOffer {
  /** The argument's path without `args.`. */
  name: string;
  path: string;
  tests: ArgumentTest[];
  /** The values that its schema allows. */
  choices: readonly Json[];
}

export type OfferedGuard =
  | { ok: true; list: "require" | "deny_if"; guard: Guard }
  /** What is wrong with the value, as a sentence. */
  | { ok: false; problem: string };

export function offerArguments(tool: Tool): ArgumentOffer[] {
  return listParameters(tool).map((parameter) => ({
    name: parameter.path.slice("args.".length),
    path: parameter.path,
    tests: listTests(parameter),
    choices: parameter.choices ?? [],
  }));
}

function listTests({ types, choices }: Parameter): ArgumentTest[] {
  const isList = types.has("array") || types.has("object");
  const isFree = choices === undefined;
  const isFreeText = isFree && types.has("string");
  const isNumber = isFree && !isFreeText && (types.has("number") || types.has("integer"));
  return [
    "given",
    "absent",
    ...(isList ? [] : (["only"] as const)),
    ...(isNumber ? (["at-most", "at-least"] as const) : []),
    ...(isFreeText ? (["not-matching", "matching"] as const) : []),
    ...(isFreeText || types.has("array") ? (["not-containing"] as const) : []),
  ];
}

export function makeGuard(offer: ArgumentOffer, test: ArgumentTest, value: string): OfferedGuard {
  const { path } = offer;
  const deny = (condition: Condition) => finish("deny_if", condition);
  switch (test) {
    case "given":
      return finish("require", { path, op: "exists", value: true });
    case "absent":
      return deny({ path, op: "exists", value: true });
    case "only": {
      const values = value
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "");
      if (values.length === 0) return fail("Write the values that may pass, with commas between them.");
      return deny({ path, op: "not_in", value: values.map((text) => readValue(text, offer)) });
    }
    case "at-most":
    case "at-least": {
      const bound = Number(value);
      if (value.trim() === "" || !Number.isFinite(bound)) return fail("Write a number.");
      return deny({ path, op: test === "at-most" ? "gt" : "lt", value: bound });
    }
    case "matching":
    case "not-matching": {
      const pattern = compileRegex(value);
      if (value === "") return fail("Write a pattern.");
      if (!pattern.ok) return fail(`This pattern cannot be used: ${pattern.problem}.`);
      return finish(test === "matching" ? "require" : "deny_if", { path, op: "regex", value });
    }
    case "not-containing":
      if (value === "") return fail("Write what must not be in it.");
      return deny({ path, op: "contains", value: readValue(value, offer) });
  }
}

function finish(list: "require" | "deny_if", condition: Condition): OfferedGuard {
  const says = describeGuard({ conditions: [condition], on_deny: "" });
  return {
    ok: true,
    list,
    guard: {
      conditions: [condition],
      on_deny: `Denied ${list === "require" ? "unless" : "when"} ${says}.`,
    },
  };
}

function fail(problem: string): OfferedGuard {
  return { ok: false, problem };
}

/** As the schema lists it; else `5` and `true` are what they say where the argument takes no text. */
function readValue(text: string, { choices, tests }: ArgumentOffer): Json {
  const listed = choices.find((choice) => String(choice) === text);
  if (listed !== undefined || choices.length > 0 || tests.includes("matching")) return listed ?? text;
  if (text === "true" || text === "false") return text === "true";
  return Number.isFinite(Number(text)) ? Number(text) : text;
}
