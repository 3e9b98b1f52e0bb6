import { quoteCue } from "../evidence.ts";
import { defineRule } from "./rule.ts";

export const claimsReadOnly = defineRule({
  id: "claims-read-only",
  statement: "Its description says that it changes nothing.",
  needs: { cues: ["claimsReadOnly"] },
  test(tool) {
    return tool.cues.has("claimsReadOnly") ? quoteCue(tool, "claimsReadOnly") : undefined;
  },
});
