/** The sentences for issue codes: what happened, where, what to do. One place, so that data holds codes only. */
import { CHECK_SENTENCES } from "./check-server.ts";
import { CRAWL_SENTENCES } from "./crawl-issues.ts";
import type { Issue } from "./schema/issue.ts";

type Format = (args: Issue["args"]) => string;

/** One section a stage. A code without a sentence here still prints, with its arguments. */
const SENTENCES: Record<string, Format> = {
  ...CRAWL_SENTENCES,
  ...CHECK_SENTENCES,
  // Extract
  "budget-used-up": ({ language }) =>
    `Reading ${language ?? "the source"} took more steps than one server may; tools that are registered later may be missing.`,
  "extractor-failed": ({ language, reason }) => `The extractor of ${language} failed (${reason}): please report this.`,
  "file-too-long": ({ length, limit }) => `The file has ${length} characters; files of up to ${limit} are read.`,
  "too-much-source": ({ limit }) =>
    `The server has more source than the ${limit} characters that are read; this file was left out.`,
  "not-parsed": ({ grammar }) => `The file could not be parsed as ${grammar}.`,
  "registration-not-resolved": () =>
    "Tools are registered here whose names could not be worked out from the source alone; some may be missing.",
  "tools-are-dynamic": () => "The server makes its list of tools at run time; the source alone does not show it.",
  "no-tools-found": () => "Nothing that registers tools was found in the source.",
  "manifest-not-read": () => "The file cannot be parsed; the tools that it lists were left out.",
  "extraction-timed-out": ({ seconds }) => `Reading the source took more than ${seconds} s and was ended.`,
  "extraction-failed": ({ reason }) => `Reading the source failed (${reason}): please report this.`,
  "syntax-error": ({ line }) => `Line ${line} is not understood; the rest of the file was read.`,
  // Classify
};

export function formatIssue(issue: Issue): string {
  const format = Object.hasOwn(SENTENCES, issue.code) ? SENTENCES[issue.code] : undefined;
  const sentence = format ? format(issue.args) : `${issue.code} ${JSON.stringify(issue.args)}`;
  return issue.path === undefined ? sentence : `${issue.path}: ${sentence}`;
}
