/** Denies writing statements in the query of a tool that reads. */
import { startWithArticle } from "../../article.ts";
import { BLANKS, describeTool, makeArgumentRule } from "./idioms.ts";
import { isText } from "./parameters.ts";
import type { ArgumentRuleMaker } from "./types.ts";

const QUERY_WORDS = new Set(["query", "sql", "statement", "cypher"]);
const LANGUAGE =
  /\b(?:sql|sqlite|postgres(?:ql)?|mysql|mariadb|bigquery|snowflake|duckdb|clickhouse|cypher|neo4j|select statements?)\b/;
/** As a word anywhere: at a statement's start, behind `WITH …`, behind `EXPLAIN`, behind a comment. */
const ANYWHERE = "insert|update|delete|drop|alter|truncate|grant|revoke|merge|into|upsert|create|detach|exec|execute";
/** Words that are also names and functions, where what follows tells which they are. */
const BEFORE_OTHERS = [
  String.raw`call\s+[\w.]+\s*\(`,
  String.raw`load\s+(csv|data|xml)\b`,
  String.raw`(to|from)\s+(program|stdin|stdout)\b`,
  String.raw`copy\b[^;]*\b(to|from)\s*'`,
  // Cypher's.
  String.raw`set\s+[\w\x60]+\s*([.:=]|\+=)`,
  String.raw`remove\s+[\w\x60]+\s*[.:\[]`,
  String.raw`foreach\s*\(`,
].join("|");
/** Words that are names and functions elsewhere: only where a statement begins, whatever comments and brackets stand before. */
const AT_START = [
  "replace|call|copy|attach|pragma|vacuum|load|set|do|lock|unlock|rename|reindex|remove|install|import|export|bulk|put|get",
  "begin|start|savepoint|commit|rollback|prepare|handler|kill|shutdown|flush|optimize|reset|purge|change|refresh|cluster",
  "comment|notify|listen|discard|security|reassign|backup|restore|dbcc|undrop|checkpoint|system|exchange|[xs]p_[a-z_]+",
].join("|");
const BETWEEN = String.raw`([${BLANKS}(]|(--|#)[^\r\n]*[\r\n]|/\*[^*]*\*+([^/*][^*]*\*+)*/)*`;
/** What a database's own program takes for itself, such as `\!` and `.shell`; and comments that MySQL runs. */
const COMMANDS = String.raw`(^|[\r\n;])\s*[\\.][a-z!]|/\*M?!`;

const PATTERN = String.raw`(?i:\b(${ANYWHERE})\b|\b(${BEFORE_OTHERS})|(^|;)${BETWEEN}(${AT_START})\b|${COMMANDS})`;

export const deniesWritingQuery: ArgumentRuleMaker = {
  id: "denies-writing-query",
  profiles: ["read-only", "recommended", "permissive"],
  derive(parameter, tool, verdict) {
    if (verdict.category !== "read" || !isText(parameter) || !QUERY_WORDS.has(parameter.words.at(-1) ?? "")) return [];
    if (!LANGUAGE.test(`${parameter.words.join(" ")} ${describeTool(tool)} ${parameter.text}`)) return [];
    const { name, path } = parameter;
    return [
      makeArgumentRule(
        parameter,
        { path, op: "regex", value: PATTERN },
        {
          id: "denies-writing-query",
          onDeny: "This tool reads. A query that holds a writing statement, or a word that begins one, is denied.",
          reason: `${name} is a query that the database runs, and this tool is there for reading.`,
          stops: `${startWithArticle(name)} with a statement that writes, deletes, or changes tables or rights.`,
          doesNotStop:
            "A function with effects that is called from a SELECT. It also denies words such as delete inside quoted text.",
          examples: { harmless: "SELECT name FROM users", harmful: "SELECT 1; DROP TABLE users" },
        },
      ),
    ];
  },
};
