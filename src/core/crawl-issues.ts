/** The sentences for what can go wrong between a source and its `server.json`: what happened, and what to do. */
import type { Issue } from "./schema/issue.ts";

type Args = Issue["args"];

export const CRAWL_SENTENCES = {
  // The list of sources
  "sources-shape": () => 'expected {"sources": […]} or a list of sources',
  "source-invalid": ({ entry, reason }: Args) => `source ${entry} is left out: ${reason}`,
  "source-repeated": ({ entry, first, slug }: Args) =>
    `source ${entry} is the same server as source ${first} (${slug}), which is crawled once: delete one of the two, or tell them apart by #subfolder`,
  "source-slug-taken": ({ entry, first, slug, given }: Args) =>
    `source ${entry} claims the slug ${slug}, which source ${first} has; it is filed as ${given}. Give it a slug of its own`,

  "source-unreadable": ({ count }: Args) =>
    `${count} discovered servers have neither a repository on GitHub nor an npm package, so their tools cannot be read yet`,

  // Discovery
  "address-unreachable": ({ place, reason }: Args) => `${place} cannot be reached (${reason})`,
  "address-refused": ({ place, status }: Args) => `${place} answered ${status}`,
  "address-unreadable": ({ place, reason }: Args) => `the answer of ${place} cannot be used: ${reason}`,
  "cursor-endless": ({ place, pages }: Args) => `${place} pages without an end: stopped after ${pages} pages`,
  "search-cut-off": ({ query, total }: Args) =>
    `GitHub finds ${total} repositories for ${query}, which cannot be divided further; the first 1000 were read`,
  "line-not-understood": ({ line, text }: Args) => `line ${line} names no server: ${text}`,

  // npm
  "package-not-found": ({ name }: Args) => `the npm registry has no package ${name}`,
  "version-not-found": ({ name, version }: Args) => `the npm package ${name} has no version ${version}`,
  "package-invalid": ({ name, reason }: Args) => `the npm registry's record of ${name} cannot be used: ${reason}`,
  "registry-unreachable": ({ name, reason }: Args) =>
    `the npm registry cannot be reached for ${name} (${reason}): check the network and npm's registry and proxy settings`,
  "registry-refused": ({ name, status }: Args) => `the npm registry answered ${status} for ${name}`,
  "registry-answer-unreadable": ({ name, reason }: Args) =>
    `the npm registry's answer for ${name} is not JSON (${reason}): a proxy or a login page may stand in between`,
  "integrity-mismatch": ({ name, version }: Args) =>
    `the archive of ${name}@${version} is not the one that the registry describes (its integrity differs); it was not used`,

  // GitHub
  "github-unreachable": ({ reason }: Args) => `GitHub cannot be reached (${reason})`,
  "github-rate-limited": ({ repository, reset }: Args) =>
    `GitHub's rate limit is used up, so ${repository} was not read${reset ? `; it is renewed at ${reset}` : ""}. Set GITHUB_TOKEN for a larger one`,
  "github-refused": ({ repository, status }: Args) =>
    `GitHub answered ${status} for ${repository}${status === 401 ? ": GITHUB_TOKEN is not valid" : ""}`,
  "repository-not-found": ({ repository }: Args) =>
    `GitHub has no public repository ${repository} (deleted, renamed or private)`,
  "repository-blocked": ({ repository }: Args) => `GitHub blocks ${repository} for legal reasons (451)`,
  "repository-private": ({ repository }: Args) =>
    `the repository ${repository} is private, so nothing of it is published`,
  "repository-renamed": ({ from, to }: Args) => `the repository ${from} is called ${to} now: change the source`,
  "repository-listed": ({ repository, slug }: Args) =>
    `it is called ${repository} now, which is listed as ${slug}: delete one of the two`,
  "repository-empty": ({ repository }: Args) => `the repository ${repository} is empty`,
  "ref-not-found": ({ repository, ref }: Args) => `the repository ${repository} has no branch, tag or commit ${ref}`,
  "repository-answer-unreadable": ({ repository, reason }: Args) =>
    `GitHub's answer for ${repository} cannot be used: ${reason}`,
  "subfolder-not-found": ({ place, subfolder }: Args) => `${place} has no source files in its folder ${subfolder}`,

  "server-in-folder": () =>
    "a server of its own lies in this folder of the repository: list it as github:<owner>/<repository>#<folder>",

  // Secrets
  "secret-masked": ({ rule, where }: Args) =>
    `what looks like a secret (${rule}) was masked in ${where}: its author should revoke it`,
  "secret-not-masked": ({ rule }: Args) =>
    `what looks like a secret (${rule}) stands where it cannot be masked, so nothing of this version is published`,

  // Folders
  "folder-not-found": ({ path }: Args) => `the folder ${path} does not exist or cannot be read`,

  // Requests and archives
  "request-timeout": ({ place, seconds }: Args) => `no complete answer for ${place} within ${seconds} s`,
  "connection-lost": ({ place, reason }: Args) => `the connection broke off while ${place} was read (${reason})`,
  "archive-broken": ({ place, reason }: Args) => `the archive of ${place} is truncated or damaged (${reason})`,
  "archive-too-large": ({ place, what, limit }: Args) =>
    `the archive of ${place} has more than ${limit} ${what}; it was not used`,
  "archive-partly-read": ({ limit }: Args) => `only the first ${limit} bytes of source were read`,
  "data-partly-read": ({ limit }: Args) =>
    `only the first ${limit} bytes of data files (JSON, YAML and the like) were read`,
  "file-too-large": ({ bytes, limit }: Args) =>
    `${bytes} bytes are more than the ${limit} of one file; it was not read`,
  "unsafe-paths": ({ count, example }: Args) =>
    `${count} entries of the archive point outside it and were not read, for example ${example}`,
  "links-not-followed": ({ count, example }: Args) =>
    `${count} links of the archive were not followed, for example ${example}`,

  // Records
  "not-extractable": ({ reason }: Args) => `no tool could be read from the source: ${reason}`,
  "extraction-unfinished": ({ reason }: Args) => `the source could not be read to the end (${reason}): crawl it again`,
  "tool-refused": ({ name, reason }: Args) => `a tool is left out, its name ${name} ${reason}`,
  "tool-repeated": ({ name }: Args) => `the tool ${name} is defined more than once; the first definition counts`,
  "field-refused": ({ tool, field, reason }: Args) => `${field} of the tool ${tool} is left out: ${reason}`,
  "dependency-not-read": ({ name, reason }: Args) => `the dependency ${name} could not be read: ${reason}`,
  "data-unusable": ({ reason }: Args) => `the data that stood here cannot be used and is made anew: ${reason}`,
} satisfies Record<string, (args: Args) => string>;

export type CrawlIssueCode = keyof typeof CRAWL_SENTENCES;
