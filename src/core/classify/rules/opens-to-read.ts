import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Nodes of a graph are opened to be read. */
export const READABLE: ReadonlySet<string> = new Set(words("node entity graph observation memory"));

export const opensToRead = defineRule({
  id: "opens-to-read",
  statement: "It opens stored entries and returns them.",
  needs: { kinds: ["open"] },
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["open"], (act) => isAbout(act, READABLE)),
    );
  },
});
