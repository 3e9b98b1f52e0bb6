/** Denies code, commands and scripts that the caller brings, for tools that run them. */
import { makeArgumentRule } from "./idioms.ts";
import type { Parameter } from "./parameters.ts";
import type { ArgumentRule, ArgumentRuleMaker } from "./types.ts";

const CODE_WORDS = new Set([
  ...["code", "command", "commands", "cmd", "script", "scripts", "expression", "function", "sql", "query", "statement"],
  ...["cypher", "snippet", "program", "shell", "bash", "javascript", "python", "js", "eval", "cell", "pipeline"],
]);
/** `country_code`, `script_id`, `query_name`: the code word only says what the other one is of. */
const NOT_CODE = new Set(["id", "ids", "name", "type", "language", "timeout", "status", "count", "version", "format"]);
const OTHER_CODES = new Set([
  "country",
  "currency",
  "language",
  "zip",
  "postal",
  "status",
  "error",
  "auth",
  "coupon",
  "promo",
]);

export const deniesCode: ArgumentRuleMaker = {
  id: "denies-code",
  profiles: ["recommended"],
  derive(parameter, _tool, verdict) {
    if (verdict.category === "read" || !verdict.facets.includes("arbitraryCode") || !isCode(parameter)) return [];
    const { name, path } = parameter;
    return [
      makeArgumentRule(
        parameter,
        { path, op: "exists", value: true },
        {
          id: "denies-code",
          onDeny: "This argument would be run as code. A person decides what may run, so it is denied here.",
          reason: `${name} is code, a command or a query of the caller's making, and the tool runs it.`,
          stops: `Every call with ${name}: what it would do cannot be told from outside.`,
          doesNotStop: "Code that reaches the server in another way, in a file that it reads, for example.",
          examples: { harmful: "print(1)" },
        },
      ),
    ];
  },
};

function isCode({ words, types }: Parameter): boolean {
  const last = words.at(-1) ?? "";
  if (!words.some((word) => CODE_WORDS.has(word)) || NOT_CODE.has(last)) return false;
  if (words.some((word) => OTHER_CODES.has(word))) return false;
  return types.size === 0 || types.has("string") || types.has("array");
}

/** For a tool that runs the caller's code in an argument that cannot be named: no call of it can be told from another. */
export const UNNAMED_CODE: ArgumentRule = {
  id: "denies-code",
  path: "args",
  guard: {
    conditions: [],
    on_deny: "This tool would run the caller's code. A person decides what may run, so it is denied here.",
  },
  reason: "The tool runs code of the caller's making, and its schema does not say in which argument.",
  stops: "Every call.",
  doesNotStop: "Code that reaches the server in another way, in a file that it reads, for example.",
  examples: { harmful: {} },
};
