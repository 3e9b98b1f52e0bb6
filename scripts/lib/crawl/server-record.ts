/** Makes `server.json` of what was found. Every field passes its schema, or is left out and named. */
import { compareCodePoints } from "../../../src/core/compare.ts";
import type { CrawlIssueCode } from "../../../src/core/crawl-issues.ts";
import type { Extraction } from "../../../src/core/extract/types.ts";
import { formatPrintable } from "../../../src/core/printable.ts";
import type { Issue } from "../../../src/core/schema/issue.ts";
import { HttpUrl, Repository, SERVER_SCHEMA_VERSION, Server } from "../../../src/core/schema/server.ts";
import { type Tool, ToolDefinition } from "../../../src/core/schema/tool.ts";
import type { ServerSource } from "../../../src/core/sources.ts";
import { hashDefinition } from "../hash.ts";
import type { ServerFacts } from "./server-facts.ts";

export interface FoundServer {
  source: ServerSource;
  /** `provenance.from`. */
  from: string;
  facts: ServerFacts;
  /** What is known of the repository where the source came from it. */
  repository?: Repository;
  packages: Server["packages"];
  extraction: Extraction;
  /** What went wrong on the way to the files. */
  issues: Issue[];
}

export function computeServerRecord(found: FoundServer): Server {
  const { source, facts, extraction } = found;
  const { tools, issues: refused } = checkTools(extraction.tools);
  const issues = [...found.issues, ...extraction.issues.filter(({ code }) => !EMPTY.has(code)), ...refused];
  if (tools.length === 0)
    issues.push({ code: "not-extractable", args: { reason: explainEmpty(extraction, found.issues) } });
  const repository = found.repository ?? describeRepository(facts);
  return Server.parse({
    schemaVersion: SERVER_SCHEMA_VERSION,
    slug: source.slug,
    ...(source.formerSlugs && { formerSlugs: source.formerSlugs }),
    name: formatPrintable(source.name ?? facts.name ?? repository?.name ?? source.slug, 200),
    ...(facts.description && { description: formatPrintable(facts.description, 2000) }),
    ...(repository && { repository }),
    packages: [...found.packages, ...(source.packages ?? [])],
    remotes: source.remotes ?? [],
    ...(facts.license && { license: formatPrintable(facts.license, 200) }),
    provenance: {
      method: extraction.method,
      from: found.from,
      coverage: tools.length === 0 ? "unknown" : isCut(found.issues) ? "partial" : extraction.coverage,
    },
    ...(extraction.dynamic && { dynamic: extraction.dynamic }),
    tools,
    issues: sortIssues(issues),
  });
}

/** Whether source was left unread in which more tools may stand. */
function isCut(issues: readonly Issue[]): boolean {
  return issues.some(({ code }) => LEFT_UNREAD.has(code));
}

const LEFT_UNREAD = new Set<string>([
  "archive-partly-read",
  "data-partly-read",
  "file-too-large",
  "links-not-followed",
  "unsafe-paths",
  "dependency-not-read",
] satisfies CrawlIssueCode[]);

/** The extractor's own ways to say that there is no tool; `not-extractable` says why. */
const EMPTY = new Set(["no-tools-found", "tools-are-dynamic"]);

export function explainEmpty({ dynamic }: Extraction, issues: readonly Issue[]): string {
  const folders = issues.filter(({ code }) => code === "server-in-folder").length;
  if (folders > 0) return `its ${folders} servers lie in folders of their own, which are read one by one`;
  return dynamic
    ? `its tools are made at run time (${dynamic.join(", ")})`
    : "no way of registering tools that is known here was found";
}

function describeRepository({ repository }: ServerFacts): Repository | undefined {
  if (!repository) return undefined;
  const { host, owner, name, subfolder } = repository;
  const url = HttpUrl.safeParse(`https://${host}/${owner}/${name}`);
  if (!url.success) return undefined;
  return Repository.parse({ host, owner, name, url: url.data, ...(subfolder && { subfolder }) });
}

/** Sorted by name, unique, and each as the schema has it; the first of two with one name counts. */
function checkTools(definitions: readonly ToolDefinition[]): { tools: Tool[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const tools = new Map<string, Tool>();
  for (const definition of definitions) {
    const name = String(definition.name);
    const refuse = (reason: string) => {
      issues.push({ code: "tool-refused", args: { name: formatPrintable(JSON.stringify(name), 80), reason } });
    };
    if (name === "") refuse("is empty");
    else if (name.length > 10_000) refuse(`has ${name.length} characters, more than the 10000 that are read`);
    else if (name === "__proto__") refuse("cannot be a key of data");
    else if (!name.isWellFormed()) refuse("is not well-formed text");
    else if (tools.has(name)) {
      issues.push({ code: "tool-repeated", args: { name: formatPrintable(name, 80) } });
    } else {
      const { tool, issues: refused } = checkFields(definition);
      issues.push(...refused);
      tools.set(name, tool);
    }
  }
  return { tools: [...tools.values()].sort((a, b) => compareCodePoints(a.name, b.name)), issues };
}

/** Hashes the definition without the fields that cannot be stored. */
function checkFields(definition: ToolDefinition): { tool: Tool; issues: Issue[] } {
  const issues: Issue[] = [];
  const kept: Record<string, unknown> = { ...definition };
  const refuse = (field: string, reason: string) => {
    delete kept[field];
    const tool = formatPrintable(definition.name, 80);
    issues.push({ code: "field-refused", args: { tool, field, reason: formatPrintable(reason, 200) } });
  };
  for (const [field, value] of Object.entries(kept)) {
    if (value !== undefined && measureDepth(value) > MAX_DEPTH) refuse(field, `it is nested deeper than ${MAX_DEPTH}`);
  }
  const parsed = ToolDefinition.safeParse(kept);
  if (!parsed.success) {
    for (const fault of parsed.error.issues) {
      const field = String(fault.path[0] ?? "");
      if (field in kept) refuse(field, fault.message);
      for (const extra of fault.code === "unrecognized_keys" && field === "" ? fault.keys : []) delete kept[extra];
    }
  }
  return { tool: hashDefinition(ToolDefinition.parse(kept)), issues };
}

/** Beyond it, the usual ways of reading and writing JSON run out of stack. */
const MAX_DEPTH = 200;

function measureDepth(value: unknown): number {
  let depth = 0;
  let level: unknown[] = [value];
  while (level.length > 0 && depth <= MAX_DEPTH + 1) {
    depth += 1;
    level = level.flatMap((item) => (item !== null && typeof item === "object" ? Object.values(item) : []));
  }
  return depth;
}

function sortIssues(issues: Issue[]): Issue[] {
  const key = ({ path = "", code, args }: Issue) => `${path}\u0000${code}\u0000${JSON.stringify(args)}`;
  const unique = new Map(issues.map((issue) => [key(issue), issue]));
  return [...unique].sort(([a], [b]) => compareCodePoints(a, b)).map(([, issue]) => issue);
}
