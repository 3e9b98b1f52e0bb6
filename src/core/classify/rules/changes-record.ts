import type { Act } from "../acts.ts";
import { GEOMETRY } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { ENRICHING } from "../server-context.ts";
import type { Subject } from "../subject.ts";
import { isCharting, isOrdering, isPointing } from "./computes-result.ts";
import { findActs, findParameter, findVerbs, isAbout, isHead, whereActs } from "./match.ts";
import { isPublishing } from "./publishes-or-merges.ts";
import { resolvesName } from "./resolves-name.ts";
import { defineRule } from "./rule.ts";
import { isLoadingState, isRecomputing, isResizing } from "./starts-something.ts";

/** Turned into another, such a record stays changed; a currency or a file is only converted. */
const CONVERTING = new Set(["convert"]);
const CONVERTED = new Set([
  ...words("lead prospect quote estimate opportunity deal ticket issue discussion note task draft layer element"),
  "work item",
]);
/** What stands in a source file is rewritten there. */
const REFACTORING = new Set(words("extract convert transform inline introduce encapsulate"));
const CODE_PARTS = new Set(words("method interface superclass variable constant field parameter"));
const SOURCES = new Set(["file path", "source file", "solution path", "document path"]);
const ANSWERING = /\b(?:returns?|analy[sz]e|list)\b/i;

function isRefactoring(tool: Subject, act: Act): boolean {
  return (
    isHead(act, CODE_PARTS) &&
    !act.isMany &&
    !ANSWERING.test(tool.description) &&
    findParameter(tool, SOURCES) !== undefined
  );
}
/** `format_range` changes how a stored part looks; `format_json` hands a text back. */
const SETTING = new Set(words("format"));
/** `Translate the model`: moved, not put into other words. */
const SHIFTING = new Set(words("translate rotate"));
const SHIFTED = new Set(words("model mesh object layer node actor body"));
const LOADING = new Set(["load"]);
/** The children of a page stay in the new order; what is listed is only shown in it. */
const SORTING = new Set(["sort"]);
const SORTED = new Set(
  words("child document media page layer sheet worksheet range row column bookmark playlist slide"),
);
/** `Solve a ticket` settles it; an equation is only computed. */
const SOLVING = new Set(["solve"]);
const SOLVED = new Set(words("ticket issue case request captcha problem incident"));
const LAYOUT = new Set(words("range cell paragraph table sheet worksheet column row slide document file"));

/** Called a link, and the description says that an address is written down. */
function isNamedLink(tool: Subject, act: Act): boolean {
  return act.verb.lemma === "link" && act.source === "name" && tool.textActs.some(isPointing);
}

const COLLECTING = new Set(words("return collect receive listen wait"));

/** `Subscribe to a topic and return the first message`: it listens for as long as the call lasts. */
function isListening(tool: Subject, act: Act): boolean {
  return (
    act.verb.lemma === "subscribe" &&
    tool.textActs.some(({ verb, object }) => COLLECTING.has(verb.lemma) && !object.includes("subscription"))
  );
}

const COMBINING = new Set(words("combine merge fuse blend"));
const SEARCHES = new Set(words("search result ranking retrieval"));

/** `Combine keyword search with similarity`: two ways to look. */
function isCombiningSearches(act: Act): boolean {
  return COMBINING.has(act.verb.lemma) && isAbout(act, SEARCHES);
}

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
      "start",
    ],
    verbs: [...CONVERTING, ...REFACTORING, ...SETTING, ...SHIFTING, ...LOADING, ...SORTING, ...SOLVING],
  },
  test(tool, server) {
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
      ]).filter(
        (act) =>
          (act.verb.lemma !== "map" || !isCharting(tool)) &&
          !isCombiningSearches(act) &&
          !isOrdering(tool, act) &&
          !(server.isLookup && ENRICHING.has(act.verb.lemma)) &&
          !isListening(tool, act) &&
          !isNamedLink(tool, act),
      ),
      ...findVerbs(tool, CONVERTING, (act) => isHead(act, CONVERTED)),
      ...findVerbs(tool, REFACTORING, (act) => isRefactoring(tool, act)),
      ...findVerbs(tool, SETTING, (act) => isHead(act, LAYOUT)),
      ...findVerbs(tool, SHIFTING, (act) => SHIFTED.has(act.object[0] ?? "")),
      ...findVerbs(tool, LOADING, isLoadingState),
      ...findVerbs(tool, SORTING, (act) => isHead(act, SORTED)),
      ...findVerbs(tool, SOLVING, (act) => isHead(act, SOLVED)),
      ...findActs(tool, ["start"], (act) => isResizing(act) || isRecomputing(act)),
      ...submitted,
      ...resolved,
    ]);
  },
});
