/** A server on this machine that speaks the Messages and the Message Batches formats, with their errors. */
import type { IncomingMessage } from "node:http";
import type { ModelReply, ModelVerdict } from "../../src/core/classify/model/reply.ts";
import { type Loopback, sendJson, startLoopback } from "./loopback.ts";

/** What a request asks: the definitions that stand in the user's message. */
export interface AskedBody {
  model: string;
  max_tokens: number;
  system: { type: string; text: string; cache_control?: { type: string } }[];
  messages: { role: string; content: string }[];
  output_config: { format: { type: string; schema: object } };
}

export type Respond =
  | { reply: ModelReply }
  | { text: string }
  | { stop: "refusal" | "max_tokens" }
  | { status: number; type: string; headers?: Record<string, string> };

export type Responder = (tools: AskedTool[], body: AskedBody) => Respond;

export interface AskedTool {
  name: string;
  description?: string;
}

export interface AnthropicServer extends Loopback {
  /** Bodies of the messages that were asked, in a batch or alone. */
  asked: AskedBody[];
  /** Answers of the next requests, before `otherwise` answers. */
  next: Respond[];
  otherwise: Responder;
  /** How many more times a batch is said to be under way. */
  batchDelay: number;
  /** Ends of batch requests that come instead of answers. */
  batchResults: ("expired" | "canceled" | "errored")[];
  batchIsGone: boolean;
}

export const USAGE = {
  input_tokens: 1000,
  output_tokens: 200,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

/** A verdict whose quote is literal: the name. */
export function makeVerdict(tool: string, changes: Partial<ModelVerdict> = {}): ModelVerdict {
  return {
    tool,
    category: "read",
    facets: [],
    reversible: "yes",
    confidence: 0.9,
    rationale: `A call of ${tool} looks something up. It leaves nothing behind that would have to be undone.`,
    evidence: [{ field: "name", quote: tool }],
    ...changes,
  };
}

export async function startAnthropicServer(otherwise: Responder): Promise<AnthropicServer> {
  const batches = new Map<string, { custom_id: string; params: AskedBody }[]>();
  const respond = (body: AskedBody): Respond => {
    server.asked.push(body);
    return server.next.shift() ?? server.otherwise(readTools(body), body);
  };
  const loopback = await startLoopback(async (request, response, path) => {
    if (request.headers.authorization !== "Bearer test-key") return sendError(401, "authentication_error");
    if (path === "/v1/messages/count_tokens") return sendJson(response, 200, { input_tokens: 1000 });
    if (path === "/v1/messages") {
      const answer = respond(await readBody(request));
      if ("status" in answer) return sendError(answer.status, answer.type, answer.headers);
      return sendJson(response, 200, toMessage(answer));
    }
    if (path === "/v1/messages/batches") {
      const id = `msgbatch_${batches.size + 1}`;
      batches.set(id, (await readBody<{ requests: { custom_id: string; params: AskedBody }[] }>(request)).requests);
      return sendJson(response, 200, toBatch(id));
    }
    const [, id = "", results] = /^\/v1\/messages\/batches\/([^/]+)(\/results)?$/.exec(path) ?? [];
    const requests = batches.get(id);
    if (!requests || server.batchIsGone) return sendError(404, "not_found_error");
    if (!results) {
      const batch = toBatch(id);
      server.batchDelay -= 1;
      return sendJson(response, 200, batch);
    }
    response.writeHead(200, { "content-type": "application/x-jsonl" });
    // In another order than they were asked.
    response.end(
      [...requests]
        .reverse()
        .map((one) => `${JSON.stringify(toResult(one))}\n`)
        .join(""),
    );

    function sendError(status: number, type: string, headers: Record<string, string> = {}) {
      sendJson(response, status, { type: "error", error: { type, message: type } }, headers);
    }
  });
  const server: AnthropicServer = Object.assign(loopback, {
    asked: [],
    next: [],
    otherwise,
    batchDelay: 0,
    batchResults: [],
    batchIsGone: false,
  });
  return server;

  function toResult({ custom_id, params }: { custom_id: string; params: AskedBody }) {
    const end = server.batchResults.shift();
    if (end === "errored") {
      const error = { type: "error", error: { type: "api_error", message: "x" }, request_id: null };
      return { custom_id, result: { type: "errored", error } };
    }
    if (end) return { custom_id, result: { type: end } };
    const answer = respond(params);
    return { custom_id, result: { type: "succeeded", message: toMessage(answer) } };
  }

  function toBatch(id: string) {
    const isUnderWay = server.batchDelay > 0;
    return {
      id,
      type: "message_batch",
      processing_status: isUnderWay ? "in_progress" : "ended",
      request_counts: {
        processing: isUnderWay ? 1 : 0,
        succeeded: isUnderWay ? 0 : 1,
        errored: 0,
        canceled: 0,
        expired: 0,
      },
      results_url: isUnderWay ? null : `${server.url}/v1/messages/batches/${id}/results`,
      created_at: "2026-01-01T00:00:00Z",
      expires_at: "2026-01-02T00:00:00Z",
      ended_at: isUnderWay ? null : "2026-01-01T01:00:00Z",
      archived_at: null,
      cancel_initiated_at: null,
    };
  }
}

function toMessage(answer: Respond) {
  const text = "reply" in answer ? JSON.stringify(answer.reply) : "text" in answer ? answer.text : '{"verdicts":[{"to';
  return {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-haiku-5-5",
    content: [{ type: "text", text }],
    stop_reason: "stop" in answer ? answer.stop : "end_turn",
    stop_sequence: null,
    usage: USAGE,
  };
}

function readTools(body: AskedBody): AskedTool[] {
  const content = body.messages[0]?.content ?? "";
  return JSON.parse(content.slice(content.indexOf("\n") + 1)).tools;
}

async function readBody<Body = AskedBody>(request: IncomingMessage): Promise<Body> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text);
}
