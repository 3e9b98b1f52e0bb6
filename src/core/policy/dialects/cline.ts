/**
 * Cline's `cline_mcp_settings.json`: `autoApprove` names the tools that run without asking. There is no denial by tool. Only
 * plain names are written: a tool that is really called `*` must not approve all of them.
 */
import { formatJson } from "../format.ts";
import { formatNames, isEverythingHidden, isPlainName, listAccess, listLostRules } from "./access.ts";
import type { Dialect } from "./types.ts";

export const cline: Dialect = {
  id: "cline",
  name: "Cline",
  ending: "cline.json",
  language: "json",
  place: "mcpServers in cline_mcp_settings.json, merged with what starts the server",
  source: { url: "https://docs.cline.bot/mcp/configuring-mcp-servers", read: "2026-11-20" },
  export(policy, server) {
    const tools = listAccess(policy);
    const hidden = isEverythingHidden(policy);
    const free = hidden ? [] : tools.filter(({ access }) => access === "free").map(({ name }) => name);
    const denied = tools.filter(({ access }) => access === "denied").map(({ name }) => name);
    const none = hidden || (policy.default === "deny" && denied.length === tools.length);
    const lost = listLostRules(policy, "Cline asks about each call instead");
    if (denied.length > 0 && !none)
      lost.push(`Denied tools (${formatNames(denied)}) are asked about: the format has no denial by tool.`);
    const unnamed = free.filter((name) => !isPlainName(name));
    if (unnamed.length > 0) lost.push(`Names that the list cannot hold are asked about: ${formatNames(unnamed)}.`);
    if (!none)
      lost.push(
        `A tool that the policy does not list is asked about, not ${policy.default === "deny" ? "denied" : "allowed"}.`,
      );
    const mcpServers = Object.fromEntries([[server, { disabled: none, autoApprove: free.filter(isPlainName) }]]);
    const notes = none ? ["No tool passes, so the server is turned off."] : [];
    return { text: formatJson({ mcpServers }, ["", "/mcpServers"]), lost, notes };
  },
};
