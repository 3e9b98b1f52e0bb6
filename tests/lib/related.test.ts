import { expect, test } from "vitest";
import type { Catalogue, ToolSummary } from "../../src/lib/catalogue.ts";
import { listSameAction } from "../../src/lib/related.ts";

const TOOLS = [
  ["acme-mcp", "acme_list_users"],
  ["other", "list_users"],
  ["third", "listUsers"],
  ["third", "users_list"],
  ["acme-mcp", "acme"],
  ["acme-tools", "acme_acme"],
] as const;

const tools = TOOLS.map(([slug, name]) => ({ name, slug: name, server: { slug } }) as unknown as ToolSummary);
const catalogue = { tools } as unknown as Catalogue;
const list = (slug: string, name: string) => listSameAction(catalogue, slug, name).map((tool) => tool.name);

test("the same words in the same order, whatever joins them", () =>
  expect(list("other", "list_users")).toEqual(["acme_list_users", "listUsers"]));
test("a server's own name before them does not count", () =>
  expect(list("acme-mcp", "acme_list_users")).toEqual(["list_users", "listUsers"]));
test("a name that is the server's own says nothing else", () => expect(list("acme-mcp", "acme")).toEqual([]));
