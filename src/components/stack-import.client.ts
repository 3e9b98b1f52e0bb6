/** What a reader brings to the stack page: a client's configuration, or a policy.json of one of its servers. */
import { formatFault } from "../core/policy/fault.ts";
import { validatePolicyText } from "../core/policy/validate.ts";
import type { Policy } from "../core/schema/policy.ts";
import { parseClientConfig } from "../lib/client-config.ts";
import { findImageRepository } from "../lib/places.ts";
import { find, make } from "./dom.client.ts";

/** Packages and addresses by the slug of their server. */
let places: Promise<Record<string, string>> | undefined;

/** Slugs of the servers that the pasted configuration starts; says which of them are not in the catalogue. */
export async function readConfig(): Promise<string[]> {
  const result = find("#config-result");
  const config = parseClientConfig(find<HTMLTextAreaElement>("#config-text").value);
  if (!config.ok) {
    result.replaceChildren(make("p", { class: "bad" }, config.problem));
    return [];
  }
  places ??= fetch("/api/v1/places.json").then((response) => response.json());
  const known = await places.catch(() => ({}) as Record<string, string>);
  const matched = config.servers.map(({ name, hints }) => ({
    name,
    slug: hints
      .flatMap((hint) => [hint, findImageRepository(hint) ?? []].flat())
      .map((place) => (Object.hasOwn(known, place) ? known[place] : undefined))
      .find((slug) => slug !== undefined),
  }));
  const unknown = matched.filter(({ slug }) => slug === undefined).map(({ name }) => name.slice(0, 80));
  const found = matched.flatMap(({ slug }) => slug ?? []);
  result.replaceChildren(
    make("p", {}, `Found in the catalogue: ${found.length} of ${matched.length}.`),
    ...(unknown.length > 0 ? [make("p", {}, `Unknown: ${unknown.join(", ")}.`)] : []),
  );
  return found;
}

/** The pasted policy when it is valid; all its faults are named. `describe` says what is to be known of one that is. */
export function readPolicy(describe: (policy: Policy) => string): Policy | undefined {
  const { policy, faults } = validatePolicyText(find<HTMLTextAreaElement>("#policy-import").value);
  const items = faults.map((fault) => make("li", {}, formatFault(fault)));
  find("#import-result").replaceChildren(
    make(
      "p",
      { class: policy ? "good" : "bad" },
      policy ? describe(policy) : "The policy has faults and was not taken.",
    ),
    make("ul", {}, ...items),
  );
  return policy;
}

/** A chosen file's text goes where it could have been pasted. */
export function attachFile(): void {
  const field = find<HTMLInputElement>("#policy-file");
  field.addEventListener("change", async () => {
    const [file] = field.files ?? [];
    if (file) find<HTMLTextAreaElement>("#policy-import").value = await file.text();
  });
}
