import { quoteName } from "../evidence.ts";
import { INFORMATION } from "../lexicon/nouns.ts";
import { defineRule } from "./rule.ts";

export const namesInformation = defineRule({
  id: "names-information",
  statement: "Its name is that of a piece of information.",
  test(tool) {
    const last = tool.nameWords.at(-1);
    return tool.nameActs.length === 0 && last !== undefined && INFORMATION.has(last) ? [quoteName(tool)] : undefined;
  },
});
