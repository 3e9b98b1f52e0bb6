/** The stack page: what is chosen lives in the address; everything shown is computed from that and the servers' data. */
import { PROFILES } from "../core/policy/profiles.ts";
import type { StackedServer } from "../core/policy/stack.ts";
import { parseClientConfig } from "../lib/client-config.ts";
import { computeStackView } from "../lib/stack-policies.ts";
import { formatStackState, parseStackState, type StackState } from "../lib/stack-state.ts";
import { find, make } from "./dom.client.ts";
import { loadSearchAnswer } from "./search.client.ts";
import { renderCombinations, renderPolicies, renderTools } from "./stack-view.client.ts";

const state: StackState = parseStackState(location.search);
/** Absent while it is being loaded, `null` when the catalogue has no such server. */
const servers = new Map<string, StackedServer | null>();

const addField = find<HTMLInputElement>("#add-server");
const profile = find<HTMLSelectElement>("#profile");
const dialect = find<HTMLSelectElement>("#stack-dialect");
const configResult = find("#config-result");

profile.value = state.profile;
profile.addEventListener("change", () => {
  state.profile = PROFILES.find((name) => name === profile.value) ?? "recommended";
  update();
});
dialect.addEventListener("change", render);
addField.addEventListener("input", showHits);
find("#read-config").addEventListener("click", readConfig);
void loadChosen();

function update(): void {
  history.replaceState(null, "", `${location.pathname}${formatStackState(state)}`);
  void loadChosen();
}

async function loadChosen(): Promise<void> {
  await Promise.all(state.slugs.filter((slug) => !servers.has(slug)).map(load));
  render();
}

async function load(slug: string): Promise<void> {
  const response = await fetch(`/api/v1/servers/${slug}/full.json`).catch(() => undefined);
  servers.set(slug, response?.ok ? await response.json() : null);
}

function render(): void {
  find("#chosen").replaceChildren(
    ...state.slugs.map((slug) => {
      const known = servers.get(slug);
      const remove = make("button", { type: "button" }, "Remove");
      remove.addEventListener("click", () => {
        state.slugs = state.slugs.filter((other) => other !== slug);
        for (const key of state.choices.keys()) if (key.startsWith(`${slug}/`)) state.choices.delete(key);
        update();
      });
      remove.setAttribute("aria-label", `Remove ${slug}`);
      const name = known
        ? make("a", { href: `/servers/${slug}/` }, known.server.name)
        : `${slug}: not in the catalogue`;
      return make("li", {}, name, " ", remove);
    }),
  );
  const stacked = state.slugs.flatMap((slug) => servers.get(slug) ?? []);
  const view = computeStackView(stacked, state);
  const choose = (keys: readonly string[], choice: "hide" | "allow" | "") => {
    for (const key of keys) {
      if (choice === "") state.choices.delete(key);
      else state.choices.set(key, choice);
    }
    update();
  };
  find("#combinations").replaceChildren(...renderCombinations(stacked, view, choose));
  find("#stack-tools").replaceChildren(...renderTools(stacked, state, view, choose));
  find("#stack-policies").replaceChildren(...renderPolicies(view, dialect.value));
}

function add(slugs: readonly string[]): void {
  state.slugs = [...new Set([...state.slugs, ...slugs])];
  update();
}

let latest = 0;

async function showHits(): Promise<void> {
  const turn = ++latest;
  const query = addField.value.trim();
  const answer = query.length < 2 ? undefined : await loadSearchAnswer(query).catch(() => undefined);
  if (turn !== latest) return;
  const hits = answer?.hits.filter(({ category }) => category === -2).slice(0, 8) ?? [];
  find("#server-hits").replaceChildren(
    ...hits.map(({ name, href }) => {
      const button = make("button", { type: "button" }, `Add ${name}`);
      button.addEventListener("click", () => {
        addField.value = "";
        find("#server-hits").replaceChildren();
        add([href.split("/")[2] ?? ""]);
      });
      return make("li", {}, button);
    }),
  );
}

/** Packages and addresses by the slug of their server. */
let places: Promise<Record<string, string>> | undefined;

async function readConfig(): Promise<void> {
  const config = parseClientConfig(find<HTMLTextAreaElement>("#config-text").value);
  if (!config.ok) {
    configResult.replaceChildren(make("p", { class: "bad" }, config.problem));
    return;
  }
  places ??= fetch("/api/v1/places.json").then((response) => response.json());
  const known = await places.catch(() => ({}) as Record<string, string>);
  const matched = config.servers.map(({ name, hints }) => ({
    name,
    slug: hints
      .map((hint) => (Object.hasOwn(known, hint) ? known[hint] : undefined))
      .find((slug) => slug !== undefined),
  }));
  const unknown = matched.filter(({ slug }) => slug === undefined).map(({ name }) => name);
  const found = matched.flatMap(({ slug }) => slug ?? []);
  configResult.replaceChildren(
    make("p", {}, `${found.length} of ${matched.length} servers are in the catalogue.`),
    ...(unknown.length > 0 ? [make("p", {}, `Unknown: ${unknown.map((name) => name.slice(0, 80)).join(", ")}.`)] : []),
  );
  add(found);
}
