/** policy.json, version 1: what a gateway enforces before a `tools/call` reaches the server. One file, one server. */
import { z } from "zod";
import { Json } from "./json.ts";

export const OPERATORS = [
  "eq",
  "neq",
  "lt",
  "lte",
  "gt",
  "gte",
  "in",
  "not_in",
  "exists",
  "regex",
  "contains",
] as const;

const path = z.string().regex(/^args\../, "a path begins with args. and names an argument");

/** `op` decides the type of `value`: numbers for comparisons, a list for `in`, a boolean for `exists`, text for `regex`. */
export const Condition = z.discriminatedUnion("op", [
  z.strictObject({ path, op: z.enum(["eq", "neq", "contains"]), value: Json }),
  z.strictObject({ path, op: z.enum(["lt", "lte", "gt", "gte"]), value: z.number() }),
  z.strictObject({ path, op: z.enum(["in", "not_in"]), value: z.array(Json) }),
  z.strictObject({ path, op: z.literal("exists"), value: z.boolean() }),
  z.strictObject({ path, op: z.literal("regex"), value: z.string() }),
]);
export type Condition = z.infer<typeof Condition>;

export const Guard = z.strictObject({ conditions: z.array(Condition), on_deny: z.string().min(1) });
export type Guard = z.infer<typeof Guard>;

export const Limit = z.strictObject({
  counter: z.string().min(1),
  window: z.enum(["minute", "hour", "day"]),
  max: z.int().positive(),
  scope: z.literal("grant"),
});
export type Limit = z.infer<typeof Limit>;

export const ToolRule = z.strictObject({
  require: z.array(Guard).optional(),
  deny_if: z.array(Guard).optional(),
  limits: z.array(Limit).optional(),
});
export type ToolRule = z.infer<typeof ToolRule>;

export const Policy = z.strictObject({
  version: z.literal("1"),
  default: z.enum(["allow", "deny"]),
  hide: z.array(z.string().min(1)).optional(),
  all_tools: z.strictObject({ limits: z.array(Limit) }).optional(),
  tools: z.record(z.string(), ToolRule).optional(),
});
export type Policy = z.infer<typeof Policy>;
