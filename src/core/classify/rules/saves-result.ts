import { quoteCue } from "../evidence.ts";
import { findActs } from "./match.ts";
import { defineRule } from "./rule.ts";

export const savesResult = defineRule({
  id: "saves-result",
  statement: "It keeps its result in a file or a store.",
  test(tool) {
    const made = findActs(tool, ["generate", "compute", "read", "handle"]);
    return made.length > 0 && tool.cues.has("savesResult") ? quoteCue(tool, "savesResult") : undefined;
  },
});
