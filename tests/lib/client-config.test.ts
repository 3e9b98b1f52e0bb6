import { describe, expect, test } from "vitest";
import { parseClientConfig } from "../../src/lib/client-config.ts";

const hintsOf = (text: string) => {
  const config = parseClientConfig(text);
  return config.ok ? Object.fromEntries(config.servers.map(({ name, hints }) => [name, hints])) : config.problem;
};

describe("a client's configuration", () => {
  const check = (text: string, expected: Record<string, string[]> | string) => expect(hintsOf(text)).toEqual(expected);

  test("npx with a version", () =>
    check('{"mcpServers":{"a":{"command":"npx","args":["-y","@x/y@1.2.3"]}}}', { a: ["npx", "@x/y"] }));
  test("uvx with a pin", () =>
    check('{"mcpServers":{"a":{"command":"uvx","args":["pkg==1.0"]}}}', { a: ["uvx", "pkg"] }));
  test("VS Code", () =>
    check('{"servers":{"a":{"type":"http","url":"https://a.example/mcp"}}}', { a: ["https://a.example/mcp"] }));
  test("settings of VS Code", () => check('{"mcp":{"servers":{"a":{"command":"b"}}}}', { a: ["b"] }));
  test("comments, commas, and addresses with slashes", () =>
    check('{ // x\n "servers": { "a": { "url": "https://a.example//b", }, }, /* y */ }', {
      a: ["https://a.example//b"],
    }));
  test("Codex", () => check('[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "p@latest"]', { a: ["npx", "p"] }));
  test("a repository, an image, an address behind a package", () =>
    check(
      `{"mcpServers":{
        "a":{"command":"uvx","args":["--from","git+https://github.com/x/y.git@main","y"]},
        "b":{"command":"docker","args":["run","-i","--rm","-e","KEY","ghcr.io/x/y:1.2"]},
        "c":{"command":"npx","args":["-y","mcp-remote@latest","https://x.example/mcp/"]},
        "d":{"command":"npx","args":["-y","github:x/y#v1"]}
      }}`,
      {
        a: ["https://github.com/x/y", "uvx", "y"],
        b: ["docker", "run", "KEY", "ghcr.io/x/y"],
        c: ["https://x.example/mcp", "npx", "mcp-remote"],
        d: ["https://github.com/x/y", "npx"],
      },
    ));
  test("an environment is not looked at", () =>
    check('{"mcpServers":{"a":{"command":"b","env":{"KEY":"secret"}}}}', { a: ["b"] }));
  test("no servers", () =>
    check("{}", "No servers were found: expected mcpServers, servers, or [mcp_servers.<name>]."));
  test("neither", () => check("hello there", "This is neither JSON nor TOML."));
  test("wrong types", () => check('{"mcpServers":{"a":{"command":5,"args":"x","url":null},"b":7}}', { a: [] }));
});
