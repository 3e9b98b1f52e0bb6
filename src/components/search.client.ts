/** The search field's list of results: a combobox by the ARIA pattern. Text reaches the page as text nodes only. */
import { CATEGORY_LABELS, RISK_CLASSES, RISK_LABELS } from "../lib/search-labels.ts";
import { type Answer, answerQuery, type Hit, type IndexFiles } from "../lib/search-query.ts";

const SHOWN = 12;
const SHOWN_ON_PAGE = 200;

const files = new Map<string, Promise<unknown>>();

/** A file of the index, fetched once; one that failed is tried again. */
function load<Value>(name: string): Promise<Value> {
  let file = files.get(name);
  if (file === undefined) {
    file = fetch(`/search/${name}.json`).then((response) => {
      if (!response.ok) throw new Error(`The search index answered ${response.status}.`);
      return response.json();
    });
    file.catch(() => files.delete(name));
    files.set(name, file);
  }
  return file as Promise<Value>;
}

const INDEX: IndexFiles = {
  loadManifest: () => load("manifest"),
  loadPart: (number) => load(`w${number}`),
  loadBlock: (number) => load(`e${number}`),
};

/** The best entries for a query, for pages that choose among them. */
export function loadSearchAnswer(query: string): Promise<Answer> {
  return answerQuery(query, INDEX, 40);
}

export function attachSearch(form: HTMLFormElement): void {
  const input = form.querySelector("input");
  if (input === null || input.role === "combobox") return;
  const list = document.createElement("ul");
  list.id = `results-${[...document.forms].indexOf(form)}`;
  list.className = "results";
  list.role = "listbox";
  list.ariaLabel = "Results";
  // It scrolls, which would make it a stop of its own; the arrows go through it.
  list.tabIndex = -1;
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.role = "status";
  form.append(list, status);
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.ariaExpanded = "false";
  input.setAttribute("aria-controls", list.id);

  let hits: Hit[] = [];
  let selected = -1;
  let latest = 0;

  const close = () => {
    list.hidden = true;
    input.ariaExpanded = "false";
    select(-1);
  };
  const select = (index: number) => {
    selected = index;
    for (const [place, option] of [...list.children].entries()) {
      option.ariaSelected = String(place === index);
      if (place === index) option.scrollIntoView({ block: "nearest" });
    }
    if (index === -1) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `${list.id}-${index}`);
  };
  const refresh = async () => {
    const query = input.value.trim();
    const turn = ++latest;
    if (query.length < 2) {
      status.textContent = "";
      return close();
    }
    const answer = await answerQuery(query, INDEX, SHOWN).catch(() => undefined);
    if (turn !== latest) return;
    hits = answer?.hits ?? [];
    list.replaceChildren(...hits.map((hit, index) => renderOption(hit, `${list.id}-${index}`)));
    list.hidden = hits.length === 0;
    input.ariaExpanded = String(hits.length > 0);
    select(-1);
    status.textContent = describeAnswer(answer);
  };

  input.addEventListener("input", refresh);
  input.addEventListener("focus", refresh);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.length > 0 && !list.hidden) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // From the field (-1) up to the last, from the last down to the field.
      select(((selected + 1 + step + hits.length + 1) % (hits.length + 1)) - 1);
    }
    const hit = hits[selected];
    if (event.key === "Enter" && hit !== undefined && !list.hidden) {
      event.preventDefault();
      location.assign(hit.href);
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) close();
  });
  // Before the field loses the focus, or the list would be gone when the click comes.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    const hit = option ? hits[[...list.children].indexOf(option)] : undefined;
    if (hit !== undefined) location.assign(hit.href);
  });
  void refresh();
}

/** The search page: every result of the query in the address, as links. */
export async function showResults(region: HTMLElement, query: string, filters: readonly string[]): Promise<void> {
  const answer = await answerQuery(query, INDEX, SHOWN_ON_PAGE, filters).catch(() => undefined);
  const status = document.createElement("p");
  status.textContent = describeAnswer(answer);
  const list = document.createElement("ul");
  list.className = "found";
  for (const hit of answer?.hits ?? []) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = hit.href;
    if (hit.category !== -2) link.className = "name";
    link.textContent = hit.name;
    item.append(link, ...renderFacts(hit));
    list.append(item);
  }
  region.replaceChildren(status, list);
}

function describeAnswer(answer: Answer | undefined): string {
  if (answer === undefined) return "The search index could not be loaded.";
  const { total, isCut } = answer;
  if (total === 0) return isCut ? "Nothing found yet: write more of the words." : "Nothing found.";
  return `${isCut ? "At least " : ""}${total} ${total === 1 ? "result" : "results"}.`;
}

function renderOption(hit: Hit, id: string): HTMLElement {
  const option = document.createElement("li");
  option.role = "option";
  option.id = id;
  const name = document.createElement("span");
  name.className = hit.category === -2 ? "" : "name";
  name.textContent = hit.name;
  option.append(name, ...renderFacts(hit).toReversed());
  return option;
}

/** Where the hit is and how grave it is. */
function renderFacts(hit: Hit): HTMLElement[] {
  const where = document.createElement("span");
  where.className = "where";
  const risk = document.createElement("span");
  if (hit.category === -2) {
    where.textContent = "server";
    return [where];
  }
  where.textContent = `${CATEGORY_LABELS[hit.category] ?? "not judged"} · ${hit.server}`;
  risk.className = `risk ${RISK_CLASSES[hit.risk] ?? "unjudged"}`;
  risk.textContent = RISK_LABELS[hit.risk] ?? "not judged";
  return [where, risk];
}
