import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Given back, one of these goes to somebody else. */
const HELD = new Set(words("number ip address allocation phone"));
/** A process or a session that ends can be started again. */
const RUNNING = new Set(
  words(
    "process session job run task execution call workflow query connection pid app application program search worker thread",
  ),
);

export const endsResource = defineRule({
  id: "ends-resource",
  statement: "It terminates or uninstalls something for good.",
  needs: { kinds: ["end", "publish"] },
  test(tool) {
    const ended = findActs(
      tool,
      ["end"],
      (act) => act.verb.lemma === "uninstall" || !(isAbout(act, RUNNING) || act.object.includes("running")),
    );
    const released = findActs(tool, ["publish"], (act) => act.verb.lemma === "release" && isAbout(act, HELD));
    return whereActs(tool, [...ended, ...released]);
  },
});
