import type { Act } from "../acts.ts";
import { PUSHED_MESSAGES } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, findVerbs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const PUSHING = new Set(
  words(
    "notify broadcast resend email mail text sms message reply forward page remind dial phone call whisper dm tweet retweet toot fax nudge announce speak say",
  ),
);
const CHAT = new Set(words("message dm channel chat notification tweet toot announcement"));
const SOCIAL = new Set(words("tweet post toot update status story"));
const SENT_WHEN_MADE = new Set(words("tweet message sms notification announcement broadcast call"));
/** Sent like a message, but no text that anybody gets. */
const SIGNS = new Set(words("reaction emoji vote indicator"));
/** A call that is logged was made before. */
const NOTING = new Set(words("import log record"));
const PLANNING = new Set(words("schedule queue push"));
const CALLING = new Set(words("make place start create initiate"));
const CALLS = new Set(["call", "phone call", "outbound call", "voice call"]);
/** A message of one of these is a text that a program shows. */
const DRAFTS = new Set(words("draft template schema type comment class catalog catalogue bundle"));

/** `Send a card to the archive`. */
const STORES = new Set(words("archive trash bin backlog database table dataset"));

function isPutAway(act: Act): boolean {
  const to = act.rest.indexOf("to");
  return to >= 0 && act.rest.slice(to + 1, to + 4).some((word) => STORES.has(word));
}

const COMMENTS = new Set(words("comment"));

/** What answers a comment stands beside it until somebody looks. */
function isComment(act: Act): boolean {
  return act.verb.lemma === "reply" && mentions(act, COMMENTS);
}

export const reachesPeople = defineRule({
  id: "reaches-people",
  statement: "It sends something that people get pushed to them.",
  needs: { kinds: ["tell", "post", "create", "store", "change", "start"], verbs: [...PLANNING, ...CALLING] },
  test(tool) {
    const told = findActs(
      tool,
      ["tell"],
      (act) =>
        !isHead(act, SIGNS) &&
        !isPutAway(act) &&
        !isComment(act) &&
        (PUSHING.has(act.verb.lemma) ||
          isAbout(act, PUSHED_MESSAGES) ||
          act.object.length === 0 ||
          act.verb.lemma === "send"),
    );
    const posted = findActs(
      tool,
      ["post"],
      (act) => isAbout(act, CHAT) || mentions(act, PUSHED_MESSAGES) || isHead(act, SOCIAL),
    );
    const made = findActs(
      tool,
      ["create", "store", "change"],
      (act) =>
        !NOTING.has(act.verb.lemma) &&
        act.verb.kind === "create" &&
        isHead(act, SENT_WHEN_MADE) &&
        !isAbout(act, DRAFTS),
    );
    const spoken = findActs(tool, ["start"], (act) => isAbout(act, CHAT) && act.verb.lemma !== "enqueue");
    const planned = findVerbs(tool, PLANNING, (act) => isAbout(act, PUSHED_MESSAGES) || isHead(act, SOCIAL));
    const called = findVerbs(tool, CALLING, (act) => isHead(act, CALLS));
    return whereActs(tool, [...told, ...posted, ...made, ...spoken, ...planned, ...called]);
  },
});
