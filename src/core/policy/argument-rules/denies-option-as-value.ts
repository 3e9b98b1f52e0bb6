/** Denies a leading `-` in what becomes part of a command line: a value must not turn into an option of the program. */
import { startWithArticle } from "../../article.ts";
import { BLANKS, describeTool, hasWord, isFilePath, makeArgumentRule } from "./idioms.ts";
import { isText } from "./parameters.ts";
import type { ArgumentRuleMaker } from "./types.ts";

/** Parameters that programs take as plain words of their command line. */
const OPERAND_WORDS = new Set([
  ...["branch", "ref", "revision", "rev", "commit", "tag", "remote", "target", "source", "base", "head", "treeish"],
  ...["namespace", "pod", "container", "image", "resource", "release", "chart", "context", "service", "package"],
  ...["host", "hostname", "interface", "device", "process", "pid", "module", "name", "selector"],
]);
/** Parameters that are meant to be options, or free text. */
const FREE_WORDS = new Set([
  "args",
  "arguments",
  "flags",
  "options",
  "opts",
  "params",
  "message",
  "description",
  "body",
]);
/** Programs and the words for running them: in what the tool says of itself, since a parameter may well be "a git branch" of a service. */
const COMMAND_LINE =
  /\b(?:git(?!-style)|kubectl|helm|docker|podman|terraform|ffmpeg|curl|ssh|adb|command[- ]line|cli command|shell command|subprocess)\b/;
/** At the start, or as a word of its own where a server splits the value at spaces; a dash between two words is none. */
const PATTERN = String.raw`^[${BLANKS}]*-|\s-\S`;
/** Hosting services that are reached by requests, whose tools speak of git without running it. */
const HOSTED = /\b(?:github|gitlab|bitbucket|pull requests?|merge requests?)\b/;

export const deniesOptionAsValue: ArgumentRuleMaker = {
  id: "denies-option-as-value",
  profiles: ["read-only", "recommended", "permissive"],
  derive(parameter, tool) {
    if (!isText(parameter) || parameter.choices !== undefined || hasWord(parameter, FREE_WORDS)) return [];
    const operand = hasWord(parameter, OPERAND_WORDS) || isFilePath(parameter, tool);
    const about = describeTool(tool);
    if (!operand || !COMMAND_LINE.test(about) || HOSTED.test(`${about} ${parameter.text}`)) return [];
    const { name, path } = parameter;
    return [
      makeArgumentRule(
        parameter,
        { path, op: "regex", value: PATTERN },
        {
          id: "denies-option-as-value",
          onDeny: "A word that begins with - would be read as an option of the command, so it is denied.",
          reason: `${name} may become part of a command line, where a leading - makes an option of it.`,
          stops: `${startWithArticle(name)} that begins with -, or holds a word that does, and changes what the command does.`,
          doesNotStop: `${startWithArticle(name)} that names the wrong thing, or one that breaks out of the command's quotes.`,
          examples: { harmless: "main", harmful: "--output=/etc/passwd" },
        },
      ),
    ];
  },
};
