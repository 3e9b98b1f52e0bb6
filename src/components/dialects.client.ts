/** Shows a policy in the dialect that is chosen, and what that dialect cannot say. */
import { DIALECTS } from "../core/policy/dialects/index.ts";
import type { DialectId } from "../core/policy/dialects/types.ts";
import type { Policy } from "../core/schema/policy.ts";
import { make } from "./dom.client.ts";

const originals = new WeakMap<Element, string>();

/** `panel` holds the policy's text and a list for what is to be said of it. */
export function showDialect(panel: HTMLElement, id: string, server: string): void {
  const target = panel.querySelector("code");
  const list = panel.querySelector("ul");
  if (target === null || list === null || !isDialectId(id)) return;
  const original = originals.get(target) ?? target.textContent ?? "";
  originals.set(target, original);
  // The page's own policy: what is parsed here was printed by us.
  const policy: Policy = JSON.parse(original);
  const { text } = DIALECTS[id].export(policy, server);
  target.textContent = id === "policy-v1" ? original : text;
  const sentences = id === "policy-v1" ? [] : describeExport(id, policy, server);
  list.replaceChildren(...sentences.map((sentence) => make("li", {}, sentence)));
  list.hidden = sentences.length === 0;
}

/** Where the text goes, what it cannot say, and what to know of it. */
export function describeExport(id: DialectId, policy: Policy, server: string): string[] {
  const { place, export: format } = DIALECTS[id];
  const { lost, notes } = format(policy, server);
  return [`Goes into: ${place.replace(/\.$/, "")}.`, ...lost.map((item) => `Not said here: ${item}`), ...notes];
}

export function isDialectId(value: string): value is DialectId {
  return Object.hasOwn(DIALECTS, value);
}
