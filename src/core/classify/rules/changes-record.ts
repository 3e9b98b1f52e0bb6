import { GEOMETRY } from "../lexicon/nouns.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { isPublishing } from "./publishes-or-merges.ts";
import { resolvesName } from "./resolves-name.ts";
import { defineRule } from "./rule.ts";

export const changesRecord = defineRule({
  id: "changes-record",
  statement: "It changes a record or a setting.",
  test(tool) {
    const submitted = findActs(tool, ["publish"], (act) => !isPublishing(act) && !isAbout(act, GEOMETRY));
    const resolved = findActs(tool, ["resolve"], () => resolvesName.test(tool, tool.server) === undefined);
    return whereActs(tool, [
      ...findActs(tool, [
        "change",
        "apply",
        "close",
        "restore",
        "sync",
        "connect",
        "transfer",
        "cancel",
        "tell",
        "book",
      ]),
      ...submitted,
      ...resolved,
    ]);
  },
});
