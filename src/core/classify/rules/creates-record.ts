import type { Act } from "../acts.ts";
import { words } from "../lexicon/words.ts";
import type { Subject } from "../subject.ts";
import { isPointing, isShaping } from "./computes-result.ts";
import { findActs, isAbout, isHead, whereActs } from "./match.ts";
import { READABLE } from "./opens-to-read.ts";
import { defineRule } from "./rule.ts";

export const ASKING: ReadonlySet<string> = new Set(["request"]);
const ASKED_FOR = new Set(words("data info information status detail result"));

/** `request_data` fetches it. */
export function isAskingFor(act: Act): boolean {
  return ASKING.has(act.verb.lemma) && isHead(act, ASKED_FOR);
}

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
          !isAskingFor(act) &&
          !isPointing(act) &&
          !(act.verb.lemma === "add" && isSum(tool)),
      ),
    );
  },
});
