/** What looks like a secret in the text of others is masked and named, and holds up nothing. */
import { describe, expect, it } from "vitest";
import { makeServerFiles } from "../../support/crawl-case.ts";
import { makeSetting, readServer } from "../../support/crawl-setting.ts";
import { describeTool, TOKEN } from "../../support/secret.ts";

async function crawlWith(...tools: object[]) {
  const files = makeServerFiles(...tools);
  const { test } = await makeSetting({ packages: { p: { files }, q: { files: makeServerFiles("good") } } });
  const report = await test.run(["npm:p", "npm:q"]);
  const [outcome] = report.servers;
  return { report, outcome, read: () => readServer(test, "p") };
}

describe("a secret", () => {
  it("in a tool is masked wherever it stands, and the tool named", async () => {
    const schema = { type: "object", properties: { token: { type: "string", default: TOKEN } } };
    const { outcome, read } = await crawlWith(
      { name: "leaky", description: describeTool(TOKEN), inputSchema: schema },
      { name: "other", description: "Reads." },
    );
    const server = await read();
    expect(JSON.stringify(server)).not.toContain(TOKEN);
    expect(server.tools).toMatchObject([
      { description: describeTool("***"), inputSchema: { properties: { token: { default: "***" } } } },
      { name: "other", description: "Reads." },
    ]);
    expect(server.issues).toEqual([{ code: "secret-masked", args: { rule: "github", where: "leaky" } }]);
    expect(outcome).toMatchObject({ state: "new", masked: [expect.stringContaining("(github) was masked in leaky")] });
  });

  it("in the name of a tool is masked in the message too", async () => {
    const { outcome, read } = await crawlWith({ name: `use-${TOKEN}` });
    expect((await read()).tools.map(({ name }) => name)).toEqual(["use-***"]);
    expect(JSON.stringify(outcome)).not.toContain(TOKEN);
  });

  it("leaves the text alone that only speaks of tokens", async () => {
    const description = "Pass a token such as ghp_… as GITHUB_TOKEN.";
    const { outcome, read } = await crawlWith({ name: "a", description });
    expect((await read()).tools).toMatchObject([{ description }]);
    expect(outcome).not.toHaveProperty("masked");
  });
});
