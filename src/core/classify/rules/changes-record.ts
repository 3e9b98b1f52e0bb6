import { GEOMETRY } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { isCharting } from "./computes-result.ts";
import { findActs, findVerbs, isAbout, isHead, whereActs } from "./match.ts";
import { isPublishing } from "./publishes-or-merges.ts";
import { resolvesName } from "./resolves-name.ts";
import { defineRule } from "./rule.ts";

/** Turned into another, such a record stays changed; a currency or a file is only converted. */
const CONVERTING = new Set(["convert"]);
const CONVERTED = new Set(
  words("lead prospect quote estimate opportunity deal ticket issue discussion note task draft"),
);
/** `format_range` changes how a stored part looks; `format_json` hands a text back. */
const SETTING = new Set(words("format"));
const LAYOUT = new Set(words("range cell paragraph table sheet worksheet column row slide document"));

export const changesRecord = defineRule({
  id: "changes-record",
  statement: "It changes a record or a setting.",
  needs: {
    kinds: [
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
      "publish",
      "resolve",
    ],
    verbs: [...CONVERTING, ...SETTING],
  },
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
      ]).filter((act) => act.verb.lemma !== "map" || !isCharting(tool)),
      ...findVerbs(tool, CONVERTING, (act) => isHead(act, CONVERTED)),
      ...findVerbs(tool, SETTING, (act) => isHead(act, LAYOUT)),
      ...submitted,
      ...resolved,
    ]);
  },
});
