/**
 * Claude Code's `permissions`: rules `mcp__<server>__<tool>` in allow, ask and deny, judged deny, ask, allow; what no rule
 * names is asked about. Only names of letters, digits, `_` and `-` are written, since others may be matched differently.
 */
import { formatJson } from "../format.ts";
import { formatNames, isEverythingHidden, isPlainName, listAccess, listLostRules, type ToolAccess } from "./access.ts";
import type { Dialect } from "./types.ts";

export const claudeCode: Dialect = {
  id: "claude-code",
  name: "Claude Code",
  ending: "claude-code.json",
  language: "json",
  place: "permissions in .claude/settings.json, or in managed settings where users must not change it",
  source: { url: "https://code.claude.com/docs/en/permissions", read: "2026-11-20" },
  export(policy, server) {
    const tools = listAccess(policy);
    const usable = isPlainName(server);
    const named = usable ? tools.filter(({ name }) => isPlainName(name)) : [];
    const format = ({ name }: ToolAccess) => `mcp__${server}__${name}`;
    const all = usable && (isEverythingHidden(policy) || (policy.default === "deny" && named.length === 0));
    const permissions = {
      allow: named.filter(({ access }) => access === "free").map(format),
      ask: named.filter(({ access }) => access === "limited" || access === "conditional").map(format),
      deny: all ? [`mcp__${server}`] : named.filter(({ access }) => access === "denied").map(format),
    };
    const lost = listLostRules(policy, "Claude Code asks about each call instead");
    const unnamed = tools.filter((tool) => !named.includes(tool)).map(({ name }) => name);
    if (unnamed.length > 0 && !all)
      lost.push(`Names that rules cannot hold are asked about, whatever the policy says: ${formatNames(unnamed)}.`);
    if (policy.default === "deny" && !all)
      lost.push("A tool that the policy does not list is asked about, not denied.");
    if (policy.default === "allow") lost.push("A tool that the policy does not list is asked about, not allowed.");
    const notes = [`The server has to be called ${JSON.stringify(server)} in Claude Code.`];
    return { text: formatJson({ permissions }, ["", "/permissions"]), lost, notes };
  },
};
