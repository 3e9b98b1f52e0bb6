/**
 * Two or three sentences about one tool: what a call does and to what, whether it can be undone, and what speaks for
 * another category or is not known. Each sentence names the tool, its object or a quote, so that none fits another.
 */
import type { Evidence, Judgement } from "../schema/verdict.ts";
import type { Act } from "./acts.ts";
import type { Evaluation } from "./evaluate.ts";
import { RULES, type RuleId } from "./rules/all.ts";
import type { Subject } from "./subject.ts";

import { formatThirdPerson } from "./third-person.ts";
import { formatUndoing } from "./undoing.ts";
import { formatDoing, formatName, formatObject, formatQuote, formatThing, isVague } from "./wording.ts";

const STATEMENTS = Object.fromEntries(RULES.map((rule) => [rule.id, rule.statement])) as Record<RuleId, string>;

export function formatRationale(
  tool: Subject,
  evaluation: Evaluation,
  judgement: Pick<Judgement, "category" | "reversible" | "facets">,
): string {
  const carrying = findCarryingAct(tool, evaluation);
  // What an argument chooses is done to what that choice says, not to what the description speaks of first.
  const object = findChoice(evaluation) ? "" : (carrying?.object ?? "");
  return [
    formatDeed(tool, evaluation, carrying),
    formatUndoing(tool, evaluation, judgement, { thing: formatThing(object), lemma: carrying?.act.verb.lemma ?? "" }),
    formatDoubt(tool, evaluation),
  ]
    .filter(Boolean)
    .join(" ");
}

interface CarryingAct {
  act: Act;
  /** What it is done to, in the definition's words; empty where it says nothing. */
  object: string;
}

/** The act that carries the category: of the description where it says to what, else of the name. */
function findCarryingAct(tool: Subject, { carried }: Evaluation): CarryingAct | undefined {
  const evidence = carried.flatMap((finding) => finding.evidence);
  const acts = tool.acts.filter(
    (act) => act.source !== "choice" && act.verb.kind !== "handle" && isQuoted(tool, act, evidence),
  );
  const said = acts.filter((act) => act.source !== "name");
  const names = acts.filter((act) => act.source === "name");
  // `update_and_publish`: the one that the description's evidence speaks of.
  const name = names.find((act) => said.some(({ verb }) => verb.lemma === act.verb.lemma)) ?? names[0];
  const named = name && describeAct(tool, name);
  // Where name and description speak of one act, the description says more of it.
  const same = name && findDescribed(tool, said, (act) => act.verb.lemma === name.verb.lemma);
  if (same) return same;
  const first = findDescribed(tool, said, () => true);
  if (named && isTelling(named.object) && (!first || isOtherThanNamed(first, named))) return named;
  const vague = said.map((act) => describeAct(tool, act)).find(({ object }) => object !== "");
  return first ?? vague ?? named ?? (acts[0] && describeAct(tool, acts[0]));
}

function isTelling(object: string): boolean {
  return object !== "" && !isVague(object);
}

/** What the description says of another act, or of a field, is not what the tool is known by. */
function isOtherThanNamed(said: CarryingAct, named: CarryingAct): boolean {
  return said.act.verb.kind !== named.act.verb.kind || said.object.includes("_");
}

function isQuoted(tool: Subject, act: Act, evidence: readonly Evidence[]): boolean {
  if (act.source === "name") return evidence.some(({ field, quote }) => field === "name" && quote === tool.tool.name);
  const text = tool.description.slice(act.start, act.clauseEnd).trim();
  return text !== "" && evidence.some(({ field, quote }) => field === "description" && text.startsWith(quote));
}

function describeAct(tool: Subject, act: Act): CarryingAct {
  return { act, object: formatObject(tool, act) };
}

/** The first of these acts that says what it is done to. */
function findDescribed(tool: Subject, acts: readonly Act[], also: (act: Act) => boolean): CarryingAct | undefined {
  for (const act of acts) {
    const described = also(act) ? describeAct(tool, act) : undefined;
    if (described && isTelling(described.object)) return described;
  }
  return undefined;
}

function findChoice({ carried }: Evaluation): Evidence | undefined {
  return carried[0]?.evidence.find(isChoice);
}

function isChoice({ field }: Evidence): boolean {
  return field.endsWith(".enum");
}

