/** What has to hold of a server's files beyond their schemas. Each fault is an issue; none of them is repaired here. */
import { isLiteralQuote } from "./classify/evidence.ts";
import { compareCodePoints } from "./compare.ts";
import type { Issue } from "./schema/issue.ts";
import type { Server } from "./schema/server.ts";
import type { Tool } from "./schema/tool.ts";
import type { Risks } from "./schema/verdict.ts";

export interface ServerFiles {
  /** The name of the folder. */
  folder: string;
  server: Server;
  risks?: Risks | undefined;
  hashDefinition: (tool: Tool) => string;
}

export function checkServer({ folder, server, risks, hashDefinition }: ServerFiles): Issue[] {
  const issues: Issue[] = [];
  const report = (code: string, args: Issue["args"]) => issues.push({ code, args });
  if (server.slug !== folder) report("slug-is-not-folder", { slug: server.slug, folder });
  for (const [index, tool] of server.tools.entries()) {
    const next = server.tools[index + 1];
    const order = next ? compareCodePoints(tool.name, next.name) : -1;
    if (next && order === 0) report("tool-twice", { tool: tool.name });
    if (next && order > 0) report("tools-not-sorted", { tool: next.name });
    if (hashDefinition(tool) !== tool.definitionHash) report("hash-is-wrong", { tool: tool.name });
  }
  return [...issues, ...checkRisks(server, risks)];
}

function checkRisks({ slug, tools }: Server, risks: Risks | undefined): Issue[] {
  if (!risks) return tools.length === 0 ? [] : [{ code: "not-judged", args: { tools: tools.length } }];
  const issues: Issue[] = [];
  const report = (code: string, args: Issue["args"]) => issues.push({ code, args });
  if (risks.slug !== slug) report("slug-is-not-folder", { slug: risks.slug, folder: slug });
  const known = new Map(tools.map((tool) => [tool.name, tool]));
  for (const tool of tools)
    if (!Object.hasOwn(risks.verdicts, tool.name)) report("tool-not-judged", { tool: tool.name });
  for (const [name, verdict] of Object.entries(risks.verdicts)) {
    const tool = known.get(name);
    if (!tool) report("verdict-without-tool", { tool: name });
    for (const evidence of tool ? verdict.evidence : []) {
      if (tool && !isLiteralQuote(tool, evidence)) {
        report("quote-not-literal", { tool: name, field: evidence.field, quote: evidence.quote });
      }
    }
  }
  return issues;
}

/** An address leads to one server only: no slug, present or former, is there twice. */
export function checkAddresses(servers: readonly Pick<Server, "slug" | "formerSlugs">[]): Issue[] {
  const owners = new Map(servers.map(({ slug }) => [slug, slug]));
  const issues: Issue[] = [];
  for (const { slug, formerSlugs = [] } of servers) {
    for (const former of formerSlugs) {
      const owner = owners.get(former);
      if (owner !== undefined)
        issues.push({ code: "address-twice", args: { address: former, first: owner, second: slug } });
      else owners.set(former, slug);
    }
  }
  return issues;
}

type Args = Issue["args"];

export const CHECK_SENTENCES = {
  "slug-is-not-folder": ({ slug, folder }: Args) => `the slug is ${slug}, and the folder ${folder}: crawl it again`,
  "tool-twice": ({ tool }: Args) => `the tool ${tool} is there twice: crawl it again`,
  "tools-not-sorted": ({ tool }: Args) => `the tool ${tool} is out of order: crawl it again`,
  "hash-is-wrong": ({ tool }: Args) => `the hash of ${tool} is not that of its definition: crawl it again`,
  "not-judged": ({ tools }: Args) => `none of its ${tools} tools is judged: npm run classify`,
  "tool-not-judged": ({ tool }: Args) => `the tool ${tool} is not judged: npm run classify`,
  "verdict-without-tool": ({ tool }: Args) =>
    `there is a verdict on ${tool}, which is no tool of the server: npm run classify`,
  "quote-not-literal": ({ tool, field, quote }: Args) =>
    `the verdict on ${tool} quotes "${quote}" from ${field}, where it does not stand: npm run classify`,
  "address-twice": ({ address, first, second }: Args) => `the address ${address} leads to ${first} and to ${second}`,
  "not-data": () => "no stage of the pipeline writes or reads this: delete it, or give it the name that it should have",
  "changes-not-sorted": ({ slug }: Args) => `${slug} is out of order, or there twice: npm run changes writes it again`,
  "override-without-server": () => "there is no such server any more: delete the file",
  "override-without-tool": ({ tool, field }: Args) =>
    `the override of ${field} names ${tool}, which the server does not have: delete it`,
  "not-canonical": () => "the text is not the canonical one: let the stage that writes it write it again",
  "sources-not-sorted": ({ slug }: Args) => `${slug} is out of order: sources are sorted by slug`,
  "has-secret": ({ rule, line }: Args) => `line ${line} holds what looks like a secret (${rule})`,
} satisfies Record<string, (args: Args) => string>;
