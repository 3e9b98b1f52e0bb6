/** The pages of attacks name every tool that a pattern fits, the gravest first, however many there are. */
import { expect, test } from "vitest";
import { ApiTool } from "../../src/core/schema/api.ts";
import type { Attack } from "../../src/core/schema/attack.ts";
import { RISK_LEVELS } from "../../src/core/schema/verdict.ts";
import { loadAttacks } from "../../src/lib/attacks.ts";
import { listFiles, readSiteFile } from "./support/list-pages.ts";

const PAGES = listFiles("index.html");
const TOOLS = new Map(
  readSiteFile("api/v1/tools.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => ApiTool.parse(JSON.parse(line)))
    .map((tool) => [tool.url, tool]),
);

test("over as many pages as that takes", async () => {
  // Patterns that no rule on arguments is part of: which tools they fit can be told from the API.
  const attacks = (await loadAttacks()).filter(({ fits }) => fits.every(({ rules }) => rules === undefined));
  const pageCounts = attacks.map((attack) => {
    const pages = listPagesOf(attack);
    const listed = pages.flatMap(listRows);
    expect(listed.toSorted(), attack.slug).toEqual(listFitting(attack));
    const risks = listed.map((url) => RISK_LEVELS.indexOf(TOOLS.get(url)?.verdict?.risk ?? "low"));
    expect(risks, attack.slug).toEqual(risks.toSorted((a, b) => b - a));
    return pages.length;
  });
  expect(Math.max(...pageCounts)).toBeGreaterThan(1);
});

/** The first, and those after it in their order. */
function listPagesOf({ slug }: Attack): string[] {
  const pages = PAGES.filter((file) => file.startsWith(`attacks/${slug}/`));
  return pages.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

function listRows(page: string): string[] {
  const rows = readSiteFile(page).matchAll(/<th scope="row"> ?<a class="name" href="([^"]+)"/g);
  return [...rows].map(([, href = ""]) => href);
}

function listFitting({ fits }: Attack): string[] {
  const verdicts = [...TOOLS].flatMap(([url, { verdict }]) => (verdict ? [{ url, verdict }] : []));
  return verdicts
    .filter(({ verdict }) =>
      fits.some(
        ({ categories = [verdict.category], facets = [] }) =>
          categories.includes(verdict.category) && facets.every((facet) => verdict.facets.includes(facet)),
      ),
    )
    .map(({ url }) => url)
    .sort();
}
