/** Grammar for the sentences about a tool: third persons, articles, and words of a definition cut to a clause. */
import type { Act } from "./acts.ts";
import { findVerb } from "./lexicon/forms.ts";
import { words } from "./lexicon/words.ts";
import type { Subject } from "./subject.ts";
import { singular } from "./tokens.ts";

const UNCOUNTED = new Set(
  words(`information data metadata status news weather text content code access music video audio memory storage traffic history
  feedback help documentation cypher dns javascript sql python mode progress everything something context state health input output time usage`),
);
const DETERMINERS = new Set(
  words(
    "a an the this that these those all any every each its their your my one two some several multiple many no another both existing new",
  ),
);
const HARD_LETTER = new Set("AEFHILMNORSX");

/** `an` before a vowel's sound: an hour, an MCP server, a user, a one-off. */
export function formatArticle(next: string): string {
  const word = next.replace(/^[^A-Za-z0-9]+/, "");
  if (/^(?:[A-Z]{2,}|[A-Z])(?![a-z])/.test(word) && /^[A-Z]+\d*$/.test(word.split(/[^A-Za-z0-9]/)[0] ?? "")) {
    return HARD_LETTER.has(word[0] ?? "") ? "an" : "a";
  }
  if (/^(?:8|11|18)/.test(word)) return "an";
  if (/^(?:uni(?!n|m)|use|user|usage|usu|util|uti|eu|one(?!r)|once|ubi|ure|url)/i.test(word)) return "a";
  if (/^(?:hour|honest|honou?r|heir)/i.test(word)) return "an";
  return /^[aeiou]/i.test(word) ? "an" : "a";
}

const LINKS = new Set(
  words(
    "to from in on for by with of as into via at about within across against through using onto under per without over near around inside after before up out off down between among like back forward ahead home",
  ),
);

/** `files matching a mask`: what things do, or what is done to them, comes behind them. */
const TRAILING = new Set(words("available matching containing related associated performed created modified used"));

const RELATIVES = new Set(words("who that which whose"));

/** `conditions defined on a phase`, `people who need it`: after a plural such a word says which. */
function isTold(word: string, before: string): boolean {
  return before.length > 3 && isPlural(before) && (/(?:ed|ing)$/.test(word) || RELATIVES.has(word));
}

/** The word that the phrase is about: the last one before a preposition. */
function findHead(list: readonly string[]): string {
  const end = list.findIndex(
    (word, index) =>
      index > 0 &&
      (LINKS.has(word.toLowerCase()) || TRAILING.has(word) || isManner(word) || isTold(word, list[index - 1] ?? "")),
  );
  return (list[end < 0 ? list.length - 1 : end - 1] ?? "").toLowerCase();
}

/** `plans incrementally`: how, not what. */
function isManner(word: string): boolean {
  return MANNERS.has(word) || /[a-z]{4}ly$/.test(word);
}

