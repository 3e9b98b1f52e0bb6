/** Sentences about one tool's verdict. The words for a risk are the badge's words. */
import { withArticle } from "../core/article.ts";
import { computeRisk, RISK_FACT_RULES, RISK_FLOOR } from "../core/classify/risk.ts";
import { CATEGORIES, type Classifier, RISK_FACTS, type RiskLevel, type Verdict } from "../core/schema/verdict.ts";
import { CATEGORY_LABEL, joinWords, RISK_LABEL } from "./words.ts";

/** "an Execute tool of qBittorrent, high risk" */
export function describeTool(serverName: string, verdict: Verdict | undefined): string {
  if (verdict === undefined) return `a tool of ${serverName} that has not been judged yet`;
  const kind = withArticle(`${CATEGORY_LABEL[verdict.category]} tool`);
  return `${kind} of ${serverName}, ${RISK_LABEL[verdict.risk].toLowerCase()} risk`;
}

/** Why the risk is what it is, from the formula's own table. */
export function explainRisk(verdict: Verdict): string {
  const { category, raisedBy, risk } = verdict;
  const floor = RISK_FLOOR[category];
  const start = `${CATEGORY_LABEL[category]} tools start at ${RISK_LABEL[floor].toLowerCase()}`;
  if (raisedBy.length === 0 || floor === risk) return `${start}; nothing in this definition raises it.`;
  const facts = joinWords(raisedBy.map((fact) => RISK_FACT_RULES[fact].sentence));
  return `${start}; raised to ${RISK_LABEL[risk].toLowerCase()} because it ${facts}.`;
}

export function describeClassifier(classifier: Classifier): string {
  switch (classifier.kind) {
    case "rules":
      return `rules, version ${classifier.version}`;
    case "model":
      return `the model ${classifier.model}, prompt ${classifier.promptVersion}`;
    case "override":
      return `a person, override ${classifier.version}`;
  }
}

/** How a tool comes to this level, from the formula's own tables. */
export function explainLevel(level: RiskLevel): string {
  const starts = CATEGORIES.filter((category) => RISK_FLOOR[category] === level).map((name) => CATEGORY_LABEL[name]);
  const raised = RISK_FACTS.filter((fact) => computeRisk(RISK_FACT_RULES[fact].on, [fact]) === level);
  const reasons = raised.map(
    (fact) => `${withArticle(CATEGORY_LABEL[RISK_FACT_RULES[fact].on])} tool that ${RISK_FACT_RULES[fact].sentence}`,
  );
  const start = starts.length > 0 ? `Where ${joinWords(starts)} tools start.` : "No category starts here.";
  return reasons.length > 0 ? `${start} Also here: ${joinWords(reasons, "or")}.` : start;
}

/** Of a rationale, without the marks of names. A stop inside a quote or a name ends none. */
export function listSentences(rationale: string): string[] {
  const sentences = rationale.match(/(?:“[^”]*”|`[^`]*`|[^.“`]|\.(?! [A-Z`“]|$))+\./g) ?? [];
  return sentences.map((sentence) => sentence.replaceAll("`", "").trim());
}

/** The rationale in parts: names stand between backticks. */
export function splitRationale(rationale: string): { text: string; isName: boolean }[] {
  return rationale
    .split(/`([^`]+)`/)
    .flatMap((text, index) => (text === "" ? [] : [{ text, isName: index % 2 === 1 }]));
}
