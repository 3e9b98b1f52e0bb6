/**
 * Codex's `config.toml`: `enabled_tools` is all that Codex sees of a server, `disabled_tools` is taken out of it, and each
 * tool is approved, or asked about (`prompt`).
 */
import { formatNames, isEverythingHidden, listAccess, listLostRules } from "./access.ts";
import { isEncodable, quoteJson } from "./quote.ts";
import type { Dialect } from "./types.ts";

export const codex: Dialect = {
  id: "codex",
  name: "Codex",
  ending: "codex.toml",
  language: "toml",
  place: "~/.codex/config.toml, or .codex/config.toml of a trusted project, in the server's table",
  source: { url: "https://developers.openai.com/codex/config-reference", read: "2026-11-20" },
  export(policy, server) {
    const tools = listAccess(policy).filter(({ name }) => isEncodable(name));
    const passing = isEverythingHidden(policy) ? [] : tools.filter(({ access }) => access !== "denied");
    const denied = tools.filter(({ access }) => access === "denied").map(({ name }) => name);
    const unnamed = listAccess(policy)
      .filter(({ name }) => !isEncodable(name))
      .map(({ name }) => name);
    const lost = listLostRules(policy, "Codex asks about each call instead");
    if (unnamed.length > 0) lost.push(`Names that no file can hold are left out: ${formatNames(unnamed)}.`);
    const whole = isEverythingHidden(policy) || policy.default === "deny";
    const lines = [
      `[mcp_servers.${quoteJson(server)}]`,
      // Without an entry in the list there is no list, and Codex would see every tool.
      ...(whole && passing.length === 0 ? ["enabled = false"] : []),
      ...(whole
        ? [
            formatList(
              "enabled_tools",
              passing.map(({ name }) => name),
            ),
          ]
        : []),
      ...(denied.length > 0 ? [formatList("disabled_tools", denied)] : []),
      `default_tools_approval_mode = ${quoteJson("prompt")}`,
      ...passing
        .filter(({ access }) => access === "free")
        .flatMap(({ name }) => [
          "",
          `[mcp_servers.${quoteJson(server)}.tools.${quoteJson(name)}]`,
          'approval_mode = "approve"',
        ]),
    ];
    if (policy.default === "allow") lost.push("A tool that the policy does not list is asked about, not allowed.");
    return { text: `${lines.join("\n")}\n`, lost, notes: ["Merge it with the table that starts the server."] };
  },
};

function formatList(key: string, names: readonly string[]): string {
  if (names.length === 0) return `${key} = []`;
  return `${key} = [\n${names.map((name) => `  ${quoteJson(name)},\n`).join("")}]`;
}
