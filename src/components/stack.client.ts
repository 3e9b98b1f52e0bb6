/** The stack page: what is chosen lives in the address; everything shown is computed from that and the servers' data. */
import { PROFILES } from "../core/policy/profiles.ts";
import type { StackedServer } from "../core/policy/stack.ts";
import { computeStackView, listUnknownNames } from "../lib/stack-policies.ts";
import { formatStackState, keyOf, parseStackState, type StackState } from "../lib/stack-state.ts";
import { find, keepFocus, make, makeButton } from "./dom.client.ts";
import { loadSearchAnswer } from "./search.client.ts";
import { attachFile, readConfig, readPolicy } from "./stack-import.client.ts";
import { renderCombinations, renderExports, renderPolicy, renderTools, type Stack } from "./stack-view.client.ts";

const LISTED = 100;
/** A list of fewer tools needs no fields to find one. */
const FEW = 8;

const state: StackState = parseStackState(location.hash || location.search);
/** Absent while it is being loaded, `null` when the catalogue has no such server. */
const servers = new Map<string, StackedServer | null>();
let editing: string | undefined;
/** Number of the search for servers that was asked last: an answer to an earlier one comes too late. */
let latest = 0;
/** How many tools are listed, of those that there are. */
let listed = LISTED;
/** The key of the tool that was touched last: its server's policy stands beside the tools. */
let shown = "";

const addField = find<HTMLInputElement>("#add-server");
const profile = find<HTMLSelectElement>("#profile");
const dialect = find<HTMLSelectElement>("#stack-dialect");
const words = find<HTMLInputElement>("#tools-words");
const order = find<HTMLSelectElement>("#tools-order");
const importFor = find<HTMLSelectElement>("#import-for");

profile.value = state.profile;
profile.addEventListener("change", () => {
  state.profile = PROFILES.find((name) => name === profile.value) ?? "recommended";
  update();
});
dialect.addEventListener("change", () => render());
addField.addEventListener("input", showHits);
addField.addEventListener("keydown", ({ key }) => {
  if (key === "Enter") document.querySelector<HTMLButtonElement>("#server-hits button")?.click();
});
if (addField.value !== "") void showHits();
for (const field of [words, order]) {
  field.addEventListener("input", () => {
    listed = LISTED;
    render();
  });
}
find("#read-config").addEventListener("click", async () => add(await readConfig()));
find("#import-policy").addEventListener("click", importPolicy);
attachFile();
// Another stack's address in the same tab; what the page itself writes there raises no event.
addEventListener("hashchange", () => location.reload());
find<HTMLDetailsElement>("#paste").open = state.slugs.length === 0;
void loadChosen();

function update(): void {
  keepAddress();
  void loadChosen();
}

function keepAddress(): void {
  history.replaceState(null, "", `${location.pathname}${formatStackState(state)}`);
}

async function loadChosen(): Promise<void> {
  await Promise.all(state.slugs.filter((slug) => !servers.has(slug)).map(load));
  render();
}

async function load(slug: string): Promise<void> {
  const response = await fetch(`/api/v1/servers/${slug}/full.json`).catch(() => undefined);
  servers.set(slug, response?.ok ? await response.json() : null);
}

function render(isTyping = false): void {
  const stacked = state.slugs.flatMap((slug) => servers.get(slug) ?? []);
  const stack: Stack = {
    servers: stacked,
    state,
    view: computeStackView(stacked, state),
    editing,
    list: { words: words.value, order: order.value, size: listed },
    listMore() {
      listed += LISTED;
      render();
    },
    choose(keys, choice, isTyping) {
      for (const key of keys) {
        if (choice === undefined) state.choices.delete(key);
        else state.choices.set(key, choice);
      }
      shown = keys[0] ?? shown;
      keepAddress();
      render(isTyping);
    },
    edit(key) {
      editing = key;
      render();
    },
  };
  find("#of-stack").hidden = stacked.length === 0;
  find("#tools-fields").hidden = stacked.reduce((sum, { server }) => sum + server.tools.length, 0) < FEW;
  keepFocus(() => {
    find("#chosen").replaceChildren(...state.slugs.map(renderServer));
    find("#combinations").replaceChildren(...renderCombinations(stack));
    if (!isTyping) find("#stack-tools").replaceChildren(...renderTools(stack));
    find("#stack-policy").replaceChildren(...renderPolicy(stack, shown, show));
    scrollToMark(find("#stack-policy"));
    find("#stack-exports").replaceChildren(...renderExports(stack, dialect.value));
  });
  const chosen = importFor.value;
  importFor.replaceChildren(...stacked.map(({ server }) => make("option", { value: server.slug }, server.slug)));
  if (stacked.some(({ server }) => server.slug === chosen)) importFor.value = chosen;
  find("#import").hidden = stacked.length === 0;
}

/** Within the policy alone: the page stays where it is. */
function scrollToMark(policy: HTMLElement): void {
  const pre = policy.querySelector("pre");
  const mark = policy.querySelector("mark");
  if (pre && mark) pre.scrollTop = mark.offsetTop - pre.offsetTop - pre.clientHeight / 3;
}

function show(key: string): void {
  shown = key;
  render();
}

function renderServer(slug: string): HTMLLIElement {
  const known = servers.get(slug);
  const name = known ? make("a", { href: `/servers/${slug}/` }, known.server.name) : `${slug}: not in the catalogue`;
  const remove = makeButton("Remove", () => forget(slug), { "aria-label": `Remove ${slug}` });
  const drop = makeButton("Drop your policy.json", () => {
    state.imported.delete(slug);
    update();
  });
  return make("li", {}, name, " ", remove, ...(state.imported.has(slug) ? [" ", drop] : []));
}

function forget(slug: string): void {
  state.slugs = state.slugs.filter((other) => other !== slug);
  state.imported.delete(slug);
  forgetChoices(slug);
  update();
}

function forgetChoices(slug: string): void {
  for (const key of state.choices.keys()) if (key.startsWith(keyOf(slug, ""))) state.choices.delete(key);
}

function add(slugs: readonly string[]): void {
  if (slugs.length > 0) find<HTMLDetailsElement>("#paste").open = false;
  state.slugs = [...new Set([...state.slugs, ...slugs])];
  update();
}

/** The reader's own policy takes the place of the recommended one, and of what was chosen tool by tool. */
function importPolicy(): void {
  const stacked = servers.get(importFor.value);
  if (!stacked) return;
  const { slug } = stacked.server;
  const policy = readPolicy((read) => {
    const unknown = listUnknownNames(stacked, read).map((name) => name.slice(0, 80));
    return `The policy of ${slug} is yours now.${unknown.length > 0 ? ` It names tools that the server does not have: ${unknown.join(", ")}.` : ""}`;
  });
  if (policy === undefined) return;
  forgetChoices(slug);
  state.imported.set(slug, policy);
  shown = keyOf(slug, "");
  update();
}

async function showHits(): Promise<void> {
  const turn = ++latest;
  const query = addField.value.trim();
  const answer = query.length < 2 ? undefined : await loadSearchAnswer(query).catch(() => undefined);
  if (turn !== latest) return;
  const hits = answer?.hits.filter(({ category }) => category === -2).slice(0, 8) ?? [];
  find("#server-hits").replaceChildren(
    ...hits.map(({ name, href }) => {
      const choose = () => {
        addField.value = "";
        addField.focus();
        find("#server-hits").replaceChildren();
        add([href.split("/")[2] ?? ""]);
      };
      return make("li", {}, makeButton(`Add ${name}`, choose));
    }),
  );
}