/** The noun phrase with an article where it needs one: `issue` → an issue, `issues` → issues, `the page` as it is. */
export function formatNounPhrase(phrase: string): string {
  const list = phrase.split(" ");
  const [first = ""] = list;
  // The author's article, put right where it is not: `a area chart`.
  if (/^an?$/i.test(first) && list.length > 1)
    return `${formatArticle(list.slice(1).join(" "))} ${list.slice(1).join(" ")}`;
  const head = findHead(list);
  // `SonarQube for desktops`: a name takes no article.
  if (list.length > 1 && /^[A-Z]/.test(first) && head === first.toLowerCase()) return phrase;
  const opensAlready = DETERMINERS.has(first.toLowerCase()) || LINKS.has(first.toLowerCase()) || /^[\d`]/.test(first);
  if (opensAlready || isPlural(head) || UNCOUNTED.has(head) || /[^\w-]/.test(head) || list.includes("and"))
    return phrase;
  return `${formatArticle(phrase)} ${phrase}`;
}

function isPlural(word: string): boolean {
  return (
    singular(word) !== word ||
    /^(?:data|media|people|children|criteria|dns|news|analytics)$/.test(word) ||
    /(?:ies|[^su]s)$/.test(word)
  );
}

const STOPS = new Set([".", ";", ":", "(", ")", ",", "[", "]", "|", "\n", "/", "!", "?", "→", "。"]);
/** A clause does not end in one of these, and is cut where one begins another thought. */
const OPEN_ENDED = new Set(
  words(
    "a an the of to in on for by with from and or as at into via using that which your its their this these any all is are be been when if per than then so not it along together only also about like etc multiple several each every different specific",
  ),
);
const CUTS = new Set(
  words(
    "by using via when if so that which while where because unless with based including such then but between among use returns return given whether",
  ),
);
const SENTENCE_OPENERS = new Set(words("This It These Use Returns If When Requires"));
const MAX_WORDS = 11;

const LONGEST_ASIDE = 6;

/** Where the text goes on after an aside in brackets at `index`; `undefined` where it is more than an aside. */
function skipAside(tool: Subject, index: number): number | undefined {
  const { descriptionTokens: tokens, description } = tool;
  const end = tokens.findIndex((token, place) => place > index && token.text === ")");
  const [close, next] = [tokens[end], tokens[end + 1]];
  if (end < 0 || end - index > LONGEST_ASIDE || !close || !next) return undefined;
  return description.slice(close.end, next.start) === " " && !STOPS.has(next.text) ? end + 1 : undefined;
}

const VAGUE = new Set(words("information info details detail detailed data status results result statistics list"));

/** `gets information`: it is said that there is something, not of what. */
export function isVague(object: string): boolean {
  return object.split(" ").every((word) => VAGUE.has(word.toLowerCase()));
}

/** What the verb is done to, in the definition's own words: `a node from the repository`. Empty where it says nothing. */
export function formatObject(tool: Subject, act: Act): string {
  if (act.source === "name" || act.source === "choice") return formatNameObject(tool, act);
  const start = tool.descriptionTokens.findIndex((token) => token.start >= act.end);
  if (start < 0 || tool.isForeign) return "";
  const kept: string[] = [];
  let stop = "";
  let lastEnd = 0;
  for (let index = start; index < tool.descriptionTokens.length; index += 1) {
    if (kept.length > 0 && tool.descriptionTokens[index]?.text === "(") index = skipAside(tool, index) ?? index;
    const token = tool.descriptionTokens[index];
    stop = token?.text ?? "";
    if (!token || kept.length === MAX_WORDS || STOPS.has(stop) || endsClause(tool, index, kept.length)) break;
    const between = tool.description.slice(tool.descriptionTokens[index - 1]?.end ?? token.start, token.start);
    // Markup, quotes and signs end what can be repeated without its context.
    if (kept.length > 0 && !/^[ \n]+$|^-$/.test(between)) break;
    const text = tool.description.slice(token.start, token.end);
    // Without a full stop between them the next sentence begins.
    if (kept.length > 1 && SENTENCE_OPENERS.has(text)) break;
    lastEnd = token.end;
    if (between === "-" && kept.length > 0) kept[kept.length - 1] += `-${text}`;
    else kept.push(text);
    stop = "";
  }
  // `Next.js`, `W&B`: half a word says nothing.
  if (isCutInside(tool.description, lastEnd)) return "";
  // The first word of a list, or one half of `IP/CIDR`, is not what is meant.
  if ((stop === "," || stop === "/") && kept.length < 3) return "";
  return trimPhrase(kept, kept.length === MAX_WORDS);
}

/** Whether a sign and another letter follow at once, as inside a name. */
function isCutInside(text: string, end: number): boolean {
  return /^[.&@#+~][\p{L}\p{N}]/u.test(text.slice(end, end + 2));
}

function endsClause(tool: Subject, index: number, taken: number): boolean {
  const text = tool.descriptionTokens[index]?.text ?? "";
  const next = tool.descriptionTokens[index + 1]?.text ?? "";
  const mark = tool.description[(tool.descriptionTokens[index]?.start ?? 0) - 1];
  if (CUTS.has(text) && mark !== "-") return true;
  if (text === "to") return taken > 0 && /^(?:base|s)$/.test(findVerb(next)?.form ?? "");
  if (text === "and" || text === "or")
    return taken === 0 || next === "ensure" || next.endsWith("ally") || findVerb(next)?.form === "base";
  return false;
}

const PRONOUNS = new Set(words("it them itself themselves everything anything something ones"));

function trimPhrase(kept: string[], isCut: boolean): string {
  if (isCut) {
    const link = kept.findLastIndex((word) => LINKS.has(word.toLowerCase()));
    if (link > 2) kept.length = link;
  }
  while (
    kept.length > 0 &&
    (OPEN_ENDED.has((kept.at(-1) ?? "").toLowerCase()) || (kept.length > 1 && /ed$/.test(kept.at(-1) ?? "")))
  )
    kept.pop();
  const phrase = kept.join(" ");
  // `publishes it`: of what was spoken of before. A quote that is cut open says nothing.
  if (PRONOUNS.has((kept[0] ?? "").toLowerCase()) || phrase.endsWith("'")) return "";
  return /^[\p{L}\p{N}_' -]*$/u.test(phrase) && phrase.length < 120 ? phrase : "";
}

/** A name that ends in one of these leaves out what it is about. */
const QUALITIES = new Set(
  words(
    "advanced basic simple visible public private all full recent current latest active available new old bulk batch raw safe many multiple",
  ),
);

function isSecondVerb(word: string): boolean {
  const verb = findVerb(word)?.verb;
  return (
    verb !== undefined && (verb.tier === 0 || (verb.tier === 1 && (verb.kind === "start" || verb.kind === "stop")))
  );
}

/** Words of a name that are written in capitals, as names themselves do not show. */
const CAPITALS = new Set(
  words(
    "id url uri api sql html json xml csv pdf css http dns ip ssh ssl ai ui svg png yaml uuid cli llm vm vpc cpu gpu sdk seo kpi crm erp ddl qr",
  ),
);

function formatWord(word: string): string {
  if (CAPITALS.has(word)) return word.toUpperCase();
  const one = word.slice(0, -1);
  return word.endsWith("s") && CAPITALS.has(one) ? `${one.toUpperCase()}s` : word;
}

function formatNameObject(tool: Subject, act: Act): string {
  if (act.source === "choice") return act.object.join(" ");
  const after = tool.nameTokens.filter((token) => token.start >= act.end);
  const before = tool.nameTokens.filter((token) => token.end <= act.start);
  const tokens = after.length > 0 ? after : before;
  const list = tokens
    .map((token) => token.text)
    .filter((text) => !tool.server.ownWords.has(text) || tokens.length === 1);
  if (tokens.length === 1 && (tool.server.ownWords.has(list[0] ?? "") || (list[0] ?? "").length < 3)) return "";
  const joined = list.findIndex((word) => word === "and" || word === "or");
  if (joined >= 0) list.length = joined;
  // `pause_resume_cluster`: the second verb is no part of what is paused.
  while (list.length > 1 && isSecondVerb(list[0] ?? "")) list.shift();
  while (list.length > 0 && OPEN_ENDED.has(list.at(-1) ?? "")) list.pop();
  return QUALITIES.has(list.at(-1) ?? "") || list.length > 6 ? "" : list.map(formatWord).join(" ");
}

/** Verb and object as one phrase; a particle that both have stands once: `replies to` + `to a mail`. */
export function formatDoing(verb: string, object: string): string {
  const particle = verb.split(" ").at(-1);
  const [first, ...rest] = object.split(" ");
  const isTwice = verb.includes(" ") && first?.toLowerCase() === particle && rest.length > 0;
  return `${verb} ${formatNounPhrase(isTwice ? rest.join(" ") : object)}`;
}

const MAX_NAME = 80;
/** Nearly every name; it holds nothing to take out. */
const PLAIN_NAME = /^[\w.:/-]*$/;

/** The name in code marks, without what would break out of them. */
export function formatName(name: string): string {
  const plain = PLAIN_NAME.test(name) ? name : name.replace(/[\p{C}`]/gu, "");
  return `\`${plain.length > MAX_NAME ? `${plain.slice(0, MAX_NAME)}…` : plain}\``;
}

