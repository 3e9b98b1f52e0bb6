import { DEVICES } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, findVerbs, isAbout, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const PRINTING = new Set(["print"]);
/** What comes out on paper. */
const PRINTED = new Set(words("document label photo receipt ticket"));

export const controlsDevice = defineRule({
  id: "controls-device",
  statement: "It moves or switches a device or a player.",
  needs: { kinds: ["change", "handle", "run", "start", "stop", "drive", "open", "close", "apply"], verbs: PRINTING },
  test(tool, server) {
    const printed = findVerbs(tool, PRINTING, (act) => isHead(act, PRINTED) || act.rest.includes("printer"));
    if (printed.length > 0 || !server.topics.has("devices")) return whereActs(tool, printed);
    return whereActs(
      tool,
      findActs(tool, ["change", "handle", "run", "start", "stop", "drive", "open", "close", "apply"], (act) =>
        isAbout(act, DEVICES),
      ),
    );
  },
});
