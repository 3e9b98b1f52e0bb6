import { quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { hasNoun } from "../subject.ts";
import { defineRule } from "./rule.ts";

const CONTENT = new Set(words("content body data value payload note observation entity message"));

export const takesContent = defineRule({
  id: "takes-content",
  statement: "It takes content to be stored.",
  test(tool) {
    const parameter = tool.parameters.find(
      ({ required, depth, words: key }) => required && depth === 0 && hasNoun(key, CONTENT),
    );
    return parameter && [quoteParameter(parameter)];
  },
});
