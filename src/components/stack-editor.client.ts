/** The rule of one tool, built from what its schema offers: limits, rules on arguments, each with a sentence. */
import { offerArgumentRules } from "../core/policy/argument-rules/index.ts";
import type { ArgumentRule } from "../core/policy/argument-rules/types.ts";
import { describeRule } from "../core/policy/describe.ts";
import {
  ARGUMENT_TESTS,
  type ArgumentOffer,
  type ArgumentTest,
  makeGuard,
  offerArguments,
} from "../core/policy/offers.ts";
import type { Guard, Limit, ToolRule } from "../core/schema/policy.ts";
import type { Tool } from "../core/schema/tool.ts";
import type { Verdict } from "../core/schema/verdict.ts";
import { make, makeButton, makeSelect } from "./dom.client.ts";

export interface EditedTool {
  /** What its row's control is called. */
  key: string;
  tool: Tool;
  verdict: Verdict | undefined;
  rule: ToolRule;
  /** `isTyping`: the editor stays as it is, and only what is computed from the rule is drawn anew. */
  change(rule: ToolRule, isTyping?: boolean): void;
  close(): void;
}

const WINDOWS = ["minute", "hour", "day"] as const;

export function renderEditor(edited: EditedTool): HTMLElement {
  return make(
    "div",
    { class: "editor", role: "group", "aria-label": `Rule of ${edited.tool.name.slice(0, 80)}` },
    make("h3", {}, "Limits"),
    ...renderLimits(edited),
    make("h3", {}, "Arguments"),
    ...renderGuards(edited),
    ...renderOffered(edited),
    renderForm(edited),
    make("p", {}, makeButton("Done", edited.close, { "data-focus": edited.key })),
  );
}

function withItems<Key extends keyof ToolRule>(rule: ToolRule, key: Key, items: ToolRule[Key] & object): ToolRule {
  const { [key]: _, ...rest } = rule;
  return items.length > 0 ? { ...rest, [key]: items } : rest;
}

function renderLimits(edited: EditedTool): Node[] {
  const { tool, rule, change } = edited;
  const limits = rule.limits ?? [];
  // Read when it is changed: typing leaves this editor as it is.
  const replace = (index: number, by: Partial<Limit>, isTyping?: boolean) => {
    const changed = edited.rule.limits?.map((limit, at) => (at === index ? { ...limit, ...by } : limit)) ?? [];
    change(withItems(edited.rule, "limits", changed), isTyping);
  };
  const items = limits.map(({ max, window }, index) => {
    const calls = make("input", { type: "number", min: "1", value: String(max), "aria-label": "Calls" });
    calls.addEventListener("input", () => {
      const count = calls.valueAsNumber;
      if (Number.isSafeInteger(count) && count >= 1) replace(index, { max: count }, true);
    });
    const choose = makeSelect(
      WINDOWS.map((each) => [each, each] as const),
      window,
      (value) => replace(index, { window: WINDOWS.find((each) => each === value) ?? window }),
      { "aria-label": "In any", "data-focus": `window ${index}` },
    );
    const remove = () => change(withItems(edited.rule, "limits", (edited.rule.limits ?? []).toSpliced(index, 1)));
    const button = makeButton("Remove", remove, { "data-focus": "limit" });
    return make("li", {}, "At most ", calls, " calls in any ", choose, " ", button);
  });
  const free = WINDOWS.find((each) => limits.every(({ window }) => window !== each));
  const more: Limit | undefined = free && { counter: `${tool.name}_rate`, window: free, max: 10, scope: "grant" };
  const add = () => more && change(withItems(edited.rule, "limits", [...(edited.rule.limits ?? []), more]));
  return [
    ...(items.length > 0 ? [make("ul", {}, ...items)] : []),
    ...(more ? [makeButton("Add a limit", add, { "data-focus": "limit" })] : []),
  ];
}

