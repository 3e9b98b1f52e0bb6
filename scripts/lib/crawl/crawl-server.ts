/**
 * Crawls one server: goes through its places, extracts from the first that can be reached and has tools, and writes
 * `server.json`. Never throws for what others did wrong; the last good data stays.
 */
import { readFile } from "node:fs/promises";
import { formatDataFile } from "../../../src/core/canonical.ts";
import { isWithin } from "../../../src/core/extract/paths.ts";
import { findServerFolders } from "../../../src/core/extract/server-folders.ts";
import type { Extraction } from "../../../src/core/extract/types.ts";
import { formatIssue } from "../../../src/core/issues.ts";
import type { Issue } from "../../../src/core/schema/issue.ts";
import { Server } from "../../../src/core/schema/server.ts";
import { identify, type ServerSource } from "../../../src/core/sources.ts";
import type { Extractor } from "../extract/extractor.ts";
import { sha256 } from "../hash.ts";
import { writeServer } from "../store.ts";
import type { SourceFiles } from "./archive.ts";
import { extractWithDependencies, isReadFromSource } from "./dependencies.ts";
import { CrawlFailure } from "./failure.ts";
import { computeMaskedRecord } from "./masked-record.ts";
import { isAt, locate, type Place, type PlaceClients } from "./places.ts";
import { readServerFacts } from "./server-facts.ts";
import { explainEmpty } from "./server-record.ts";
import {
  findSeen,
  identifyRepository,
  keepStanding,
  loadStanding,
  markReplaced,
  type RepositoryNews,
  readNews,
  recordPath,
} from "./standing.ts";
import type { CrawlState, SeenServer } from "./state.ts";
import type { Works } from "./works.ts";

export interface ServerOutcome {
  slug: string;
  /** `kept`: the data of an earlier run stays, since nothing better was found. `failed`: there is no data at all. */
  state: "new" | "changed" | "unchanged" | "kept" | "failed";
  tools: number;
  /** `provenance.from`; absent where there is no data. */
  from?: string;
  /** Sentences: what was not reached, and what was not found. */
  reasons: string[];
  /** Sentences: what looked like a secret, and was masked. */
  masked?: string[];
}

type Limiter = <Value>(task: () => Promise<Value>) => Promise<Value>;

export interface CrawlContext extends PlaceClients {
  dataDir: string;
  /** The slug of the server that a place belongs to, by `identify`. */
  owners: ReadonlyMap<string, string>;
  extractor: Pick<Extractor, "extract">;
  state: CrawlState;
  /** Folders that are crawled as sources of their own, by the `identify` of their repository. */
  members: ReadonlyMap<string, readonly string[]>;
  /** Hash of the code that makes records: other code, other records. */
  code: string;
  /** Bound the requests that look for versions, and the work on files. */
  lookups: Limiter;
  works: Works;
  signal?: AbortSignal | undefined;
}

/** What the extractor says when it was stopped. */
const UNFINISHED = new Set(["extraction-timed-out", "extraction-failed"]);

interface Found {
  place: Place;
  source: SourceFiles;
  extraction: Extraction;
}

export async function crawlServer(source: ServerSource, context: CrawlContext): Promise<ServerOutcome> {
  const reasons: string[] = [];
  const asked = hashSource(source, context.members);
  const text = await readFile(recordPath(source, context), "utf8").catch(() => undefined);
  const seen = findSeen(context, source, text, asked);
  const loaded = seen ? undefined : loadStanding(text, recordPath(source, context), reasons);
  const passed: string[] = [];
  let empty: Found | undefined;
  let news: RepositoryNews | undefined;
  for (const candidate of source.candidates) {
    let located: Place | undefined;
    try {
      const place = await context.lookups(() => locate(candidate, context));
      located = place;
      refuseTwin(place, source, context);
      if (seen && isAt(place, seen.used)) {
        // Moves it to the end of the queue, for runs that cannot ask for all.
        await context.state.put(seen);
        return { slug: seen.slug, state: "unchanged", tools: seen.tools, from: seen.from, reasons };
      }
      if (seen?.passed.some((fingerprint) => isAt(place, fingerprint))) {
        passed.push(place.fingerprint);
        continue;
      }
      const found = await context.works((hold) => readPlace(place, context, hold));
      if (found.extraction.tools.length > 0) {
        return await writeRecord({ source, text, found, passed, asked, reasons }, context);
      }
      const args = { reason: explainEmpty(found.extraction, found.source.issues) };
      reasons.push(`${place.from}: ${formatIssue({ code: "not-extractable", args })}`);
      passed.push(place.fingerprint);
      empty ??= found;
    } catch (error) {
      context.signal?.throwIfAborted();
      if (!(error instanceof CrawlFailure)) throw error;
      reasons.push(`${identify(candidate)}: ${error.message}`);
      news = readNews(error, candidate, located) ?? news;
      // What was read from the repository is better than the package: a moment without GitHub does not replace it.
      if (error.transient && text?.includes(`"from": "${candidate.kind}:`)) break;
    }
  }
  const standing = seen ? loadStanding(text, recordPath(source, context), reasons) : loaded;
  // Tools that were found once are worth more than a newer version in which none can be found.
  const isWorthMore = standing && standing.tools.length > 0 && standing.provenance.from !== empty?.place.from;
  if (standing && (!empty || isWorthMore)) return keepStanding(standing, news, reasons, context);
  if (!empty) return { slug: source.slug, state: "failed", tools: 0, reasons };
  const others = passed.filter((fingerprint) => fingerprint !== empty.place.fingerprint);
  return writeRecord({ source, text, found: empty, passed: others, asked, reasons }, context);
}

