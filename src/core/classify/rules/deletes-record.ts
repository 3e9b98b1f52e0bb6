import { quoteActs, quoteCue } from "../evidence.ts";
import type { Subject } from "../subject.ts";
import { findActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isMark, isTakenOut, isTakingOut } from "./takes-out-of-list.ts";

/** `search_books`, "Search for books": whatever can be done with what is found. */
function isLooking({ nameActs: [named], textActs: [said] }: Subject): boolean {
  return named?.verb.kind === "read" && said?.verb.kind === "read";
}

export const deletesRecord = defineRule({
  id: "deletes-record",
  statement: "It deletes a record or a resource.",
  needs: { kinds: ["delete", "remove"], cues: ["doesCrud"] },
  test(tool) {
    const deleted = findActs(tool, ["delete"], (act) => !isMark(act) && !isTakenOut(tool, act));
    const removed = isTakingOut(tool) ? [] : findActs(tool, ["remove"]);
    const isSaid = (tool.cues.get("doesCrud")?.sentence ?? 2) < 2 && !isLooking(tool);
    const every = isSaid ? quoteCue(tool, "doesCrud") : [];
    const acts = quoteActs(tool, [...deleted, ...removed]);
    return every.length + acts.length > 0 ? [...every, ...acts] : undefined;
  },
});
