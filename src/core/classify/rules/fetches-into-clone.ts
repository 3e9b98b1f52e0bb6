import { words } from "../lexicon/words.ts";
import { findParameter, findVerbs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** What the caller names is fetched, not what the clone knows. */
const ADDRESSES = new Set(["url", "uri"]);
const FETCHING = new Set(["fetch"]);
const REMOTES = new Set(words("remote origin upstream ref refs object update branch"));

export const fetchesIntoClone = defineRule({
  id: "fetches-into-clone",
  statement: "It brings the state of a remote into the local repository.",
  needs: { verbs: FETCHING },
  test(tool, server) {
    if (!server.words.has("git") || findParameter(tool, ADDRESSES)) return undefined;
    const acts = findVerbs(tool, FETCHING, (act) => [...act.object, ...act.rest].some((word) => REMOTES.has(word)));
    return whereActs(tool, acts);
  },
});
