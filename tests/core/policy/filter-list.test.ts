import { describe, expect, it } from "vitest";
import { filterToolList } from "../../../src/core/policy/filter-list.ts";
import { loadPolicy } from "../../../src/core/policy/load.ts";

const policy = loadPolicy({ version: "1", default: "deny", hide: ["drop"], tools: { list: {} } });
const answer = (tools: string) => `{"jsonrpc":"2.0","id":1,"result":{"tools":${tools},"nextCursor":"n"}}`;

describe("an answer to tools/list", () => {
  function check(given: Parameters<typeof filterToolList>[0], names: string[]) {
    const filtered = filterToolList(given, answer('[{"name":"list"},{"name":"drop"},{"name":"Drop"}]'));
    const expected = { id: 1, result: { tools: names.map((name) => ({ name })), nextCursor: "n" } };
    expect(filtered).toMatchObject({ ok: true, message: expected });
  }

  it("loses the hidden tools and nothing else", () => check(policy, ["list", "Drop"]));
  it("loses all where all are hidden", () => check(loadPolicy({ version: "1", default: "allow", hide: ["*"] }), []));
  it("shows nothing without a policy", () => check(undefined, []));

  it.each([
    ["no JSON", "<html>"],
    ["cut off", answer("[{").slice(0, -3)],
    ["a tool whose name stands twice", answer('[{"name":"list","name":"drop"}]')],
    ["tools that are no list", answer('{"0":{"name":"drop"}}')],
    ["a tool without a name", answer('[{"title":"drop"}]')],
    ["a tool whose name is no text", answer('[{"name":["drop"]}]')],
    ["an error", '{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}}'],
    ["a batch", `[${answer("[]")}]`],
  ])("is not shown at all when it is %s", (_about, text) => {
    expect(filterToolList(policy, text).ok).toBe(false);
  });
});
