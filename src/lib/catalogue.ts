/**
 * The catalogue as the pages read it. A summary of every tool is kept; whole servers are loaded when one of their pages
 * is rendered and kept while there is room, so that memory does not grow with the catalogue.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import { sortDisputes } from "../../scripts/lib/classify/review.ts";
import { DEFAULT_DATA_DIR, listServerSlugs, loadRisks, loadServer, serverFolder } from "../../scripts/lib/store.ts";
import type { Server } from "../core/schema/server.ts";
import type { Tool } from "../core/schema/tool.ts";
import {
  CATEGORIES,
  type Category,
  type Facet,
  RISK_LEVELS,
  type RiskLevel,
  type Verdict,
} from "../core/schema/verdict.ts";
import { computeToolSlugs } from "../core/tool-slug.ts";
import { listFittingAttacks, loadAttacks } from "./attacks.ts";
import { type Audit, auditServer, type ServerAudit, sumAudits } from "./audit.ts";
import { listReviewRows, type ReviewRow } from "./review.ts";
import { listArgumentRules } from "./rules.ts";
import { findLanguage, type Language, listTransports, type Transport } from "./server-facts.ts";
import { clip, describeServer, summarise } from "./text.ts";

export interface ToolSummary {
  name: string;
  slug: string;
  server: ServerSummary;
  /** Absent: not judged yet. */
  category?: Category;
  risk?: RiskLevel;
  facets?: readonly Facet[];
  says?: string;
}

export interface ServerSummary {
  slug: string;
  name: string;
  says?: string;
  tools: readonly ToolSummary[];
  license?: string;
  language?: Language;
  transports: readonly Transport[];
  coverage: Server["provenance"]["coverage"];
  from: string;
  /** The day of the commit that was read, such as "2026-11-30". */
  committedOn?: string;
  /** The classifier has run over it. */
  isJudged: boolean;
}

export interface JudgedTool {
  tool: Tool;
  slug: string;
  verdict: Verdict | undefined;
}

/** One server with its verdicts. */
export interface Entry {
  server: Server;
  /** Absent: no tool has been judged yet. */
  verdicts: Readonly<Record<string, Verdict>> | undefined;
  /** In the order of the server's list. */
  tools: readonly JudgedTool[];
  bySlug: ReadonlyMap<string, JudgedTool>;
}

export interface Catalogue {
  servers: readonly ServerSummary[];
  tools: readonly ToolSummary[];
  byCategory: Readonly<Record<Category, readonly ToolSummary[]>>;
  byRisk: Readonly<Record<RiskLevel, readonly ToolSummary[]>>;
  /** Tools that an attack fits, by its slug; the gravest first. */
  byAttack: ReadonlyMap<string, readonly ToolSummary[]>;
  bySlug: ReadonlyMap<string, ServerSummary>;
  /** Slugs that servers had before. */
  formerSlugs: ReadonlySet<string>;
  audit: Audit;
  /** Verdicts on which rules, model and people do not agree, the widest apart first. */
  disputes: readonly ReviewRow[];
}

/** Bytes of data files whose servers stay loaded: all of some thousands. */
const KEPT_BYTES = 32 * 2 ** 20;
/** Where another thread reads all servers, only those whose pages are being rendered. */
const KEPT_BYTES_BESIDE = 4 * 2 ** 20;

const dataDir = process.env.PERMITBOOK_DATA ?? DEFAULT_DATA_DIR;
const kept = new Map<string, { entry: Promise<Entry>; bytes: number }>();
let keptBytes = 0;
let room = KEPT_BYTES;
let catalogue: Promise<Catalogue> | undefined;

export function loadCatalogue(): Promise<Catalogue> {
  catalogue ??= readCatalogue();
  return catalogue;
}

/** Takes a catalogue that another thread has read. */
export function useCatalogue(read: Catalogue): void {
  catalogue = Promise.resolve(read);
  room = KEPT_BYTES_BESIDE;
}

/** The server with its verdicts. Throws when there is none: its address came from the catalogue. */
export function loadEntry(slug: string): Promise<Entry> {
  const present = kept.get(slug);
  if (present !== undefined) {
    kept.delete(slug);
    kept.set(slug, present);
    return present.entry;
  }
  const loading = { entry: readEntry(slug), bytes: sizeOf(slug) };
  kept.set(slug, loading);
  keptBytes += loading.bytes;
  for (const [oldest, { bytes }] of kept) {
    if (keptBytes <= room || oldest === slug) break;
    kept.delete(oldest);
    keptBytes -= bytes;
  }
  return loading.entry;
}

