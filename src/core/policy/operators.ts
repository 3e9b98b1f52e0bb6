/** The operators of conditions. Apart from the schema, so that the browser's validator needs no zod. */
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