function renderGuards(edited: EditedTool): Node[] {
  const { tool, verdict, rule, change } = edited;
  const items = (["require", "deny_if"] as const).flatMap((list) =>
    (rule[list] ?? []).map((guard, index, all) =>
      make(
        "li",
        {},
        findOffered(guard, tool, verdict)?.stops ?? describeRule({ [list]: [guard] }).join(" "),
        " ",
        makeButton("Remove", () => change(withItems(edited.rule, list, all.toSpliced(index, 1))), {
          "data-focus": "argument",
        }),
      ),
    ),
  );
  return items.length > 0 ? [make("ul", {}, ...items)] : [];
}

/** What the definition itself gives ground for, and is not part of the rule yet. */
function renderOffered(edited: EditedTool): Node[] {
  const { tool, verdict, rule, change } = edited;
  const has = new Set(rule.deny_if?.map(formatConditions));
  const offered = verdict
    ? offerArgumentRules(tool, verdict).filter(({ guard }) => !has.has(formatConditions(guard)))
    : [];
  const items = offered.map(({ guard, stops, doesNotStop }) =>
    make(
      "li",
      {},
      `Stops: ${stops} Does not stop: ${doesNotStop} `,
      makeButton("Add", () => change(withItems(edited.rule, "deny_if", [...(rule.deny_if ?? []), guard])), {
        "data-focus": "argument",
      }),
    ),
  );
  return items.length > 0 ? [make("p", { class: "note" }, "Offered by the definition:"), make("ul", {}, ...items)] : [];
}

/** The rule that the definition gives ground for, where the guard is one of those: it says in words what it stops. */
export function findOffered(guard: Guard, tool: Tool, verdict: Verdict | undefined): ArgumentRule | undefined {
  const conditions = formatConditions(guard);
  return verdict && offerArgumentRules(tool, verdict).find((offered) => formatConditions(offered.guard) === conditions);
}

function formatConditions({ conditions }: Guard): string {
  return JSON.stringify(conditions);
}

function renderForm(edited: EditedTool): HTMLElement {
  const { tool, rule, change } = edited;
  const offers = offerArguments(tool);
  const [first] = offers;
  if (first === undefined) return make("p", { class: "note" }, "No arguments are known of this tool.");
  let offer: ArgumentOffer = first;
  const value = make("input", { autocomplete: "off", spellcheck: "false" });
  const valueField = makeField("Value", value);
  const problem = make("p", { class: "bad", role: "status" });
  const tests = make("select", { autocomplete: "off" });
  const showTest = () => {
    const kind = ARGUMENT_TESTS[readTest(tests.value)].value;
    valueField.hidden = kind === "none";
    value.value = kind === "list" ? offer.choices.map(String).join(", ") : "";
    problem.textContent = "";
  };
  const showOffer = (index: string) => {
    offer = offers[Number(index)] ?? first;
    tests.replaceChildren(...offer.tests.map((id) => make("option", { value: id }, ARGUMENT_TESTS[id].label)));
    showTest();
  };
  const names = offers.map(({ name }, index) => [String(index), name.slice(0, 80)] as const);
  const argument = makeSelect(names, "0", showOffer, { "data-focus": "argument" });
  tests.addEventListener("change", showTest);
  showOffer("0");
  const add = () => {
    const made = makeGuard(offer, readTest(tests.value), value.value);
    if (made.ok) change(withItems(edited.rule, made.list, [...(rule[made.list] ?? []), made.guard]));
    else problem.textContent = made.problem;
  };
  return make(
    "div",
    {},
    make(
      "div",
      { class: "fields" },
      makeField("Argument", argument),
      makeField("Rule", tests),
      valueField,
      makeButton("Add a rule", add, { "data-focus": "argument" }),
    ),
    problem,
  );
}

/** Only one editor is open, so that its labels make good ids. */
function makeField(label: string, control: HTMLElement): HTMLElement {
  control.id = `editor-${label.toLowerCase()}`;
  return make("span", {}, make("label", { for: control.id }, label), control);
}

function readTest(value: string): ArgumentTest {
  return (Object.keys(ARGUMENT_TESTS) as ArgumentTest[]).find((id) => id === value) ?? "given";
}
