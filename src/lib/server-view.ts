/** Everything that a server's page shows beyond its own fields. */
import { formatDefinition } from "../core/canonical.ts";
import { formatIssue } from "../core/issues.ts";
import { ARGUMENT_RULE_IDS } from "../core/policy/argument-rules/types.ts";
import { ARGUMENT_RULE_WORDS } from "../core/policy/argument-rules/words.ts";
import { describeEffect, describeRule, type RuleEffect } from "../core/policy/describe.ts";
import { formatPolicy } from "../core/policy/format.ts";
import type { Issue } from "../core/schema/issue.ts";
import type { Json } from "../core/schema/json.ts";
import type { Policy, ToolRule } from "../core/schema/policy.ts";
import type { Server } from "../core/schema/server.ts";
import { FACETS, RISK_LEVELS } from "../core/schema/verdict.ts";
import { compareRisks, type Entry, type ServerSummary, type ToolSummary } from "./catalogue.ts";
import { formatListIssueUrl } from "./contest.ts";
import { makeBreadcrumbs, makeSoftwareApplication } from "./json-ld.ts";
import { formatProvenance, serverHref } from "./links.ts";
import { LIST_SIZE, type Page, takePage } from "./paging.ts";
import { listArgumentRules, recommendServerPolicy } from "./rules.ts";
import { clip, describeServer } from "./text.ts";
import { describeClassifier } from "./verdict-words.ts";
import { capitalise, countOf, FACET_PHRASE, formatNumber, joinWords, RISK_LABEL } from "./words.ts";

/** A tool of which a rule judges these arguments; none are named where no call of it passes. */
export interface GuardedTool {
  tool: string;
  names: string[];
}

export interface ServerView {
  path: string;
  /** The author's words; absent where they say no more than the name. */
  lead: string | undefined;
  metaDescription: string;
  /** How many of the tools have which facet; empty when none has any. */
  says: string;
  policyText: string | undefined;
  policySays: string;
  /** What the policy does with tools, apart from their arguments. */
  policyEffects: (RuleEffect & { what: string; count: number })[];
  /** The rules on arguments, each with the arguments that it judges. */
  argumentRules: (RuleEffect & { name: string; tools: number; where: GuardedTool[] })[];
  whyNoTools: string;
  /** What the definitions take of a model's context. */
  cost: string;
  contestUrl: string | undefined;
  method: string;
  coverage: string;
  classifiers: string | undefined;
  jsonLd: Json[];
}

const CONTEXT = 200_000;

/** So many tools are named with a rule; which others have it, the policy says. */
const MOST_GUARDED = 8;

const METHOD = {
  introspection: "the running server’s own list",
  manifest: "the server’s manifest",
  static: "static analysis of the source; nothing was executed",
  readme: "the README, for want of anything better",
} as const satisfies Record<Server["provenance"]["method"], string>;

const COVERAGE = {
  complete: "the list is complete as far as the source shows",
  partial: "the list is not complete",
  unknown: "whether the list is complete is not known",
} as const satisfies Record<Server["provenance"]["coverage"], string>;

const DYNAMIC = {
  openapi: "makes its tools from an OpenAPI document when it starts",
  proxy: "passes on the tools of other servers",
  computed: "computes its tools when it runs",
} as const satisfies Record<NonNullable<Server["dynamic"]>[number], string>;

export function makeServerView(entry: Entry, summary: ServerSummary, site: URL): ServerView {
  const { server } = entry;
  const policy = recommendServerPolicy(entry);
  const path = serverHref(server.slug);
  const classifiers = new Set(
    entry.tools.flatMap(({ verdict }) => (verdict ? [describeClassifier(verdict.classifier)] : [])),
  );
  return {
    path,
    lead: describeServer(summary.name, server.description, 400),
    metaDescription: clip(
      `${summary.name} on Permitbook: ${describeTools(summary)} Read from ${formatProvenance(summary.from)}.`,
      155,
    ),
    says: describeFacets(entry),
    policyText: policy && formatPolicy(policy),
    policySays: policy ? describePolicy(policy) : "",
    policyEffects: policy ? listEffects(policy) : [],
    argumentRules: policy ? listArgumentEffects(entry) : [],
    whyNoTools: explainNoTools(server),
    cost: describeCost(server),
    contestUrl: formatListIssueUrl(server),
    method: METHOD[server.provenance.method],
    coverage: COVERAGE[server.provenance.coverage],
    classifiers: classifiers.size > 0 ? joinWords([...classifiers]) : undefined,
    jsonLd: [
      makeSoftwareApplication(site, { server, summary }),
      makeBreadcrumbs(site, [
        { name: "Servers", href: "/servers/" },
        { name: summary.name, href: path },
      ]),
    ],
  };
}

/** The gravest first. */
export function listServerTools({ slug, tools }: ServerSummary, number: number): Page<ToolSummary> {
  return takePage(tools.toSorted(compareRisks), { base: serverHref(slug), number, size: LIST_SIZE });
}

function explainNoTools(server: Server): string {
  const dynamic = (server.dynamic ?? []).map((kind) => DYNAMIC[kind]);
  if (dynamic.length > 0) return `The server ${joinWords(dynamic)}, so that its source does not show which they are.`;
  // The issue that says why nothing was found, before those that say what was in the way.
  const ranked = server.issues.toSorted(
    (a, b) => Number(b.code === "not-extractable") - Number(a.code === "not-extractable"),
  );
  const [reason] = ranked.map(formatIssueSentence);
  return reason === undefined
    ? "No tool definition was found in the source. What the server offers is not known."
    : reason;
}

