/** Denies writing statements in the query of a tool that reads. */
import { describeTool, makeArgumentRule } from "./idioms.ts";
import { isText } from "./parameters.ts";
import type { ArgumentRuleMaker } from "./types.ts";

const QUERY_WORDS = new Set(["query", "sql", "statement", "cypher"]);
const LANGUAGE =
  /\b(?:sql|sqlite|postgres(?:ql)?|mysql|mariadb|bigquery|snowflake|duckdb|clickhouse|cypher|neo4j|select statements?)\b/;
/** As a word anywhere: at a statement's start, behind `WITH …`, behind `EXPLAIN`, behind a comment. */
const ANYWHERE = "insert|update|delete|drop|alter|truncate|grant|revoke|merge|into|upsert|create|detach";
/** Words that are also names and functions: only where a statement begins. */
const AT_START = "replace|call|exec|execute|copy|attach|pragma|vacuum|load|set|do|lock|rename|reindex|remove|install";

const PATTERN = String.raw`(?i:\b(${ANYWHERE})\b|(^|;|\*/)\s*(${AT_START})\b)`;

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
          stops: `A ${name} with a statement that writes, deletes, or changes tables or rights.`,
          doesNotStop: `A function with effects that is called from a SELECT. It also denies words such as delete inside quoted text.`,
          examples: { harmless: "SELECT name FROM users", harmful: "SELECT 1; DROP TABLE users" },
        },
      ),
    ];
  },
};
