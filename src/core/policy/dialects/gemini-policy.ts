/**
 * Gemini CLI's policy engine: `[[rule]]` tables in TOML, of which the one with the highest priority decides. Its schema
 * wants a `toolName` in every rule (`policy/toml-loader.ts`), and matches the server's name and the tool's as
 * `mcp_<server>_<tool>`, which it shortens beyond 63 characters (`tools/mcp-tool.ts`, commit 5411f113 of 2026-08-21). Its
 * `argsPattern` is searched in the JSON text of all arguments, where a condition on one of them cannot be said exactly.
 */
import { formatNames, isEverythingHidden, isPlainName, listAccess, listLostRules, type ToolAccess } from "./access.ts";
import { quoteJson } from "./quote.ts";
import type { Dialect } from "./types.ts";

type Decision = "allow" | "ask_user" | "deny";

/**
 * Above what the user's settings trust or allow for a whole server (300 at most), and below what they want confirmed (350)
 * or exclude (400 and more), but for a denial by name, which only an exclusion is above.
 */
const PRIORITY = { allow: 340, ask_user: 340, deny: 390 } as const satisfies Record<Decision, number>;
const OTHERS_PRIORITY = 330;
const MAX_NAME = 63;

export const geminiPolicy: Dialect = {
  id: "gemini-policy",
  name: "Gemini CLI policy",
  ending: "gemini-policy.toml",
  language: "toml",
  place: "A file in ~/.gemini/policies/, or in the administrator's folder of policies",
  source: { url: "https://geminicli.com/docs/reference/policy-engine", read: "2026-11-20" },
  export(policy, server) {
    const tools = isEverythingHidden(policy) ? [] : listAccess(policy);
    const usable = isPlainName(server);
    const named = tools.filter(({ name }) => usable && isPlainName(name) && isShort(server, name));
    const pick = (...kinds: ToolAccess["access"][]) =>
      named.filter(({ access }) => kinds.includes(access)).map(({ name }) => name);
    const unnamed = tools.filter((tool) => !named.includes(tool));
    const others = decideOthers(policy.default, isEverythingHidden(policy), unnamed);
    const format = (decision: Decision, names: readonly string[]) =>
      names.length === 0 ? [] : [formatRule(server, decision, PRIORITY[decision], formatList(names))];
    const rules = [
      ...format("allow", pick("free")),
      ...format("ask_user", pick("limited", "conditional")),
      ...format("deny", pick("denied")),
      formatRule(server, others, OTHERS_PRIORITY, quoteJson("*")),
    ];
    const lost = listLostRules(policy, "Gemini CLI asks about each call instead");
    if (unnamed.length > 0)
      lost.push(
        `Names that a rule cannot hold are ${SAYS[others]}, whatever the policy says: ${formatNames(unnamed.map(({ name }) => name))}.`,
      );
    if (policy.default === "allow" && others === "ask_user")
      lost.push("A tool that the policy does not list is asked about, not allowed.");
    const notes = [
      `The server has to be called ${JSON.stringify(server)} in Gemini CLI.`,
      ...(server.includes("_") ? ["Gemini CLI may misread a server's name with _ in it: give it one without."] : []),
      "Without a person to ask, Gemini CLI denies what would be asked about.",
    ];
    return { text: `${rules.join("\n\n")}\n`, lost, notes };
  },
};

function isShort(server: string, name: string): boolean {
  return `mcp_${server}_${name}`.length <= MAX_NAME;
}

const SAYS = { allow: "allowed", ask_user: "asked about", deny: "denied" } as const satisfies Record<Decision, string>;

/** What no rule names, and what the policy denies but no rule can name, fall under one rule: it is never the laxer one. */
function decideOthers(byDefault: "allow" | "deny", hidesAll: boolean, unnamed: readonly ToolAccess[]): Decision {
  if (hidesAll || byDefault === "deny") return "deny";
  return unnamed.some(({ access }) => access !== "free") ? "ask_user" : "allow";
}

function formatRule(server: string, decision: Decision, priority: number, toolName: string): string {
  return [
    "[[rule]]",
    `mcpName = ${quoteJson(server)}`,
    `toolName = ${toolName}`,
    `decision = ${quoteJson(decision)}`,
    `priority = ${priority}`,
  ].join("\n");
}

function formatList(names: readonly string[]): string {
  return `[\n${names.map((name) => `  ${quoteJson(name)},\n`).join("")}]`;
}
