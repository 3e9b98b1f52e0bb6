/** The policy page: names every fault of the text, and judges calls against it with the engine that gateways run. */
import { Counters, evaluateCall, formatFault, parseCallParams, validatePolicyText } from "../core/policy/browser.ts";
import type { JsonObject } from "../core/schema/json.ts";
import { makeSampleArguments } from "../lib/sample-call.ts";
import { find, make } from "./dom.client.ts";

const policyText = find<HTMLTextAreaElement>("#policy-text");
const callText = find<HTMLTextAreaElement>("#call-text");
const faultList = find("#policy-faults");
const decision = find("#decision");

const SLUG = /^[a-z0-9._-]+$/i;

/** Calls count from the last change of the policy on. */
let counters = new Counters();

policyText.addEventListener("input", () => {
  counters = new Counters();
  showFaults();
});
find("#judge").addEventListener("click", judge);
showFaults();
void loadFromAddress();

function showFaults(): void {
  const { faults } = validatePolicyText(policyText.value);
  if (faults.length === 0) {
    faultList.replaceChildren(paragraph("The policy is valid.", "good"));
    return;
  }
  const items = faults.map((fault) =>
    make("li", {}, `${fault.severity === "warning" ? "Doubtful: " : ""}${formatFault(fault)}`),
  );
  faultList.replaceChildren(make("ul", {}, ...items));
}

function judge(): void {
  const { policy } = validatePolicyText(policyText.value);
  if (policy === undefined) {
    decision.replaceChildren(paragraph("The policy has faults, so every call is denied.", "bad"));
    return;
  }
  const parsed = parseCallParams(callText.value);
  if (!parsed.ok) {
    decision.replaceChildren(
      paragraph(`Denied ${parsed.rule}`, "bad"),
      ...parsed.reasons.map((reason) => paragraph(reason)),
    );
    return;
  }
  const { tool, args } = parsed.call;
  const result = evaluateCall(policy, { tool, args, grant: "page", now: performance.now() }, counters);
  const allowed = result.decision === "allow";
  decision.replaceChildren(
    paragraph(allowed ? "Allowed" : "Denied", allowed ? "good" : "bad"),
    // A call that passes has nothing more to say than that.
    ...(allowed ? [] : [paragraph(result.message)]),
    paragraph(`Rule: ${result.rule}`),
  );
}

/** `?server=slug&tool=slug`: that server's policy, and a call of that tool with what its schema requires. */
async function loadFromAddress(): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const slug = asked.get("server");
  if (slug === null || !SLUG.test(slug)) return;
  const [response, call] = await Promise.all([
    fetch(`/servers/${slug}/policy.json`).catch(() => undefined),
    loadCall(slug, asked.get("tool") ?? ""),
  ]);
  if (!response?.ok) {
    faultList.replaceChildren(paragraph(`The policy of ${slug} could not be loaded.`, "bad"));
    return;
  }
  policyText.value = await response.text();
  callText.value = JSON.stringify(call, null, 2);
  counters = new Counters();
  showFaults();
}

async function loadCall(server: string, tool: string): Promise<JsonObject> {
  const response = SLUG.test(tool)
    ? await fetch(`/api/v1/servers/${server}/${tool}.json`).catch(() => undefined)
    : undefined;
  if (!response?.ok) return { name: tool, arguments: {} };
  const { name, inputSchema }: { name: string; inputSchema?: JsonObject } = await response.json();
  return { name, arguments: makeSampleArguments(inputSchema) };
}

function paragraph(text: string, className = ""): HTMLParagraphElement {
  return make("p", { class: className }, text);
}
