/** Questions about one tool and their answers, each made from its facts: nothing that another tool's page would say too. */
import { withArticle } from "../core/article.ts";
import type { ArgumentRule } from "../core/policy/argument-rules/types.ts";
import type { Json } from "../core/schema/json.ts";
import type { Verdict } from "../core/schema/verdict.ts";
import type { Entry, JudgedTool } from "./catalogue.ts";
import type { ParameterRow } from "./parameters.ts";
import { clip } from "./text.ts";
import { listSentences } from "./verdict-words.ts";
import { CATEGORY_LABEL, capitalise, countOf, joinWords } from "./words.ts";

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
      ? [{ asks: `What is not known about ${name}?`, answer: `${capitalise(unknown.join("; "))}.` }]
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
  const [deed = ""] = listSentences(verdict.rationale);
  const start = `${reads ? "Yes" : "No"}: ${name} is ${kind}. ${deed}`.trimEnd();
  if (declared === undefined) return `${start} The author declares no readOnlyHint.`;
  return `${start} The author declares readOnlyHint as ${declared}, which ${declared === reads ? "agrees" : "differs"}.`;
}

const UNDONE = { yes: "Yes", no: "No", unknown: "The definition does not say" } as const;

function answerUndo({ name, counterpart }: QuestionFacts, verdict: Verdict): string {
  // The rules say this in their second sentence, of the thing itself; what others write has no such order.
  const [, undoing] = verdict.classifier.kind === "rules" ? listSentences(verdict.rationale) : [];
  if (undoing !== undefined && counterpart === undefined) return `${UNDONE[verdict.reversible]}. ${undoing}`;
  const other = counterpart && `${clip(counterpart.tool.name, 100)} on the same server does the opposite`;
  switch (verdict.reversible) {
    case "yes":
      return other ? `Yes: by its name, ${other}.` : `Yes: the definition of ${name} gives ground for it.`;
    case "no":
      return `No: by its definition, nothing brings back what ${name} takes away${other ? `, although by its name ${other}` : ""}.`;
    case "unknown":
      return other
        ? `The definition does not say. By its name, ${other}.`
        : `The definition of ${name} does not say, and no tool of the server has the opposite name.`;
  }
}

function answerPolicy({ policySays, rules }: QuestionFacts): string {
  if (rules.length === 0) return policySays;
  const paths = [...new Set(rules.map(({ path }) => path.replace(/^args\./, "").slice(0, 60)))];
  const argument = paths.length === 1 ? "the argument" : "the arguments";
  return `${policySays} The server’s policy also has ${countOf(rules.length, "rule")} on ${argument} ${joinWords(paths)}.`;
}

/** Parts of a sentence about what could not be found out. */
function listUnknown({ entry, judged, parameters }: QuestionFacts): string[] {
  const { tool, verdict } = judged;
  const silent = parameters?.filter(({ says }) => says.length === 0).map((parameter) => parameter.name) ?? [];
  return [
    ...(verdict ? [] : ["its category and risk"]),
    ...(tool.description === undefined ? ["what the author says it does"] : []),
    ...(parameters === undefined ? ["what parameters it takes"] : []),
    ...(silent.length > 0 ? [describeSilence(silent, parameters?.length ?? 0)] : []),
    ...(entry.server.provenance.coverage === "complete"
      ? []
      : [`whether ${clip(entry.server.name, 120) || entry.server.slug} has tools besides those listed`]),
  ];
}

const MOST_NAMED = 4;

/** What the author does not describe: by name where they are few. */
function describeSilence(silent: readonly string[], all: number): string {
  if (silent.length > MOST_NAMED) {
    return silent.length === all
      ? `what its ${all} parameters mean`
      : `what ${silent.length} of its ${all} parameters mean`;
  }
  const names = joinWords(silent.map((name) => clip(name, 40)));
  return silent.length === 1 ? `what its parameter ${names} means` : `what its parameters ${names} mean`;
}
