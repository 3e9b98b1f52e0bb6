import type { Act } from "../acts.ts";
import { DEVICES } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import type { Subject } from "../subject.ts";
import { findActs, findVerbs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** What of a device is set when it is switched or moved. */
const STATES = new Set(
  words("mode state speed level position color colour power on off percentage tilt direction effect"),
);

/** `Hide a TV show`, `Update device properties`: what is acted on is named after a device. */
function isOfDevice(act: Act): boolean {
  return isHead(act, DEVICES) || (isAbout(act, DEVICES) && isHead(act, STATES));
}

const RECORD = new Set(words("property name label area tag metadata description"));

/** `set_device`: "Update properties such as its name": what is written down of a device. */
function isDescribed(tool: Subject, act: Act): boolean {
  return act.object.at(-1) === "device" && tool.textActs[0] !== undefined && mentions(tool.textActs[0], RECORD);
}

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
      findActs(
        tool,
        ["change", "handle", "run", "start", "stop", "drive", "open", "close", "apply"],
        (act) => isOfDevice(act) && !isDescribed(tool, act),
      ),
    );
  },
});
