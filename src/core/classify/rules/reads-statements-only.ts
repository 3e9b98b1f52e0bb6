import type { Evidence } from "../../schema/verdict.ts";
import { quoteActs, quoteCue, quoteName } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import type { CueHit, Subject } from "../subject.ts";
import { findParameter, isHead, mentions } from "./match.ts";
import { defineRule } from "./rule.ts";

const STATEMENTS = new Set(words("query cypher sql statement"));
const PROGRAMS = new Set(words("command cmd code script shell bash javascript python js function powershell"));
/** Languages in which nothing can be changed. */
export const READING_LANGUAGES: ReadonlySet<string> = new Set(
  words("promql logql lql traceql dql nrql kql spl jql cql soql sosl jsonpath xpath jmespath flux datalog insight mql"),
);
/** What is written by whatever runs: a query only looks at it. */
const OBSERVED = new Set(words("log metric trace span telemetry"));
/** Their only language is one of those. */
const READING_ENGINES = new Set(words("prometheus loki victoriametrics victorialogs thanos mimir tempo jaeger"));
const LOOKING: ReadonlySet<string> = new Set(words("search find list get lookup fetch"));

/** Their language has the name of one that only searches. */
const CASSANDRA = new Set(words("cassandra keyspace scylla scylladb astra"));
const CQL = new Set(["cql"]);

function hasAny(list: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  for (const word of wanted) if (list.has(word)) return true;
  return false;
}

/** `read-only mode by default`: a setting takes the promise back. */
function isDefault(tool: Subject, hit: CueHit): boolean {
  return /^(?: mode)? by default/i.test(tool.description.slice(hit.end, hit.end + 16));
}

function isQuerying(tool: Subject): boolean {
  return tool.acts.some((act) => act.verb.kind === "run" && mentions(act, STATEMENTS));
}

function findPromise(tool: Subject): readonly Evidence[] | undefined {
  const promise = tool.cues.get("claimsReadOnly");
  if (promise?.sentence === 0 && isQuerying(tool) && !isDefault(tool, promise)) return quoteCue(tool, "claimsReadOnly");
  const promised = tool.cues.get("readsStatementsOnly");
  if (promised && !isDefault(tool, promised)) return quoteCue(tool, "readsStatementsOnly");
  if (tool.nameWords.includes("select") && tool.nameWords.includes("query")) return [quoteName(tool)];
  const [named] = tool.nameActs;
  const isReading =
    (named?.verb.kind === "read" && named.verb.lemma !== "query") || tool.nameWords.includes("readonly");
  if (isReading && tool.nameWords.some((word) => STATEMENTS.has(word)) && named && named.verb.lemma === "read") {
    return [quoteName(tool)];
  }
  if (named?.verb.kind === "run" && tool.nameWords.includes("query") && hasAny(tool.server.ownWords, READING_ENGINES))
    return [quoteName(tool)];
  const inLanguage = tool.acts.filter(
    (act) =>
      (mentions(act, READING_LANGUAGES) && !(mentions(act, CQL) && hasAny(tool.server.words, CASSANDRA))) ||
      (act.verb.lemma === "query" && isHead(act, OBSERVED)),
  );
  if (inLanguage.length > 0) return quoteActs(tool, inLanguage);
  if (
    named?.start === tool.nameTokens[0]?.start &&
    LOOKING.has(named?.verb.lemma ?? "") &&
    tool.acts.some((act) => act.verb.kind === "run")
  )
    return [quoteName(tool)];
  return isReading && promise ? quoteCue(tool, "claimsReadOnly") : undefined;
}

export const readsStatementsOnly = defineRule({
  id: "reads-statements-only",
  statement: "Only statements that read get through to the engine.",
  test(tool) {
    if (tool.cues.has("writesInAMode")) return undefined;
    if (tool.cues.has("refusesChanges")) return quoteCue(tool, "refusesChanges");
    const promise = findPromise(tool);
    if (!promise) return undefined;
    // Who may pass a command or code can do what the promise denies.
    return findParameter(tool, PROGRAMS, (parameter) => parameter.values.length === 0) ? undefined : promise;
  },
});
