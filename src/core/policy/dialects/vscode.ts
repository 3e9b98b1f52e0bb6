/**
 * A custom agent of VS Code and Copilot: `tools` in the front matter of an `.agent.md` file is the whole list of what the
 * agent may use, an MCP tool as `<server>/<tool>`. Approval before a call stays with the user's settings.
 */
import { formatNames, isEverythingHidden, isPlainName, listAccess, listLostRules } from "./access.ts";
import { quoteJson } from "./quote.ts";
import type { Dialect } from "./types.ts";

export const vscode: Dialect = {
  id: "vscode",
  name: "VS Code / Copilot",
  ending: "agent.md",
  language: "markdown",
  place: ".github/agents/<name>.agent.md, as an agent of its own",
  source: { url: "https://docs.github.com/copilot/reference/custom-agents-configuration", read: "2026-11-20" },
  export(policy, server) {
    const usable = isPlainName(server);
    const passing = isEverythingHidden(policy) ? [] : listAccess(policy).filter(({ access }) => access !== "denied");
    const named = usable ? passing.filter(({ name }) => isPlainName(name)) : [];
    const unnamed = passing.filter((tool) => !named.includes(tool)).map(({ name }) => name);
    const lost = listLostRules(policy, "VS Code asks before a call unless the user has approved the tool");
    if (unnamed.length > 0) lost.push(`Names that the list cannot hold are left out: ${formatNames(unnamed)}.`);
    if (policy.default === "allow")
      lost.push("A tool that the policy does not list is not part of the agent, though the policy allows it.");
    const tools = named.map(({ name }) => `  - ${quoteJson(`${server}/${name}`)}\n`).join("");
    const description = quoteJson(`${server} with the tools that its policy lets pass`);
    const list = named.length > 0 ? `tools:\n${tools}` : "tools: []\n";
    const notes = [
      `The server has to be called ${JSON.stringify(server)} in mcp.json.`,
      "The list holds for this agent only; another agent in the same window may use every tool. Add the built-in tools that it needs.",
    ];
    return { text: `---\ndescription: ${description}\n${list}---\n`, lost, notes };
  },
};
