import type { Act } from "../acts.ts";
import { quoteActs, quoteParameter } from "../evidence.ts";
import { CODE_PARAMETERS } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import type { Parameter } from "../parameters.ts";
import { findParameter, isAbout, isHead, mentions } from "./match.ts";
import { READING_LANGUAGES } from "./reads-statements-only.ts";
import { defineRule } from "./rule.ts";
import { STATISTICS } from "./runs-something.ts";

const RUNNING: ReadonlySet<string> = new Set(["run", "start", "drive", "handle"]);
const RUNNING_VERBS = new Set(words("query evaluate eval"));
const PROGRAMS = new Set(
  words(
    "sql command code script shell bash query statement cypher javascript python expression program snippet graphql terminal powershell kubectl cli sparql dql promql",
  ),
);
const STATEMENTS = new Set(words("sql statement ddl cypher"));
const CHANGING: ReadonlySet<string> = new Set(["create", "change", "apply"]);
/** Of a database; created by a query, they are created by a statement. */
const RELATIONS = new Set(words("table view index schema trigger function procedure"));
const DATABASES = new Set(words("database db sql warehouse postgres mysql"));
/** What other languages call a program, mostly with the English word. */
const FOREIGN_CODE =
  /\b(?:sql|shell|bash|python|javascript|script|code|cypher)\b|código|脚本|代码|命令|コード|スクリプト|コマンド|코드|명령/i;
const SOURCES = new Set(words("source"));
const SQL = new Set(["sql"]);
const MIGRATIONS = new Set(words("migration ddl"));
/** Of nothing but a name these say that a program is passed. */
const EVALUATING = new Set(words("eval exec"));
/** Running one of these needs no second sign. */
const LANGUAGES = new Set(words("javascript python shell bash powershell applescript sql cypher terminal"));
const QUERY = new Set(words("query q statement"));
/** The language of a program, or where it lies, is not the program. */
const BESIDE = new Set(
  words(
    "language id name path type version timeout format country currency zip postal status error exit area file dir url lang color source verification discount promo coupon airport iata invite auth dial key trace exception ioctl op all with include has is enable max min filter service product",
  ),
);

/** A filter expression selects; it is no program. */
const SELECTING = new Set(words("filter boolean search regular cron"));

/** `code examples` are looked at. */
const SHOWN = new Set(words("example sample quality review search"));

/** So far behind the verb another thing is spoken of. */
const NEAR = 6;

function mentionsProgram(act: Act): boolean {
  const list = [...act.object, ...act.rest.slice(0, NEAR)];
  return list.some(
    (word, at) =>
      PROGRAMS.has(word) &&
      !(word === "query" && STATISTICS.has(list[at - 1] ?? "")) &&
      !(word === "expression" && SELECTING.has(list[at - 1] ?? "")) &&
      !(word === "code" && SHOWN.has(list[at + 1] ?? "")),
  );
}

function isText(parameter: Parameter): boolean {
  return parameter.type === undefined || parameter.type === "string" || parameter.type === "array";
}

function isHarmless(parameter: Parameter): boolean {
  return parameter.words.some((word) => BESIDE.has(word));
}

export const runsCallerCode = defineRule({
  id: "runs-caller-code",
  statement: "It runs code, a command or a query that the caller passes.",
  needs: {
    kinds: ["run", "start", "drive", "handle", "create", "change", "apply"],
    verbs: [...RUNNING_VERBS, ...EVALUATING],
  },
  test(tool, server) {
    if (tool.isForeign && FOREIGN_CODE.test(tool.description)) {
      const running = tool.textActs.filter((act) => act.verb.kind === "run");
      if (running.length > 0) return quoteActs(tool, running);
    }
    const [named] = tool.nameActs;
    // What explains a statement does not run it.
    if (named?.verb.lemma === "explain") return undefined;
    const isComputing = named?.verb.kind === "compute" || named?.verb.kind === "read";
    const isRunning = tool.acts.some(
      (act) =>
        (RUNNING.has(act.verb.kind) && !(isComputing && act.verb.kind === "handle")) ||
        RUNNING_VERBS.has(act.verb.lemma),
    );
    const act = tool.acts.find(
      (candidate) => (candidate.verb.kind === "run" || candidate.verb.lemma === "query") && mentionsProgram(candidate),
    );
    const parameter = findParameter(
      tool,
      CODE_PARAMETERS,
      (candidate) =>
        candidate.depth < 2 && candidate.values.length === 0 && isText(candidate) && !isHarmless(candidate),
    );
    const query =
      act && (server.topics.has("database") || tool.acts.some((one) => mentions(one, READING_LANGUAGES)))
        ? findParameter(tool, QUERY)
        : undefined;
    const found = [
      ...(act ? quoteActs(tool, [act]) : []),
      ...((parameter ?? query) ? [quoteParameter((parameter ?? query) as Parameter)] : []),
    ];
    if (tool.acts.some((candidate) => candidate.verb.kind === "run" && mentions(candidate, LANGUAGES))) return found;
    if (act && (parameter || query || tool.parameters.length === 0 || tool.cues.has("runsCallerCode"))) return found;
    if (parameter && isRunning) return found;
    // Statements that create or change go through the same door as any other statement.
    const statement = server.topics.has("database")
      ? findParameter(tool, STATEMENTS, (candidate) => candidate.words.length < 3 && !isHarmless(candidate))
      : undefined;
    const changing = tool.acts.filter((candidate) => CHANGING.has(candidate.verb.kind));
    // `Update the source code of a view`: it is kept as a text.
    const isKept = changing.some((candidate) => isAbout(candidate, SOURCES));
    if (statement && changing.length > 0 && !isKept) return [quoteParameter(statement)];
    const definition =
      server.topics.has("database") && changing.some((candidate) => isHead(candidate, RELATIONS))
        ? findParameter(tool, QUERY, (candidate) => candidate.words.length === 1)
        : undefined;
    if (definition) return [quoteParameter(definition)];
    const migration = tool.acts.find((candidate) => candidate.verb.kind === "apply" && isAbout(candidate, MIGRATIONS));
    const inSql = tool.acts.find((candidate) => candidate.verb.kind === "apply" && isAbout(candidate, SQL));
    if (migration && inSql && tool.parameters.length === 0) return quoteActs(tool, [inSql]);
    const migrating = migration ? findParameter(tool, QUERY) : undefined;
    if (migrating) return [quoteParameter(migrating)];
    if (tool.parameters.length > 0) return undefined;
    // `Query a database`: by what, nothing says but the word.
    const asked = tool.textActs.find(
      (candidate) => candidate.verb.lemma === "query" && candidate.source === "lead" && isHead(candidate, DATABASES),
    );
    if (asked && tool.nameWords.some((word) => DATABASES.has(word))) return quoteActs(tool, [asked]);
    if (tool.description !== "") return undefined;
    const unseen = tool.nameActs.find((candidate) =>
      candidate.verb.lemma === "query"
        ? server.topics.has("database") && isAbout(candidate, DATABASES)
        : EVALUATING.has(candidate.verb.lemma),
    );
    if (unseen) return quoteActs(tool, [unseen]);
    return undefined;
  },
});
