/**
 * One tool, several actions: an argument that names the action makes every member an act of the tool, so that the
 * gravest decides.
 */
import type { Act } from "./acts.ts";
import { findNominal, findVerb, type InflectedVerb, type Verb } from "./lexicon/forms.ts";
import { phrases, words } from "./lexicon/words.ts";
import type { Parameter } from "./parameters.ts";
import { singular, splitName, type Token, tokenizeText } from "./tokens.ts";

const NAMES_ACTION = new Set(
  words("action operation op method verb subcommand command act actiontype task mode cmd function"),
);
const FIELD_ENDS = new Set(words("id ids name type count time at url"));
const AT_ONCE = new Set(words("batch bulk force mass multi"));
/** These are verbs too. */
const MODES = new Set(["mode", "command", "task", "function"]);

/** The mode of something (`response_mode`) and HTTP's methods name no action. */
const NOT_OF_ACTION = new Set(["mode", "method"]);

function namesAction({ words: key }: Parameter): boolean {
  const last = key.at(-1) ?? "";
  return key.length < 3 && NAMES_ACTION.has(last) && !(key.length > 1 && NOT_OF_ACTION.has(last));
}

export function findChoiceActs(parameters: readonly Parameter[], object: readonly string[]): Act[] {
  const acts: Act[] = [];
  for (const parameter of parameters) {
    const last = parameter.words.at(-1) ?? "";
    if (parameter.type === "object" && isActionKey(parameter, parameters)) {
      acts.push(...toAct(parameter.name, parameter.path, object));
    }
    if (parameter.depth > 2 || !namesAction(parameter) || isHttpMethod(parameter)) continue;
    if (parameter.values.length > 0) {
      for (const value of parameter.values) acts.push(...toChoice(value, parameter, object));
    } else if (!MODES.has(last) && parameter.description !== undefined) {
      acts.push(...findNamedChoices(parameter, parameter.description, object));
    }
  }
  return acts;
}

/** `GET`, `POST`, and what else servers may know: a rule's own matter. */
function isHttpMethod({ values }: Parameter): boolean {
  return values.some((value) => /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(value));
}

/** `actions: [{ delete_page: {…} }]`: the keys name the actions. */
function isActionKey({ parent, depth }: Parameter, parameters: readonly Parameter[]): boolean {
  if (depth === 0 || depth > 3) return false;
  return parameters.some(
    (holder) =>
      namesAction(holder) && (parent === `${holder.path}.properties` || parent === `${holder.path}.items.properties`),
  );
}

/** Things, whatever their first word could be elsewhere. */
const NOUNS = new Set(phrases("purchase order | call stack | call graph | debug registers | exchange rate"));

/** As an action these switch what the tool is about. */
const SWITCHING = new Set(words("on off"));

function toChoice(value: string, parameter: Parameter, object: readonly string[]): Act[] {
  if (NOUNS.has(value.replace(/[-_]/g, " "))) return [];
  if (SWITCHING.has(value))
    return toAct("toggle", `${parameter.path}.enum`, object).map((act) => ({ ...act, quote: value }));
  return toAct(value, value.length > 0 ? `${parameter.path}.enum` : parameter.parent, object);
}

function toAct(value: string, field: string, object: readonly string[]): Act[] {
  const all = splitName(value);
  // `batch_delete` deletes.
  const tokens = all.length > 1 && AT_ONCE.has(all[0]?.text ?? "") ? all.slice(1) : all;
  const first = findVerb(tokens[0]?.text ?? "");
  const isTelling = first && (first.verb.tier < 2 || LOOKING.has(first.verb.kind)) && !isLinked(tokens, first.verb);
  const found = isTelling ? first : (findLastVerb(tokens) ?? first);
  if (found?.form !== "base" || found.verb.kind === "ask" || found.verb.kind === "handle") return [];
  // `requestId` is a field of what comes back.
  if (tokens.length === 2 && FIELD_ENDS.has(tokens[1]?.text ?? "") && !isSetting(value, found.verb)) return [];
  const own = tokens.slice(1).map((token) => singular(token.text));
  return [
    {
      verb: found.verb,
      object: own.length > 0 ? own : object,
      rest: own.length > 0 ? object : [],
      source: "choice",
      field,
      quote: value,
      start: 0,
      end: 0,
      clauseEnd: 0,
      isMany: all.some(({ text }) => AT_ONCE.has(text) && text !== "force"),
    },
  ];
}