/** A renamed repository may turn out to be one that is listed by its new name: that one is crawled. */
function refuseTwin({ repository }: Place, { slug }: ServerSource, { owners }: CrawlContext): void {
  const twin = repository && owners.get(identifyRepository(repository));
  if (!repository || twin === undefined || twin === slug) return;
  throw new CrawlFailure("repository-listed", { repository: `${repository.owner}/${repository.name}`, slug: twin });
}

/** What is asked for: another name, place or address is another record, and so are other servers in its folders. */
export function hashSource(
  { slug: _slug, entry: _entry, ...wanted }: ServerSource,
  members: CrawlContext["members"],
): string {
  const folders = wanted.candidates.flatMap((candidate) => members.get(identify(candidate)) ?? []);
  return sha256(JSON.stringify(folders.length > 0 ? { ...wanted, folders } : wanted));
}

async function readPlace(place: Place, context: CrawlContext, hold: (bytes: number) => void): Promise<Found> {
  context.signal?.throwIfAborted();
  const source = await place.fetchFiles();
  hold(measureText(source));
  if (place.subfolder && ![...source.files.keys()].some((path) => path.startsWith(`${place.subfolder}/`))) {
    throw new CrawlFailure("subfolder-not-found", { place: place.from, subfolder: place.subfolder });
  }
  const options = place.subfolder ? { subfolder: place.subfolder } : {};
  const extraction = await context.extractor.extract(source.files, options);
  // A thread that ran out of time or memory says nothing of the server: on a quieter machine there may be tools.
  const unfinished = extraction.issues.find(({ code }) => UNFINISHED.has(code));
  if (unfinished)
    throw new CrawlFailure("extraction-unfinished", { reason: formatIssue(unfinished) }, { transient: true });
  if (place.repository && !place.subfolder) return leaveToMembers({ place, source, extraction }, context);
  if (isReadFromSource(extraction) || !place.version) return { place, source, extraction };
  const wider = await extractWithDependencies(place.version, source, context);
  if (!wider) return { place, source, extraction };
  return { place, source: { files: source.files, issues: wider.issues }, extraction: wider.extraction };
}

function measureText({ files }: SourceFiles): number {
  let length = 0;
  for (const text of files.values()) length += text.length;
  return length;
}

/** Of a repository of several servers: says where they lie, and leaves the tools of those that are crawled on their own. */
function leaveToMembers({ place, source, extraction }: Found, { members }: CrawlContext): Found {
  const folders = findServerFolders(source.files);
  if (folders.length === 0 || !place.repository) return { place, source, extraction };
  const own = members.get(identifyRepository(place.repository)) ?? [];
  const isOthers = (path: string) => own.some((folder) => isWithin(path, folder));
  const tools = extraction.tools.filter((tool) => !tool.source || !isOthers(tool.source.path));
  const marks = folders.map((path): Issue => ({ code: "server-in-folder", args: {}, path }));
  const issues = [...source.issues, ...marks];
  return { place, source: { ...source, issues }, extraction: { ...extraction, tools } };
}

interface Writing {
  source: ServerSource;
  /** What stands in the file until now. */
  text: string | undefined;
  found: Found;
  passed: string[];
  asked: string;
  reasons: string[];
}

async function writeRecord(writing: Writing, context: CrawlContext): Promise<ServerOutcome> {
  const { source, text, found, passed, asked, reasons } = writing;
  const { place } = found;
  const repository =
    place.repository && markReplaced(place.repository, loadStanding(text, recordPath(source, context), []));
  const facts = readServerFacts(found.source.files, place.subfolder);
  const server = await computeMaskedRecord({
    source,
    from: place.from,
    facts,
    ...(repository && { repository }),
    packages: listPackages(source, place),
    extraction: found.extraction,
    issues: [...(place.issues ?? []), ...found.source.issues],
  });
  // Between the check and the rename lies no other request: an interrupted run has written all of it or nothing.
  context.signal?.throwIfAborted();
  const changed = await writeServer(context.dataDir, server);
  const seen: SeenServer = {
    slug: source.slug,
    source: asked,
    code: context.code,
    used: place.fingerprint,
    passed,
    record: sha256(formatDataFile(Server.parse(server))),
    from: place.from,
    tools: server.tools.length,
  };
  await context.state.put(seen);
  const state = text === undefined ? "new" : changed ? "changed" : "unchanged";
  const masked = server.issues.filter(({ code }) => code === "secret-masked").map(formatIssue);
  const outcome = { slug: source.slug, state, tools: server.tools.length, from: place.from, reasons } as const;
  return { ...outcome, ...(masked.length > 0 && { masked }) };
}

/** The package that the source names, with its version where the files came from it. */
function listPackages(source: ServerSource, { version }: Place): Server["packages"] {
  if (version) return [{ registry: "npm", name: version.name, version: version.version }];
  const named = source.candidates.find((candidate) => candidate.kind === "npm");
  return named ? [{ registry: "npm", name: named.name, ...(named.version && { version: named.version }) }] : [];
}
