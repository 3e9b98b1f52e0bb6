import { words } from "../lexicon/words.ts";
import { findActs, findVerbs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const RUNNING = new Set(
  words(
    "process session job run task execution call workflow query connection pid app application program browser tab page window position terminal shell search",
  ),
);
const CONTRACTS = new Set(
  words("subscription plan membership account contract policy domain service invitation invite"),
);
/** Taking back a setting or a date stops nothing that runs. */
const PLACES = new Set(
  words("default row column meeting event appointment reminder frame pane edit change comment review request todo"),
);

/** `Detach from the process`: it is let go on. */
const DETACHING = new Set(["detach"]);
const DEBUGGED = new Set(words("process debugger debuggee session target"));

const CONNECTIONS = new Set(["connection"]);

/** Whatever it is, it ran. */
const ALWAYS = new Set(words("stop abort kill halt"));

export const stopsSomething = defineRule({
  id: "stops-something",
  statement: "It stops, pauses or cancels something that runs.",
  needs: { kinds: ["stop", "end", "close", "cancel"], verbs: DETACHING },
  test(tool) {
    const ended = findActs(tool, ["end"], (act) => act.verb.lemma !== "uninstall" && isAbout(act, RUNNING));
    // A connection is opened anew by the next call.
    const closed = findActs(tool, ["close"], (act) => isAbout(act, RUNNING) && !isHead(act, CONNECTIONS));
    const cancelled = findActs(
      tool,
      ["cancel"],
      (act) => act.verb.lemma !== "void" && !isHead(act, CONTRACTS) && !isAbout(act, PLACES),
    );
    return whereActs(tool, [
      ...findActs(tool, ["stop"], (act) => ALWAYS.has(act.verb.lemma) || !isAbout(act, PLACES)),
      ...ended,
      ...closed,
      ...cancelled,
      ...findVerbs(tool, DETACHING, (act) => act.rest[0] === "from" && mentions(act, DEBUGGED)),
    ]);
  },
});
