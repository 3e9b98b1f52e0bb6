/** The likely right key or value for a wrong one: other schemas' words, other places of this one, slips of the pen. */

/** Every object of a policy, and its keys. */
export const KEYS = {
  policy: ["version", "default", "hide", "all_tools", "tools"],
  all_tools: ["limits"],
  tool: ["require", "deny_if", "limits"],
  guard: ["conditions", "on_deny"],
  condition: ["path", "op", "value"],
  limit: ["counter", "window", "max", "scope"],
} as const satisfies Record<string, readonly string[]>;
export type ObjectKind = keyof typeof KEYS;

/** Where each kind of object stands, for a key that is right but in the wrong place. */
const PLACES = {
  policy: "at the top",
  all_tools: "in all_tools",
  tool: "in the rules of a tool",
  guard: "in an item of require or deny_if",
  condition: "in a condition",
  limit: "in a limit",
} as const satisfies Record<ObjectKind, string>;

/** Words of other schemas, folded, and what stands for them here. */
const OTHER_WORDS: Readonly<Record<ObjectKind, Readonly<Record<string, string>>>> = {
  policy: {
    defaultaction: "default",
    defaultpolicy: "default",
    action: "default",
    hidden: "hide",
    hidetools: "hide",
    denied: "hide",
    deny: "hide",
    blocked: "hide",
    block: "hide",
    rules: "tools",
    policies: "tools",
    global: "all_tools",
    all: "all_tools",
    ratelimit: "all_tools",
    ratelimits: "all_tools",
    schemaversion: "version",
    apiversion: "version",
  },
  all_tools: { ratelimit: "limits", ratelimits: "limits", quota: "limits", quotas: "limits" },
  tool: {
    ratelimit: "limits",
    ratelimits: "limits",
    quota: "limits",
    quotas: "limits",
    throttle: "limits",
    deny: "deny_if",
    denyif: "deny_if",
    denywhen: "deny_if",
    block: "deny_if",
    blockif: "deny_if",
    action: "deny_if",
    effect: "deny_if",
    requires: "require",
    required: "require",
    allowif: "require",
    allow: "require",
    validate: "require",
    constraints: "require",
  },
  guard: {
    reason: "on_deny",
    message: "on_deny",
    error: "on_deny",
    description: "on_deny",
    when: "conditions",
    if: "conditions",
    condition: "conditions",
    all: "conditions",
    rules: "conditions",
  },
  condition: {
    field: "path",
    arg: "path",
    argument: "path",
    parameter: "path",
    key: "path",
    name: "path",
    operator: "op",
    operation: "op",
    comparator: "op",
    type: "op",
    values: "value",
    pattern: "value",
    expected: "value",
  },
  limit: {
    name: "counter",
    key: "counter",
    id: "counter",
    period: "window",
    per: "window",
    interval: "window",
    unit: "window",
    duration: "window",
    windowseconds: "window",
    limit: "max",
    count: "max",
    calls: "max",
    requests: "max",
    maxcalls: "max",
    rate: "max",
    per_grant: "scope",
    by: "scope",
  },
};

/** A sentence that names the likely key, or where this one belongs; `undefined` when nothing is likely. */
export function suggestKey(key: string, kind: ObjectKind): string | undefined {
  const folded = fold(key);
  const words = OTHER_WORDS[kind];
  const known: readonly string[] = KEYS[kind];
  const meant =
    known.find((name) => fold(name) === folded) ?? (Object.hasOwn(words, folded) ? words[folded] : undefined);
  if (meant !== undefined)
    return `${JSON.stringify(key.slice(0, 60))} is not a key here; did you mean ${JSON.stringify(meant)}?`;
  const places = (Object.keys(KEYS) as ObjectKind[]).filter((other) =>
    (KEYS[other] as readonly string[]).includes(key),
  );
  if (places.length > 0) return `${JSON.stringify(key)} stands ${places.map((place) => PLACES[place]).join(" or ")}.`;
  const near = findNearest(folded, known);
  return near === undefined
    ? undefined
    : `${JSON.stringify(key.slice(0, 60))} is not a key here; did you mean ${JSON.stringify(near)}?`;
}

const OTHER_VALUES: Readonly<Record<string, string>> = {
  "1": "1",
  "1.0": "1",
  v1: "1",
  block: "deny",
  blocked: "deny",
  denied: "deny",
  reject: "deny",
  false: "deny",
  allowed: "allow",
  permit: "allow",
  true: "allow",
  "60": "minute",
  "60s": "minute",
  "1m": "minute",
  "1min": "minute",
  minutes: "minute",
  "3600": "hour",
  "1h": "hour",
  hours: "hour",
  "86400": "day",
  "1d": "day",
  "24h": "day",
  days: "day",
  session: "grant",
  user: "grant",
  client: "grant",
  key: "grant",
  global: "grant",
  "=": "eq",
  "==": "eq",
  equals: "eq",
  equal: "eq",
  is: "eq",
  "!=": "neq",
  ne: "neq",
  notequals: "neq",
  not: "neq",
  "<": "lt",
  "<=": "lte",
  le: "lte",
  ">": "gt",
  ">=": "gte",
  ge: "gte",
  oneof: "in",
  notin: "not_in",
  nin: "not_in",
  present: "exists",
  isset: "exists",
  match: "regex",
  matches: "regex",
  pattern: "regex",
  like: "regex",
  includes: "contains",
  has: "contains",
};

/** The likely value among `allowed`, or `undefined`. */
export function suggestValue(value: unknown, allowed: readonly string[]): string | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const plain = String(value).toLowerCase().slice(0, 60);
  const folded = fold(plain) || plain;
  const candidates = [plain, folded].map((word) =>
    Object.hasOwn(OTHER_VALUES, word) ? OTHER_VALUES[word] : undefined,
  );
  const meant =
    allowed.find((item) => fold(item) === folded || candidates.includes(item)) ?? findNearest(folded, allowed);
  return meant === undefined ? undefined : `Did you mean ${JSON.stringify(meant)}?`;
}

function fold(word: string): string {
  return word
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z0-9.]/g, "");
}

/** The one word that is at most two slips away, and nearer than half of its length. */
function findNearest(word: string, known: readonly string[]): string | undefined {
  const near = known
    .map((name) => ({ name, distance: computeDistance(word, fold(name)) }))
    .filter(({ name, distance }) => distance <= 2 && distance * 2 < name.length)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}

/** Levenshtein's. */
function computeDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