/** An issue as a whole sentence of one line. */
export function formatIssueSentence(issue: Issue): string {
  const text = clip(formatIssue(issue), 300);
  const sentence = issue.path === undefined ? capitalise(text) : text;
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Four characters a token: an estimate, and said to be one. */
function describeCost({ tools }: Server): string {
  const characters = tools.reduce((sum, tool) => sum + formatDefinition(tool).length, 0);
  const tokens = Math.ceil(characters / 4 / 10) * 10;
  const share = (tokens / CONTEXT) * 100;
  const percent = share < 0.1 ? "less than 0.1" : share.toFixed(1);
  return `The definitions take about ${formatNumber(tokens)} tokens (4 characters a token), ${percent} % of a context of ${formatNumber(CONTEXT)}.`;
}

function describeTools({ tools }: ServerSummary): string {
  if (tools.length === 0) return "its tools could not be extracted.";
  const counts = RISK_LEVELS.toReversed().map((risk) => ({
    risk,
    count: tools.filter((tool) => tool.risk === risk).length,
  }));
  const parts = counts
    .filter(({ count }) => count > 0)
    .map(({ risk, count }) => `${count} of ${RISK_LABEL[risk].toLowerCase()} risk`);
  const list = parts.length > 0 ? `: ${joinWords(parts)}` : ", not judged yet";
  return `${countOf(tools.length, "tool")}${list}.`;
}

function describeFacets({ tools }: Entry): string {
  const counts = FACETS.map((facet) => ({
    facet,
    count: tools.filter(({ verdict }) => verdict?.facets.includes(facet)).length,
  }));
  const parts = counts
    .filter(({ count }) => count > 0)
    .map(({ facet, count }) => `${count} ${FACET_PHRASE[facet](count === 1)}`);
  return parts.length > 0 ? `Of the tools, ${joinWords(parts)}.` : "";
}

function describePolicy(policy: Policy): string {
  const rules = Object.values(policy.tools ?? {});
  const open = rules.filter((rule) => !deniesAll(rule));
  const limited = open.filter(({ limits = [] }) => limits.length > 0).length;
  const judged = open.filter(({ deny_if = [], require = [] }) => deny_if.length + require.length > 0).length;
  const hidden = policy.hide?.length ?? 0;
  const counts = [
    [open.length - limited, "allowed"],
    [limited, "limited per minute"],
    [rules.length - open.length, "denied"],
    [hidden, "hidden"],
  ] as const;
  const groups = counts.filter(([count]) => count > 0);
  const guards = judged === 0 ? "" : ` The arguments of ${formatNumber(judged)} are judged as well.`;
  return `${formatGroups(groups)}.${guards} A tool that the server adds later is denied until the policy names it.`;
}

/** "Of 5 tools, 1 is allowed and 4 are hidden", "All 5 tools are allowed" */
function formatGroups(groups: readonly (readonly [count: number, what: string])[]): string {
  const [[total, what] = [0, ""], ...others] = groups;
  if (others.length === 0) return total === 1 ? `The tool is ${what}` : `All ${formatNumber(total)} tools are ${what}`;
  const sum = groups.reduce((all, [count]) => all + count, 0);
  const parts = groups.map(([count, is]) => `${formatNumber(count)} ${count === 1 ? "is" : "are"} ${is}`);
  return `Of ${countOf(sum, "tool")}, ${joinWords(parts)}`;
}

function deniesAll({ deny_if = [] }: ToolRule): boolean {
  return deny_if.some(({ conditions }) => conditions.length === 0);
}

/** Tools with equal limits are one line, the mildest first, as the policy lists them. */
function listEffects({ tools = {}, hide = [] }: Policy): ServerView["policyEffects"] {
  const effects = new Map<string, ServerView["policyEffects"][number]>();
  const add = (what: string, rule: ToolRule | undefined, count = 1) => {
    const known = effects.get(what);
    if (known === undefined) effects.set(what, { what, count, ...describeEffect(rule) });
    else known.count += count;
  };
  for (const rule of Object.values(tools)) add(nameTreatment(rule), rule);
  if (hide.length > 0) add("Hidden", undefined, hide.length);
  return [...effects.values()];
}

/** One entry a rule, in the order of the rules, as what it says is the same for whatever argument. */
function listArgumentEffects({ tools }: Entry): ServerView["argumentRules"] {
  return ARGUMENT_RULE_IDS.flatMap((id) => {
    const guarded = tools.flatMap((judged) => {
      const paths = listArgumentRules(judged).filter((rule) => rule.id === id);
      const names = new Set(paths.map(({ path }) => path.replace(/^args\.?/, "")));
      return names.size > 0 ? [{ tool: judged.tool.name, names: [...names].filter((name) => name !== "") }] : [];
    });
    if (guarded.length === 0) return [];
    const where = guarded
      .slice(0, MOST_GUARDED)
      .map(({ tool, names }) => ({ tool: clip(tool, 60), names: names.map((name) => clip(name, 40)) }));
    return [{ ...ARGUMENT_RULE_WORDS[id], tools: guarded.length, where }];
  });
}

function nameTreatment(rule: ToolRule): string {
  const { limits = [] } = rule;
  if (deniesAll(rule)) return "Denied";
  return limits.length === 0 ? "Allowed" : describeRule({ limits }).join(" ").replace(/\.$/, "");
}
