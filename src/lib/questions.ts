/** Questions about one tool and their answers, each made from its facts: nothing that another tool's page would say too. */
import { withArticle } from "../core/article.ts";
import type { ArgumentRule } from "../core/policy/argument-rules/types.ts";
import type { Json } from "../core/schema/json.ts";
import type { Verdict } from "../core/schema/verdict.ts";
import type { Entry, JudgedTool } from "./catalogue.ts";
import type { ParameterRow } from "./parameters.ts";
import { CATEGORY_LABEL, CATEGORY_MEANING, capitalise, countOf, joinWords } from "./words.ts";

export interface Question {
  asks: string;
  answer: string;
}

export interface QuestionFacts {
  name: string;
  entry: Entry;
  judged: JudgedTool;
  counterpart: JudgedTool | undefined;
  parameters: readonly ParameterRow[] | undefined;
  rules: readonly ArgumentRule[];
  policySays: string;
}

export function makeQuestions(facts: QuestionFacts): Question[] {
  const { name, judged } = facts;
  const { verdict } = judged;
  const unknown = listUnknown(facts);
  return [
    ...(verdict ? [{ asks: `Does ${name} only read?`, answer: answerReading(facts, verdict) }] : []),
    ...(verdict && verdict.category !== "read"
      ? [{ asks: `Can a call of ${name} be undone?`, answer: answerUndo(facts, verdict) }]
      : []),
    { asks: `What does the recommended policy do with ${name}?`, answer: answerPolicy(facts) },
    ...(unknown.length > 0
      ? [{ asks: `What is not known about ${name}?`, answer: `${capitalise(joinWords(unknown))}.` }]
      : []),
  ];
}

export function formatFaqPage(questions: readonly Question[]): Json {
  return {
    "@context": "https://schema.org",
    "@type": "FAQPage",
    mainEntity: questions.map(({ asks, answer }) => ({
      "@type": "Question",
      name: asks,
      acceptedAnswer: { "@type": "Answer", text: answer },
    })),
  };
}

function answerReading({ name, judged }: QuestionFacts, verdict: Verdict): string {
  const declared = judged.tool.annotations?.readOnlyHint;
  const kind = withArticle(`${CATEGORY_LABEL[verdict.category]} tool`);
  const reads = verdict.category === "read";
  const start = `${reads ? "Yes" : "No"}: ${name} is ${kind}, so one call can ${CATEGORY_MEANING[verdict.category]}.`;
  if (declared === undefined) return `${start} The author declares no readOnlyHint.`;
  return `${start} The author declares readOnlyHint as ${declared}, which ${declared === reads ? "agrees" : "differs"}.`;
}

function answerUndo({ name, counterpart }: QuestionFacts, verdict: Verdict): string {
  const other = counterpart && `${counterpart.tool.name.slice(0, 100)} on the same server bears the opposite name`;
  switch (verdict.reversible) {
    case "yes":
      return other ? `Yes; ${other}.` : `Yes: the definition of ${name} gives ground for it.`;
    case "no":
      return other ? `No, although ${other}.` : `No: by its definition, nothing brings back what ${name} takes away.`;
    case "unknown":
      return other
        ? `The definition does not say. ${capitalise(other)}.`
        : `The definition of ${name} does not say, and no tool of the server bears the opposite name.`;
  }
}

function answerPolicy({ policySays, rules }: QuestionFacts): string {
  if (rules.length === 0) return policySays;
  const paths = [...new Set(rules.map(({ path }) => path.replace(/^args\./, "").slice(0, 60)))];
  return `${policySays} The server’s policy also has ${countOf(rules.length, "rule")} on ${joinWords(paths)}.`;
}

/** Parts of a sentence about what could not be found out. */
function listUnknown({ entry, judged, parameters }: QuestionFacts): string[] {
  const { tool, verdict } = judged;
  const all = parameters?.length ?? 0;
  const silent = parameters?.filter(({ says }) => says.length === 0).length ?? 0;
  return [
    ...(verdict ? [] : ["its category and risk"]),
    ...(tool.description === undefined ? ["what the author says it does"] : []),
    ...(parameters === undefined ? ["what parameters it takes"] : []),
    ...(silent > 0 ? [describeSilence(silent, all)] : []),

    ...(verdict?.reversible === "unknown" && verdict.category !== "read" ? ["whether its effect can be undone"] : []),
    ...(entry.server.provenance.coverage === "complete" ? [] : ["whether the server has tools beside those listed"]),
  ];
}

function describeSilence(silent: number, all: number): string {
  if (silent === all)
    return `what ${all === 1 ? "its parameter means" : `its ${all} parameters mean`}, which the author does not describe`;
  return `what ${silent} of its ${all} parameters ${silent === 1 ? "means" : "mean"}, which the author does not describe`;
}
