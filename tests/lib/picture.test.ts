/** The Open Graph pictures, read back from their PNG. */
import { crc32, inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { RiskLevel } from "../../src/core/schema/verdict.ts";
import type { ServerSummary, ToolSummary } from "../../src/lib/catalogue.ts";
import { drawServerPicture } from "../../src/lib/picture.ts";

function draw(fields: Partial<ServerSummary>, risks: (RiskLevel | undefined)[] = ["low", "critical"]): Buffer {
  const tools: ToolSummary[] = [];
  const server: ServerSummary = {
    slug: "the-slug",
    name: "Name",
    tools,
    transports: [],
    coverage: "complete",
    from: "npm:one@1.0.0",
    isJudged: true,
    ...fields,
  };
  tools.push(...risks.map((risk, index) => ({ name: `t${index}`, slug: `t${index}`, server, ...(risk && { risk }) })));
  return drawServerPicture(server);
}

/** Chunks with their checksums compared, and the pixels as colours, `#rrggbb`. */
function decode(png: Buffer): { width: number; height: number; at: (x: number, y: number) => string } {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.subarray(0, 4).toString("latin1"), body.subarray(4));
    at += 12 + length;
  }
  expect([...chunks.keys()]).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
  const [header, palette] = [chunks.get("IHDR"), chunks.get("PLTE")];
  const width = header?.readUInt32BE(0) ?? 0;
  const height = header?.readUInt32BE(4) ?? 0;
  const rows = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  expect(rows.length).toBe((width + 1) * height);
  const at = (x: number, y: number) => {
    const index = (rows[y * (width + 1) + 1 + x] ?? 0) * 3;
    return `#${palette?.subarray(index, index + 3).toString("hex")}`;
  };
  return { width, height, at };
}

const SOME = [
  "Filesystem",
  "x".repeat(5000),
  "W".repeat(60),
  "a ".repeat(2500),
  "<script>alert(1)</script>",
  "",
  "é".normalize("NFD"),
];

describe("a server's picture", () => {
  test.each(SOME)("of the name %j keeps to its margins", (name) => {
    const { width, height, at } = decode(draw({ name }));
    expect([width, height]).toEqual([1200, 630]);
    const marks = [];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const isMargin = x < 76 || x > 1124 || y < 60 || y > 590 || (y > 445 && y < 470);
        if (isMargin && at(x, y) !== "#ffffff") marks.push([x, y]);
      }
    }
    expect(marks).toEqual([]);
  });

  test("shows the share of each risk, the gravest first", () => {
    const { at } = decode(draw({}, ["low", "critical", "low", "high"]));
    expect([100, 350, 360, 610, 1110].map((x) => at(x, 488))).toEqual([
      "#a10f3c",
      "#b03a00",
      "#b03a00",
      "#2f6848",
      "#2f6848",
    ]);
  });

  test("shows no risk of a server that was not judged", () =>
    expect(decode(draw({}, [undefined])).at(600, 488)).toBe("#d5dadd"));

  test.each(["日本語サーバー", "مرحبا", "🙂", ""])("writes the slug for %j, which it has no letters for", (name) =>
    expect(draw({ name })).toEqual(draw({ name: "the-slug" })),
  );

  test("leaves out what hides", () => expect(draw({ name: "\u202eevil" })).toEqual(draw({ name: "evil" })));

  test("writes accents", () => expect(draw({ name: "Żółw" })).not.toEqual(draw({ name: "the-slug" })));
  test("is the same for the same server", () => expect(draw({})).toEqual(draw({})));
});
