import { findActs, isAbout, whereActs } from "./match.ts";
import { HARMLESS } from "./publishes-or-merges.ts";
import { resolvesName } from "./resolves-name.ts";
import { defineRule } from "./rule.ts";

export const changesRecord = defineRule({
  id: "changes-record",
  statement: "It changes a record or a setting.",
  test(tool) {
    const submitted = findActs(tool, ["publish"], (act) => isAbout(act, HARMLESS));
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
