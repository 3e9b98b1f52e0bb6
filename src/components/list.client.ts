/**
 * A list that sorts by its columns and filters by the fields above it. What is chosen stands in the address, so that it can be shared
 * and comes back with the page. The first state is the page's own, and all there is without JavaScript.
 */

const RISKS = ["critical", "high", "medium", "low", "unjudged"];
/** Classes that say what the words in a cell say. */
const MARKS = ".risk, .stops";

export function makeList(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  if (body === undefined) return;
  const headers = [...table.querySelectorAll<HTMLTableCellElement>("thead th")];
  const keys = headers.map((header) => header.dataset.key ?? header.textContent?.trim().toLowerCase() ?? "");
  const first = [...body.rows];
  const joiner = document.querySelector<HTMLButtonElement>(".filters button[data-pages]");
  const group = document.querySelector<HTMLFieldSetElement>("fieldset.filters");
  const fields = group ? [...group.elements].filter(isField) : [];
  const state = new URLSearchParams(location.search);

  const sort = () => {
    const wanted = state.get("sort") ?? "";
    const column = keys.indexOf(wanted.replace(/^-/, ""));
    const direction = wanted.startsWith("-") ? -1 : 1;
    for (const [place, header] of headers.entries()) {
      header.ariaSort = place !== column ? null : direction === 1 ? "ascending" : "descending";
    }
    const rows = first.map((row) => ({ row, key: readKey(row.cells[column]) }));
    if (column !== -1) rows.sort((a, b) => direction * compareKeys(a.key, b.key));
    body.append(...rows.map(({ row }) => row));
  };
  const filter = () => {
    const words = (state.get("has") ?? "").toLowerCase().split(/\s+/);
    const chosen = fields.filter(({ name }) => name !== "has" && state.has(name));
    let shown = 0;
    for (const row of first) {
      const text = row.textContent?.toLowerCase() ?? "";
      row.hidden = !(
        words.every((word) => text.includes(word)) &&
        chosen.every(({ name }) => hasValue(row, row.cells[keys.indexOf(name)], name, state.get(name) ?? ""))
      );
      if (!row.hidden) shown++;
    }
    if (group) describe(group, { shown, all: first.length, state });
  };
  const save = () => {
    const query = state.toString();
    history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
  };

  for (const [column, header] of headers.entries()) {
    const key = keys[column] ?? "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      // Up, down, and back to the page's own order.
      const next = { [key]: `-${key}`, [`-${key}`]: "" }[state.get("sort") ?? ""] ?? key;
      setOrDelete(state, "sort", next);
      sort();
      save();
    });
  }
  for (const field of fields) {
    // What was typed before this script came counts too.
    field.value = state.get(field.name) ?? field.value;
    setOrDelete(state, field.name, field.value.trim());
    field.addEventListener("input", () => {
      setOrDelete(state, field.name, field.value.trim());
      filter();
      save();
    });
  }
  const join = async (button: HTMLButtonElement) => {
    const all = await joinPages(button, first);
    if (all === undefined) return;
    first.splice(0, first.length, ...all);
    state.set("all", "1");
    sort();
    filter();
    save();
  };
  joiner?.addEventListener("click", async () => {
    await join(joiner);
    // The button that had the focus is gone.
    if (!joiner.isConnected) fields[0]?.focus();
  });
  if (state.has("sort")) sort();
  filter();
  if (joiner && state.has("all")) void join(joiner);
}

/** The rows of all pages of the list, in its own order; `undefined`, and said on the button, where one did not come. */
async function joinPages(
  button: HTMLButtonElement,
  here: readonly HTMLTableRowElement[],
): Promise<HTMLTableRowElement[] | undefined> {
  const { base = "", at, pages, noun } = button.dataset;
  button.disabled = true;
  const numbers = Array.from({ length: Number(pages) }, (_, index) => index + 1);
  try {
    const parts = await Promise.all(
      numbers.map((number) =>
        number === Number(at) ? [...here] : loadRows(number === 1 ? base : `${base}~${number}/`),
      ),
    );
    const group = button.closest("fieldset");
    if (group && noun) group.dataset.noun = noun;
    document.querySelector("ul.pages")?.closest("nav")?.remove();
    button.remove();
    return parts.flat();
  } catch {
    button.textContent = "Not loaded: try again";
    button.disabled = false;
    return undefined;
  }
}

async function loadRows(path: string): Promise<HTMLTableRowElement[]> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return [...page.querySelectorAll<HTMLTableRowElement>("table[data-list] > tbody > tr")];
}

function isField(element: Element): element is HTMLInputElement | HTMLSelectElement {
  return element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
}

function setOrDelete(state: URLSearchParams, key: string, value: string): void {
  if (value === "") state.delete(key);
  else state.set(key, value);
}

/** How many rows are left, and where to find what other pages of the list hold. */
function describe(group: HTMLFieldSetElement, list: { shown: number; all: number; state: URLSearchParams }): void {
  const { shown, all, state } = list;
  const status = group.querySelector("[role=status]");
  if (status) status.textContent = `${shown === all ? all : `${shown} of ${all}`} ${group.dataset.noun}`;
  const link = group.querySelector("a");
  if (link === null) return;
  link.dataset.own ??= link.href;
  const url = new URL(link.dataset.own);
  for (const [key, value] of state) {
    if (key === "all") continue;
    if (key === "has") url.searchParams.set("q", [url.searchParams.get("q"), value].filter(Boolean).join(" "));
    else if (key !== "sort") url.searchParams.set(key, value);
  }
  link.href = url.href;
  link.hidden = url.search === "";
}

function hasValue(
  row: HTMLTableRowElement,
  cell: HTMLTableCellElement | undefined,
  name: string,
  value: string,
): boolean {
  const own = row.dataset[name];
  if (own !== undefined) return own.split(" ").includes(value);
  const marks = [...(cell?.querySelectorAll(MARKS) ?? [])];
  if (marks.length > 0) return marks.some((mark) => mark.classList.contains(value));
  return cell?.textContent?.trim().toLowerCase() === value;
}

/** Gravest first for risks, the number where there is one in front, else the text. */
function readKey(cell: HTMLTableCellElement | undefined): string | number {
  const risk = cell?.querySelector(".risk");
  if (risk) return RISKS.findIndex((name) => risk.classList.contains(name));
  const text = cell?.textContent?.trim().toLowerCase() ?? "";
  // A day is no number, though it begins with one.
  const number = /^\d[\d,]*(?:\.\d+)?(?![\d-])/.exec(text)?.[0];
  return number === undefined ? text : Number.parseFloat(number.replaceAll(",", ""));
}

function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
