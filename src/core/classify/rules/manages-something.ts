import { findVerbs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const MANAGING = new Set(["manage"]);

export const managesSomething = defineRule({
  id: "manages-something",
  statement: "It manages something, so that changing it is part of it.",
  test(tool) {
    return whereActs(tool, findVerbs(tool, MANAGING));
  },
});
