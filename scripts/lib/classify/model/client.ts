/** The Messages API: one question, one answer, and what it took. What the service refuses is a value, not an exception. */
import Anthropic from "@anthropic-ai/sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { SYSTEM_PROMPT } from "../../../../src/core/classify/model/prompt.ts";
import { ModelReply } from "../../../../src/core/classify/model/reply.ts";
import { UsageError } from "../../command.ts";
import { NO_TOKENS, type Tokens } from "./pricing.ts";

export interface ModelAnswer {
  reply?: ModelReply;
  /** Why there is no reply; a sentence without its stop. */
  problem?: string;
  /** Whether asking the same again could help: the service failed, not the model. */
  isTransient?: boolean;
  tokens: Tokens;
}

type Env = Readonly<Record<string, string | undefined>>;
type Message = Anthropic.Messages.Message;
export type MessageRequest = Anthropic.Messages.MessageCreateParamsNonStreaming;

const TIMEOUT_MS = 120_000;
const RETRIES = 4;

/** Throws `UsageError` where no key is set. `ANTHROPIC_BASE_URL` names another host. */
export function createAnthropic(env: Env, maxRetries = RETRIES): Anthropic {
  const apiKey = env["ANTHROPIC_API_KEY"];
  if (!apiKey) {
    throw new UsageError(
      "--classifier model needs a key: set ANTHROPIC_API_KEY, or leave the option out and judge by rules.",
    );
  }
  const baseURL = env["ANTHROPIC_BASE_URL"];
  return new Anthropic({ apiKey, maxRetries, timeout: TIMEOUT_MS, ...(baseURL ? { baseURL } : {}), logLevel: "off" });
}

const BASE_TOKENS = 1500;
const TOKENS_A_TOOL = 700;

/** The rubric is the same for all, and marked to be cached. */
export function formatMessageRequest(model: string, question: string, tools: number): MessageRequest {
  return {
    model,
    max_tokens: BASE_TOKENS + TOKENS_A_TOOL * tools,
    system: [{ type: "text", text: SYSTEM_PROMPT, cache_control: { type: "ephemeral" } }],
    messages: [{ role: "user", content: question }],
    output_config: { format: { type: "json_schema", schema: zodOutputFormat(ModelReply).schema } },
  };
}

/** Throws only what ends the run: a key that is not accepted, or a request that the service never takes. */
export async function askModel(client: Anthropic, request: MessageRequest, signal?: AbortSignal): Promise<ModelAnswer> {
  try {
    return readMessage(await client.messages.create(request, signal ? { signal } : {}));
  } catch (error) {
    return { problem: describeFailure(error), isTransient: true, tokens: NO_TOKENS };
  }
}

/** The sentence for an error of the service. Throws `UsageError` for what will not pass by itself. */
export function describeFailure(error: unknown): string {
  if (error instanceof Anthropic.AuthenticationError || error instanceof Anthropic.PermissionDeniedError) {
    throw new UsageError(`The key in ANTHROPIC_API_KEY was not accepted (${error.status}): check it and run again.`);
  }
  if (error instanceof Anthropic.NotFoundError) {
    throw new UsageError("The service does not know what was asked for (404): check --model and ANTHROPIC_BASE_URL.");
  }
  if (error instanceof Anthropic.BadRequestError)
    throw new UsageError(`The service refused the request (400): ${error.message}`);
  if (error instanceof Anthropic.APIUserAbortError) return "the run was stopped";
  if (error instanceof Anthropic.RateLimitError) return "the service still limited the rate after several tries (429)";
  if (error instanceof Anthropic.APIConnectionError) return "the service could not be reached";
  if (error instanceof Anthropic.APIError)
    return `the service failed after several tries (${error.status ?? "no status"})`;
  throw error;
}

/** What a message says, and what it took: a cut, refused or broken answer costs too. */
export function readMessage(message: Message): ModelAnswer {
  const { usage } = message;
  const tokens: Tokens = {
    input: usage.input_tokens,
    cacheWrite: usage.cache_creation_input_tokens ?? 0,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    output: usage.output_tokens,
  };
  if (message.stop_reason === "refusal") return { problem: "the model refused to answer", tokens };
  if (message.stop_reason === "max_tokens") return { problem: "the answer was cut at the limit of its length", tokens };
  const text = message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "the answer is not JSON", tokens };
  }
  const parsed = ModelReply.safeParse(value);
  if (parsed.success) return { reply: parsed.data, tokens };
  const [issue] = parsed.error.issues;
  return { problem: `the answer breaks the schema at ${issue?.path.join(".") || "its root"}`, tokens };
}
