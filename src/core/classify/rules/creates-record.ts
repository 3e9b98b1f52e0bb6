import type { Act } from "../acts.ts";
import { words } from "../lexicon/words.ts";
import type { Subject } from "../subject.ts";
import { isMapping, isPointing, isShaping } from "./computes-result.ts";
import { findActs, findVerbs, isAbout, isHead, whereActs } from "./match.ts";
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
  const added = tool.acts.filter(({ verb }) => verb.lemma === "add");
  return added.some(isAdding) && !added.some(({ rest }) => rest.includes("to"));
}

const ASSEMBLING = new Set(["assemble"]);
const MACHINE_CODE = new Set(words("instruction assembly opcode mnemonic machine code"));

/** `Assemble instructions`: machine code is computed and handed back. */
export function isAssembling(act: Act): boolean {
  return ASSEMBLING.has(act.verb.lemma) && isAbout(act, MACHINE_CODE);
}

const COUNTED = new Set(words("two three"));

/** `Adds two numbers`: a sum is no record. What is added to something else is. */
function isAdding(act: Act): boolean {
  const summed = act.object.length > 0 ? act.object : act.rest.filter((word) => word !== "of");
  return summed[0] === "number" || (COUNTED.has(summed[0] ?? "") && summed[1] === "number");
}

/** `track_event` notes that it happened; `track_parcel` looks where it is. */
const TRACKING = new Set(["track"]);
const TRACKED = new Set(words("event conversion habit expense"));

export const createsRecord = defineRule({
  id: "creates-record",
  statement: "It creates or adds a record.",
  needs: { kinds: ["create", "post", "open"], verbs: TRACKING },
  test(tool) {
    return whereActs(tool, [
      ...findVerbs(tool, TRACKING, (act) => isHead(act, TRACKED)),
      ...findActs(
        tool,
        ["create", "post", "open"],
        (act) =>
          !(act.verb.kind === "open" && isAbout(act, READABLE)) &&
          !isShaping(act) &&
          !isAskingFor(act) &&
          !isPointing(act) &&
          !isAssembling(act) &&
          !isMapping(act) &&
          !(act.verb.lemma === "add" && isSum(tool)),
      ),
    ]);
  },
});
