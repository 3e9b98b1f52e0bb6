import { findVerbs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const MANAGING = new Set(["manage"]);

export const managesSomething = defineRule({
  id: "manages-something",
  statement: "It manages something, so that changing it is part of it.",
  needs: { verbs: MANAGING },
  test(tool) {
    const chosen = tool.acts.filter((act) => act.source === "choice");
    const isSaid = tool.cues.has("claimsReadOnly");
    // A schema lists every action, a description those that come to mind.
    const isOnlyRead =
      chosen.length > 1 &&
      chosen.every(({ verb, field }) => verb.kind === "read" && (field !== "description" || isSaid));
    return isOnlyRead ? undefined : whereActs(tool, findVerbs(tool, MANAGING));
  },
});
