import type { Act } from "../acts.ts";
import { words } from "../lexicon/words.ts";
import type { ServerContext } from "../server-context.ts";
import { findActs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Verbs that also mean computing: evaluating a formula or running an analysis hands back figures. */
const COMPUTING = new Set(words("evaluate build compile fire execute perform run"));
const FIGURES = new Set(
  words(`if whether expression formula risk quality performance text answer argument prompt response url link string filter condition
  search report analysis analyzer analyser calculation lookup audit comparison estimate aggregation consensus understanding context overview timeline picture hierarchy`),
);

/** `Runs a suite of diagnostic commands and returns a summary`: it looks at itself. */
const DIAGNOSES = new Set(["diagnostic"]);

/** Of these some stages write. */
const PROGRAMS = new Set(["pipeline"]);

/** An expression that a debugger evaluates runs in the program. */
const DEBUGGERS = words("debugger breakpoint repl devtools");

/** `run_search`, `evaluate_expression`: it only computes. */
export function isComputing(act: Act, server: ServerContext): boolean {
  if (act.verb.lemma === "evaluate" && DEBUGGERS.some((word) => server.words.has(word))) return false;
  if (act.verb.lemma === "run" && mentions(act, DIAGNOSES)) return true;
  return COMPUTING.has(act.verb.lemma) && isAbout(act, FIGURES) && !isHead(act, PROGRAMS);
}

export const runsSomething = defineRule({
  id: "runs-something",
  statement: "It runs something whose effect lies outside the stored record.",
  needs: { kinds: ["run"] },
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["run"], (act) => !isComputing(act, tool.server)),
    );
  },
});
