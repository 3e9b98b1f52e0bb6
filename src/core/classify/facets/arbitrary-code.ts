/** `arbitraryCode`: the caller passes code, a command, a query or a script that is run. */
import { quoteActs, quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { findActs, findParameter, isAbout } from "../rules/match.ts";
import { runsCallerCode } from "../rules/runs-caller-code.ts";
import { takesCommand } from "../rules/takes-command.ts";
import type { FacetTest } from "./facet.ts";

const EXTENSIONS = new Set(words("extension plugin package script module addon"));
const PLACES = new Set(words("path file source url"));
/** The script's name or place, not the script. */
const NAMING = new Set(words("id name path url type file"));
/** Scripts that a harmless looking call runs on the way. */
const SCRIPTS = new Set(words("script"));

export const passesCode: FacetTest = ({ tool, held }) => {
  if (held.has("runs-caller-code")) return runsCallerCode.test(tool, tool.server);
  if (held.has("takes-command")) return takesCommand.test(tool, tool.server);
  const script = findParameter(
    tool,
    SCRIPTS,
    (parameter) =>
      parameter.words.length > 1 && parameter.type === "string" && !NAMING.has(parameter.words.at(-1) ?? ""),
  );
  if (script) return [quoteParameter(script)];
  const installing = findActs(tool, ["start"], (act) => act.verb.lemma === "install" && isAbout(act, EXTENSIONS));
  const place = findParameter(tool, PLACES);
  return installing.length > 0 && place ? [...quoteActs(tool, installing), quoteParameter(place)] : undefined;
};
