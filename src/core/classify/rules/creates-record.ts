import type { Act } from "../acts.ts";
import type { Subject } from "../subject.ts";
import { isPointing, isShaping } from "./computes-result.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { READABLE } from "./opens-to-read.ts";
import { defineRule } from "./rule.ts";

/** Whether `add` means the sum here: name and description speak of one act. */
export function isSum(tool: Subject): boolean {
  return tool.acts.some(isAdding);
}

/** `Adds two numbers`: a sum is no record. */
function isAdding(act: Act): boolean {
  return act.verb.lemma === "add" && act.object.includes("number");
}

export const createsRecord = defineRule({
  id: "creates-record",
  statement: "It creates or adds a record.",
  needs: { kinds: ["create", "post", "open"] },
  test(tool) {
    return whereActs(
      tool,
      findActs(
        tool,
        ["create", "post", "open"],
        (act) =>
          !(act.verb.kind === "open" && isAbout(act, READABLE)) &&
          !isShaping(act) &&
          !isPointing(act) &&
          !(act.verb.lemma === "add" && isSum(tool)),
      ),
    );
  },
});
