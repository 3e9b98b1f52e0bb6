/** `privateData`: the result can hold data that is not public. */
import type { Act } from "../acts.ts";
import { quoteActs, quoteName } from "../evidence.ts";
import { phrases, words } from "../lexicon/words.ts";
import { findActs, findParameter, isAbout, isHead, mentions } from "../rules/match.ts";
import { hasNoun, type Subject } from "../subject.ts";
import { singular } from "../tokens.ts";
import type { FacetTest } from "./facet.ts";
import { searchesHost } from "./untrusted-content.ts";

/** What is read out of a file is what the file holds. */
const QUERIES = new Set(words("sql cypher"));
const CONVERTING = new Set(words("convert extract transcribe parse ocr summarize render"));
const FILES = new Set([...words("filepath filename"), "file path"]);
/** `Returns the input message`: the caller's own. */
const PASSED = new Set(["input"]);
const RETURNS_NOTHING = new Set(words("ping wait await sleep echo hello greet"));
/** Whatever the server: everybody may read these. */
const PUBLIC_OBJECTS = new Set([
  "current time",
  "supported format",
  "current date",
  "server time",
  "order book",
  "open source",
  "mcp version",
  "server info",
  "server health",
  "server version",
  ...words(`documentation doc docs guide instruction tutorial syntax capability weather wikipedia arxiv pubmed paper citation
  web website webpage internet news tweet subreddit geocode isochrone timezone holiday recipe movie album artist song lyric dictionary cve npm pypi nuget mempool
  whois rdap tld best practice learning example sample boilerplate changelog crate guidance nuget
  gene protein compound organism species genome popular trending anticipated season episode trailer anime`),
]);
const SAYING = new Set(words("info information detail available"));
/** The caller's own, whatever else is said of it. */
const OWN_OBJECTS = new Set([...words("codebase symbol inbox"), "source code", "google doc"]);
/** Where a market is dealt in, its prices are anybody's. */
const MARKET = new Set(
  words(
    "price symbol pair instrument apy stock crypto cryptocurrency ticker bar candle candlestick ohlcv forex index market quote conversion orderbook block network chain gas ohlc tier apr tvl pool vault yield token",
  ),
);
/** What is asked for by one of these is registered for all to see. */
const PUBLIC_KEYS = new Set(["ticker", "stock symbol", "isin", "cik", "cusip", "asn", "cve id", "doi", "pmid", "isbn"]);
/** What a company with such a key files. */
const FILINGS = new Set(["balance sheet"]);
/** What is asked for is one of a market's. */
const TRADED = new Set(["symbol", "pair", "trading pair", "instrument", "from currency"]);
/** A place on the map is anybody's to look at. */
const COORDINATES = new Set(["latitude", "lat", "bbox", "bounding box", "coordinate"]);
/** On a chain whoever has an address sees what it holds. */
const ON_CHAIN = new Set([
  "address",
  "owner address",
  "wallet address",
  "contract address",
  "tx hash",
  "height or hash",
]);
/** As the head of the object: kinds and lists that the maker publishes, not records. */
const CATALOGUES = new Set(
  words(`type region datacenter flavor zone country currency language capability format manual api
  method library tool model voice icon size sku datacentre availability example specification
  color colour option`),
);
/** Said of what needs no key. */
const OPEN =
  /\bno (?:\w+ )?(?:authentication|authorization|api key|login|account) (?:is )?(?:required|needed)\b|\bguest access\b/i;
/** Of an account even on a server that is public otherwise. */
const ACCOUNT_OBJECTS = new Set(
  words(
    "account usage credit key project user workspace team history monitor bookmark saved favorite subscription quota file billing balance profile job dataset memory note portfolio wallet holding position",
  ),
);

