import { expect, it } from "vitest";
import type { StackedServer } from "../../src/core/policy/stack.ts";
import { listStackRows } from "../../src/lib/stack-rows.ts";

const RISK = { read: "low", write: "medium", destructive: "critical" } as const;

function makeStacked(name: string, tools: Record<string, keyof typeof RISK>): StackedServer {
  const verdicts = Object.fromEntries(
    Object.entries(tools).map(([tool, category]) => [tool, { category, risk: RISK[category] }]),
  );
  return {
    server: { slug: name.toLowerCase(), name, tools: Object.keys(tools).map((tool) => ({ name: tool })) },
    risks: { verdicts },
  } as unknown as StackedServer;
}

const SERVERS = [
  makeStacked("Zoo", { list_animals: "read", drop_animals: "destructive" }),
  makeStacked("Ark", { Add_animals: "write" }),
];

function check(wanted: { words?: string; order?: string }, expected: string[]) {
  const rows = listStackRows(SERVERS, { words: "", order: "risk", ...wanted });
  expect(rows.map(({ tool }) => tool.name)).toEqual(expected);
}

it("lists the gravest first, also where the order is unknown", () => {
  check({}, ["drop_animals", "Add_animals", "list_animals"]);
  check({ order: "constructor" }, ["drop_animals", "Add_animals", "list_animals"]);
});

it("lists by name and by server, whatever the case", () => {
  check({ order: "name" }, ["Add_animals", "drop_animals", "list_animals"]);
  check({ order: "server" }, ["Add_animals", "list_animals", "drop_animals"]);
});

it("lists what has all words in its name, server, category or risk", () => {
  check({ words: "animals zoo" }, ["drop_animals", "list_animals"]);
  check({ words: "CRITICAL" }, ["drop_animals"]);
  check({ words: "write ark" }, ["Add_animals"]);
  check({ words: "nothing" }, []);
});
