/** Pictures for links to the site (Open Graph), as SVG: the name, the numbers, the risk profile. */
import { RISK_LEVELS, type RiskLevel } from "../core/schema/verdict.ts";
import type { Catalogue, ServerSummary, ToolSummary } from "./catalogue.ts";
import { clip } from "./text.ts";
import { countOf, formatNumber, RISK_LABEL } from "./words.ts";

const COLOURS = { low: "#2f6848", medium: "#835400", high: "#b03a00", critical: "#a10f3c" } as const satisfies Record<
  RiskLevel,
  string
>;

export function formatServerPicture({ name, tools }: ServerSummary): string {
  return formatPicture(
    clip(name, 34),
    tools.length === 0 ? "Tools not extractable" : countOf(tools.length, "tool"),
    tools,
  );
}

export function formatSitePicture({ servers, tools }: Catalogue): string {
  return formatPicture(
    "What one call can do",
    `${countOf(tools.length, "tool")} of ${countOf(servers.length, "MCP server")}`,
    tools,
  );
}

function formatPicture(title: string, says: string, tools: readonly ToolSummary[]): string {
  const counts = RISK_LEVELS.toReversed().map((level) => ({
    level,
    count: tools.filter(({ risk }) => risk === level).length,
  }));
  const judged = counts.reduce((sum, { count }) => sum + count, 0);
  let x = 80;
  const bars = counts.flatMap(({ level, count }) => {
    if (count === 0) return [];
    const width = (count / judged) * 1040;
    const bar = `<rect x="${x.toFixed(1)}" y="400" width="${Math.max(width - 6, 3).toFixed(1)}" height="36" fill="${COLOURS[level]}"/>`;
    x += width;
    return [bar];
  });
  const words = counts
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${RISK_LABEL[level]} ${formatNumber(count)}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630" font-family="Georgia, serif"><rect width="1200" height="630" fill="#fff"/><text x="80" y="120" font-size="34" font-weight="600" fill="#171b1f">Permitbook</text><path d="M80 150h1040" stroke="#20262b" stroke-width="2"/><text x="80" y="270" font-size="64" font-weight="600" fill="#171b1f">${escapeXml(title)}</text><text x="80" y="340" font-size="36" fill="#566069">${escapeXml(says)}</text>${bars.join("")}<text x="80" y="500" font-size="32" fill="#171b1f">${escapeXml(words.join(" · "))}</text></svg>\n`;
}

function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u001f\ufffe\uffff]/g, " ")
    .replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
