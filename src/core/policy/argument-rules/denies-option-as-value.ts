/** Denies a leading `-` in what becomes part of a command line: a value must not turn into an option of the program. */
import { describeTool, hasWord, isFilePath, makeArgumentRule } from "./idioms.ts";
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
/** Programs and the words for running them. */
const COMMAND_LINE =
  /\b(?:git(?!-style)|kubectl|helm|docker|podman|terraform|ffmpeg|curl|ssh|adb|command[- ]line|cli command|shell command|subprocess|executable)\b/;
/** Hosting services that are reached by requests, whose tools speak of git without running it. */
const HOSTED = /\b(?:github|gitlab|bitbucket|pull requests?|merge requests?)\b/;

export const deniesOptionAsValue: ArgumentRuleMaker = {
  id: "denies-option-as-value",
  profiles: ["read-only", "recommended", "permissive"],
  derive(parameter, tool) {
    if (!isText(parameter) || parameter.choices !== undefined || hasWord(parameter, FREE_WORDS)) return [];
    const operand = hasWord(parameter, OPERAND_WORDS) || isFilePath(parameter, tool);
    const about = `${describeTool(tool)} ${parameter.text}`;
    if (!operand || !COMMAND_LINE.test(about) || HOSTED.test(about)) return [];
    const { name, path } = parameter;
    return [
      makeArgumentRule(
        parameter,
        { path, op: "regex", value: String.raw`^\s*-` },
        {
          id: "denies-option-as-value",
          onDeny: "A value that begins with - would be read as an option of the command, so it is denied.",
          reason: `${name} becomes part of a command line, where a leading - makes an option of it.`,
          stops: `A ${name} that begins with - and changes what the command does.`,
          doesNotStop: `A ${name} that names the wrong thing, or one that breaks out of the command's quotes.`,
          examples: { harmless: "main", harmful: "--output=/etc/passwd" },
        },
      ),
    ];
  },
};