export const returnsPrivateData: FacetTest = ({ tool, category, held, anyUrl }) => {
  const converted = findActs(tool, ["compute"], (act) => CONVERTING.has(act.verb.lemma));
  if (category === "read" && converted.length > 0 && findParameter(tool, FILES)) return quoteFirst(tool, converted);
  const computing = tool.acts.filter(({ verb }) => verb.kind === "compute");
  const isOfRows = tool.server.topics.has("database") && tool.parameters.some(({ phrase }) => ROWS.has(phrase));
  if (category === "read" && isOfRows && computing.length > 0) return quoteFirst(tool, computing);
  const reading = tool.acts.filter(
    ({ verb, object }) =>
      (verb.kind === "read" && !RETURNS_NOTHING.has(verb.lemma) && !PASSED.has(object[0] ?? "")) ||
      verb.kind === "ask" ||
      HANDING_OUT.has(verb.lemma),
  );
  const isApplying = tool.nameActs[0]?.verb.kind === "apply";
  if (held.has("runs-caller-code") && !isApplying && (tool.server.topics.has("database") || reading.length > 0))
    return quoteFirst(tool, tool.acts);
  if (held.has("runs-caller-code") && tool.acts.some((act) => act.verb.kind === "run" && mentions(act, QUERIES)))
    return quoteFirst(tool, tool.acts);
  // What a command prints it hands back.
  if (held.has("takes-command") && category === "execute") return quoteFirst(tool, tool.acts);
  // Whatever is asked of an interface with the account's rights, its answer can hold.
  if (held.has("calls-agent-or-api") && !tool.server.isPublic && findParameter(tool, CALLED)) {
    return quoteFirst(tool, tool.acts);
  }
  if (SECRETS_SHOWN.test(tool.description)) return quoteFirst(tool, tool.acts);
  if (category !== "read") {
    const chosen = reading.filter(({ source, verb }) => source === "choice" && SHOWING.has(verb.lemma));
    return chosen.length > 0 && !isPublic(tool, chosen) ? quoteFirst(tool, chosen) : undefined;
  }
  if (reading.length === 0 && !held.has("names-information") && !isAnalysis(tool)) return undefined;
  return anyUrl || isPublic(tool, reading) ? undefined : quoteFirst(tool, reading);
};

/** Of a tool that reads: what is stored is handed out. */
const HANDING_OUT = new Set(words("export download"));
/** A secret that is made anew is handed out once. */
const SECRETS_SHOWN =
  /\breturns? (?:the|a) new (?:[a-z]+ )?(?:token|secret|key|password)\b|\b(?:secret|key|token|password)\b[^.]{0,40}\b(?:only shown once|shown only once|(?:is|are) returned)\b/i;
/** What is called is the caller's choice. */
const CALLED = new Set(["path", "endpoint", "method", "tool name", "method name", "operation", "name"]);
/** Among the actions of one tool these hand out what it holds. */
const SHOWING = new Set(words("get list show read search describe query export fetch"));
/** Where the rows that are computed with come from. */
const ROWS = new Set(["table", "table name", "view name", "csv file path", "csv path"]);

/** What is pasted into the call is the caller's own. */
const PASTED = /^(?:content|text|yaml|json|manifest|template|code|config|configuration|sql|query|queries|data)$/i;
const ANALYSED = new Set(
  words(
    "database cluster workload lock log index namespace account cost bucket table configuration evaluation run trace session pipe pipeline workspace",
  ),
);
/** What is examined is read from where this says. */
const STORED = /(?:^|_)(?:id|path|project|thread|repo|repository|namespace)$|(?:Id|Path)$/;
const EXAMINING = new Set(words("analyze analyse review audit validate summarize summarise"));

const REPORTS = new Set(words("report"));

/** Running an analysis over what an account holds returns what it holds. */
function isAnalysis(tool: Subject): boolean {
  return tool.acts.some(
    (act) =>
      act.verb.kind === "run" ||
      (act.verb.kind === "generate" && isHead(act, REPORTS)) ||
      (EXAMINING.has(act.verb.lemma) &&
        (isAbout(act, ANALYSED) || tool.parameters.some(({ name }) => STORED.test(name))) &&
        !tool.parameters.some(({ name }) => PASTED.test(name))),
  );
}

