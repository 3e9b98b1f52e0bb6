import { DEVICES } from "../lexicon/nouns.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

export const controlsDevice = defineRule({
  id: "controls-device",
  statement: "It moves or switches a device or a player.",
  test(tool, server) {
    if (!server.topics.has("devices")) return undefined;
    return whereActs(
      tool,
      findActs(tool, ["change", "handle", "run", "start", "stop", "drive", "open", "close", "apply"], (act) =>
        isAbout(act, DEVICES),
      ),
    );
  },
});
