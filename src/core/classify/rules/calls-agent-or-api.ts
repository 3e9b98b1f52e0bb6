import { quoteActs, quoteParameter } from "../evidence.ts";
import { phrases, words } from "../lexicon/words.ts";
import { hasNoun } from "../subject.ts";
import { findActs, findVerbs, isAbout, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const AGENTS = new Set([
  ...words("agent subagent model llm bot copilot claude gpt gemini codex"),
  ...phrases("sub agent | coding agent"),
]);
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

export const callsAgentOrApi = defineRule({
  id: "calls-agent-or-api",
  statement: "It calls another agent, a model or an arbitrary endpoint.",
  test(tool) {
    const asked = findActs(
      tool,
      ["ask", "run", "tell", "create", "grant"],
      (act) =>
        (act.verb.kind !== "create" || act.verb.lemma === "request") &&
        (act.verb.kind !== "grant" || act.verb.lemma === "delegate") &&
        (isAbout(act, AGENTS) || (act.verb.lemma === "delegate" && hasNoun(act.rest, AGENTS))) &&
        !isAbout(act, DOCUMENTS),
    );
    const method = tool.parameters.find(
      (parameter) => parameter.depth === 0 && parameter.values.some((value) => value === "POST" || value === "DELETE"),
    );
    if (method) return [...quoteActs(tool, asked), quoteParameter(method)];
    const requested = findActs(
      tool,
      ["run", "tell", "handle", "read"],
      (act) => isAbout(act, ENDPOINTS) && act.verb.kind !== "read",
    );
    const sent = findVerbs(
      tool,
      METHODS,
      (act) => isHead(act, REQUESTS) || (act.object.length === 0 && tool.cues.has("sendsHttp")),
    );
    return whereActs(tool, [...asked, ...requested, ...sent]);
  },
});
