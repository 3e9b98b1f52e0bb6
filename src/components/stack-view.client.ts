/** What the stack page shows of a stack: combinations, tools with their treatment, the policy beside them, exports. */
import { type Choice, readChoice } from "../core/policy/customise.ts";
import { describeRule } from "../core/policy/describe.ts";
import { DIALECTS } from "../core/policy/dialects/index.ts";
import { formatPolicy } from "../core/policy/format.ts";
import type { StackedServer } from "../core/policy/stack.ts";
import { formatPrintable } from "../core/printable.ts";
import type { Policy } from "../core/schema/policy.ts";
import { CATEGORY_LABELS, RISK_CLASSES, RISK_LABELS } from "../lib/search-labels.ts";
import type { StackView } from "../lib/stack-policies.ts";
import { listStackRows, type StackRow } from "../lib/stack-rows.ts";
import { keyOf, type StackState } from "../lib/stack-state.ts";
import { splitAtSigns } from "../lib/text.ts";
import { describeExport, isDialectId } from "./dialects.client.ts";
import { make, makeButton, makeDownload, makeSelect } from "./dom.client.ts";
import { type EditedTool, findOffered, renderEditor } from "./stack-editor.client.ts";

export interface Stack {
  servers: readonly StackedServer[];
  state: StackState;
  view: StackView;
  /** The tool whose rule is open, by its key. */
  editing: string | undefined;
  /** Which tools are listed, and how many of them. */
  list: { words: string; order: string; size: number };
  listMore(): void;
  /** `undefined` leaves the tools to the policy that the stack begins with. `isTyping`: the tools stay as they are. */
  choose(keys: readonly string[], choice: Choice | undefined, isTyping?: boolean): void;
  edit(key: string | undefined): void;
}

const NAMED = 12;

export function renderCombinations({ servers, view, choose }: Stack): Node[] {
  if (servers.length === 0) return [make("p", { class: "note" }, "No server is chosen yet.")];
  if (view.combinations.length === 0) {
    return [make("p", { class: "good" }, "The policies leave none of the dangerous combinations that we look for.")];
  }
  return view.combinations.flatMap(({ title, danger, parts, smallestBreak }) => {
    const keys = smallestBreak.map(({ server, tool }) => keyOf(server, tool));
    const label = `Hide ${keys.length === 1 ? "that tool" : `those ${keys.length} tools`}`;
    return [
      make("h3", {}, title),
      make("p", {}, danger),
      make(
        "ul",
        { class: "parts" },
        ...parts.map(({ statement, tools }) =>
          make(
            "li",
            {},
            `A tool that ${statement}${tools.length > 1 ? `, one of ${tools.length}` : ""}: `,
            ...nameTools(tools),
            ".",
          ),
        ),
      ),
      make(
        "p",
        { class: "actions" },
        make("span", {}, "Broken by the fewest denials: ", ...nameTools(smallestBreak), "."),
        makeButton(label, () => choose(keys, { kind: "hide" })),
      ),
    ];
  });
}

/** The first by name, each server's together: "a, b of one; c of two and 3 more". */
function nameTools(tools: readonly { server: string; tool: string }[]): (Node | string)[] {
  const named = Map.groupBy(tools.slice(0, NAMED), ({ server }) => server);
  const rest = tools.length - NAMED;
  const lists = [...named].flatMap(([server, own], place) => [
    ...(place > 0 ? ["; "] : []),
    ...own.flatMap(({ tool }, index) => [
      ...(index > 0 ? [", "] : []),
      make("bdi", { class: "name" }, formatPrintable(tool, 80)),
    ]),
    ` of ${server}`,
  ]);
  return rest > 0 ? [...lists, ` and ${rest} more`] : lists;
}

export function renderTools(stack: Stack): Node[] {
  const { size, ...wanted } = stack.list;
  const rows = listStackRows(stack.servers, wanted);
  if (rows.length === 0) return [make("p", { class: "note" }, "No tools to show.")];
  const head = ["Tool", "Policy"].map((label) => make("th", { scope: "col" }, label));
  const body = rows.slice(0, size).flatMap((row) => renderRow(stack, row));
  const table = make(
    "table",
    { class: "tools" },
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...body),
  );
  const left = rows.length - size;
  if (left <= 0) return [table];
  const more = makeButton(`Show more of the ${left} left`, () => stack.listMore(), { "data-focus": "more" });
  return [table, make("p", {}, more)];
}

