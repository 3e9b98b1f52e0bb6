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
  const OPERAND: Subject = ["Show a git diff.", "target", text, makeVerdict("read")];
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
        "https://198.20.0.1",
        "https://223.255.255.1/",
        "https://[2001:4860:4860::8888]:443/",
        "example.org:8080/x",
        "https://example.org?mail=a@example.org",
        "https://example.org/#/@user",
        "https://example.org.",
        "/docs/2024",
        "about:blank",
        "s3://bucket/key",
      ],
    ],
    [
      PATH_SUBJECT,
      ["a/b.txt", "/srv/data/a..b", "...", "C:\\data\\x", "~/x", "main..next", "..hidden/x", "100%/x", "a-../x"],
    ],
    [RELATIVE, ["a/b.txt", "a.b/c", "資料/x", ".env", "$lib/x", "(group)/page", "@scope/x"]],
    [
      SQL_SUBJECT,
      [
        "SELECT updated_at, dropped FROM created",
        "with a as (select 1) select replace(x, 'a', 'b') from a",
        "EXPLAIN SELECT 1",
        "SELECT offset FROM t",
        "select\n  replace(x, 'a', 'b'),\n  comment,\n  start, call, copy\nfrom t",
        "-- all of them\nselect sp_price, set from t where load > 0.5",
        "select x->>'copy' from t where day between '1' and '2'",
        "match (n) where n.set = 1 return n",
      ],
    ],
    [IDS, ["4f2a", "4f2a|99bc", "allosaurus", "small", "all-hands", "a%20b"]],
    [OPERAND, ["main", "a-b", "HEAD~1", "Report - final.pdf", "tier in (a, b)", "v1..v2"]],
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
        "http://localhost..",
        "http://127.0.0.1;x",
        "http://127.0.0.01",
        "http://127.0.0.1%00.example.org",
        "http://192.11010049",
        "http://169.0xfea9fea9",
        "http://172.0x10.0.1",
        "http://0251.0376.0251.0376",
        "http://198.18.0.1",
        "http://224.0.0.1",
        "http://255.255.255.255",
        "http://192.0.0.170",
        "http://[::",
        "http://[64:ff9b:1::7f00:1]",
        "http://[2001:0:7f00:1::]",
        "http://[2002:7f00:1::]",
        "http://[fd00:ec2::254]/",
        "http://example.org\\@127.0.0.1",
        "http://127.0.0.1\\@example.org",
        "http://example.org#@127.0.0.1",
        "http://a@b@127.0.0.1",
        "http://http://127.0.0.1",
        "http://metadata/",
        "http://u:p@router",
        "http://db:5432",
        "db:5432",
        "http://host.docker.internal",
        "http://kubernetes.default.svc",
        "http://localhost.localdomain",
        "http://loc\u00adalhost",
        "http://local\u200bhost",
        "http://\u202ehost",
        "http://127.0.0.1\u3002",
        "FILE:/etc/passwd",
        "fi\nle:///x",
        "netdoc:///etc",
        "blob:http://127.0.0.1",
        "php://filter",
        "url:file:///etc/passwd",
        "javascript:fetch('/')",
        ["http://localhost"],
        5,
      ],
    ],
    [
      PATH_SUBJECT,
      [
        "..",
        "../x",
        "a/../../x",
        "a\\..\\x",
        "/srv/..",
        ["../x"],
        "%2e%2e/x",
        "..%2fx",
        "%252E%252e/x",
        ".%2e/x",
        "....//x",
        "..;/x",
        ".. /x",
        " ../x",
        "..\u0000/x",
        "..\n",
        "\u200b../x",
        "..\u00a0/x",
        "..\uff0fx",
        "\u202e../x",
        "C:..\\x",
      ],
    ],
    [
      RELATIVE,
      [
        "/etc/passwd",
        "\\\\host\\share",
        "C:\\x",
        "c:x",
        "~/.ssh/id",
        " /etc/passwd",
        "file:///etc/passwd",
        "../x",
        "\u0000/etc",
        "\ufeff/etc",
        "\u202e/etc",
        "%2fetc",
        "$HOME/x",
        "$\u007bHOME}/x",
        "$(pwd)/x",
        '"/etc/passwd"',
        "FILE:/x",
      ],
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
        "DELETE\u0000FROM t",
        "/*!50000delete from t*/",
        "-- x\rcopy t to program 'x'",
        "#x\ncall p()",
        "(copy t to '/x')",
        "select 1;\u00a0copy t to '/x'",
        "\ufeffcall p()",
        "explain analyze execute p",
        "COPY (select 1) TO STDOUT",
        "select 1 into outfile '/x'",
        "if 1=1 exec xp_cmdshell 'dir'",
        "xp_cmdshell 'dir'",
        "begin; select 1; commit",
        "match (n) set n.a=1",
        "match (n) remove n.a",
        "foreach (x in [1] | set n.a=1)",
        "match (n) call db.x()",
        "using periodic commit load csv from 'x' as l",
        "\\! id",
        "select 1\n.shell id",
        "kill 5",
        ["delete from t"],
        { query: "delete from t" },
      ],
    ],
    [
      IDS,
      [
        "all",
        "ALL",
        " all ",
        "a|all",
        "all|b",
        "*",
        "a,*",
        ["all"],
        true,
        '"all"',
        '["all"]',
        "\u00a0all",
        "a:all",
        "a*",
        "%",
      ],
    ],
    [OPERAND, ["-x", "--output=/x", " -x", "\u00a0-x", "\ufeff-x", "a --upload-pack=x", "a\n-x", "a\t-x", ["-x"]]],
  ] as const)("denies: %#", (subject, values) => {
    expect(values.filter((value) => decide(subject, value as Json) !== "deny")).toEqual([]);
  });
});
