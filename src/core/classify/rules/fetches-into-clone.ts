import { words } from "../lexicon/words.ts";
import { findVerbs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const FETCHING = new Set(["fetch"]);
const REMOTES = new Set(words("remote origin upstream ref refs object update branch"));

export const fetchesIntoClone = defineRule({
  id: "fetches-into-clone",
  statement: "It brings the state of a remote into the local repository.",
  needs: { verbs: FETCHING },
  test(tool, server) {
    if (!server.words.has("git")) return undefined;
    const acts = findVerbs(tool, FETCHING, (act) => [...act.object, ...act.rest].some((word) => REMOTES.has(word)));
    return whereActs(tool, acts);
  },
});
