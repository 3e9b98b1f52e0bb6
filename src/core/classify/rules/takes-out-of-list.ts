import type { Act } from "../acts.ts";
import { MEMBER_CONTAINERS, MEMBERSHIPS } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import type { Subject } from "../subject.ts";
import { findActs, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const MARKS = new Set(words("star reaction like vote bookmark favorite follow follower watcher breakpoint watchpoint"));
const SUBSCRIPTIONS = new Set(words("subscription"));
const SETTING = new Set(words("set add assign attach apply"));

/** `remove_label`, `remove_user_from_group`: what is removed is a membership. */
function isDetaching(act: Act): boolean {
  if (isHead(act, MEMBERSHIPS)) return true;
  const from = act.rest.indexOf("from");
  return from >= 0 && act.rest.slice(from + 1, from + 5).some((word) => MEMBER_CONTAINERS.has(word));
}

/**
 * What one of name and description says of the removal holds for the other: `remove_sub_issue`, "Remove a sub-issue from
 * its parent issue". What is set or removed is a value.
 */
export function isTakingOut(tool: Subject): boolean {
  const removals = findActs(tool, ["remove"]);
  return removals.some(isDetaching) || (removals.length > 0 && tool.acts.some((act) => SETTING.has(act.verb.lemma)));
}

const MEMBERS = new Set(words("member collaborator participant attendee assignee reviewer watcher subscriber"));

/** Whoever is deleted from a list lives on, when the description removes him from it. */
export function isTakenOut(tool: Subject, act: Act): boolean {
  return isHead(act, MEMBERS) && isTakingOut(tool);
}

/** Marks are made again as easily as they are deleted. */
export function isMark(act: Act): boolean {
  return isHead(act, MARKS) || (isHead(act, SUBSCRIPTIONS) && act.object.includes("notification"));
}

export const takesOutOfList = defineRule({
  id: "takes-out-of-list",
  statement: "It takes a thing out of a list or off another thing, and the thing itself stays.",
  needs: { kinds: ["remove", "detach", "delete"] },
  test(tool) {
    const removed = isTakingOut(tool) ? findActs(tool, ["remove"]) : [];
    return whereActs(tool, [
      ...removed,
      ...findActs(tool, ["detach"]),
      ...findActs(tool, ["delete"], (act) => isMark(act) || isTakenOut(tool, act)),
    ]);
  },
});
