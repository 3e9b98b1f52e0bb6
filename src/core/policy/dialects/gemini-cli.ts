/**
 * Gemini CLI's `settings.json`: `includeTools` is all that is taken from a server, `excludeTools` is taken out of it and
 * wins. `trust: false` asks before every call; the format has no approval by tool, which `gemini-policy.ts` has.
 */
import { formatJson } from "../format.ts";
import { formatNames, isEverythingHidden, isPlainName, listAccess, listLostRules } from "./access.ts";
import type { Dialect } from "./types.ts";

export const geminiCli: Dialect = {
  id: "gemini-cli",
  name: "Gemini CLI settings",
  ending: "gemini-cli.json",
  language: "json",
  place: "mcpServers in .gemini/settings.json, merged with what starts the server",
  source: { url: "https://geminicli.com/docs/tools/mcp-server", read: "2026-11-20" },
  export(policy, server) {
    const tools = listAccess(policy);
    const hidden = isEverythingHidden(policy);
    const passing = hidden ? [] : tools.filter(({ access }) => access !== "denied").map(({ name }) => name);
    const included = passing.filter(isPlainName);
    const denied = tools.filter(({ access }) => access === "denied").map(({ name }) => name);
    const lost = listLostRules(policy, "Gemini CLI asks about each call instead");
    const unnamed = [...passing, ...denied].filter((name) => !isPlainName(name));
    if (unnamed.length > 0) lost.push(`Names that the lists cannot hold are left out: ${formatNames(unnamed)}.`);
    if (passing.length > 0)
      lost.push("Reads that are free in the policy are asked about as well: approval is by server, not by tool.");
    if (policy.default === "allow") lost.push("A tool that the policy does not list is asked about, not allowed.");
    const whole = hidden || policy.default === "deny";
    const entry = {
      trust: false,
      ...(whole && { includeTools: included }),
      ...(denied.length > 0 && { excludeTools: denied.filter(isPlainName) }),
    };
    const mcpServers = Object.fromEntries([[server, entry]]);
    const notes = [
      "Gemini CLI's policy engine approves tool by tool: use the policy instead, where the release has it.",
      ...(included.length === 0 && whole ? ["No tool passes: leave the server out instead."] : []),
    ];
    return { text: formatJson({ mcpServers }, ["", "/mcpServers"]), lost, notes };
  },
};
