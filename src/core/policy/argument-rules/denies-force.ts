/** Denies switches that turn a check off: `force: true`. */
import { makeArgumentRule } from "./idioms.ts";
import type { Parameter } from "./parameters.ts";
import type { ArgumentRuleMaker } from "./types.ts";

export const deniesForce: ArgumentRuleMaker = {
  id: "denies-force",
  profiles: ["recommended", "permissive"],
  derive(parameter, _tool, verdict) {
    if (verdict.category === "read" || !isSwitch(parameter) || !turnsCheckOff(parameter)) return [];
    const { name, path } = parameter;
    return [
      // Whatever is not false: a server may also take "true" or 1 for yes.
      makeArgumentRule(
        parameter,
        { path, op: "not_in", value: [false] },
        {
          id: "denies-force",
          onDeny: "This switch turns a check off, so only false is let through.",
          reason: `${name} makes the server skip a check.`,
          stops: `A call that sets ${name}.`,
          doesNotStop: "What the tool does without it.",
          examples: { harmless: false, harmful: true },
        },
      ),
    ];
  },
};

function isSwitch(parameter: Parameter): boolean {
  return parameter.types.has("boolean") && [...parameter.types].every((type) => type === "boolean" || type === "null");
}

const CHECKS = new Set([
  "confirm",
  "confirmation",
  "check",
  "checks",
  "validation",
  "verification",
  "verify",
  "safety",
]);
const OFF = new Set(["skip", "no", "ignore", "bypass", "disable", "without"]);

function turnsCheckOff({ words }: Parameter): boolean {
  if (words.some((word) => word === "force" || word === "forced")) return true;
  return words.some((word) => OFF.has(word)) && words.some((word) => CHECKS.has(word));
}
