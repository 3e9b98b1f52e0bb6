/** `npm run policy`: the recommended policy of servers in the catalogue, in the dialect of a client or a gateway. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DIALECTS } from "../src/core/policy/dialects/index.ts";
import { DIALECT_IDS, type Dialect } from "../src/core/policy/dialects/types.ts";
import { PROFILE_SENTENCES, PROFILES, type Profile } from "../src/core/policy/profiles.ts";
import { type Combination, computeStack, type ServerPolicy, type StackedServer } from "../src/core/policy/stack.ts";
import { findDoubtfulRules } from "../src/core/policy/validate-sense.ts";
import { formatPrintable } from "../src/core/printable.ts";
import { Slug } from "../src/core/schema/slug.ts";
import { runCommand, UsageError } from "./lib/command.ts";
import { DEFAULT_DATA_DIR, listServerSlugs, loadRisks, loadServer } from "./lib/store.ts";
import { writeWhole } from "./lib/write-whole.ts";

const HELP = `
Usage: npm run policy -- SLUG... [--profile P] [--dialect D] [--out DIR] [--data DIR] [--json]

Writes the policy of each server: to standard output, or to DIR/<slug>/policy.<ending> with --out. What a dialect cannot
say, and what several servers can do together, goes to standard error.

  --profile P   one of the following (default: recommended)
${PROFILES.map((profile) => `                ${profile}: ${PROFILE_SENTENCES[profile]}`).join("\n")}
  --dialect D   ${DIALECT_IDS.join(", ")}, or all, which needs --out (default: policy-v1)
  --out DIR     write files
  --data DIR    the data folder (default: ${DEFAULT_DATA_DIR})
  --json        print {"policies", "combinations"} instead: texts, what was lost, notes
`;

const options = {
  profile: { type: "string", default: "recommended" },
  dialect: { type: "string", default: "policy-v1" },
  out: { type: "string" },
  data: { type: "string", default: DEFAULT_DATA_DIR },
  json: { type: "boolean", default: false },
} as const;

await runCommand(
  { help: HELP, options, allowPositionals: true },
  async ({ profile, dialect, out, data, json }, slugs) => {
    if (slugs.length === 0) throw new UsageError("Name the servers, by their slugs. See --help.");
    const dialects = parseDialects(dialect);
    if (dialects.length > 1 && out === undefined && !json) throw new UsageError("--dialect all needs --out DIR.");
    const servers: StackedServer[] = [];
    for (const slug of new Set(slugs)) servers.push(await loadStacked(data, slug));
    const { policies, combinations } = computeStack(servers, parseProfile(profile));
    for (const { slug, policy } of policies) {
      for (const { path, found, expected } of findDoubtfulRules(policy))
        report(`${slug}: ${path}: ${found}; expected ${expected}`);
    }
    const exports = policies.flatMap(({ slug, policy }) =>
      dialects.map((each) => ({
        slug,
        dialect: each.id,
        file: `${slug}/policy.${each.ending}`,
        ...each.export(policy, slug),
      })),
    );
    if (json) process.stdout.write(`${JSON.stringify({ policies: exports, combinations }, null, 2)}\n`);
    for (const { slug, dialect: id, file, text, lost, notes } of exports) {
      if (out !== undefined) await writeText(join(out, file), text);
      else if (!json) process.stdout.write(text);
      for (const sentence of [...lost.map((each) => `lost: ${each}`), ...notes]) report(`${slug} (${id}): ${sentence}`);
    }
    if (out !== undefined) report(`${exports.length} ${exports.length === 1 ? "file" : "files"} in ${out}`);
    for (const combination of combinations) reportCombination(combination, policies);
  },
);

function parseProfile(profile: string): Profile {
  const known = PROFILES.find((each) => each === profile);
  if (known === undefined) throw new UsageError(`There is no profile "${profile}": ${PROFILES.join(", ")}.`);
  return known;
}

function parseDialects(id: string): Dialect[] {
  if (id === "all") return Object.values(DIALECTS);
  const known = DIALECT_IDS.find((each) => each === id);
  if (known === undefined) throw new UsageError(`There is no dialect "${id}": ${DIALECT_IDS.join(", ")}, all.`);
  return [DIALECTS[known]];
}

async function loadStacked(data: string, slug: string): Promise<StackedServer> {
  if (!Slug.safeParse(slug).success) throw new UsageError(`"${slug}" is not a server's slug.`);
  const server = await loadServer(data, slug);
  if (server === undefined) {
    const known = await listServerSlugs(data);
    throw new UsageError(
      `${data} has no server "${slug}"; it has ${known.length}${known.length > 0 ? `, such as ${known.slice(0, 3).join(", ")}` : ""}. Run npm run crawl to fetch servers.`,
    );
  }
  const risks = await loadRisks(data, slug);
  if (risks === undefined) throw new UsageError(`"${slug}" has not been classified. Run npm run classify.`);
  return { server, risks };
}

async function writeText(path: string, text: string): Promise<void> {
  await mkdir(join(path, ".."), { recursive: true });
  await writeWhole(path, text);
}

function reportCombination(
  { title, danger, parts, smallestBreak }: Combination,
  policies: readonly ServerPolicy[],
): void {
  const format = (tools: Combination["smallestBreak"]) =>
    tools.map(({ server, tool }) => (policies.length > 1 ? `${server}/${tool}` : tool)).join(", ");
  report(`${title}: ${danger}`);
  for (const { statement, tools } of parts) report(`  ${statement}: ${format(tools)}`);
  report(`  To break it, deny ${format(smallestBreak)}.`);
}

/** Names of tools are others' text: what could move the cursor does not reach the terminal. */
function report(line: string): void {
  process.stderr.write(`${formatPrintable(line, 2000)}\n`);
}
