/** Denies paths that lead out of where they should stay: `..` always, absolute paths where the definition asks for relative ones. */
import { startWithArticle, withArticle } from "../../article.ts";
import { BLANKS, isFilePath, makeArgumentRule } from "./idioms.ts";
import { isText, type Parameter } from "./parameters.ts";
import type { ArgumentRule, ArgumentRuleMaker } from "./types.ts";

/**
 * Two dots as a part of the path, whatever stands around them; a dot that is encoded, once or more; three dots and more before
 * a slash, which become two where a server cuts `../` out.
 */
const UPWARDS = String.raw`(^|[^\w.-])\.\.([^\w.-]|$)|(?i:%(25)*2e)|\.{3,}[/\\]`;
/** Behind what servers cut off, and quotes: a slash, plain or encoded, a home folder, a variable, a drive or a scheme. */
const ABSOLUTE = String.raw`^[${BLANKS}"'\x60]*([/\\~%]|\$[A-Z({]|[A-Za-z]+:)`;
/** The description asks for a relative path and does not allow an absolute one. */
const ASKS_FOR_RELATIVE =
  /\brelative (?:(?:file )?path|to)\b|\bpath (?:is )?relative\b|\b(?:within|inside|under) the (?:\w+ ){0,2}(?:root|directory|folder|workspace|repository|project)\b/;
const ALLOWS_ABSOLUTE = /\babsolute\b|\bfull path\b/;

export const deniesPathOutside: ArgumentRuleMaker = {
  id: "denies-path-outside",
  profiles: ["read-only", "recommended", "permissive"],
  derive(parameter, tool) {
    if (!isText(parameter) || parameter.choices !== undefined || !isFilePath(parameter, tool)) return [];
    const relative = ASKS_FOR_RELATIVE.test(parameter.text) && !ALLOWS_ABSOLUTE.test(parameter.text);
    return [makeUpwardsRule(parameter), ...(relative ? [makeAbsoluteRule(parameter)] : [])];
  },
};

function makeUpwardsRule(parameter: Parameter): ArgumentRule {
  const { name, path } = parameter;
  return makeArgumentRule(
    parameter,
    { path, op: "regex", value: UPWARDS },
    {
      id: "denies-path-outside",
      onDeny: "A path with .. may lead out of the folder that it should stay in, so it is denied.",
      reason: `${name} names a file or a folder, and dots in it can lead to another.`,
      stops: `${startWithArticle(name)} that climbs out of its folder by dots (../).`,
      doesNotStop: `A link inside of the folder that leads out of it, or ${withArticle(name)} that holds dots only after the server has changed it.`,
      examples: { harmless: "notes/today.md", harmful: "../../.ssh/id_rsa" },
    },
  );
}

function makeAbsoluteRule(parameter: Parameter): ArgumentRule {
  const { name, path } = parameter;
  return makeArgumentRule(
    parameter,
    { path, op: "regex", value: ABSOLUTE },
    {
      id: "denies-path-outside",
      onDeny: "A relative path is expected here, so an absolute one is denied.",
      reason: `The description of ${name} asks for a relative path.`,
      stops: `${startWithArticle(name)} that names any place on the disk.`,
      doesNotStop: "A link inside of the folder that leads out of it.",
      examples: { harmless: "notes/today.md", harmful: "/etc/passwd" },
    },
  );
}
