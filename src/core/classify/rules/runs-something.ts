import type { Act } from "../acts.ts";
import { phrases, words } from "../lexicon/words.ts";
import type { ServerContext } from "../server-context.ts";
import { findActs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Verbs that also mean computing: evaluating a formula or running an analysis hands back figures. */
const COMPUTING = new Set(words("build compile fire execute perform run"));
const FIGURES = new Set(
  words(`if whether expression formula probe dns risk quality performance text answer argument prompt response url link string filter condition
  search report analysis analyzer analyser calculation lookup audit comparison estimate aggregation consensus understanding context overview timeline picture hierarchy`),
);

/** `Runs a suite of diagnostic commands and returns a summary`: it looks at itself. */
const DIAGNOSES = new Set(["diagnostic"]);

const CHECKS = new Set(
  phrases("health check | status check | syntax check | consistency check | sanity check | compliance check"),
);

const BUILDING = new Set(["build"]);
/** What is built of words is written. */
const WRITTEN = new Set(words("checklist document file report packet pdf letter memo form"));
/** `Build a call hierarchy`: a view of what is there. */
const VIEWS = new Set(
  words("hierarchy set list chain graph tree table matrix timeline map profile payload query prompt plan consensus"),
);

/** What a query of one of these hands back are figures. */
export const STATISTICS: ReadonlySet<string> = new Set(
  words("funnel retention frequency segmentation cohort analytics insight trend"),
);

function isStatistic(act: Act): boolean {
  return act.object.at(-1) === "query" && STATISTICS.has(act.object.at(-2) ?? "");
}

/** Of these some stages write. */
const PROGRAMS = new Set(["pipeline"]);

/** An expression that a debugger evaluates runs in the program. */
const DEBUGGERS = words("debugger breakpoint repl devtools");

const EVALUATING = new Set(words("evaluate eval"));
/** Evaluated, one of these is run. */
const RUN = new Set(
  words("javascript js script code function page browser agent model dataset suite prompt run eval rule collection"),
);

/** `Evaluate the mitigations`: it is judged what they are worth. */
function isAssessing(act: Act, server: ServerContext): boolean {
  if (act.object.length === 0 || mentions(act, RUN)) return isAbout(act, JUDGED);
  return !(isAbout(act, EXPRESSIONS) && DEBUGGERS.some((word) => server.words.has(word)));
}
const EXPRESSIONS = new Set(words("expression watch"));
const JUDGED = new Set(words("risk quality performance"));

/** `a set passing the checks`: what comes behind a participle says which. */
function isView(act: Act): boolean {
  const participle = act.object.findIndex((word, at) => at > 0 && word.endsWith("ing"));
  const head = participle > 0 ? act.object[participle - 1] : act.object.findLast((word) => !word.endsWith("ly"));
  return VIEWS.has(head ?? "");
}

/** `run_search`, `build_hierarchy`: it only computes. */
export function isComputing(act: Act, server: ServerContext): boolean {
  if (EVALUATING.has(act.verb.lemma)) return isAssessing(act, server);
  if (COMPUTING.has(act.verb.lemma) && mentions(act, DIAGNOSES)) return true;
  if (BUILDING.has(act.verb.lemma) && isView(act)) return true;
  if (COMPUTING.has(act.verb.lemma) && (isAbout(act, CHECKS) || isStatistic(act))) return true;
  return COMPUTING.has(act.verb.lemma) && isAbout(act, FIGURES) && !isHead(act, PROGRAMS);
}

function isWriting(act: Act): boolean {
  return BUILDING.has(act.verb.lemma) && isHead(act, WRITTEN);
}

export const runsSomething = defineRule({
  id: "runs-something",
  statement: "It runs something whose effect lies outside the stored record.",
  needs: { kinds: ["run"] },
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["run"], (act) => !isComputing(act, tool.server) && !isWriting(act)),
    );
  },
});
