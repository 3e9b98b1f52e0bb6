/** What changed between two nights, for the pages and feeds that tell of it. */
import { sha256 } from "../../../scripts/lib/hash.ts";
import type { Changes } from "../../../src/core/schema/changes.ts";
import type { Server } from "../../../src/core/schema/server.ts";

/** A tool that became graver, one that came and one that went, on a server whose name is hostile too. */
export function makeFixtureChanges(): Changes {
  const hash = sha256("definition");
  const read = { category: "read", risk: "low" } as const;
  const execute = { category: "execute", risk: "high" } as const;
  return {
    schemaVersion: 1,
    before: "1".repeat(40),
    after: "2".repeat(40),
    at: "2026-11-19T03:00:00+00:00",
    servers: [
      {
        slug: "payments",
        name: "Payments <b>&",
        kind: "changed",
        before: "npm:@example/payments-mcp@2.3.0",
        after: "npm:@example/payments-mcp@2.3.1",
        tools: [
          {
            kind: "changed",
            tool: "list_charges",
            hash,
            fields: ["description", "inputSchema"],
            before: read,
            after: execute,
          },
          { kind: "added", tool: "]]><script>", hash, after: execute },
          { kind: "added", tool: "create_refund", hash, formerly: "refund" },
          { kind: "removed", tool: "old", hash, before: execute },
          { kind: "removed", tool: "refund", hash, now: "create_refund" },
        ],
      },
      {
        slug: "gone",
        name: "Gone <b>&",
        kind: "removed",
        tools: [{ kind: "removed", tool: "list_charges", hash, before: read }],
      },
      // Its server has another slug now.
      { slug: "example-payments", name: "Payments", kind: "removed", tools: [{ kind: "removed", tool: "gone", hash }] },
    ],
  };
}

/** More than one page of a list holds, recorded an hour before the others. */
export function makeLargeChanges({ slug, name, tools }: Server): Changes {
  return {
    schemaVersion: 1,
    before: "0".repeat(40),
    after: "1".repeat(40),
    at: "2026-11-19T02:00:00+00:00",
    servers: [
      {
        slug,
        name,
        kind: "changed",
        tools: tools.slice(0, 400).map(({ name: tool, definitionHash: hash }) => ({
          kind: "changed",
          tool,
          hash,
          fields: ["description"],
          before: { category: "read", risk: "low" },
          after: { category: "write", risk: "medium" },
        })),
      },
    ],
  };
}
