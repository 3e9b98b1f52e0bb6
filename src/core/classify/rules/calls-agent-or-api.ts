import type { Evidence } from "../../schema/verdict.ts";
import type { Act } from "../acts.ts";
import { quoteActs, quoteParameter } from "../evidence.ts";
import { phrases, words } from "../lexicon/words.ts";
import type { Parameter } from "../parameters.ts";
import { hasNoun, type Subject } from "../subject.ts";
import { findActs, findVerbs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const AGENTS = new Set([
  ...words("agent subagent model llm bot copilot claude gpt gemini codex"),
  ...phrases("sub agent | coding agent"),
]);
/** `Chat with an assistant`. */
const CHATTING = new Set(["chat"]);
const PARTNERS = new Set([...AGENTS, "assistant", "ai"]);
const DOCUMENTS = new Set(words("doc docs documentation question knowledge"));
/** `Performs an HTTP POST request`: the method is the act. */
const METHODS = new Set(words("post put patch"));
const REQUESTS = new Set(["request", "http"]);
const ENDPOINTS = new Set([
  ...words("endpoint api webhook"),
  ...phrases(
    "http request | api request | graphql mutation | inference request | completion request | chat completion | rest request | api call | http call",
  ),
]);

const CALLED = new Set([
  "method",
  "method name",
  "tool name",
  "function name",
  "rpc method",
  "procedure",
  "service name",
]);
const PASSED = new Set([...words("payload params param parameter arguments argument args arg body request")]);
const TOOLS = new Set(["tool"]);
/** Where what is run is said to be a tool, its name is the name of that. */
const NAMED = new Set(["name"]);

const CALLING: ReadonlySet<string> = new Set(["run", "handle", "ask", "tell", "start"]);

/** An argument of this name, of which every value is allowed. */
function findOpen(tool: Subject, phrases: ReadonlySet<string>): Parameter | undefined {
  return tool.parameters.find(({ depth, values, phrase }) => depth === 0 && values.length === 0 && phrases.has(phrase));
}

/** A method that the caller names, with whatever he passes to it. */
function findDispatch(tool: Subject): readonly Evidence[] | undefined {
  const isTool = tool.acts.some((act) => act.verb.kind === "run" && isAbout(act, TOOLS));
  const method = findOpen(tool, CALLED) ?? (isTool ? findOpen(tool, NAMED) : undefined);
  if (!method || tool.nameActs.some((act) => !CALLING.has(act.verb.kind) && act.verb.tier < 2)) return undefined;
  const passed = findOpen(tool, PASSED);
  return passed && [quoteParameter(method), quoteParameter(passed)];
}

const HTTP_METHOD = new Set(["method", "http method", "request method"]);
const CHANGING = /\b(?:POST|PUT|PATCH|DELETE)\b/;

/** An argument that can be a method of HTTP which changes something. */
function isChangingMethod({ depth, phrase, values, description }: Parameter): boolean {
  if (depth !== 0) return false;
  if (values.length > 0) return values.some((value) => value === "POST" || value === "DELETE");
  return HTTP_METHOD.has(phrase) && CHANGING.test(description ?? "");
}

const KEEPING: ReadonlySet<string> = new Set(["create", "change", "delete"]);
const COLLECTIONS = new Set(words("collection folder"));

/** `Creates a request in a collection`: it is kept, not made. */
function isKept(act: Act): boolean {
  return KEEPING.has(act.verb.kind) && mentions(act, REQUESTS) && mentions(act, COLLECTIONS);
}

export const callsAgentOrApi = defineRule({
  id: "calls-agent-or-api",
  statement: "It calls another agent, a model or an arbitrary endpoint.",
  test(tool) {
    const asked = findActs(
      tool,
      ["ask", "run", "tell", "create", "grant", "handle"],
      (act) =>
        (act.verb.kind !== "create" || act.verb.lemma === "request") &&
        (act.verb.kind !== "handle" || act.verb.lemma === "use") &&
        (act.verb.kind !== "grant" || act.verb.lemma === "delegate") &&
        (isAbout(act, AGENTS) || (act.verb.lemma === "delegate" && hasNoun(act.rest, AGENTS))) &&
        !isAbout(act, DOCUMENTS),
    );
    const chatted = findVerbs(tool, CHATTING, (act) => mentions(act, PARTNERS));
    const method = tool.parameters.find(isChangingMethod);
    if (method && !tool.acts.some(isKept)) return [...quoteActs(tool, asked), quoteParameter(method)];
    const dispatched = findDispatch(tool);
    if (dispatched) return [...quoteActs(tool, asked), ...dispatched];
    const requested = findActs(
      tool,
      ["run", "tell", "handle", "read"],
      (act) => isAbout(act, ENDPOINTS) && act.verb.kind !== "read" && !act.object.includes("get"),
    );
    const sent = findVerbs(
      tool,
      METHODS,
      (act) => isHead(act, REQUESTS) || (act.object.length === 0 && tool.cues.has("sendsHttp")),
    );
    return whereActs(tool, [...asked, ...chatted, ...requested, ...sent]);
  },
});
