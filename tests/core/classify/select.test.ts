/** What a rule says that it needs, against where it holds. */
import { describe, expect, test } from "vitest";
import { RULES, type RuleId } from "../../../src/core/classify/rules/all.ts";
import type { Rule } from "../../../src/core/classify/rules/rule.ts";
import { selectRules } from "../../../src/core/classify/rules/select.ts";
import { parseServer } from "../../../src/core/classify/server-context.ts";
import { parseSubject } from "../../../src/core/classify/subject.ts";
import { makeSubject } from "./tools.ts";
import { loadUnseen } from "./unseen.ts";

const ALL: readonly Rule<RuleId>[] = RULES;

describe("rules that are asked", () => {
  test("are all that hold", () => {
    const subjects = loadUnseen().servers.flatMap((server) => {
      const context = parseServer(server);
      return server.tools.map((tool) => parseSubject(tool, context));
    });
    const missed = subjects.flatMap((subject) => {
      const asked = new Set(selectRules(subject));
      return ALL.filter((rule) => !asked.has(rule) && rule.test(subject, subject.server)).map(
        ({ id }) => `${subject.tool.name}: ${id}`,
      );
    });
    expect(missed).toEqual([]);
  });

  test("keep the order of the rules", () => {
    const asked = selectRules(makeSubject({ name: "create_or_delete_book", description: "Cannot be undone" }));
    expect(asked).toEqual(ALL.filter((rule) => asked.includes(rule)));
  });

  test("leave out what needs another act or cue", () => {
    const ids = selectRules(makeSubject({ name: "list_books" })).map(({ id }) => id);
    expect(ids).toContain("returns-information");
    expect(ids).not.toContain("deletes-record");
    expect(ids).not.toContain("cannot-be-undone");
  });
});