const SETTING = new Set(words("set change rename remove"));

/** `set_name` is done; `setName` may be, and `setId` is a field. */
function isSetting(value: string, verb: Verb): boolean {
  return SETTING.has(verb.lemma) && /_(?:name|type|url)$/.test(value);
}

const LOOKING: ReadonlySet<string> = new Set(["read", "compute", "think"]);

const SHOWING = new Set(words("show get inspect describe fetch"));

/** `link show`: what can be a noun is one before a verb. */
function isLinked(tokens: readonly Token[], { tier }: Verb): boolean {
  return tier > 0 && tokens.length === 2 && SHOWING.has(tokens[1]?.text ?? "");
}

/** `recorder_start`, `record_delete`: what is acted on may stand before what is done. */
function findLastVerb(tokens: readonly Token[]): InflectedVerb | undefined {
  const text = tokens.at(-1)?.text ?? "";
  const found = tokens.length > 1 && !FIELD_ENDS.has(text) ? (findVerb(text) ?? findNominal(text)) : undefined;
  if (found?.form === "base" && found.verb.tier < 2) return found;
  // `volume_add_effect`.
  const inner = tokens.slice(1, -1).map((token) => findVerb(token.text));
  return inner.find((verb) => verb?.form === "base" && verb.verb.tier < 2);
}

/** `Action to perform: "create", "update" or "delete"`, where the schema has no enum. */
function findNamedChoices(parameter: Parameter, description: string, object: readonly string[]): Act[] {
  const acts: Act[] = [];
  const tokens = tokenizeText(description);
  // Where values stand in quotes, the other words only speak of them: `Operation type ("set" or "get")`.
  const quoted = tokens.filter((token) => isQuoted(description, token) && findVerb(token.text)?.form === "base");
  for (const token of quoted.length > 0 ? quoted : tokens) {
    const found = findVerb(token.text);
    if (
      found?.form !== "base" ||
      found.verb.tier === 2 ||
      found.verb.kind === "handle" ||
      token.text === "like" ||
      token.text === "request"
    )
      continue;
    const quote = description.slice(token.start, token.end);
    const act = {
      verb: found.verb,
      object,
      rest: [],
      source: "choice",
      field: `${parameter.path}.description`,
      quote,
    } as const;
    acts.push({ ...act, start: 0, end: 0, clauseEnd: 0, isMany: false });
  }
  return acts;
}

const QUOTES = "\"'`“”";

function isQuoted(text: string, { start, end }: Token): boolean {
  return QUOTES.includes(text[start - 1] ?? " ") && QUOTES.includes(text[end] ?? " ");
}