function quoteFirst(tool: Subject, acts: readonly Act[]) {
  return acts.length > 0 ? quoteActs(tool, acts.slice(0, 1)) : [quoteName(tool)];
}

/** `Check whether a connection is there` says yes or no. */
function isChecking(tool: Subject, act: Act): boolean {
  if (act.source === "name") return hasNoun(tool.nameWords, CONNECTIONS) && !isHead(act, JOINED);
  const next = tool.description.slice(act.end, act.end + 9).toLowerCase();
  return / (?:if|whether) /.test(next) && [...act.object, ...act.rest].some((word) => CONNECTIONS.has(word));
}
/** `The most watched shows`: what many did, counted. */
function isRanking({ object }: Act): boolean {
  return object.some((word, at) => word === "most" && (object[at + 1] ?? "").endsWith("ed"));
}

/** `Search over the API's operations`, `the parameter schema of an operation`: how the interface is called. */
function isOfInterface(act: Act): boolean {
  return hasNoun([...act.object, ...act.rest.slice(0, 6)], INTERFACE);
}
const INTERFACE = new Set(
  phrases(
    "api operation | api method | api endpoint | graphql schema | graphql type | parameter schema | api tool | mcp tool | available tool | json schema",
  ),
);
const CONNECTIONS = new Set(words("connected connection integration enabled availability reachable status"));
/** A record of how two things are joined, not whether they are. */
const JOINED = new Set(["integration"]);
const MANUALS = new Set([...words("documentation docs"), "best practice"]);

function isPublic(tool: Subject, reading: readonly Act[]): boolean {
  const isMarket = tool.server.topics.has("trading");
  // Of a market a symbol is no name in a program.
  const isOwn = (list: readonly string[]) => hasNoun(list, OWN_OBJECTS) && !(isMarket && list.includes("symbol"));
  if (reading.some((act) => isOwn(act.object) || isOwn(act.rest.slice(0, 4)))) return false;
  const name = tool.wholeName.map((token) => singular(token.text));
  const objects = [...reading.flatMap((act) => act.object), ...name];
  if (hasNoun(objects, PUBLIC_OBJECTS) || tool.cues.get("searchesWeb")?.sentence === 0) return true;
  if (reading.some((act) => hasNoun(act.rest.slice(0, 8), MANUALS))) return true;
  if (reading.length > 0 && reading.every((act) => isChecking(tool, act))) return true;
  if (isMarket && hasNoun(objects, MARKET) && !hasNoun(objects, ACCOUNT_OBJECTS)) return true;
  // Said of an account's own, it would only say that nobody is asked who he is.
  if (OPEN.test(tool.description) && !hasNoun(objects, ACCOUNT_OBJECTS)) return true;
  if (reading.some(searchesHost) && !tool.server.isCodeHost) return true;
  const isKeyed = (keys: ReadonlySet<string>) => tool.parameters.some(({ phrase }) => keys.has(phrase));
  if (isMarket && isKeyed(ON_CHAIN)) return true;
  if (isMarket && isKeyed(TRADED) && !hasNoun(objects, ACCOUNT_OBJECTS)) return true;
  if (isKeyed(PUBLIC_KEYS) && (!hasNoun(objects, ACCOUNT_OBJECTS) || hasNoun(objects, FILINGS))) return true;
  if (isKeyed(COORDINATES) && !hasNoun(objects, ACCOUNT_OBJECTS)) return true;
  const heads = reading
    .filter(({ source }) => source !== "choice")
    .map((act) => act.object.findLast((word) => !SAYING.has(word)) ?? "");
  if (heads.some((head) => CATALOGUES.has(head)) || reading.some((act) => isOfInterface(act) || isRanking(act)))
    return true;
  return tool.server.isPublic && !hasNoun(objects, ACCOUNT_OBJECTS);
}
