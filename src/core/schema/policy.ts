/**
 * policy.json, version 1: what a gateway enforces before a `tools/call` reaches the server. One file, one server.
 *
 * `validatePolicy` accepts the same files and says more about the others. `__proto__` as a tool's name does not survive
 * zod's parsing; whoever enforces a policy reads it with `validatePolicyText`.
 */
import { z } from "zod";
import { parsePath } from "../policy/path.ts";
import { compileRegex } from "../policy/regex/index.ts";
import { Json } from "./json.ts";

const path = z
  .string()
  .regex(/^args\.[^.]/, 'a path begins with "args." and names an argument')
  .refine((text) => parsePath(text) !== undefined, "a path has no empty part")
  .describe('Begins with "args." and walks the call\'s arguments by dots; "\\." is a dot inside a key.');

const pattern = z
  .string()
  .refine((text) => compileRegex(text).ok, "a pattern takes linear time: no look-around, no references")
  .describe("A regular expression in RE2's syntax, searched, not anchored.");

/** `op` decides the type of `value`: numbers for comparisons, a list for `in`, a boolean for `exists`, text for `regex`. */
export const Condition = z.discriminatedUnion("op", [
  z.strictObject({ path, op: z.enum(["eq", "neq", "contains"]), value: Json }),
  z.strictObject({ path, op: z.enum(["lt", "lte", "gt", "gte"]), value: z.number() }),
  z.strictObject({ path, op: z.enum(["in", "not_in"]), value: z.array(Json) }),
  z.strictObject({ path, op: z.literal("exists"), value: z.boolean() }),
  z.strictObject({ path, op: z.literal("regex"), value: pattern }),
]);
export type Condition = z.infer<typeof Condition>;

export const Guard = z.strictObject({
  conditions: z.array(Condition).describe("All of them have to hold; without any, the item always holds."),
  on_deny: z.string().min(1).describe("What a denied caller is told."),
});
export type Guard = z.infer<typeof Guard>;

export const Limit = z.strictObject({
  counter: z.string().min(1).describe("Limits that name one counter share it."),
  window: z.enum(["minute", "hour", "day"]),
  max: z.int().positive().describe("Calls in any window of this length, wherever it begins."),
  scope: z.literal("grant"),
});
export type Limit = z.infer<typeof Limit>;

export const ToolRule = z.strictObject({
  require: z.array(Guard).optional().describe("The call is denied unless every item holds."),
  deny_if: z.array(Guard).optional().describe("The call is denied when one item holds."),
  limits: z.array(Limit).optional(),
});
export type ToolRule = z.infer<typeof ToolRule>;

export const Policy = z.strictObject({
  version: z.literal("1"),
  default: z.enum(["allow", "deny"]).describe("For tools that tools does not list."),
  hide: z
    .array(z.string().min(1))
    .optional()
    .describe('Taken out of tools/list, and denied when called; "*" hides all.'),
  all_tools: z
    .strictObject({ limits: z.array(Limit).optional() })
    .optional()
    .describe("Quotas over all calls together."),
  tools: z.record(z.string(), ToolRule).optional(),
});
export type Policy = z.infer<typeof Policy>;