function renderRow(stack: Stack, shown: StackRow): HTMLElement[] {
  const { stacked, tool, verdict, rank, href } = shown;
  const { server } = stacked;
  const { state, choose, edit } = stack;
  const key = keyOf(server.slug, tool.name);
  const own = stack.view.policies.find(({ slug }) => slug === server.slug);
  if (own === undefined) return [];
  const now = readChoice(own.policy, tool.name);
  const rule = now.kind === "custom" ? now.rule : {};
  const chosen = state.choices.get(key)?.kind ?? "";
  const options = [
    ["", state.imported.has(server.slug) ? "as in your policy.json" : "as recommended"],
    ["allow", "allow freely"],
    ["deny", "deny"],
    ["hide", "hide"],
    ["custom", "a rule of its own"],
  ] as const;
  const select = makeSelect(
    options,
    chosen,
    (value) => {
      if (value === "custom") edit(key);
      const kind = (["allow", "deny", "hide"] as const).find((each) => each === value);
      choose([key], value === "custom" ? { kind: "custom", rule } : kind && { kind });
    },
    { "aria-label": `Policy for ${formatPrintable(tool.name, 80)}`, "data-focus": key },
  );
  const isOpen = chosen === "custom" && stack.editing === key;
  const opens = chosen === "custom" && !isOpen ? [makeButton("Edit", () => edit(key), { "data-focus": key })] : [];
  const category = verdict && CATEGORY_LABELS.find((label) => label.toLowerCase() === verdict.category);
  const says = make("p", { class: "note" }, describeNow(own.policy, now, shown));
  const row = make(
    "tr",
    {},
    make(
      "th",
      { scope: "row" },
      make("a", { class: "name", href }, makeName(tool.name)),
      make(
        "span",
        { class: "of" },
        make("span", { class: `risk ${RISK_CLASSES[rank] ?? "unjudged"}` }, RISK_LABELS[rank] ?? "not judged"),
        ` ${category ? `${category}, ` : ""}of `,
        make("bdi", {}, formatPrintable(server.name, 80)),
      ),
    ),
    make("td", { class: "wide" }, select, " ", ...opens, says),
  );
  if (!isOpen) return [row];
  const edited: EditedTool = {
    key,
    tool,
    verdict,
    rule,
    change(changed, isTyping) {
      edited.rule = changed;
      const choice: Choice = { kind: "custom", rule: changed };
      says.textContent = describeNow(own.policy, choice, shown);
      choose([key], choice, isTyping);
    },
    close: () => edit(undefined),
  };
  const editor = renderEditor(edited);
  return [row, make("tr", {}, make("td", { colspan: "2", class: "wide" }, editor))];
}

/** A long name breaks behind its signs. */
function makeName(name: string): HTMLElement {
  const parts = splitAtSigns(formatPrintable(name, 100));
  return make("bdi", {}, ...parts.flatMap((part, place) => (place > 0 ? [make("wbr"), part] : [part])));
}

function describeNow(policy: Policy, choice: Choice, { tool, verdict }: StackRow): string {
  switch (choice.kind) {
    case "hide":
      return "Hidden: not on the list, and denied when it is called.";
    case "deny":
      return "Every call is denied.";
    case "allow":
      return `Every call is let through${policy.all_tools?.limits?.length ? ", up to the limit of all tools together" : ""}.`;
    case "custom": {
      const { deny_if = [], ...rest } = choice.rule;
      const denials = deny_if.map((guard) => {
        const offered = findOffered(guard, tool, verdict);
        return offered ? `Stops: ${offered.stops}` : describeRule({ deny_if: [guard] }).join(" ");
      });
      return [...denials, ...(Object.keys(rest).length > 0 ? describeRule(rest) : [])].join(" ");
    }
  }
}

/** policy.json of one server, as it is after every step; `shown` is the key of the tool that was touched last. */
export function renderPolicy({ view }: Stack, shown: string, show: (key: string) => void): Node[] {
  const own = view.policies.find(({ slug }) => shown.startsWith(keyOf(slug, ""))) ?? view.policies[0];
  if (own === undefined) return [];
  const caption =
    view.policies.length === 1
      ? make("span", {}, `policy.json of ${own.slug}`)
      : make(
          "label",
          {},
          "policy.json of ",
          makeSelect(
            view.policies.map(({ slug }) => [slug, slug] as const),
            own.slug,
            (slug) => show(keyOf(slug, "")),
            { "data-focus": "shown" },
          ),
        );
  const pre = make("pre", { tabindex: "0", "aria-label": `policy.json of ${own.slug}` });
  const text = formatPolicy(own.policy);
  const name = JSON.stringify(shown.slice(keyOf(own.slug, "").length));
  const at = text.indexOf(name);
  const marked = at < 0 ? [text] : [text.slice(0, at), make("mark", {}, name), text.slice(at + name.length)];
  pre.append(make("code", {}, ...marked));
  return [make("figure", { class: "code" }, make("figcaption", {}, caption), pre)];
}

export function renderExports({ view }: Stack, dialectId: string): Node[] {
  const dialect = DIALECTS[isDialectId(dialectId) ? dialectId : "policy-v1"];
  const links: HTMLAnchorElement[] = [];
  const figures = view.policies.map(({ slug, policy }) => {
    const { text } = dialect.export(policy, slug);
    const link = makeDownload(`${slug}.policy.${dialect.ending}`, text);
    links.push(link);
    const pre = make("pre", { tabindex: "0", "aria-label": link.download }, make("code", {}, text));
    const sentences = dialect.id === "policy-v1" ? [] : describeExport(dialect.id, policy, slug);
    const lost = make("ul", { class: "lost" }, ...sentences.map((sentence) => make("li", {}, sentence)));
    lost.hidden = sentences.length === 0;
    return make("figure", { class: "code" }, make("figcaption", {}, make("span", {}, slug), link), pre, lost);
  });
  const all = makeButton(`Download all ${links.length} files`, () => {
    for (const link of links) link.click();
  });
  return links.length > 1 ? [make("p", {}, all), ...figures] : figures;
}