export function formatQuote(text: string): string {
  const plain = text
    .replace(/[\p{C}\s]+/gu, " ")
    .replace(/[“”]/g, '"')
    .trim();
  return `“${plain.length > 90 ? `${plain.slice(0, 88).trimEnd()} …` : plain}”`.replace(/[.!?]”$/, "”");
}

/** How what is done comes about is no part of what it is done to. */
const MANNERS = new Set(
  words(
    "directly immediately automatically temporarily permanently manually locally remotely individually asynchronously",
  ),
);

/** Of what no thing is known. */
export const UNNAMED_THING = "what it acts on";

/** The thing of a noun phrase: `a new record in a table` → the record. `UNNAMED_THING` where there is none. */
export function formatThing(phrase: string): string {
  const list = phrase
    .replace(/^one or more /i, "")
    .split(" ")
    .filter((word) => word !== "");
  const end = list.findIndex((word, index) => index > 0 && LINKS.has(word.toLowerCase()));
  const before = end < 0 ? list : list.slice(0, end);
  // `a website starting from a link`: what the thing does is no part of it.
  const isDoing = end > 2 && (before.at(-1) ?? "").endsWith("ing");
  const head = (isDoing ? before.slice(0, -1) : before).filter(
    (word) => !DETERMINERS.has(word.toLowerCase()) && !isManner(word.toLowerCase()) && !/^\d+$/.test(word),
  );
  if (end === 1 && /^[A-Z]/.test(list[0] ?? "")) return UNNAMED_THING;
  const first = head[0]?.toLowerCase() ?? "";
  return head.length === 0 || head.length > 4 || LINKS.has(first) || first === "up"
    ? UNNAMED_THING
    : `the ${head.join(" ")}`;
}
