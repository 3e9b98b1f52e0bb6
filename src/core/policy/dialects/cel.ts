/**
 * CEL in agentgateway's form. `mcpAuthorization` sees the tool's name and target and no arguments (agentgateway's
 * `test_rbac_mcp_context_is_identity_only`), so rules on arguments become `mcpGuardrails` of the kind `expression`, which
 * rejects a call when its `condition` is true, or errs (`guardrails/expression.rs`, newer than release 1.4.1, where every
 * guardrail is a server of one's own).
 */
import type { Guard, Policy } from "../../schema/policy.ts";
import { formatNames, isEverythingHidden, listAccess, quoteName, type ToolAccess } from "./access.ts";
import { ARGUMENTS, formatCelCondition } from "./cel-condition.ts";
import { isEncodable, quoteJson } from "./quote.ts";
import type { Dialect } from "./types.ts";

export const cel: Dialect = {
  id: "cel",
  name: "CEL (agentgateway)",
  ending: "agentgateway.yaml",
  language: "yaml",
  place: "mcp.policies of agentgateway's configuration",
  source: {
    url: "https://agentgateway.dev/docs/standalone/latest/configuration/security/mcp-authz/",
    read: "2026-11-20",
  },
  export(policy, server) {
    const all = listAccess(policy);
    const tools = all.filter(({ name }) => isEncodable(name));
    const lost: string[] = [];
    const processors = isEverythingHidden(policy) ? [] : tools.flatMap((tool) => formatProcessors(tool, lost));
    const lines = [
      "mcp:",
      "  policies:",
      "    mcpAuthorization:",
      "      rules:",
      `      - ${formatAuthorization(policy, tools, server)}`,
      ...(processors.length > 0 ? ["    mcpGuardrails:", "      processors:", ...processors] : []),
    ];
    if (
      tools.some(({ access, rule }) => access !== "denied" && rule.limits?.length) ||
      policy.all_tools?.limits?.length
    ) {
      lost.push(
        "Limits: the expressions count nothing. agentgateway's localRateLimit counts requests, not calls of a tool.",
      );
    }
    const unnamed = all.map(({ name }) => name).filter((name) => !isEncodable(name));
    if (unnamed.length > 0) lost.push(`Names that no file can hold fall under the default: ${formatNames(unnamed)}.`);
    const notes = [
      `The server's target has to be called ${JSON.stringify(server)}.`,
      "Where a rule allows tools by name, agentgateway denies the server's prompts and resources: add rules for those that are used.",
    ];
    if (processors.length > 0) {
      notes.push(
        "The guardrails of the kind expression are newer than agentgateway 1.4.1. A release that refuses them cannot judge arguments: leave mcpGuardrails out, and those rules are lost.",
      );
    }
    return { text: `${lines.join("\n")}\n`, lost, notes };
  },
};

function formatAuthorization(policy: Policy, tools: readonly ToolAccess[], server: string): string {
  const target = `mcp.tool.target == ${quoteJson(server)}`;
  const names = (list: readonly ToolAccess[]) => `[${list.map(({ name }) => quoteJson(name)).join(", ")}]`;
  if (isEverythingHidden(policy)) return `deny: ${quoteJson(target)}`;
  if (policy.default === "allow") {
    const denied = tools.filter(({ access }) => access === "denied");
    return `deny: ${quoteJson(denied.length > 0 ? `${target} && mcp.tool.name in ${names(denied)}` : "false")}`;
  }
  const passing = tools.filter(({ access }) => access !== "denied");
  return `allow: ${quoteJson(passing.length > 0 ? `${target} && mcp.tool.name in ${names(passing)}` : "false")}`;
}

function formatProcessors({ name, access, rule }: ToolAccess, lost: string[]): string[] {
  if (access !== "conditional") return [];
  const format = (list: "require" | "deny_if", guard: Guard, index: number) => {
    const lose = (sentence: string) => lost.push(`Tool ${quoteName(name)}: ${list}/${index} ${sentence}`);
    const texts = guard.conditions.map((condition) => formatCelCondition(condition));
    const known = texts.filter((text) => text !== undefined);
    if (known.length < texts.length) {
      lose("is left out: it judges an index of a list, or text that no file can hold.");
      return [];
    }
    if (guard.conditions.some(({ op }) => op === "contains"))
      lose("is judged on lists only; text in that argument is denied.");
    const all = known.map((text) => `(${text})`).join(" && ");
    const given = `has(${ARGUMENTS})`;
    const when = list === "deny_if" ? `${given} && ${all}` : `!(${given} && ${all})`;
    return [
      "      - kind: expression",
      '        methods: {"tools/call": request}',
      `        condition: ${quoteJson(`mcp.params.name == ${quoteJson(name)} && ${when}`)}`,
      `        reject: ${quoteJson(guard.on_deny)}`,
    ];
  };
  return [
    ...(rule.require ?? []).flatMap((guard, index) =>
      guard.conditions.length > 0 ? format("require", guard, index) : [],
    ),
    ...(rule.deny_if ?? []).flatMap((guard, index) => format("deny_if", guard, index)),
  ];
}
