import { quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { findParameter } from "./match.ts";
import { defineRule } from "./rule.ts";

const CONTENT = new Set(words("content body data value payload note observation entity message"));

export const takesContent = defineRule({
  id: "takes-content",
  statement: "It takes content to be stored.",
  test(tool) {
    const parameter = findParameter(tool, CONTENT, (candidate) => candidate.required && candidate.depth === 0);
    return parameter && [quoteParameter(parameter)];
  },
});
