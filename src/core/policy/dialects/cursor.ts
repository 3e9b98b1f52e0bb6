/** Cursor's `permissions.json`: `mcpAllowlist` names the tools that run without approval, as `<server>:<tool>`. */
import { formatJson } from "../format.ts";
import { formatNames, isEverythingHidden, isPlainName, listAccess, listLostRules } from "./access.ts";
import type { Dialect } from "./types.ts";

export const cursor: Dialect = {
  id: "cursor",
  name: "Cursor",
  ending: "cursor.json",
  language: "json",
  place: "permissions.json in ~/.cursor/, or in .cursor/ of a project",
  source: { url: "https://cursor.com/docs/reference/permissions", read: "2026-11-20" },
  export(policy, server) {
    const tools = listAccess(policy);
    const free = isEverythingHidden(policy)
      ? []
      : tools.filter(({ access }) => access === "free").map(({ name }) => name);
    const named = isPlainName(server) ? free.filter(isPlainName) : [];
    const denied = tools.filter(({ access }) => access === "denied").map(({ name }) => name);
    const lost = listLostRules(policy, "Cursor asks about each call instead");
    if (denied.length > 0 || isEverythingHidden(policy)) {
      const names = denied.length > 0 ? ` (${formatNames(denied)})` : "";
      lost.push(`Denied tools${names} are asked about: the format has no denial. Turn them off in Cursor's settings.`);
    }
    const unnamed = free.filter((name) => !named.includes(name));
    if (unnamed.length > 0) lost.push(`Names that the list cannot hold are asked about: ${formatNames(unnamed)}.`);
    lost.push(
      `A tool that the policy does not list is asked about, not ${policy.default === "deny" ? "denied" : "allowed"}.`,
    );
    const notes = [
      `The server has to be called ${JSON.stringify(server)} in Cursor.`,
      "The list replaces the one in Cursor's settings: add what other servers need.",
    ];
    return {
      text: formatJson({ mcpAllowlist: named.map((name) => `${server}:${name}`) }, ["", "/mcpAllowlist"]),
      lost,
      notes,
    };
  },
};
