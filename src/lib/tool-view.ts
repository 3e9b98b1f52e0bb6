/** Everything that a tool's page shows, computed from the data and the core; the page is markup only. */

import { withArticle } from "../core/article.ts";
import type { ArgumentRule } from "../core/policy/argument-rules/types.ts";
import { describeEffect, type RuleEffect } from "../core/policy/describe.ts";
import { formatPolicy } from "../core/policy/format.ts";
import { recommendToolPolicy } from "../core/policy/recommend.ts";
import type { Attack } from "../core/schema/attack.ts";
import type { Json } from "../core/schema/json.ts";
import type { Verdict } from "../core/schema/verdict.ts";
import { type FittingAttack, listFittingAttacks } from "./attacks.ts";
import type { Catalogue, Entry, JudgedTool, ToolSummary } from "./catalogue.ts";
import { formatContestUrl, formatOverride } from "./contest.ts";
import { makeBreadcrumbs } from "./json-ld.ts";
import { formatProvenance, serverHref, toolHref } from "./links.ts";
import { listParameters, type ParameterRow } from "./parameters.ts";
import { formatFaqPage, makeQuestions, type Question } from "./questions.ts";
import { findCounterpart, listSameAction } from "./related.ts";
import { listArgumentRules, listDangers } from "./rules.ts";
import { clip, repeatsName, splitText, summarise, type TextPart } from "./text.ts";
import { describeTool } from "./verdict-words.ts";
import { CATEGORY_LABEL } from "./words.ts";

export interface ToolView {
  path: string;
  /** At most 200 characters; `isNameClipped` when the name is longer. */
  name: string;
  shortName: string;
  isNameClipped: boolean;
  /** Absent where it only repeats the name. */
  title: string | undefined;
  serverName: string;
  metaDescription: string;
  definition: TextPart[] | undefined;
  /** Why there is no text of the author's: nothing was found, or it only repeats the name. */
  missing: "absent" | "repeats-name" | undefined;
  otherEvidence: { field: string; quote: string }[];
  parameters: ParameterRow[] | undefined;
  rules: readonly ArgumentRule[];
  policyText: string;
  policySays: string;
  policyEffect: RuleEffect;
  previous: JudgedTool | undefined;
  next: JudgedTool | undefined;
  counterpart: JudgedTool | undefined;
  sameAction: ToolSummary[];
  questions: Question[];
  attacks: FittingAttack[];
  contestUrl: string | undefined;
  overrideText: string | undefined;
  jsonLd: Json[];
}

export interface ToolViewSources {
  catalogue: Catalogue;
  attacks: readonly Attack[];
  site: URL;
}

const FIELD_LABEL = new Map([
  ["name", "the name"],
  ["title", "the title"],
]);

export function makeToolView(entry: Entry, judged: JudgedTool, sources: ToolViewSources): ToolView {
  const { catalogue, attacks, site } = sources;
  const { server } = entry;
  const { tool, verdict, slug } = judged;
  const rules = listArgumentRules(judged);
  const name = clip(tool.name, 200) || slug;
  const shortName = clip(tool.name, 60) || slug;
  const serverName = clip(server.name, 120) || server.slug;
  const evidence = verdict?.evidence ?? [];
  const quotes = evidence.filter(({ field }) => field === "description").map(({ quote }) => quote);
  const isNameOnly = tool.description !== undefined && summarise(tool.name, tool.description) === undefined;
  const path = toolHref(server.slug, slug);
  const at = entry.tools.indexOf(judged);
  const parameters = listParameters(tool, verdict, listDangers(judged));
  const counterpart = findCounterpart(entry.tools, tool.name);
  const policy = recommendToolPolicy(tool, verdict, "recommended");
  const policySays = describeRule(shortName, verdict);
  const questions = makeQuestions({ name: shortName, entry, judged, counterpart, parameters, rules, policySays });
  return {
    path,
    name,
    shortName,
    isNameClipped: Array.from(tool.name).length > 200,
    title: tool.title === undefined || repeatsName(tool.name, tool.title) ? undefined : clip(tool.title, 200),
    serverName,
    metaDescription: clip(
      `${shortName} is ${describeTool(serverName, verdict)}. ${verdict?.rationale.replaceAll("`", "") ?? ""} Read from ${formatProvenance(server.provenance.from)}.`,
      155,
    ),
    definition: tool.description === undefined || isNameOnly ? undefined : splitText(tool.description, quotes),
    missing: tool.description === undefined ? "absent" : isNameOnly ? "repeats-name" : undefined,
    otherEvidence: evidence
      .filter(({ field }) => field !== "description" && !field.startsWith("inputSchema.properties"))
      .map(({ field, quote }) => ({ field: FIELD_LABEL.get(field) ?? field, quote: clip(quote, 120) })),
    parameters,
    rules,
    policyText: formatPolicy(policy),
    policySays,
    policyEffect: describeEffect(Object.values(policy.tools ?? {})[0]),
    previous: entry.tools[at - 1],
    next: entry.tools[at + 1],
    counterpart,
    sameAction: listSameAction(catalogue, server.slug, tool.name),
    questions,
    attacks: verdict ? listFittingAttacks(attacks, verdict, rules) : [],
    contestUrl: formatContestUrl(server.slug, shortName, verdict),
    overrideText: verdict && formatOverride(tool, verdict),
    jsonLd: [
      makeBreadcrumbs(site, [
        { name: "Servers", href: "/servers/" },
        { name: serverName, href: serverHref(server.slug) },
        { name: shortName, href: path },
      ]),
      formatFaqPage(questions),
    ],
  };
}

function describeRule(name: string, verdict: Verdict | undefined): string {
  if (verdict === undefined)
    return `${name} has not been judged, so it is hidden: what was not judged is not handed out.`;
  const kind = withArticle(`${CATEGORY_LABEL[verdict.category]} tool`);
  switch (verdict.category) {
    case "read":
      return `As ${kind}, ${name} is allowed without a limit of its own.`;
    case "write":
      return `As ${kind}, ${name} is limited to 30 calls a minute, so that a loop cannot make hundreds of changes.`;
    case "execute":
      return `As ${kind}, ${name} is limited to 10 calls a minute, because what it sets going reaches past the call.`;
    case "destructive":
      return `As ${kind}, ${name} is hidden: it stays off the list of tools until a person puts it there.`;
    case "financial":
      return `As ${kind}, ${name} is denied: a person decides, not the agent.`;
  }
}
