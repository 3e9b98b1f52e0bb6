import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** A process or a session that ends can be started again. */
const RUNNING = new Set(
  words("process session job run task execution call workflow query connection pid app application program search"),
);

export const endsResource = defineRule({
  id: "ends-resource",
  statement: "It terminates or uninstalls something for good.",
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["end"], (act) => !isAbout(act, RUNNING)),
    );
  },
});
