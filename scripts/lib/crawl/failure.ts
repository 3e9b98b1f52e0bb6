/** Why a place could not be crawled, as an issue; thrown by the clients of npm, GitHub and folders. */
import type { CrawlIssueCode } from "../../../src/core/crawl-issues.ts";
import { formatIssue } from "../../../src/core/issues.ts";
import type { Issue } from "../../../src/core/schema/issue.ts";

interface FailureOptions {
  /** The place may well be there the next time: what is known of it stays as it is. */
  transient?: boolean;
  cause?: unknown;
}

export class CrawlFailure extends Error {
  override name = "CrawlFailure";
  readonly issue: Issue;
  readonly transient: boolean;

  constructor(code: CrawlIssueCode, args: Issue["args"], { transient = false, cause }: FailureOptions = {}) {
    const issue = { code, args };
    super(formatIssue(issue), { cause });
    this.issue = issue;
    this.transient = transient;
  }
}

/** The innermost reason of an error in few words: its code where it has one. */
export function describeCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (error.cause !== undefined && error.cause !== error) {
    const inner = describeCause(error.cause);
    return typeof code === "string" && inner === "" ? code : inner;
  }
  return typeof code === "string" ? code : error.message;
}
