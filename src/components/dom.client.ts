/** Small helpers of the interactive pages. Text reaches the page as text nodes only. */

export function find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
  const element = document.querySelector<Found>(selector);
  if (element === null) throw new Error(`The page has no ${selector}.`);
  return element;
}

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** `data-focus` in the attributes names the control, so that it keeps the focus when it is made anew. */
export function makeButton(
  label: string,
  onClick: () => void,
  attributes: Record<string, string> = {},
): HTMLButtonElement {
  const button = make("button", { type: "button", ...attributes }, label);
  button.addEventListener("click", onClick);
  return button;
}

export function makeSelect(
  options: readonly (readonly [value: string, label: string])[],
  chosen: string,
  onChange: (value: string) => void,
  attributes: Record<string, string> = {},
): HTMLSelectElement {
  const select = make("select", { autocomplete: "off", ...attributes });
  select.append(...options.map(([value, label]) => make("option", { value }, label)));
  select.value = chosen;
  select.addEventListener("change", () => onChange(select.value));
  return select;
}

/** Draws anew, and gives the focus back to the control of the same name. */
export function keepFocus(draw: () => void): void {
  const { activeElement } = document;
  const name = activeElement instanceof HTMLElement ? activeElement.dataset.focus : undefined;
  draw();
  if (name === undefined) return;
  const controls = document.querySelectorAll<HTMLElement>("[data-focus]");
  [...controls].find(({ dataset }) => dataset.focus === name)?.focus();
}

/** A link that gives the text as a file. */
export function makeDownload(file: string, text: string): HTMLAnchorElement {
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  return make("a", { download: file, href }, `Download ${file}`);
}
