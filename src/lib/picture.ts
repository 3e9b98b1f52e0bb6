/** Pictures for links to the site (Open Graph), as PNG: the name, the numbers, the risk profile. */
import { RISK_LEVELS } from "../core/schema/verdict.ts";
import { Canvas, type FaceName, isDrawable, measureText } from "./canvas.ts";
import type { Catalogue, ServerSummary, ToolSummary } from "./catalogue.ts";
import { formatProvenance } from "./links.ts";
import { PICTURE_SIZE } from "./picture-size.ts";
import { clip } from "./text.ts";
import { countOf, formatNumber, RISK_LABEL } from "./words.ts";

const LEFT = 80;
const WIDTH = PICTURE_SIZE.width - 2 * LEFT;
/** One for all, drawn upon again and again: a picture is finished before the next one begins. */
const canvas = new Canvas(PICTURE_SIZE.width, PICTURE_SIZE.height);

export function drawServerPicture({ slug, name, tools, from }: ServerSummary): Buffer {
  const shown = clip(name.normalize("NFC"), 80);
  return drawPicture({
    // A name in another script is written by the slug, which every letter of is known.
    title: shown !== "" && isDrawable(shown, "title") ? shown : slug,
    says: tools.length === 0 ? "MCP server, tools not extractable" : `MCP server with ${countOf(tools.length, "tool")}`,
    source: formatProvenance(from),
    tools,
  });
}

export function drawSitePicture({ servers, tools }: Catalogue): Buffer {
  return drawPicture({
    title: "What one call can do",
    says: `${countOf(tools.length, "tool")} of ${countOf(servers.length, "MCP server")}`,
    source: "with evidence, and the policy that allows no more",
    tools,
  });
}

interface Picture {
  title: string;
  says: string;
  source: string;
  tools: readonly ToolSummary[];
}

function drawPicture({ title, says, source, tools }: Picture): Buffer {
  canvas.clear();
  canvas.write("Permitbook", { x: LEFT, y: 108, face: "text", colour: "ink" });
  canvas.fill("ink", { x: LEFT, y: 136, width: WIDTH, height: 2 });
  const lines = breakLines(title, "title", 2);
  for (const [index, line] of lines.entries()) {
    canvas.write(line, { x: LEFT, y: 228 + index * 78, face: "title", colour: "ink" });
  }
  const below = 228 + (lines.length - 1) * 78;
  canvas.write(says, { x: LEFT, y: below + 64, face: "text", colour: "ink" });
  if (isDrawable(source, "text")) {
    const [line = ""] = breakLines(source, "text", 1);
    canvas.write(line, { x: LEFT, y: below + 110, face: "text", colour: "muted" });
  }
  drawProfile(tools);
  return canvas.toPng();
}

/** The tools by risk: a bar, and the counts in words below it. */
function drawProfile(tools: readonly ToolSummary[]): void {
  const counts = RISK_LEVELS.toReversed()
    .map((level) => ({ level, count: tools.filter(({ risk }) => risk === level).length }))
    .filter(({ count }) => count > 0);
  const judged = counts.reduce((sum, { count }) => sum + count, 0);
  if (judged === 0) {
    canvas.fill("rule", { x: LEFT, y: 470, width: WIDTH, height: 36 });
    return;
  }
  let x = LEFT;
  let pen = LEFT;
  for (const { level, count } of counts) {
    const width = (count / judged) * WIDTH;
    canvas.fill(level, { x, y: 470, width: Math.max(width - 6, 3), height: 36 });
    x += width;
    pen = canvas.mark(level, { x: pen, y: 566, colour: level });
    const words = `${RISK_LABEL[level]} ${formatNumber(count)}`;
    pen = canvas.write(words, { x: pen + 12, y: 566, face: "text", colour: "ink" }) + 40;
  }
}

/** At most so many lines, broken at spaces where there are any; what is left over ends in an ellipsis. */
function breakLines(text: string, face: FaceName, most: number): string[] {
  const fits = (line: string) => measureText(line, face) <= WIDTH;
  const lines: string[] = [];
  let rest = text;
  while (rest !== "" && lines.length < most) {
    const isLast = lines.length === most - 1;
    if (fits(rest)) {
      lines.push(rest);
      break;
    }
    let length = rest.length;
    while (!fits(rest.slice(0, length) + (isLast ? "…" : ""))) length--;
    const space = isLast ? -1 : rest.lastIndexOf(" ", length);
    const end = space > 0 ? space : length;
    lines.push(isLast ? `${rest.slice(0, end).trimEnd()}…` : rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return lines;
}
