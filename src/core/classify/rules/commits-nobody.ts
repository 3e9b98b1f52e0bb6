import { quoteCue } from "../evidence.ts";
import { defineRule } from "./rule.ts";

export const commitsNobody = defineRule({
  id: "commits-nobody",
  statement: "What it makes is a draft or a simulation that commits nobody to pay.",
  needs: { cues: ["commitsNobody"] },
  test(tool) {
    return tool.cues.has("commitsNobody") ? quoteCue(tool, "commitsNobody") : undefined;
  },
});
