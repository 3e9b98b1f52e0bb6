import type { Act } from "../acts.ts";
import { SCREEN_ELEMENTS } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import type { Subject } from "../subject.ts";
import { findActs, findParameter, findVerbs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Verbs of reading and thinking too. */
const VAGUE = new Set(words("focus navigate drive enter scroll type"));
const ELSEWHERE = new Set(words("timeline attention log search research graph knowledge"));
const SETTINGS = new Set(words("cookie storage screenshot trace pdf network"));

/** Things that have settings of their own. */
const OWNING = new Set(words("app file url text"));

/** `Update the permissions of an app`: the app is not what is worked. */
function isOnScreen(act: Act): boolean {
  if (!isAbout(act, SCREEN_ELEMENTS)) return false;
  const isOwned = act.verb.kind === "change" && !isHead(act, SCREEN_ELEMENTS);
  return !isOwned || act.object.some((word) => SCREEN_ELEMENTS.has(word) && !OWNING.has(word));
}

const FILES = new Set(["file"]);
const CONTENTS = new Set([...words("content contents"), "old string", "new string"]);

/** `write_file` with a content: it goes to the disk, whatever is on the screen. */
function isOnDisk(tool: Subject, act: Act): boolean {
  return isHead(act, FILES) && findParameter(tool, CONTENTS) !== undefined;
}

const TURNING = new Set(words("turn bring"));
const SHOWN = new Set(words("front foreground view focus"));

/** `Turn a finding into a task`, `bring the rows back into step`: nothing moves. */
function isBringing(act: Act): boolean {
  if (!TURNING.has(act.verb.lemma)) return false;
  return act.verb.lemma === "turn"
    ? act.rest.includes("into")
    : !mentions(act, SHOWN) && !isAbout(act, SCREEN_ELEMENTS);
}

export const GOING: ReadonlySet<string> = new Set(words("go goto navigate jump"));
const DECLARED = new Set(words("definition declaration implementation"));

/** `goto_definition`: where a name of a program is declared is looked up. */
export function isLookingUp(tool: Subject, act: Act): boolean {
  return GOING.has(act.verb.lemma) && (mentions(act, DECLARED) || DECLARED.has(tool.nameWords.at(-1) ?? ""));
}

const DROPPING = new Set(["drop"]);

/** `Drop files onto an element`, as with a mouse. */
export function isDropping(tool: Subject, act: Act): boolean {
  if (!DROPPING.has(act.verb.lemma) || !tool.server.topics.has("browser")) return false;
  return (
    act.object.length === 0 ||
    act.rest[0] === "onto" ||
    tool.textActs.some(({ verb, rest }) => verb.lemma === "drop" && rest[0] === "onto")
  );
}

/** `Make the bot jump`. */
const PUPPETS = new Set(words("bot robot player character drone avatar npc arm vehicle"));

/** Input that is simulated is input. */
const SIMULATING = new Set(words("simulate synthesize perform"));
const INPUTS = new Set(words("keyboard mouse keystroke keypress key click touch gesture tap swipe scroll wheel"));

export const drivesInterface = defineRule({
  id: "drives-interface",
  statement: "It works a browser, a desktop or an app as a person would.",
  needs: {
    kinds: ["drive", "open", "close", "change", "handle", "create", "store", "start", "restore"],
    verbs: [...SIMULATING, ...DROPPING],
  },
  test(tool, server) {
    const driven = findActs(
      tool,
      ["drive"],
      (act) => !isBringing(act) && !isLookingUp(tool, act) && !(VAGUE.has(act.verb.lemma) && isAbout(act, ELSEWHERE)),
    );
    const onScreen = server.topics.has("browser")
      ? findActs(
          tool,
          ["open", "close", "change", "handle", "create", "store", "start", "restore"],
          (act) =>
            isOnScreen(act) &&
            !isOnDisk(tool, act) &&
            !isAbout(act, SETTINGS) &&
            act.verb.lemma !== "download" &&
            act.verb.lemma !== "save",
        )
      : [];
    const simulated = findVerbs(tool, SIMULATING, (act) => act.object.some((word) => INPUTS.has(word)));
    const moved = findActs(tool, ["handle"], (act) => act.verb.lemma === "make" && PUPPETS.has(act.object[0] ?? ""));
    const dropped = findVerbs(tool, DROPPING, (act) => isDropping(tool, act));
    return whereActs(tool, [...driven, ...dropped, ...simulated, ...moved, ...onScreen]);
  },
});
