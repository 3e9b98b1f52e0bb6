import type { Act } from "../acts.ts";
import { SESSION_STATE } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { isDropping } from "./drives-interface.ts";
import { findActs, findVerbs, isAbout, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Verbs that also mean tidying a text or forgetting a thought. */
const MILD = new Set(words("clean cleanup flush forget drop compact"));
const STRONG = new Set(words("purge wipe erase truncate nuke"));
const TEXT = new Set(words("text html markdown string code name url output element file"));
/** Emptying one of these loses what was in it; emptying a field or a choice does not. */
const DATA = new Set(
  words(`data database table log history queue collection index record file folder directory message memory dataset storage
  bucket all everything subtask reply draft cart attachment annotation version revision layer graph document item entry entity row job event store notification trash bin list task todo value cart contact content`),
);

/** Closing a session gives back what it held: nobody's data. */
const CLOSING: ReadonlySet<string> = new Set(["close", "stop"]);
const HELD = new Set(words("resource connection handle session"));
const FORMATTING = new Set(["format"]);
const DISKS = new Set(words("disk drive partition volume"));

/** Giving back the space that a database no longer needs loses nothing of what it holds. */
const TIDYING = new Set(words("vacuum compact"));
const STORES = new Set(words("database db table index storage"));

/** `clear_database`, not `clear_selection`. */
export function isWiping(act: Act): boolean {
  if (STRONG.has(act.verb.lemma)) return true;
  if (TIDYING.has(act.verb.lemma) && isAbout(act, STORES)) return false;
  if (isAbout(act, SESSION_STATE)) return false;
  if (act.verb.kind === "clear") return isAbout(act, DATA) || act.object.length === 0;
  return act.verb.kind === "wipe" && !(MILD.has(act.verb.lemma) && isAbout(act, TEXT));
}

export const wipesData = defineRule({
  id: "wipes-data",
  statement: "It empties or drops a store of data.",
  needs: { kinds: ["wipe", "clear"], verbs: FORMATTING },
  test(tool) {
    // `Sets or clears the default`: what is cleared is a value.
    if (tool.textActs.some((act) => act.verb.lemma === "set")) return undefined;
    const isClosing = tool.acts.some((act) => CLOSING.has(act.verb.kind));
    const wiped = findActs(
      tool,
      ["wipe", "clear"],
      (act) => isWiping(act) && !isDropping(tool, act) && !(isClosing && isHead(act, HELD)),
    );
    return whereActs(tool, [...wiped, ...findVerbs(tool, FORMATTING, (act) => isHead(act, DISKS))]);
  },
});
