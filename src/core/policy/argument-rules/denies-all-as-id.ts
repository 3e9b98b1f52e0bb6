/** Denies `all` or a wildcard where ids are expected: one call must not reach everything that there is. */
import { makeArgumentRule, takesIds } from "./idioms.ts";
import { isListOfText, isText, type Parameter } from "./parameters.ts";
import type { ArgumentRule, ArgumentRuleMaker } from "./types.ts";

/** `all` alone or as one of several ids, in quotes or not; a star anywhere, or nothing but per cent signs. */
const PATTERN = String.raw`(?i:(^|[^\w-])all($|[^\w-]))|\*|^\s*%+\s*$`;
/** The description offers `"all"` or `"*"` as a value. */
const OFFERS_ALL = /(?:^|[^a-z])(?:["'`]all["'`]|["'`]\*["'`])/;

export const deniesAllAsId: ArgumentRuleMaker = {
  id: "denies-all-as-id",
  profiles: ["recommended", "permissive"],
  derive(parameter, _tool, verdict) {
    if (verdict.category === "read") return [];
    const offered = OFFERS_ALL.test(parameter.text) && parameter.choices === undefined;
    if (!offered && !takesIds(parameter)) return [];
    if (isText(parameter)) return [makeRule(parameter, offered, undefined)];
    return isListOfText(parameter) ? [makeRule(parameter, offered, "all"), makeRule(parameter, offered, "*")] : [];
  },
};

/** `member`: the value that no item of a list may have. */
function makeRule(parameter: Parameter, offered: boolean, member: string | undefined): ArgumentRule {
  const { name, path } = parameter;
  const condition =
    member === undefined
      ? ({ path, op: "regex", value: PATTERN } as const)
      : ({ path, op: "contains", value: member } as const);
  return makeArgumentRule(parameter, condition, {
    id: "denies-all-as-id",
    onDeny: "Name the ids one by one: all or a wildcard is denied.",
    reason: offered
      ? `The description of ${name} offers everything at once as a value.`
      : `${name} takes ids, and servers often read all or * there as every one.`,
    stops: `A call whose ${name} is all or a wildcard.`,
    doesNotStop: `A call that names many ids in ${name}, or ${member === undefined ? "another word" : "another spelling"} that the server takes for all of them.`,
    examples:
      member === undefined ? { harmless: "4f2a9c", harmful: "all" } : { harmless: ["4f2a9c"], harmful: [member] },
  });
}
