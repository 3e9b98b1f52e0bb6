/** policy.json itself: nothing is lost. */
import { formatPolicy } from "../format.ts";
import type { Dialect } from "./types.ts";

export const policyV1: Dialect = {
  id: "policy-v1",
  name: "policy.json",
  ending: "json",
  language: "json",
  place: "The gateway's policy for this server.",
  source: { url: "https://policylayer.com", read: "2026-11-20" },
  export: (policy) => ({ text: formatPolicy(policy), lost: [], notes: [] }),
};
