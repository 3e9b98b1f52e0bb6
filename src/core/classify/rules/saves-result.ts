import { quoteCue, quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { findActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const OUTPUT = new Set(words("output save dest destination target out download local"));
const PLACE = new Set(words("path file dir directory folder filename to"));

/** `output_path`, `saveTo`: where the result goes. */
function isOutputPlace(list: readonly string[]): boolean {
  const isOutput = list.some((word) => OUTPUT.has(word));
  return isOutput && list.some((word) => PLACE.has(word));
}

export const savesResult = defineRule({
  id: "saves-result",
  statement: "It keeps its result in a file or a store.",
  test(tool) {
    const made = findActs(tool, ["generate", "compute", "read", "handle"]);
    if (made.length === 0) return undefined;
    const place = tool.parameters.find(
      (parameter) => parameter.depth === 0 && parameter.values.length === 0 && isOutputPlace(parameter.words),
    );
    if (place) return [quoteParameter(place)];
    // Later sentences speak of other tools as often as of this one.
    return tool.cues.get("savesResult")?.sentence === 0 ? quoteCue(tool, "savesResult") : undefined;
  },
});
