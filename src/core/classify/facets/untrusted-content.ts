/** `untrustedContent`: the result can hold text that strangers wrote. */
import type { Act } from "../acts.ts";
import { quoteActs, quoteCue, quoteName } from "../evidence.ts";
import { STRANGERS_TEXT } from "../lexicon/nouns.ts";
import { phrases, words } from "../lexicon/words.ts";
import { isHead } from "../rules/match.ts";
import { hasNoun, type Subject } from "../subject.ts";
import type { FacetTest } from "./facet.ts";

/** With these as head the result is about the texts, not the texts. */
const ABOUT_TEXTS = new Set(
  words(
    "quota count total setting type label field id statistic stat template folder status metric config configuration schema usage permission member category attribute log column schema link trend security channel job repository priority severity tracker syntax input",
  ),
);
const LOOKING = new Set(["read", "compute"]);
const WEB = new Set(
  words(
    "web search brave exa tavily kagi duckduckgo serp serpapi perplexity crawl firecrawl scrape arxiv pubmed reddit hackernews twitter youtube linkedin instagram facebook tiktok brightdata bluesky mastodon",
  ),
);
const ON_WEB = new Set(
  words("search research find fetch scrape crawl extract get read map retrieve check summarize return query"),
);
const WEB_RESULTS = new Set(
  words(
    "search result page crawl paper article video image news summary place location question answer status content transcript research summarizer check profile post job company employee event seller product website site reel tweet",
  ),
);

/** Anybody can write there. */
const HOSTS = new Set(
  words("github gitlab stackoverflow reddit twitter youtube wikipedia hackernews npm pypi huggingface"),
);

/** `Search GitHub for code`: what anybody put there. */
export function searchesHost({ verb, object }: Act): boolean {
  return verb.lemma === "search" && HOSTS.has(object[0] ?? "");
}

/** These hand back what stands at an address; others only go there. */
const GATHERING = new Set(words("fetch scrape crawl extract summarize read"));

function isGathering(tool: Subject): boolean {
  return (
    tool.acts.some(({ verb }) => GATHERING.has(verb.lemma)) || tool.nameWords.some((word) => word.startsWith("scrap"))
  );
}

/** These say yes or no, how many there are, or what was passed. */
const CHECKING = new Set(words("validate verify count echo"));

/** What a page shows is what its site wrote. */
const PAGE = new Set(words("page html dom element snapshot screenshot"));
const PAGES = new Set(
  phrases(`page content | page text | visible text | text content | page state | current state | selected element
    console log | console message | console error | network log | network request | network error`),
);

/** `Returns the page's URL`: an address, not what stands there. */
function isAddress(act: Act): boolean {
  return act.object.at(-1) === "url" && TELLING.has(act.verb.lemma);
}
/** `Get a listing of files`: a list, not what somebody offers. */
function isListing(act: Act): boolean {
  return act.object.at(-1) === "listing" && act.rest[0] === "of";
}
function isOfPage(act: Act): boolean {
  return isHead(act, PAGE) || hasNoun(act.object, PAGES) || (act.rest[0] === "from" && act.rest.includes("page"));
}
const TELLING = new Set(words("get return show tell build retrieve"));

/** `For people by email`: how they are found. */
const BEYOND = new Set(words("by with using in"));

/** What is looked at, or for. */
function lookedFor({ object, rest }: Act): readonly string[] {
  if (object.length > 0 || rest[0] !== "for") return object;
  const end = rest.findIndex((word) => BEYOND.has(word));
  return end < 0 ? rest : rest.slice(0, end);
}

export const returnsStrangersText: FacetTest = ({ tool, category, anyUrl }) => {
  if (category === "read" || category === "execute") {
    const acts = tool.acts.filter(
      (act) =>
        LOOKING.has(act.verb.kind) &&
        !CHECKING.has(act.verb.lemma) &&
        (hasNoun(lookedFor(act), STRANGERS_TEXT) || (tool.server.topics.has("browser") && isOfPage(act))) &&
        (!hasNoun(act.object, ABOUT_TEXTS) || hasNoun(act.object, PAGES)) &&
        !isAddress(act) &&
        !isListing(act),
    );
    if (category === "read" && acts.length > 0) return quoteActs(tool, acts.slice(0, 1));
  }
  if (anyUrl && (category !== "execute" || isGathering(tool))) return [quoteName(tool)];
  if (tool.cues.has("holdsStrangersText")) return quoteCue(tool, "holdsStrangersText");
  if (category === "execute" && tool.nameWords.some((word) => word === "crawl" || word === "scrape"))
    return [quoteName(tool)];
  if (category !== "read") return undefined;
  const searched = tool.acts.filter(searchesHost);
  if (searched.length > 0) return quoteActs(tool, searched.slice(0, 1));
  if (tool.cues.get("searchesWeb")?.sentence === 0) return quoteCue(tool, "searchesWeb");
  const isOnWeb = tool.server.isOfWeb || [...tool.server.ownWords].some((word) => WEB.has(word));
  if (
    isOnWeb &&
    tool.acts.some((act) => ON_WEB.has(act.verb.lemma) && (act.object.length === 0 || hasNoun(act.object, WEB_RESULTS)))
  )
    return [quoteName(tool)];
  if (isOnWeb && tool.nameActs.some((act) => act.verb.lemma === "search")) return [quoteName(tool)];
  return tool.server.isCodeHost && tool.nameWords.includes("search") && tool.nameWords.includes("code")
    ? [quoteName(tool)]
    : undefined;
};
