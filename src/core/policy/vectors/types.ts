/** Test vectors for any engine of policy.json version 1, as they are published. */
import type { Json, JsonObject } from "../../schema/json.ts";

export interface VectorStep {
  tool: string;
  args: JsonObject;
  grant: string;
  /** Milliseconds. */
  now: number;
  /** The upstream fails after the call was let through, so that its quota is given back before the next step. */
  upstreamFails?: true;
  decision: "allow" | "deny";
  /** Of a denial. */
  rule?: string;
  retryAfterSeconds?: number;
}

/** Calls in their order against one policy, counters empty before the first. */
export interface PolicyVector {
  id: string;
  about: string;
  /** `null`: there is no policy. */
  policy: Json;
  steps: VectorStep[];
}

/** Text that arrives as a JSON-RPC message: whether it is a call that may be judged at all. */
export interface MessageVector {
  id: string;
  about: string;
  text: string;
  accepted: boolean;
}

export interface Vectors {
  version: "1";
  /** How to read the rest. */
  about: string[];
  policies: PolicyVector[];
  messages: MessageVector[];
}
