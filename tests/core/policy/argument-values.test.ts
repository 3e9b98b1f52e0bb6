/** The values that argument rules let pass and deny, in the spellings that callers try. */
import { describe, expect, it } from "vitest";
import { Counters } from "../../../src/core/policy/counters.ts";
import { evaluateCall } from "../../../src/core/policy/evaluate.ts";
import { recommendPolicy } from "../../../src/core/policy/recommend.ts";
import type { Json, JsonObject } from "../../../src/core/schema/json.ts";
import type { Tool } from "../../../src/core/schema/tool.ts";
import type { Verdict } from "../../../src/core/schema/verdict.ts";
import { makeCatalogue, makeToolWith, makeVerdict } from "./factories.ts";

const text: JsonObject = { type: "string" };

type Subject = readonly [description: string, parameter: string, schema: JsonObject, verdict: Verdict];

function makeSubject([description, parameter, schema]: Subject): Tool {
  return { ...makeToolWith("tool", parameter, schema), description };
}

describe("values", () => {
  function decide(subject: Subject, value: Json): string {
    const { server, risks } = makeCatalogue([[makeSubject(subject), subject[3]]]);
    const call = { tool: "tool", args: Object.fromEntries([[subject[1], value]]), grant: "g", now: 0 };
    return evaluateCall(recommendPolicy(server, risks), call, new Counters()).decision;
  }

  const URL_SUBJECT: Subject = ["Fetch a page.", "url", text, makeVerdict("read")];
  const PATH_SUBJECT: Subject = ["Read a file.", "path", text, makeVerdict("read")];
  const RELATIVE: Subject = [
    "Read a file.",
    "path",
    { type: "string", description: "Relative to the root." },
    makeVerdict("read"),
  ];
  const SQL_SUBJECT: Subject = ["Run SQL.", "query", text, makeVerdict("read")];
  const IDS: Subject = ["Stop jobs.", "hashes", text, makeVerdict("execute")];

  it.each([
    [
      URL_SUBJECT,
      [
        "https://example.org",
        "http://example.org:8080/a%20b?q=localhost#x",
        "example.org/10.0.0.1",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/",
        "https://internal.example.org/",
        "https://localhost.example.org/",
        "https://u:p@example.org/",
        "https://11.0.0.1",
        "https://172.32.0.1/",
        "https://example.org/?to=http://10.0.0.1/",
        "https://100.128.0.1",
      ],
    ],
    [PATH_SUBJECT, ["a/b.txt", "/srv/data/a..b", "...", "C:\\data\\x", "~/x"]],
    [RELATIVE, ["a/b.txt", "a.b/c"]],
    [
      SQL_SUBJECT,
      [
        "SELECT updated_at, dropped FROM created",
        "with a as (select 1) select replace(x, 'a', 'b') from a",
        "EXPLAIN SELECT 1",
        "SELECT offset FROM t",
      ],
    ],
    [IDS, ["4f2a", "4f2a|99bc", "allosaurus", "small"]],
  ] as const)("lets pass: %#", (subject, values) => {
    expect(values.filter((value) => decide(subject, value) !== "allow")).toEqual([]);
  });

  it.each([
    [
      URL_SUBJECT,
      [
        "http://localhost",
        "HTTP://LOCALHOST:80",
        "http://127.0.0.1/x",
        "http://127.1",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://10.1.2.3",
        "http://192.168.0.1",
        "http://172.31.255.1",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]",
        "http://[fe80::1%25eth0]/",
        "http://user@localhost/",
        "http://example.org@127.0.0.1/",
        "http:\\\\localhost",
        "//localhost/x",
        "localhost:3000",
        "http:localhost",
        " http://localhost",
        "\u0001http://localhost",
        "http://local\nhost/",
        "http://metadata.google.internal/",
        "http://printer.local",
        "file:///etc/passwd",
        "view-source:file:///etc",
        "http://\uff11\uff12\uff17.0.0.1/",
        "http://127\u30020.0.1/",
        "http://%31%32%37.0.0.1/",
        "http://localhost./",
        "http://a.localhost",
        "http://100.64.0.1",
        "http:///127.0.0.1",
        ["http://localhost"],
        5,
      ],
    ],
    [PATH_SUBJECT, ["..", "../x", "a/../../x", "a\\..\\x", "/srv/..", ["../x"]]],
    [
      RELATIVE,
      ["/etc/passwd", "\\\\host\\share", "C:\\x", "c:x", "~/.ssh/id", " /etc/passwd", "file:///etc/passwd", "../x"],
    ],
    [
      SQL_SUBJECT,
      [
        "DELETE FROM t",
        "select 1; drop table t",
        "with x as (delete from t returning *) select * from x",
        "EXPLAIN ANALYZE UPDATE t SET a = 1",
        "/**/insert/**/into t values (1)",
        "select * into u from t",
        "  CALL p()",
        ";PRAGMA x",
        "match (n) detach delete n",
        "COPY t FROM PROGRAM 'x'",
        "create table t()",
      ],
    ],
    [IDS, ["all", "ALL", " all ", "a|all", "all|b", "*", "a,*", ["all"], true]],
  ] as const)("denies: %#", (subject, values) => {
    expect(values.filter((value) => decide(subject, value as Json) !== "deny")).toEqual([]);
  });
});
