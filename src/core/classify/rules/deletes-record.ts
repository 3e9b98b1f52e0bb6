import { quoteActs, quoteCue } from "../evidence.ts";
import { findActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isMark, isTakenOut, isTakingOut } from "./takes-out-of-list.ts";

export const deletesRecord = defineRule({
  id: "deletes-record",
  statement: "It deletes a record or a resource.",
  needs: { kinds: ["delete", "remove"], cues: ["doesCrud"] },
  test(tool) {
    const deleted = findActs(tool, ["delete"], (act) => !isMark(act) && !isTakenOut(tool, act));
    const removed = isTakingOut(tool) ? [] : findActs(tool, ["remove"]);
    const every = (tool.cues.get("doesCrud")?.sentence ?? 2) < 2 ? quoteCue(tool, "doesCrud") : [];
    const acts = quoteActs(tool, [...deleted, ...removed]);
    return every.length + acts.length > 0 ? [...every, ...acts] : undefined;
  },
});
