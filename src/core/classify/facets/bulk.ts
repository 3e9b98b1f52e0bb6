/** `bulk`: one call can touch many items. */
import type { Act } from "../acts.ts";
import { quoteActs, quoteName, quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import type { Parameter } from "../parameters.ts";
import { isHead } from "../rules/match.ts";
import type { Subject } from "../subject.ts";
import { singular } from "../tokens.ts";
import type { FacetTest } from "./facet.ts";

const MANY_NAMES = new Set(["all", "bulk", "batch", "many", "multiple", "mass", "prune", "multi"]);
const MANY_KEYS =
  /(?:ids|urns|arns|uris|hashes|names|emails|paths|files|keys|users|recipients|uuids|nodes|items|tasks|entities|relations|observations|records|rows|numbers|urls|pages)$/i;
const BULK_CHANGES: ReadonlySet<string> = new Set([
  "delete",
  "wipe",
  "change",
  "remove",
  "detach",
  "stop",
  "start",
  "tell",
  "store",
  "create",
  "clear",
  "run",
  "publish",
  "grant",
  "generate",
  "cancel",
]);

/** `by tag`: whatever is marked so. */
const MARKS = new Set(words("tag label filter query pattern prefix selector"));

function isByMark(tool: Subject): boolean {
  const [mark, by] = tool.nameWords.toReversed();
  return by === "by" && MARKS.has(singular(mark ?? ""));
}

/** `Send a broadcast`: to all who are on its list. */
const TO_ALL = new Set(["broadcast"]);

function isToAll(act: Act): boolean {
  return act.verb.lemma === "broadcast" || (act.verb.kind === "tell" && isHead(act, TO_ALL));
}

/** A text that holds many. */
const JOINED = /comma[- ]separated|list of/i;

const REMOVING: ReadonlySet<string> = new Set(["destructive"]);
const FILTERS = new Set(["filter", "selector", "label selector", "many", "where", "deletion"]);

const ONE = /(?:^|_)(?:id|uuid|token|key)$|(?:Id|Uuid|Token|Key)$/;
const EDITING = new Set(["update", "edit", "modify", "patch"]);

/** What goes out with one post, or is deployed as one. */
const POSTING: ReadonlySet<string> = new Set(["tell", "post", "publish", "start"]);
const ENCLOSED = /^(?:media|attachment|image|file)(?:_?ids|s)$/i;

/** `segmentIds` of a contact that is created, or of the one that is updated: what it belongs to. */
function isPart(tool: Subject, name: string): boolean {
  const lemma = tool.nameActs[0]?.verb.lemma ?? "";
  if (POSTING.has(tool.nameActs[0]?.verb.kind ?? "") && ENCLOSED.test(name)) return true;
  if (lemma === "create") return /.(?:ids|tokens|recipients)$/i.test(name);
  const isOfOne = tool.parameters.some(({ name: key, depth, isArray }) => depth === 0 && !isArray && ONE.test(key));
  return EDITING.has(lemma) && isOfOne && /(?:.(?:ids|tokens)|^(?:names|nodes|pages))$/i.test(name);
}

/** `Every value is deleted with it`. */
const ALL_GONE =
  /\b(?:removes?|deletes?|wipes?) all (?:data|records|items|contents?|objects|entries)\b|\b(?:every|all)\b[^.]{0,80}\b(?:is|are|will be) (?:also )?(?:deleted|removed|wiped|revoked|stopped)\b/i;

/** The members of the list are what is acted on, not parts of one record: `rows` of update_rows, not `tasks` of update_flow. */
function isActedOn(tool: Subject, { name, words: key }: Parameter): boolean {
  if (isPart(tool, name)) return false;
  return (
    /(?:ids|urns|arns|uris|hashes|emails|recipients|paths|files)$|^(?:names|nodes|pages)$/i.test(name) ||
    tool.acts.some((act) => key.some((word) => act.object.includes(word)))
  );
}

const TOUCHING: ReadonlySet<string> = new Set(["delete", "remove", "wipe", "clear", "end", "stop", "start", "revoke"]);

/** `Publish an entry or multiple entries`. */
const OR_MANY = /^[^.]{0,120}\b(?:or (?:multiple|several|many)|one or multiple|single and multiple|in bulk)\b/i;
/** Before a plural these say which of them. */
const WHICH =
  "untracked|unused|stale|old|expired|selected|specified|matching|existing|orphaned|completed|finished|idle|dangling";
const PLURAL = new RegExp(`^\\s+(?:(?:${WHICH})\\s+)?([a-z]+s)\\b`);

/** `Pause torrents`: the first word after the verb is a plural. */
function isPlural(tool: Subject, act: Act): boolean {
  if (act.source !== "lead" || !TOUCHING.has(act.verb.kind) || act.object.length > 2) return false;
  const [, word = ""] = PLURAL.exec(tool.description.slice(act.end, act.end + 40)) ?? [];
  if (act.object.length > 1 && singular(word) !== act.object[1]) return false;
  return singular(word) !== word;
}

const LISTING: ReadonlySet<string> = new Set(["create", "delete", "remove"]);

/** `add_labels` with a list of labels: each of them is one. */
function isOwnList(tool: Subject, { name, isArray, depth, phrase }: Parameter): boolean {
  const [act] = tool.nameActs;
  const isPlural = tool.nameTokens.at(-1)?.text === name.toLowerCase() && singular(name) !== name;
  const isMade = act !== undefined && LISTING.has(act.verb.kind) && act.verb.lemma !== "request";
  return depth === 0 && isArray && isPlural && isMade && act.object.at(-1) === phrase;
}

export const touchesMany: FacetTest = ({ tool, category }) => {
  if (category === "read") return undefined;
  if (tool.nameWords.some((word) => MANY_NAMES.has(word)) || isByMark(tool)) return [quoteName(tool)];
  const many = tool.acts.filter((act) => isToAll(act) || (act.isMany && BULK_CHANGES.has(act.verb.kind)));
  if (many.length > 0) return quoteActs(tool, many);
  const [said] = OR_MANY.exec(tool.description) ?? [];
  if (said !== undefined) return [{ field: "description", quote: said }];
  const [gone] = REMOVING.has(category) ? (ALL_GONE.exec(tool.description) ?? []) : [];
  if (gone !== undefined) return [{ field: "description", quote: gone }];
  const plural = tool.acts.filter((act) => isPlural(tool, act));
  if (plural.length > 0) return quoteActs(tool, plural);
  if (REMOVING.has(category)) {
    const filter = tool.parameters.find(({ phrase, depth }) => depth === 0 && FILTERS.has(phrase));
    if (filter) return [quoteParameter(filter)];
  }
  const list = tool.parameters.find(
    (parameter) =>
      isOwnList(tool, parameter) ||
      (parameter.depth === 0 && parameter.isArray && MANY_KEYS.test(parameter.name) && isActedOn(tool, parameter)),
  );
  if (list) return [quoteParameter(list)];
  const joined = tool.parameters.find(
    (parameter) =>
      parameter.depth === 0 &&
      JOINED.test(parameter.description ?? "") &&
      MANY_KEYS.test(parameter.name) &&
      isActedOn(tool, parameter),
  );
  if (joined) return [quoteParameter(joined)];
  const hashes = tool.parameters.find(
    (parameter) =>
      parameter.depth === 0 &&
      parameter.type !== "boolean" &&
      /(?:^|_)(?:ids|hashes)$|Ids$/.test(parameter.name) &&
      !isPart(tool, parameter.name),
  );
  return hashes && [quoteParameter(hashes)];
};
