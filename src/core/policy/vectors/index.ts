/** All test vectors, as published at `/schemas/policy-v1-vectors.json`. Written by hand: no engine made an expectation. */
import { listConditionVectors } from "./conditions.ts";
import { listJudgementVectors } from "./judgement.ts";
import { listLimitVectors } from "./limits.ts";
import { listMessageVectors } from "./messages.ts";
import type { Vectors } from "./types.ts";

export function listVectors(): Vectors {
  return {
    version: "1",
    about: [
      "Test vectors for engines of policy.json, version 1. MIT licence.",
      "policies: load policy (null: there is none), start with empty counters, and judge the steps in their order, at the time now in milliseconds, for the grant grant. decision has to be the same, rule and retryAfterSeconds where they are given.",
      "upstreamFails: the call was let through and the upstream failed, so its quota is given back before the next step.",
      "messages: text that arrives as a JSON-RPC message. accepted: it is a tools/call that may be judged; otherwise it is denied, whatever the policy says.",
    ],
    policies: [...listConditionVectors(), ...listJudgementVectors(), ...listLimitVectors()],
    messages: listMessageVectors(),
  };
}
