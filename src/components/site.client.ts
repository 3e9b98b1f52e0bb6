/** What every page does beyond HTML: copy buttons, and the search that loads when it is first used. */

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  button.addEventListener("click", () => copy(button));
}

/** Copies the text of the element, or of the file, that `data-copy` names, and says on the button what happened. */
async function copy(button: HTMLButtonElement): Promise<void> {
  const source = button.dataset.copy ?? "";
  const label = button.dataset.label ?? button.textContent ?? "";
  button.dataset.label = label;
  try {
    const text = source.startsWith("#") ? document.querySelector(source)?.textContent : await loadText(source);
    await navigator.clipboard.writeText(text ?? "");
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not copied: select it";
  }
  setTimeout(() => {
    button.textContent = label;
  }, 2500);
}

async function loadText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.text();
}

for (const select of document.querySelectorAll<HTMLSelectElement>("select[data-dialect]")) {
  select.addEventListener("change", async () => (await import("./dialects.client.ts")).showDialect(select));
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
