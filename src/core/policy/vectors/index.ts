/** All test vectors, as published at `/schemas/policy-v1-vectors.json`. Written by hand: no engine made an expectation. */
import { listConditionVectors } from "./conditions.ts";
import { listJudgementVectors } from "./judgement.ts";
import { listLimitVectors } from "./limits.ts";
import { listMessageVectors } from "./messages.ts";
import type { Vectors } from "./types.ts";

export function listVectors(): Vectors {
  return {
    version: "1",
    policies: [...listConditionVectors(), ...listJudgementVectors(), ...listLimitVectors()],
    messages: listMessageVectors(),
  };
}
