/** What the stack page shows of a stack: combinations, tools, policies. */
import { DIALECTS } from "../core/policy/dialects/index.ts";
import type { StackedServer } from "../core/policy/stack.ts";
import { CATEGORY_LABELS, RISK_CLASSES, RISK_LABELS } from "../lib/search-labels.ts";
import type { StackView } from "../lib/stack-policies.ts";
import { keyOf, type StackState } from "../lib/stack-state.ts";
import { make } from "./dom.client.ts";

type Choose = (keys: readonly string[], choice: "hide" | "allow" | "") => void;

const TREATMENTS = [
  ["", "as recommended"],
  ["hide", "hide"],
  ["allow", "allow freely"],
] as const;
const NAMED = 12;

export function renderCombinations(
  servers: readonly StackedServer[],
  { combinations }: StackView,
  choose: Choose,
): Node[] {
  if (servers.length === 0) return [make("p", { class: "note" }, "No server is chosen yet.")];
  if (combinations.length === 0) {
    return [
      make("p", { class: "good" }, "The policies below leave none of the dangerous combinations that we look for."),
    ];
  }
  return combinations.flatMap(({ title, danger, parts, smallestBreak }) => {
    const hide = make(
      "button",
      { type: "button" },
      `Hide ${smallestBreak.length === 1 ? "that tool" : `those ${smallestBreak.length} tools`}`,
    );
    hide.addEventListener("click", () =>
      choose(
        smallestBreak.map(({ server, tool }) => keyOf(server, tool)),
        "hide",
      ),
    );
    return [
      make("h3", {}, title),
      make("p", {}, danger),
      make(
        "ul",
        { class: "parts" },
        ...parts.map(({ statement, tools }) => make("li", {}, `A tool that ${statement}: ${nameTools(tools)}.`)),
      ),
      make("p", { class: "actions" }, `Broken by the fewest denials: ${nameTools(smallestBreak)}.`, hide),
    ];
  });
}

function nameTools(tools: readonly { server: string; tool: string }[]): string {
  const named = tools.slice(0, NAMED).map(({ server, tool }) => `${tool.slice(0, 80)} (${server})`);
  const rest = tools.length - named.length;
  return `${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

export function renderTools(
  servers: readonly StackedServer[],
  state: StackState,
  { policies }: StackView,
  choose: Choose,
): Node[] {
  const rows = servers.flatMap(({ server, risks }) =>
    server.tools.map((tool) => {
      const verdict = Object.hasOwn(risks.verdicts, tool.name) ? risks.verdicts[tool.name] : undefined;
      return { server, tool, verdict, rank: verdict ? RISK_CLASSES.indexOf(verdict.risk) : -1 };
    }),
  );
  if (rows.length === 0) return [make("p", { class: "note" }, "No tools to show.")];
  rows.sort((a, b) => b.rank - a.rank);
  const rules = new Map(policies.map(({ slug, policy }) => [slug, policy]));
  const body = rows.map(({ server, tool, verdict, rank }) => {
    const key = keyOf(server.slug, tool.name);
    const select = make("select", { "aria-label": `Policy for ${tool.name.slice(0, 80)}`, autocomplete: "off" });
    for (const [value, label] of TREATMENTS) select.append(make("option", { value }, label));
    select.value = state.choices.get(key) ?? "";
    select.addEventListener("change", () =>
      choose([key], TREATMENTS.find(([value]) => value === select.value)?.[0] ?? ""),
    );
    const rule = rules.get(server.slug)?.tools;
    const listed = rule !== undefined && Object.hasOwn(rule, tool.name);
    return make(
      "tr",
      {},
      make(
        "th",
        { scope: "row" },
        make("span", { class: "name" }, tool.name.slice(0, 100)),
        make("span", { class: "of" }, `of ${server.name.slice(0, 80)}`),
      ),
      make(
        "td",
        {},
        make("span", { class: `risk ${RISK_CLASSES[rank] ?? "unjudged"}` }, RISK_LABELS[rank] ?? "not judged"),
      ),
      make(
        "td",
        {},
        verdict ? (CATEGORY_LABELS.find((label) => label.toLowerCase() === verdict.category) ?? "") : "not judged",
      ),
      make("td", {}, select, listed ? "" : " hidden"),
    );
  });
  const head = make(
    "tr",
    {},
    ...["Tool", "Risk", "Category", "Policy"].map((label) => make("th", { scope: "col" }, label)),
  );
  return [make("table", { class: "tools" }, make("thead", {}, head), make("tbody", {}, ...body))];
}

export function renderPolicies({ policies }: StackView, dialectId: string): Node[] {
  const dialect = Object.values(DIALECTS).find(({ id }) => id === dialectId) ?? DIALECTS["policy-v1"];
  return policies.map(({ slug, policy }) => {
    const { text, lost } = dialect.export(policy, slug);
    const file = `${slug}.policy.${dialect.ending}`;
    const download = make(
      "a",
      { download: file, href: URL.createObjectURL(new Blob([text], { type: "text/plain" })) },
      `Download ${file}`,
    );
    const pre = make("pre", { tabindex: "0", "aria-label": file }, make("code", {}, text));
    const losses = lost.map((sentence) => make("li", {}, `Not said here: ${sentence}`));
    return make(
      "figure",
      { class: "code" },
      make("figcaption", {}, make("span", {}, slug), download),
      pre,
      ...(losses.length > 0 ? [make("ul", { class: "lost" }, ...losses)] : []),
    );
  });
}
