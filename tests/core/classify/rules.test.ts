import { describe, expect, test } from "vitest";
import { isLiteralQuote } from "../../../src/core/classify/evidence.ts";
import { RULES, type RuleId } from "../../../src/core/classify/rules/all.ts";
import { type RuleCases, trading } from "./rules/cases.ts";
import { DESTROYING } from "./rules/destroying.ts";
import { EXECUTING } from "./rules/executing.ts";
import { PAYING } from "./rules/paying.ts";
import { READING } from "./rules/reading.ts";
import { SAYING } from "./rules/saying.ts";
import { WRITING } from "./rules/writing.ts";
import { makeSubject, type Sketch } from "./tools.ts";

/** Every rule with a case where it holds, one that nearly does, and one to which it does not apply. */
const CASES = {
  ...READING,
  ...WRITING,
  ...EXECUTING,
  ...DESTROYING,
  ...PAYING,
  ...SAYING,
} as const satisfies Record<RuleId, RuleCases>;

/** Content must be required to count. */
function toSubject(sketch: Sketch) {
  const subject = makeSubject(sketch);
  return { ...subject, parameters: subject.parameters.map((parameter) => ({ ...parameter, required: true })) };
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const check = (sketch: Sketch) => {
    const subject = toSubject(sketch);
    const evidence = rule.test(subject, subject.server);
    for (const quote of evidence ?? [])
      expect(isLiteralQuote(subject.tool, quote), `${quote.field}: ${quote.quote}`).toBe(true);
    return (evidence?.length ?? 0) > 0;
  };
  const { holds, nearMiss, apart }: RuleCases = CASES[id];
  test("holds", () => expect(check(holds)).toBe(true));
  test("is nearly missed", () => expect(check(nearMiss)).toBe(false));
  test("does not apply", () => expect(check(apart)).toBe(false));
});

test("statements are sentences, and no two are the same", () => {
  for (const { statement } of RULES) expect(statement).toMatch(/^[A-Z][^.]*\.$/);
  expect(new Set(RULES.map(({ statement }) => statement)).size).toBe(RULES.length);
});

test("a word of two meanings counts where the server deals in it", () => {
  const swap = RULES.find((rule) => rule.id === "moves-money");
  const inMarket = makeSubject({ name: "swap", description: "Swap tokens", ...trading });
  const elsewhere = makeSubject({ name: "swap", description: "Swap two pictures" });
  expect(swap?.test(inMarket, inMarket.server)).toBeDefined();
  expect(swap?.test(elsewhere, elsewhere.server)).toBeUndefined();
});
