/** A fact of risk: it fetches whatever address the caller names. */
import type { Evidence } from "../../schema/verdict.ts";
import { quoteName, quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { mentions } from "../rules/match.ts";
import type { Subject } from "../subject.ts";

const FETCHING = new Set(
  words(
    "fetch scrape crawl extract browse download load open read render convert get retrieve screenshot capture summarize navigate parse map analyze transcribe import",
  ),
);
const ADDRESS = new Set(words("url uri urls link website site"));
/** Pages of a maker's own manual: not whatever page. */
const MANUALS = new Set(words("documentation docs"));
const WEB = new Set(words("web website webpage page site html http markdown link article internet"));

export function fetchesAnyUrl(tool: Subject): readonly Evidence[] | undefined {
  const acts = tool.acts.filter((act) => FETCHING.has(act.verb.lemma));
  if (acts.length === 0 || acts.some((act) => mentions(act, MANUALS))) return undefined;
  const isOnWeb =
    acts.some((act) =>
      [...act.object, ...act.rest].some(
        (word) => WEB.has(word) || (word === "url" && act.verb.lemma !== "get" && act.verb.lemma !== "retrieve"),
      ),
    ) ||
    ["fetch", "scrape", "crawl", "browse"].some((verb) =>
      acts.some((act) => act.verb.lemma === verb && act.object.length === 0),
    ) ||
    tool.nameWords.some((word) => word === "scrape" || word === "crawl");
  const parameter = tool.parameters.find(
    (candidate) => candidate.depth === 0 && candidate.words.length === 1 && ADDRESS.has(candidate.words[0] ?? ""),
  );
  if (parameter && isOnWeb && !isOwnAddress(parameter.description, tool.server.name))
    return [quoteParameter(parameter)];
  const says =
    tool.parameters.length === 0 && isOnWeb && tool.acts.some((act) => hasAddress(act.object) || hasAddress(act.rest));
  return says ? [quoteName(tool)] : undefined;
}

function hasAddress(list: readonly string[]): boolean {
  return list.includes("url") || list.includes("urls") || list.includes("webpage") || list.includes("website");
}

/** `Sentry issue URL`: only addresses of the server's own service. */
export function isOwnAddress(description: string | undefined, server: string): boolean {
  const [first = ""] = server.toLowerCase().split(/[^a-z0-9]/);
  return (
    first.length > 2 &&
    (description ?? "").toLowerCase().includes(first) &&
    first !== "web" &&
    first !== "fetch" &&
    first !== "mcp"
  );
}
