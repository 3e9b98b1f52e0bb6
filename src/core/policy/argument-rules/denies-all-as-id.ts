/** Denies `all` or a wildcard where ids are expected: one call must not reach everything that there is. */
import { exceptNull, isIdList } from "./idioms.ts";
import { isListOfText, isText, type Parameter } from "./parameters.ts";
import type { ArgumentRule, ArgumentRuleMaker } from "./types.ts";

const ID = "denies-all-as-id";
/** `all` or a wildcard alone or as one of several ids. */
const PATTERN = String.raw`(?i:(^|[\s|,;])(all|\*)($|[\s|,;]))`;
const MESSAGE = "Name the ids one by one: all or a wildcard is denied.";

export const deniesAllAsId: ArgumentRuleMaker = {
  id: ID,
  profiles: ["recommended", "permissive"],
  derive(parameter, _tool, verdict) {
    if (verdict.category === "read") return [];
    const documented = /(?:^|[^a-z])["'`*]?all["'`*]|["'`]\*["'`]/.test(parameter.text);
    if (!isIdList(parameter) && !(documented && isText(parameter))) return [];
    const reason = documented
      ? `The description of ${parameter.name} offers all of them at once.`
      : `${parameter.name} takes ids, and servers often read all or * there as every one.`;
    if (isText(parameter)) return [makeTextRule(parameter, reason)];
    return isListOfText(parameter) ? ["all", "*"].map((value) => makeListRule(parameter, value, reason)) : [];
  },
};

function makeTextRule(parameter: Parameter, reason: string): ArgumentRule {
  const { path } = parameter;
  const conditions = exceptNull(parameter, { path, op: "regex", value: PATTERN });
  return {
    ...describe(parameter, reason),
    guard: { conditions, on_deny: MESSAGE },
    examples: { harmless: "4f2a9c", harmful: "all" },
  };
}

function makeListRule(parameter: Parameter, value: string, reason: string): ArgumentRule {
  const conditions = exceptNull(parameter, { path: parameter.path, op: "contains", value });
  return {
    ...describe(parameter, reason),
    guard: { conditions, on_deny: MESSAGE },
    examples: { harmless: ["4f2a9c"], harmful: [value] },
  };
}

function describe(parameter: Parameter, reason: string) {
  return {
    id: ID,
    path: parameter.path,
    reason,
    stops: `A call whose ${parameter.name} is all or a wildcard.`,
    doesNotStop: `A call that names many ids in ${parameter.name}.`,
  };
}
