import { quoteName } from "../evidence.ts";
import { findVerb } from "../lexicon/forms.ts";
import * as NOUNS from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { defineRule } from "./rule.ts";

/** Words that stand before a noun and act on nothing. */
const DESCRIBING = words(`
  current latest recent available active all my your user server global local public private total daily weekly monthly top trending
  new old full short simple basic advanced detailed system network console data web news image video audio text code file page site
  account project team org organization company customer client product sales market stock price currency crypto token wallet
  weather air traffic flight train bus hotel city country world time date day week month year next last related similar
  technical financial historical real live test debug error performance security health access api auth rate build deploy run job
  who am i whoami knowledge base general random model package library module function class type field table column schema
  cloud provider service resource cluster node reminder contact
  repo repository commit branch issue pull request git fulltext item size get`);
const KNOWN: ReadonlySet<string> = new Set([...DESCRIBING, ...Object.values(NOUNS).flatMap((set) => [...set])]);

/** After whatever noun, one of these asks for what is known of it. */
const HEADS = new Set(
  words(
    "rule guideline instruction guide guidance doc docs documentation manual reference convention list status info information stats statistic detail history overview metadata help result status",
  ),
);

const GRAINS = new Set(words("hourly daily weekly monthly yearly current latest minute"));

/** `frobnicate`: an unknown word with the ending of a verb. */
function looksLikeVerb(word: string): boolean {
  return /(?:ate|ise|ize|ify)$/.test(word) && !KNOWN.has(word);
}

/** An unknown word that could be a verb makes the name prove nothing. */
export const namesInformation = defineRule({
  id: "names-information",
  statement: "Its name is that of a piece of information.",
  test(tool) {
    // `weather_hourly`: how finely, not what.
    const last = tool.nameWords.findLast((word) => !GRAINS.has(word));
    if (tool.nameActs.length > 0 || last === undefined || tool.textActs.length > 0) return undefined;
    const isInformation =
      NOUNS.INFORMATION.has(last) ||
      tool.nameWords.join(" ") === "who am i" ||
      isPlural(tool.nameTokens.at(-1)?.text ?? "");
    if (!isInformation) return undefined;
    if (HEADS.has(last) && !tool.nameWords.slice(0, -1).some(looksLikeVerb)) return [quoteName(tool)];
    return tool.nameWords.slice(0, -1).every((word) => KNOWN.has(word) || findVerb(word) !== undefined)
      ? [quoteName(tool)]
      : undefined;
  },
});

function isPlural(word: string): boolean {
  return word.length > 4 && word.endsWith("s") && !word.endsWith("ss") && (findVerb(word)?.verb.tier ?? 2) === 2;
}