function formatDeed(tool: Subject, evaluation: Evaluation, carrying: CarryingAct | undefined): string {
  const name = formatName(tool.tool.name);
  const choice = findChoice(evaluation);
  if (choice)
    return `${name} does what its argument ${formatName(choice.field.split(".").at(-2) ?? "")} names, and the gravest choice is ${formatQuote(choice.quote)}.`;
  if (carrying && carrying.object !== "")
    return `One call of ${name} ${formatDoing(formatVerbs(tool, carrying.act), carrying.object)}.`;
  const [first] = evaluation.carried;
  if (first?.rule === "names-information")
    return `The name ${name} is that of a piece of information, which a call returns.`;
  if (!first || first.rule === "has-no-known-act")
    return `Neither the name ${name} nor anything else in its definition says with a verb what a call does.`;
  if (first.rule === "declares-read-only")
    return `Its author declares ${name} read-only, and nothing else in its definition decides.`;
  if (first.rule === "declares-changes")
    return `Its author declares that ${name} changes something, and nothing else in its definition decides.`;
  const quote = first.evidence.find((evidence) => evidence.field !== "name");
  const listed = quote && tool.acts.some((act) => act.source === "choice" && act.quote === quote.quote);
  if (listed)
    return `A call of ${name} does what its caller chooses, and the gravest choice is ${formatQuote(quote.quote)}.`;
  const ground = quote
    ? `${formatField(quote.field)} says ${formatQuote(quote.quote)}`
    : "its name says no more than that";
  return `${formatStatement(name, STATEMENTS[first.rule])}; ${ground}.`;
}

/** `It returns information.` as said of one call. */
function formatStatement(name: string, statement: string): string {
  const plain = statement.replace(/\.$/, "");
  return plain.startsWith("It ")
    ? `One call of ${name} ${plain.slice(3)}`
    : `Of ${name} this is known: ${lowerFirst(plain)}`;
}

const JOINED = /^(?:[\s,/&]|and\b|or\b|then\b)+$/i;

/** `creates or updates`, where the description joins verbs before their object. */
function formatVerbs(tool: Subject, act: Act): string {
  const verbs = [act.verb.lemma];
  const at = tool.textActs.indexOf(act);
  for (let before = at - 1; before >= 0 && act.source === "lead"; before -= 1) {
    const other = tool.textActs[before];
    const between = tool.description.slice(other?.end, tool.textActs[before + 1]?.start);
    if (other?.source !== "lead" || !JOINED.test(between) || other.verb.kind === "handle") break;
    verbs.unshift(other.verb.lemma);
  }
  const said = [...new Set(verbs.map(formatThirdPerson))];
  return said.length === 1 ? (said[0] ?? "") : `${said.slice(0, -1).join(", ")} or ${said.at(-1)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function formatField(field: string): string {
  if (field === "description") return "its description";
  if (field.startsWith("inputSchema")) return "its input schema";
  if (field.startsWith("annotations")) return `its declared ${field.slice("annotations.".length)}`;
  return `its ${field}`;
}

function formatDoubt(tool: Subject, evaluation: Evaluation): string {
  const { rival, category, held } = evaluation;
  const name = formatName(tool.tool.name);
  const quote = rival?.finding.evidence[0];
  const carriedQuote = evaluation.carried[0]?.evidence[0]?.quote;
  if (rival?.cancelledBy && quote) {
    const by = evaluation.findings.find((finding) => finding.rule === rival.cancelledBy)?.evidence[0]?.quote;
    if (by && by !== quote.quote) {
      return `${formatQuote(quote.quote)} alone would make it ${rival.category}; ${formatQuote(by)} is why it is ${category}.`;
    }
  } else if (rival && quote && quote.quote !== carriedQuote && !isChoice(quote)) {
    const ground = quote.field === "name" ? `The name ${name}` : formatQuote(quote.quote);
    return `${ground} alone would make it ${rival.category}, but the gravest thing that a call can do decides.`;
  }
  if (category === "read" && held.has("declares-changes"))
    return `Its author sets readOnlyHint to false, but nothing in the definition of ${name} says what would change.`;
  if (held.has("declares-read-only") && held.has("has-no-known-act"))
    return `Its author declares ${name} read-only, but nothing in its definition says what a call does.`;
  if (category !== "read" && held.has("declares-read-only"))
    return `Its author declares ${name} read-only, which its definition contradicts.`;
  if (tool.description === "")
    return `The description of ${name} is not known, so its name${tool.parameters.length > 0 ? " and its parameters carry" : " carries"} this.`;
  if (evaluation.confidence < 0.7)
    return `The definition of ${name} does not settle this: it is our best reading, not a certain one.`;
  return "";
}
