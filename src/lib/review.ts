/** The disputed verdicts of a server that the site shows, with the addresses of their tools. */
import { listDisputes, type ReviewEntry } from "../../scripts/lib/classify/review.ts";
import type { Entry } from "./catalogue.ts";
import { serverHref, toolHref } from "./links.ts";

export interface ReviewRow extends ReviewEntry {
  href: string;
  serverHref: string;
}

/** Verdicts on tools that the server has no more are left out: they have no page. */
export function listReviewRows({ server, verdicts = {}, tools }: Entry): ReviewRow[] {
  return listDisputes(server.slug, verdicts).flatMap((dispute) => {
    const judged = tools.find(({ tool }) => tool.name === dispute.tool);
    if (judged === undefined) return [];
    return [{ ...dispute, href: toolHref(server.slug, judged.slug), serverHref: serverHref(server.slug) }];
  });
}
