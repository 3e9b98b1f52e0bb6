/** Which tools a model is asked about, in which requests. */

import type { ServerInput } from "../../../../src/core/classify/index.ts";
import { formatQuestion } from "../../../../src/core/classify/model/prompt.ts";
import type { AskedTool } from "../../../../src/core/classify/model/verify.ts";
import { sha256 } from "../../hash.ts";
import { formatMessageRequest, type MessageRequest } from "./client.ts";

export interface Question {
  /** Hash of the request: the same question has the same id in every run. */
  id: string;
  slug: string;
  asked: AskedTool[];
  request: MessageRequest;
}

/** Tools in one request: enough to see siblings together, few enough for a complete answer. */
const MAX_TOOLS = 12;
/** Of one definition, and of one request. A longer definition is judged by rules alone. */
const MAX_DEFINITION = 60_000;
const MAX_QUESTION = 120_000;

export function isTooLong({ tool }: AskedTool): boolean {
  return JSON.stringify(tool).length > MAX_DEFINITION;
}

export function makeQuestions(server: ServerInput, asked: readonly AskedTool[], model: string): Question[] {
  const groups: AskedTool[][] = [];
  let size = 0;
  for (const one of asked) {
    const length = JSON.stringify(one.tool).length;
    const last = groups.at(-1);
    if (last && last.length < MAX_TOOLS && size + length <= MAX_QUESTION) {
      last.push(one);
      size += length;
    } else {
      groups.push([one]);
      size = length;
    }
  }
  return groups.map((group) => {
    const question = formatQuestion(
      server,
      group.map(({ tool }) => tool),
    );
    const request = formatMessageRequest(model, question, group.length);
    return { id: sha256(JSON.stringify(request)).slice(0, 40), slug: server.slug, asked: group, request };
  });
}
