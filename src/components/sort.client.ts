/** Lets a table be sorted by its columns. The first state is the page's own; a second click turns the order round. */

const RISKS = ["critical", "high", "medium", "low", "unjudged"];

export function makeSortable(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  if (body === undefined) return;
  const headers = [...table.querySelectorAll<HTMLTableCellElement>("thead th")];
  for (const [column, header] of headers.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const direction = header.ariaSort === "ascending" ? -1 : 1;
      const rows = [...body.rows].map((row) => ({ row, key: readKey(row.cells[column]) }));
      rows.sort((a, b) => direction * compareKeys(a.key, b.key));
      body.append(...rows.map(({ row }) => row));
      for (const other of headers) other.ariaSort = null;
      header.ariaSort = direction === 1 ? "ascending" : "descending";
    });
  }
}

/** Gravest first for risks, the number where there is one in front, else the text. */
function readKey(cell: HTMLTableCellElement | undefined): string | number {
  const risk = cell?.querySelector(".risk");
  if (risk) return RISKS.findIndex((name) => risk.classList.contains(name));
  const text = cell?.textContent?.trim().toLowerCase() ?? "";
  const number = Number.parseFloat(text.replaceAll(",", ""));
  return /^\d/.test(text) && !Number.isNaN(number) ? number : text;
}

function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
