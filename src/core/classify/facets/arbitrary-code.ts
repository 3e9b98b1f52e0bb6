/** `arbitraryCode`: the caller passes code, a command, a query or a script that is run. */
import type { Evidence } from "../../schema/verdict.ts";
import { quoteActs, quoteName, quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { findActs, findParameter, isAbout, isHead } from "../rules/match.ts";
import { runsCallerCode } from "../rules/runs-caller-code.ts";
import { takesCommand } from "../rules/takes-command.ts";
import type { Subject } from "../subject.ts";
import type { FacetTest } from "./facet.ts";

const EXTENSIONS = new Set(words("extension plugin package script module addon"));
const PLACES = new Set(words("path file source url"));
/** The script's name or place, not the script. */
const NAMING = new Set(words("id name path url type file"));
/** What is deployed as one of these runs whenever it is called. */
const HOSTED = new Set(words("function lambda worker contract"));
const SOURCES = new Set([...words("bytecode code files"), "source code"]);
/** Scripts that a harmless looking call runs on the way. */
const SCRIPTS = new Set(words("script"));

/** What a container runs when it starts. */
const ENTRIES = new Set(words("command cmd entrypoint"));
/** What is typed into one of these is run. */
const PROMPTS = new Set(words("process terminal shell repl console tty interpreter kernel"));
const TYPED = new Set(words("input text stdin keystroke"));
const STATEMENTS = new Set(words("query statement expr"));

/** `Search with a query in PromQL`: whatever the verb, the engine runs it. */
function findQueryLanguage(tool: Subject): readonly Evidence[] | undefined {
  if (tool.nameActs.some(({ verb }) => verb.kind === "compute" || verb.lemma === "explain")) return undefined;
  const passed = findParameter(tool, STATEMENTS, ({ depth, values }) => depth === 0 && values.length === 0);
  if (!passed) return undefined;
  const acts = tool.acts.filter(
    ({ verb, object, rest }) =>
      (verb.kind === "read" || verb.kind === "run") && [...object, ...rest].some((word) => LANGUAGES.has(word)),
  );
  const isEngine = tool.nameWords.includes("query") && [...tool.server.ownWords].some((word) => ENGINES.has(word));
  const isNamed = isEngine || tool.nameWords.some((word) => LANGUAGES.has(word));
  if (acts.length === 0 && !isNamed) return undefined;
  return [...(isNamed ? [quoteName(tool)] : quoteActs(tool, acts)), quoteParameter(passed)];
}
/** These answer queries in a language of their own. */
const ENGINES = new Set(words("prometheus victoriametrics victorialogs loki tempo influxdb influxdb3"));
const LANGUAGES = new Set(
  words("sql cypher promql logql traceql esql dql kql nrql spl sparql graphql gremlin aql flux soql"),
);

export const passesCode: FacetTest = ({ tool, category, held }) => {
  if (held.has("runs-caller-code")) return runsCallerCode.test(tool, tool.server);
  if (held.has("takes-command")) return takesCommand.test(tool, tool.server);
  const queried = category === "read" ? findQueryLanguage(tool) : undefined;
  if (queried) return queried;
  const entry = held.has("makes-compute") ? findParameter(tool, ENTRIES, ({ depth }) => depth === 0) : undefined;
  if (entry) return [quoteParameter(entry)];
  const typed = tool.nameWords.some((word) => PROMPTS.has(word)) ? findParameter(tool, TYPED) : undefined;
  if (typed && category === "execute") return [quoteParameter(typed)];
  const script = findParameter(
    tool,
    SCRIPTS,
    (parameter) =>
      parameter.words.length > 1 && parameter.type === "string" && !NAMING.has(parameter.words.at(-1) ?? ""),
  );
  if (script) return [quoteParameter(script)];
  const deployed = findActs(tool, ["start", "create", "publish", "change"], (act) => isHead(act, HOSTED));
  const code = deployed.length > 0 ? findParameter(tool, SOURCES, ({ depth }) => depth === 0) : undefined;
  if (code) return [...quoteActs(tool, deployed), quoteParameter(code)];
  const installing = findActs(tool, ["start"], (act) => act.verb.lemma === "install" && isAbout(act, EXTENSIONS));
  const place = findParameter(tool, PLACES);
  return installing.length > 0 && place ? [...quoteActs(tool, installing), quoteParameter(place)] : undefined;
};
