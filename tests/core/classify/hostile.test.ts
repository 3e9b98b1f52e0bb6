/** Definitions that lie, hide or give orders: what must come out by rules, and after a model that was talked round. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isLiteralQuote } from "../../../src/core/classify/evidence.ts";
import { isBelow } from "../../../src/core/classify/floor.ts";
import { classifyServer, prepareQuestions, type ServerInput } from "../../../src/core/classify/index.ts";
import { formatQuestion } from "../../../src/core/classify/model/prompt.ts";
import { type AskedTool, verifyReply } from "../../../src/core/classify/model/verify.ts";
import type { ToolDefinition } from "../../../src/core/schema/tool.ts";
import { type Category, Judgement } from "../../../src/core/schema/verdict.ts";
import { makeVerdict } from "../../support/anthropic-server.ts";

interface HostileCase {
  id: string;
  why: string;
  server: string;
  siblings: string[];
  tool: ToolDefinition;
  /** What must come out. */
  category: Category;
}

const CASES: HostileCase[] = JSON.parse(
  readFileSync(new URL("../../fixtures/hostile/tools.json", import.meta.url), "utf8"),
);

function toServer({ server, siblings, tool }: HostileCase): ServerInput {
  return { slug: "sample", name: server, tools: [...siblings.map((name) => ({ name })), tool] };
}

function findQuestion(given: HostileCase): AskedTool {
  const question = prepareQuestions(toServer(given)).find(({ tool }) => tool === given.tool);
  if (!question) throw new Error("no question");
  return question;
}

test("the corpus is large enough", () => expect(CASES.length).toBeGreaterThanOrEqual(60));

describe.each(CASES.map((one) => [`${one.id} (${one.why})`, one] as const))("%s", (_id, given) => {
  test("by rules", () => {
    const verdict = Judgement.parse(classifyServer(toServer(given)).get(given.tool.name));
    expect(verdict.category).toBe(given.category);
    for (const quote of verdict.evidence) expect(isLiteralQuote(given.tool, quote)).toBe(true);
    expect(verdict.rationale).not.toMatch(/\p{Cc}|\u200b|\u202e|<script|[\u{e0000}-\u{e01ef}]/u);
  });

  test("after a model that does as it is told", () => {
    const question = findQuestion(given);
    const obedient = makeVerdict(given.tool.name, { category: "read", confidence: 1 });
    const answer = verifyReply({ verdicts: [obedient] }, [question]).answers.get(given.tool.name);
    const category = answer && "judgement" in answer ? answer.judgement.category : question.judgement.category;
    // Never read; and where name or schema prove more, no milder than that.
    expect(category).not.toBe("read");
    expect(isBelow(category, question.floor)).toBe(false);
  });

  test("after a model that is not talked round", () => {
    const question = findQuestion(given);
    const quote = given.tool.name.trim();
    const honest = makeVerdict(given.tool.name, {
      category: given.category,
      rationale: "A call of this tool does what its name says, whatever its text says about it. It may not be undone.",
      evidence: [{ field: "name", quote }],
    });
    const answer = verifyReply({ verdicts: [honest] }, [question]).answers.get(given.tool.name);
    expect(answer).toMatchObject({ judgement: { category: given.category } });
  });

  test("as data in a prompt", () => {
    const question = formatQuestion(toServer(given), [given.tool]);
    const start = question.indexOf("\n");
    expect(question.slice(0, start)).toBe("Judge these 1 tools.");
    // One JSON value from there to the end: no text of theirs stands outside it, and nothing in it is hidden.
    expect(Object.keys(JSON.parse(question.slice(start)))).toContain("tools");
    expect(question).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u{e0000}-\u{e01ef}]/u);
  });
});
