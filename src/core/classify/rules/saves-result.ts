import type { Act } from "../acts.ts";
import { quoteActs, quoteCue, quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import type { CueHit, Subject } from "../subject.ts";
import { findActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const OUTPUT = new Set(words("output save dest destination target out download local"));
const PLACE = new Set(words("path file dir directory folder filename to"));

/** A picture of what is shown is only looked at, even where the session keeps it. */
const CAPTURING = new Set(words("screenshot snapshot capture"));

/** `logs stored in a bucket`: where what is read already lies. */
function isDescribing(description: string, hit: CueHit): boolean {
  const before = description.slice(Math.max(0, hit.start - 16), hit.start);
  // `The labels assigned to a file`.
  if (/\b(?:assigned|attached|related|applied|linked|added|belonging) $/i.test(before)) return true;
  const isParticiple = /^(?:stored|saved|written)/i.test(description.slice(hit.start, hit.end));
  return (
    isParticiple &&
    !/\b(?:is|are|be|gets?|and|then)\s+$/i.test(description.slice(Math.max(0, hit.start - 8), hit.start))
  );
}

/** `…, this tool will fetch the pages and save them`. */
function isSaidOfTool(before: string): boolean {
  return /\bthis tool (?:will|also|then|automatically)?[^.]*$/i.test(before);
}

/** `Saves the file to a folder` as a sentence of its own: it is said of the tool. */
const SAVING = /(?:[.!?]\s+|\n\s*)(saves (?:the |its |an? )?(?:output|result|generated|\w+ file)\b)/i;

/** `output_path`, `saveTo`: where the result goes. */
export function isOutputPlace(list: readonly string[]): boolean {
  const isOutput = list.some((word) => OUTPUT.has(word));
  return isOutput && list.some((word) => PLACE.has(word));
}

const STORES = new Set(words("database index collection table store dataset warehouse catalog repository vault"));

const GRAPHS = /^[^.]*\binto (?:the|a|your) (?:knowledge |memory )?graph\b/i;

/** `Parse a repository into the graph`, not `into a flow graph` that is drawn. */
function findKept(tool: Subject, acts: readonly Act[]): readonly Act[] {
  const isGraph = GRAPHS.test(tool.description);
  return acts.filter(
    ({ rest }) => rest[0] === "into" && (isGraph || rest.slice(1, 6).some((word) => STORES.has(word))),
  );
}

export const savesResult = defineRule({
  id: "saves-result",
  statement: "It keeps its result in a file or a store.",
  needs: { kinds: ["generate", "compute", "read", "handle"] },
  test(tool) {
    const made = findActs(tool, ["generate", "compute", "read", "handle"]);
    if (made.length === 0) return undefined;
    const kept = findKept(tool, made);
    if (kept.length > 0) return quoteActs(tool, kept);
    const place = tool.parameters.find(
      (parameter) => parameter.depth === 0 && parameter.values.length === 0 && isOutputPlace(parameter.words),
    );
    // Where it reads by its name and the place may be left out, keeping the result is an extra.
    const [named] = tool.nameActs;
    const isNamedReading = named?.verb.kind === "read" && named.verb.tier < 2;
    if (place && (place.required || !isNamedReading)) return [quoteParameter(place)];
    // Later sentences speak of other tools as often as of this one.
    const [, saving] = SAVING.exec(tool.description) ?? [];
    if (saving !== undefined) return [{ field: "description", quote: saving }];
    const hit = tool.cues.get("savesResult");
    const isOwn = hit?.sentence === 0 || (hit?.sentence === 1 && isSaidOfTool(tool.description.slice(0, hit.start)));
    if (!hit || !isOwn || made.some((act) => CAPTURING.has(act.verb.lemma))) return undefined;
    const isReading = made.every((act) => act.verb.kind === "read");
    return isReading && isDescribing(tool.description, hit) ? undefined : quoteCue(tool, "savesResult");
  },
});
