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
  // Classify
};

export function formatIssue(issue: Issue): string {
  const format = Object.hasOwn(SENTENCES, issue.code) ? SENTENCES[issue.code] : undefined;
  const sentence = format ? format(issue.args) : `${issue.code} ${JSON.stringify(issue.args)}`;
  return issue.path === undefined ? sentence : `${issue.path}: ${sentence}`;
}
