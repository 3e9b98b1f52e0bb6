/**
 * An `action` argument makes one tool of several. Only one action a call, only of those that the schema lists, and none
 * that is graver than the tool's category.
 */
import { startWithArticle } from "../../article.ts";
import type { Json } from "../../schema/json.ts";
import { makeArgumentRule } from "./idioms.ts";
import { isText, type Parameter, splitWords } from "./parameters.ts";
import type { ArgumentRule, ArgumentRuleMaker } from "./types.ts";

const ACTION_WORDS = new Set(["action", "operation", "op", "command", "subcommand", "verb"]);
/** Actions with no way back; the tool itself was not judged destructive, so these are its exception. */
const GRAVE = new Set([
  ...["delete", "destroy", "remove", "purge", "wipe", "erase", "drop", "truncate", "terminate", "kill", "reset"],
  ...["format", "revoke", "uninstall", "deprovision"],
]);

export const deniesOtherAction: ArgumentRuleMaker = {
  id: "denies-other-action",
  profiles: ["recommended"],
  derive(parameter, _tool, verdict) {
    if (verdict.category === "read" || !isText(parameter)) return [];
    const last = parameter.words.at(-1) ?? "";
    // `method` alone chooses what is done; `merge_method` only how.
    const chooses = ACTION_WORDS.has(last) || (last === "method" && parameter.words.length === 1);
    if (!chooses || parameter.choices === undefined) return [];
    const listed = parameter.choices.filter((choice) => choice !== null);
    const allowed = listed.filter((choice) => !isGrave(choice));
    if (listed.length < 2 || allowed.length === 0) return [];
    return [makeRule(parameter, allowed, listed)];
  },
};

function makeRule(parameter: Parameter, allowed: Json[], listed: Json[]): ArgumentRule {
  const { name, path } = parameter;
  const grave = listed.filter((choice) => !allowed.includes(choice));
  const left = grave.map((choice) => `is “${String(choice)}”, `).join("");
  return makeArgumentRule(
    parameter,
    { path, op: "not_in", value: allowed },
    {
      id: "denies-other-action",
      onDeny: "One action a call, and only one that the policy lists.",
      reason: `${name} chooses between ${listed.length} actions${grave.length > 0 ? ", and not all of them may have a way back" : ""}.`,
      stops: `${startWithArticle(name)} that ${left}is not listed, or holds several actions.`,
      doesNotStop: "One listed action after the other, in calls of their own.",
      examples: {
        ...(allowed[0] !== undefined && { harmless: allowed[0] }),
        harmful: grave[0] ?? listed.map(String).join(","),
      },
    },
  );
}

function isGrave(choice: Json): boolean {
  return typeof choice === "string" && splitWords(choice.slice(0, 200)).some((word) => GRAVE.has(word));
}
