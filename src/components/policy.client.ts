/** The policy page: names every fault of the text, and judges calls against it with the engine that gateways run. */
import { Counters, evaluateCall, formatFault, parseCallParams, validatePolicyText } from "../core/policy/browser.ts";
import { find, make } from "./dom.client.ts";

const policyText = find<HTMLTextAreaElement>("#policy-text");
const callText = find<HTMLTextAreaElement>("#call-text");
const faultList = find("#policy-faults");
const decision = find("#decision");

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
    paragraph(result.message),
    paragraph(`Rule: ${result.rule}`),
  );
}

/** `?server=slug&tool=name`: that server's policy and an empty call of that tool. */
async function loadFromAddress(): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const slug = asked.get("server");
  if (slug === null || !/^[a-z0-9._-]+$/.test(slug)) return;
  const response = await fetch(`/servers/${slug}/policy.json`).catch(() => undefined);
  if (!response?.ok) {
    faultList.replaceChildren(paragraph(`The policy of ${slug} could not be loaded.`, "bad"));
    return;
  }
  policyText.value = await response.text();
  callText.value = JSON.stringify({ name: asked.get("tool") ?? "", arguments: {} }, null, 2);
  counters = new Counters();
  showFaults();
}

function paragraph(text: string, className = ""): HTMLParagraphElement {
  return make("p", { class: className }, text);
}
