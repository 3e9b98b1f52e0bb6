/** Shows a policy in the dialect that is chosen, and what that dialect cannot say. */
import { DIALECTS } from "../core/policy/dialects/index.ts";
import type { DialectId } from "../core/policy/dialects/types.ts";
import type { Policy } from "../core/schema/policy.ts";

const originals = new WeakMap<Element, string>();

export function showDialect(select: HTMLSelectElement): void {
  const target = document.querySelector(select.dataset.dialect ?? "");
  const list = document.querySelector<HTMLElement>(`${select.dataset.dialect}-lost`);
  if (target === null || list === null || !isDialectId(select.value)) return;
  const original = originals.get(target) ?? target.textContent ?? "";
  originals.set(target, original);
  const dialect = DIALECTS[select.value];
  // The page's own policy: what is parsed here was printed by us.
  const policy: Policy = JSON.parse(original);
  const { text, lost, notes } = dialect.export(policy, select.dataset.server ?? "server");
  const isOriginal = dialect.id === "policy-v1";
  target.textContent = isOriginal ? original : text;
  const sentences = isOriginal
    ? []
    : [`Goes into: ${dialect.place}.`, ...lost.map((item) => `Not said here: ${item}`), ...notes];
  list.replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }),
  );
  list.hidden = sentences.length === 0;
}

function isDialectId(value: string): value is DialectId {
  return Object.hasOwn(DIALECTS, value);
}
