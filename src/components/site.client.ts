/** What every page does beyond HTML: buttons that copy and download, tabs, and the search that loads when it is first used. */
import { makeTabs } from "./tabs.client.ts";

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  button.addEventListener("click", () => report(button, copy(button.dataset.copy ?? "")));
}
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-download]")) {
  button.addEventListener("click", () => report(button, download(button.dataset)));
}
document.querySelectorAll<HTMLElement>("[data-tabs]").forEach(makeTabs);

/** Says on the button what happened. */
async function report(button: HTMLButtonElement, action: Promise<string>): Promise<void> {
  button.dataset.label ??= button.textContent ?? "";
  button.ariaLive = "polite";
  button.textContent = await action;
  setTimeout(() => {
    button.textContent = button.dataset.label ?? "";
  }, 2500);
}

/** Copies the text of the element, or of the file, that `source` names. */
async function copy(source: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(source.startsWith("#") ? readText(source) : await loadText(source));
    return "Copied";
  } catch {
    return "Not copied: select it";
  }
}

/** Gives the text of the element that `source` names as a file. */
async function download({ download: source = "", of, file }: DOMStringMap): Promise<string> {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([readText(source)]));
  link.download = `${of}.${file}`;
  link.click();
  // Not at once: the browser still has to read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return "Downloaded";
}

function readText(selector: string): string {
  return document.querySelector(selector)?.textContent ?? "";
}

async function loadText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.text();
}

const list = document.querySelector<HTMLTableElement>("table[data-list]");
if (list !== null) import("./list.client.ts").then(({ makeList }) => makeList(list));

let loading: Promise<typeof import("./search.client.ts")> | undefined;

function loadSearch(): Promise<typeof import("./search.client.ts")> {
  loading ??= import("./search.client.ts");
  return loading;
}

for (const form of document.querySelectorAll<HTMLFormElement>("form.search")) {
  form.addEventListener("focusin", async () => (await loadSearch()).attachSearch(form), { once: true });
}

const results = document.querySelector<HTMLElement>("#found");
if (results !== null) {
  const asked = new URLSearchParams(location.search);
  const query = asked.get("q") ?? "";
  for (const input of document.querySelectorAll<HTMLInputElement>("form.search input")) input.value = query;
  const filters = [...document.querySelectorAll<HTMLSelectElement>("select[data-filter]")];
  for (const filter of filters) {
    filter.value = asked.get(filter.name) ?? "";
    filter.addEventListener("change", () => filter.form?.requestSubmit());
  }
  const chosen = filters.map(({ value }) => value).filter((value) => value !== "");
  if (query !== "" || chosen.length > 0) {
    loadSearch().then(({ showResults }) => showResults(results, query, chosen));
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]")) return;
  const input = document.querySelector<HTMLInputElement>("form.search input");
  if (input === null) return;
  event.preventDefault();
  input.focus();
  input.select();
});