const LIST_ITEM =
  /(?:^|\n)[ \t]*(?:[-*•]|\d+[.)])[ \t]+[`*"']{0,3}([A-Za-z][\w-]{1,40})[`*"']{0,3}[ \t]*(?=[:(–—\n]|-[ \t]|$)/g;
/** `- volume_create, volume_add_effect`: names alone. */
const LIST_NAMES = /(?:^|\n)[ \t]*[-*•][ \t]+((?:[a-z]\w{1,40},[ \t]*){1,30}[a-z]\w{1,40})[ \t]*(?=\n|$)/g;
const LIST_LINE = /\b(?:actions?|operations?)\b[^:\n.]{0,30}:[ \t]*([^\n.]{3,600})/gi;
const ANY_LINE = /:[ \t]*([^\n.:—–]{3,600})/g;
/** `delete_clip(clip_id) -> {success}`: an action as a call of it is written. */
const LIST_CALL = /(?:^|[\s,;])([a-z]\w{1,40})\([^()\n]{0,200}\)(?=[ \t]*(?:->|→|—|–|-|:|,|;|\n|$))/g;
/** `performs actions like list pages, update a page, and more`, `operations for managing pages, including deleting …`. */
const LIST_LIKE =
  /\b(?:actions?|operations?|tasks?)(?: for [^.,\n]{1,80},)?\s(?:like|such as|including)\s((?:[^.\n]|\n(?!\s*[-*•\n])){3,600})/i;
/** `the status of operations like …`, `for other operations like …`: what others do. */
const OF_OTHERS =
  /\b(?:status|state|progress|details?|history|results?|logs?|errors?) (?:of|for|from)\b[^.\n]{0,60}$|\b(?:other|later|further|subsequent)\s$/i;
const MAX_LISTED = 4000;

/** The actions of which a description gives examples. */
function findExamples(description: string, object: readonly string[]): Act[] {
  const text = description.slice(0, MAX_LISTED);
  const match = LIST_LIKE.exec(text);
  if (!match || OF_OTHERS.test(text.slice(0, match.index))) return [];
  return (match[1] ?? "")
    .split(/,|\band\b|\bor\b/)
    .map((item) => item.trim().split(/\s+/, 1)[0] ?? "")
    .filter((word) => /^[a-z]+$/i.test(word))
    .flatMap((word) => toExample(word, object))
    .filter((act) => act.verb.tier < 2);
}

/** `delete`, or `deleting` as it stands after a preposition. */
function toExample(word: string, object: readonly string[]): Act[] {
  const { verb, form } = findVerb(word.toLowerCase()) ?? {};
  const acts = toAct(form === "ing" && verb ? verb.lemma : word, "description", object);
  return acts.map((act) => ({ ...act, quote: word }));
}

/**
 * The actions that a description lists for an argument whose schema does not: `- **delete-job**: …` or `Actions: play,
 * stop`. Only a tool that names no act of its own, or takes an action, has such a list; others list their arguments so.
 */
export function findListedActs(
  description: string,
  parameters: readonly Parameter[],
  object: readonly string[],
  told: readonly Act[],
  tools: ReadonlyMap<string, unknown>,
): Act[] {
  const named = parameters.filter(namesAction);
  const isOpen = told.every((act) => act.verb.kind === "handle") && !parameters.some(({ values }) => values.length > 1);
  const examples = findExamples(description, object);
  if (named.some(({ values }) => values.length > 0) || !(isOpen || named.length > 0)) return examples;
  const text = description.slice(0, MAX_LISTED);
  const keys = new Set(parameters.map(({ name }) => name));
  const values = new Set([...text.matchAll(LIST_ITEM)].map((match) => match[1] ?? ""));
  for (const [, list = ""] of text.matchAll(LIST_NAMES)) for (const name of list.split(/,\s*/)) values.add(name);
  const after = text.search(/\bactions?\b/i);
  if (after >= 0) for (const [, name = ""] of text.slice(after).matchAll(LIST_CALL)) values.add(name);
  // Who takes an action and says of no verb that it is the tool's own may list what there is behind any colon.
  const isUntold = named.length > 0 && told.every(({ verb }) => verb.kind === "handle" || verb.tier === 2);
  const lists = text.replace(/\([^()]*\)/g, "").matchAll(isUntold ? ANY_LINE : LIST_LINE);
  for (const [, list = ""] of lists)
    for (const item of list.split(/[,;/|]|\bor\b|\band\b/))
      if (/^[\s`"'*]*[A-Za-z][\w-]*[\s`"'*]*$/.test(item)) values.add(item.replace(/[^\w-]/g, ""));
  const listed = [...values]
    // Other tools that a description names are not what this one does.
    .filter((value) => !keys.has(value) && !tools.has(value))
    .flatMap((value) => toAct(value, "description", object))
    .filter((act) => act.verb.tier < 2);
  return [...examples, ...listed];
}
