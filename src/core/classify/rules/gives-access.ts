import type { Act } from "../acts.ts";
import { ACCESS_GRANTS } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import type { Subject } from "../subject.ts";
import { findActs, findParameter, findVerbs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const MINTING = new Set(["mint"]);
const CREDENTIALS = new Set(words("token credential key"));
const OTHER = new Set(words("screen idea thought insight location feedback"));
const PERSONS = new Set(words("user member collaborator person account email reader editor admin owner guest"));
const PLACES = new Set(words("group team organization org project workspace role repository repo channel space"));

/** `Add a user to a group`. */
function isMember(act: Act): boolean {
  return act.object.some((word) => PERSONS.has(word)) && act.rest.some((word) => PLACES.has(word));
}

const ELEMENTS = new Set(["member"]);

/** `Add a member to a sorted set`: a value of a database. */
function isElement(act: Act): boolean {
  return isHead(act, ELEMENTS) && act.rest.includes("set");
}

/** The key of one of these names a value. */
const FIELDS = new Set(words("frontmatter json hash metadata cache property localstorage"));
/** Who has a deal or a ticket works on it: no right is given. */
const OWNERS = new Set(["owner"]);
const OWNED = new Set(
  words("deal ticket task contact lead issue case incident alert company opportunity conversation"),
);

/** Whose data are edited gets no rights by it, unless they are what is edited. */
const EDITING = new Set(words("update edit modify"));
const PEOPLE = new Set(words("owner guest member admin"));
const RIGHTS = new Set(words("role permission access right privilege"));

function isEditingPerson(tool: Subject, act: Act): boolean {
  return EDITING.has(act.verb.lemma) && isHead(act, PEOPLE) && !findParameter(tool, RIGHTS);
}

/** `authorize`: "Generates the URL on which the user signs in" only hands that out. */
const WRITING: ReadonlySet<string> = new Set(["generate", "read"]);
const ADDRESS = new Set(["url"]);

export const givesAccess = defineRule({
  id: "gives-access",
  statement: "It gives someone or something access.",
  needs: { kinds: ["grant", "create", "change", "generate", "transfer"], verbs: MINTING },
  test(tool) {
    const isAddress =
      tool.textActs[0] !== undefined && WRITING.has(tool.textActs[0].verb.kind) && isHead(tool.textActs[0], ADDRESS);
    const granted = findActs(tool, ["grant"], (act) => !isAbout(act, OTHER) && !(isAddress && act.source === "name"));
    const isWork = tool.acts.some((act) => isHead(act, OWNERS) && mentions(act, OWNED));
    const made = findActs(
      tool,
      ["create", "change", "generate", "transfer"],
      (act) =>
        !(act.verb.kind === "transfer" && tool.server.topics.has("trading")) &&
        !(isWork && isHead(act, OWNERS)) &&
        !isAbout(act, FIELDS) &&
        !isElement(act) &&
        !isEditingPerson(tool, act) &&
        (isHead(act, ACCESS_GRANTS) || (act.verb.lemma === "add" && isMember(act))),
    );
    const minted = findVerbs(tool, MINTING, (act) => isAbout(act, CREDENTIALS) && !tool.server.topics.has("trading"));
    return whereActs(tool, [...granted, ...made, ...minted]);
  },
});
