import type { Act } from "../acts.ts";
import { MEMBER_CONTAINERS, MEMBERSHIPS } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const MARKS = new Set(words("star reaction like vote bookmark favorite follow follower watcher"));

/** `remove_label`, `remove_user_from_group`: what is removed is a membership. */
export function isDetaching(act: Act): boolean {
  if (isHead(act, MEMBERSHIPS)) return true;
  const from = act.rest.indexOf("from");
  return from >= 0 && act.rest.slice(from + 1, from + 5).some((word) => MEMBER_CONTAINERS.has(word));
}

function isMark(act: Act): boolean {
  return isHead(act, MARKS);
}

export const takesOutOfList = defineRule({
  id: "takes-out-of-list",
  statement: "It takes a thing out of a list or off another thing, and the thing itself stays.",
  test(tool) {
    return whereActs(tool, [
      ...findActs(tool, ["remove"], isDetaching),
      ...findActs(tool, ["detach"]),
      ...findActs(tool, ["delete"], isMark),
    ]);
  },
});
