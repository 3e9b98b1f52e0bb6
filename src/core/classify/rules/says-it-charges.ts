import { quoteCue } from "../evidence.ts";
import type { Subject } from "../subject.ts";
import { defineRule } from "./rule.ts";

const FEE = /^(?:will be charged|incurs charges|costs money)$/i;

const USE = /^(?:incurs charges|costs money)$/i;

/** Later sentences speak of what is around the call. */
const LATEST = 3;

/** What is fetched is paid for, so that the fetching pays. */
const PAYING = /^(?:paid resource|with [xl]402|pays for|handles payment)/i;

const PAYER = /\b(?:you|your|card|account|customer|wallet|user)\b/i;

function isFee(tool: Subject): boolean {
  const hit = tool.cues.get("chargesMoney");
  if (!hit || !FEE.test(tool.description.slice(hit.start, hit.end))) return false;
  return !PAYER.test(tool.description.slice(Math.max(0, hit.start - 24), hit.start));
}

export const saysItCharges = defineRule({
  id: "says-it-charges",
  statement: "Its description says that money is spent.",
  needs: { cues: ["chargesMoney"] },
  test(tool, server) {
    const hit = tool.cues.get("chargesMoney");
    if (!hit || hit.sentence > LATEST) return undefined;
    // A provider's fee for each use is no payment that the call makes.
    if (USE.test(tool.description.slice(hit.start, hit.end))) return undefined;
    if (isFee(tool) && !server.topics.has("money") && !server.topics.has("trading")) return undefined;
    const acts = tool.acts.some((act) => !["read", "compute", "think"].includes(act.verb.kind));
    const isPaying = PAYING.test(tool.description.slice(hit.start, hit.end));
    return (acts || isPaying) && tool.cues.has("chargesMoney") ? quoteCue(tool, "chargesMoney") : undefined;
  },
});