async function readEntry(slug: string): Promise<Entry> {
  const [server, risks] = await Promise.all([loadServer(dataDir, slug), loadRisks(dataDir, slug)]);
  if (server === undefined) throw new Error(`${join(serverFolder(dataDir, slug), "server.json")} is missing.`);
  const slugs = computeToolSlugs(server.tools.map(({ name }) => name));
  const tools = server.tools.map((tool) => ({
    tool,
    slug: slugs.get(tool.name) ?? "",
    verdict: risks && Object.hasOwn(risks.verdicts, tool.name) ? risks.verdicts[tool.name] : undefined,
  }));
  const bySlug = new Map(tools.map((judged) => [judged.slug, judged]));
  const isJudged = tools.some(({ verdict }) => verdict !== undefined);
  return { server, verdicts: isJudged ? risks?.verdicts : undefined, tools, bySlug };
}

async function readCatalogue(): Promise<Catalogue> {
  const audits: ServerAudit[] = [];
  const disputes: ReviewRow[] = [];
  const formerSlugs = new Set<string>();
  const attacks = await loadAttacks();
  const byAttack = new Map(attacks.map(({ slug }) => [slug, [] as ToolSummary[]]));
  for (const slug of await listServerSlugs(dataDir)) {
    // A folder without server.json holds nothing to show.
    if (sizeOf(slug) === 0) continue;
    const entry = await loadEntry(slug);
    const summary = summariseServer(entry);
    audits.push(auditServer(summary, entry));
    disputes.push(...listReviewRows(entry));
    for (const former of entry.server.formerSlugs ?? []) formerSlugs.add(former);
    for (const [place, judged] of entry.tools.entries()) {
      const tool = summary.tools[place];
      if (tool === undefined || judged.verdict === undefined) continue;
      for (const { attack } of listFittingAttacks(attacks, judged.verdict, listArgumentRules(judged))) {
        byAttack.get(attack.slug)?.push(tool);
      }
    }
  }
  audits.sort((a, b) => compareServers(a.coverage.server, b.coverage.server));
  const servers = audits.map(({ coverage }) => coverage.server);
  const tools = servers.flatMap((server) => server.tools);
  const sorted = tools.toSorted(compareTools);
  for (const fitting of byAttack.values()) fitting.sort((a, b) => compareRisks(a, b) || compareTools(a, b));
  return {
    servers,
    tools: sorted,
    byCategory: groupBy(CATEGORIES, sorted, (tool) => tool.category),
    byRisk: groupBy(RISK_LEVELS, sorted, (tool) => tool.risk),
    byAttack,
    bySlug: new Map(servers.map((server) => [server.slug, server])),
    formerSlugs,
    audit: sumAudits(audits),
    disputes: sortDisputes(disputes),
  };
}

function summariseServer({ server, tools, verdicts }: Entry): ServerSummary {
  const says = describeServer(server.name, server.description, 140);
  const language = findLanguage(server);
  const committedAt = server.repository?.committedAt;
  const summaries: ToolSummary[] = [];
  const summary: ServerSummary = {
    slug: server.slug,
    name: clip(server.name, 120) || server.slug,
    ...(says !== undefined && { says }),
    ...(server.license !== undefined && { license: server.license }),
    ...(language !== undefined && { language }),
    transports: listTransports(server),
    tools: summaries,
    coverage: server.provenance.coverage,
    from: server.provenance.from,
    ...(committedAt !== undefined && { committedOn: committedAt.slice(0, 10) }),
    isJudged: verdicts !== undefined,
  };
  for (const { tool, slug, verdict } of tools) {
    const toolSays = summarise(tool.name, tool.description, 120);
    summaries.push({
      name: clip(tool.name, 100) || slug,
      slug,
      server: summary,
      ...(verdict && { category: verdict.category, risk: verdict.risk, facets: verdict.facets }),
      ...(toolSays !== undefined && { says: toolSays }),
    });
  }
  return summary;
}

function groupBy<Key extends string>(
  keys: readonly Key[],
  tools: readonly ToolSummary[],
  keyOf: (tool: ToolSummary) => Key | undefined,
): Record<Key, ToolSummary[]> {
  const groups = Object.fromEntries(keys.map((key) => [key, [] as ToolSummary[]])) as Record<Key, ToolSummary[]>;
  for (const tool of tools) {
    const key = keyOf(tool);
    if (key !== undefined) groups[key].push(tool);
  }
  return groups;
}

/** The gravest first; what was not judged last. */
export function compareRisks(a: ToolSummary, b: ToolSummary): number {
  const rank = ({ risk }: ToolSummary) => (risk === undefined ? -1 : RISK_LEVELS.indexOf(risk));
  return rank(b) - rank(a);
}

function compareServers(a: ServerSummary, b: ServerSummary): number {
  return compareNames(a.name, b.name) || compareNames(a.slug, b.slug);
}

function compareTools(a: ToolSummary, b: ToolSummary): number {
  return compareNames(a.name, b.name) || compareNames(a.server.slug, b.server.slug);
}

/** Letters' case does not count, then code units: the same order on every machine. */
function compareNames(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left !== right) return left < right ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

function sizeOf(slug: string): number {
  const size = (file: string) =>
    statSync(join(serverFolder(dataDir, slug), file), { throwIfNoEntry: false })?.size ?? 0;
  return size("server.json") === 0 ? 0 : size("server.json") + size("risks.json");
}
