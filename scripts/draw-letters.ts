/** `npm run draw-letters`: the letters of the pictures, drawn once, so that a picture is put together in a millisecond. */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { deflateSync } from "node:zlib";
import { launchBrowser } from "./lib/browser.ts";
import { runCommand } from "./lib/command.ts";

const HELP = `
npm run draw-letters

Draws the letters and marks of the Open Graph pictures from the fonts of the site with Chromium, and writes them to
src/lib/picture-letters.json. To be run when the fonts or the sizes change.
`;

const FILE = "src/lib/picture-letters.json";
const FACES = { title: { size: 68, weight: 600 }, text: { size: 34, weight: 400 } } as const;

interface Drawn {
  advance: number;
  x: number;
  y: number;
  width: number;
  height: number;
  coverage: number[];
}

await runCommand({ help: HELP, options: {} }, async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const letters = listLetters();
    let coverage = "";
    const faces: Record<string, object> = {};
    for (const [name, { size, weight }] of Object.entries(FACES)) {
      const { drawn, kerning } = await page.evaluate(drawFace, {
        fonts: ["latin", "latin-ext"].map((subset) => loadFont(subset, weight)),
        marks: name === "text",
        letters,
        size,
        weight,
      });
      const table: Record<string, number[]> = {};
      for (const [letter, { advance, x, y, width, height, coverage: own }] of Object.entries(drawn)) {
        table[letter] = [advance, x, y, width, height];
        coverage += own.map((value) => value.toString(16)).join("");
      }
      faces[name] = { letters: table, kerning };
    }
    const packed = Buffer.from(coverage.length % 2 === 0 ? coverage : `${coverage}0`, "hex");
    const text = JSON.stringify({ faces, coverage: deflateSync(packed, { level: 9 }).toString("base64") });
    writeFileSync(FILE, `${text}\n`);
    process.stdout.write(`${FILE}: ${letters.length} letters, ${Math.round(text.length / 1000)} KB\n`);
  } finally {
    await browser.close();
  }
});

/** Latin with its accents, and the signs of ordinary text. */
function listLetters(): string[] {
  const ranges: [number, number][] = [
    [0x20, 0x7e],
    [0xa1, 0xac],
    [0xae, 0x17e],
    [0x2013, 0x2014],
    [0x2018, 0x201e],
    [0x2026, 0x2026],
    [0x20ac, 0x20ac],
  ];
  return ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
  );
}

function loadFont(subset: string, weight: number): string {
  const file = `@fontsource/source-serif-4/files/source-serif-4-${subset}-${weight}-normal.woff2`;
  return readFileSync(createRequire(import.meta.url).resolve(file)).toString("base64");
}

/** Runs in the browser. Coverage is from 0 to 15 a pixel, row by row, of the letter's own box; y counts from the baseline. */
async function drawFace(face: { fonts: string[]; letters: string[]; size: number; weight: number; marks: boolean }) {
  const { fonts, letters, size, weight, marks } = face;
  const families = await Promise.all(
    fonts.map(async (data, index) => {
      const family = `face-${weight}-${index}`;
      document.fonts.add(await new FontFace(family, `url(data:font/woff2;base64,${data})`).load());
      return family;
    }),
  );
  const canvas = new OffscreenCanvas(size * 3, size * 3);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("There is no canvas.");
  context.font = `${size}px ${families.join(", ")}`;
  const origin = { x: size, y: size * 2 };
  const cut = (advance: number): Drawn => {
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    const at = (x: number, y: number) => Math.round((data[(y * width + x) * 4 + 3] ?? 0) / 17);
    let [left, right, top, bottom] = [width, -1, height, -1];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (at(x, y) === 0) continue;
        [left, right] = [Math.min(left, x), Math.max(right, x)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      }
    }
    const box =
      right < 0
        ? { x: 0, y: 0, width: 0, height: 0 }
        : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
    const coverage = Array.from({ length: box.width * box.height }, (_, index) =>
      at(box.x + (index % box.width), box.y + Math.floor(index / box.width)),
    );
    context.clearRect(0, 0, canvas.width, canvas.height);
    const rounded = Math.round(advance * 100) / 100;
    return {
      advance: rounded,
      ...box,
      x: right < 0 ? 0 : box.x - origin.x,
      y: right < 0 ? 0 : box.y - origin.y,
      coverage,
    };
  };
  const drawn: Record<string, Drawn> = {};
  for (const letter of letters) {
    context.fillText(letter, origin.x, origin.y);
    drawn[letter] = cut(context.measureText(letter).width);
  }
  // Marks of risk: the shapes of the style sheet, under the names of the levels.
  const box = Math.round(size * 0.72);
  const shapes: Record<string, readonly (readonly [number, number])[]> = {
    medium: [
      [0.5, 0],
      [1, 0.5],
      [0.5, 1],
      [0, 0.5],
    ],
    high: [
      [0.5, 0.04],
      [1, 0.96],
      [0, 0.96],
    ],
    critical: [
      [0.3, 0],
      [0.7, 0],
      [1, 0.3],
      [1, 0.7],
      [0.7, 1],
      [0.3, 1],
      [0, 0.7],
      [0, 0.3],
    ],
  };
  if (marks) {
    context.beginPath();
    context.lineWidth = box * 0.19;
    context.arc(origin.x + box / 2, origin.y - box / 2, box / 2 - context.lineWidth / 2, 0, 2 * Math.PI);
    context.stroke();
    drawn.low = cut(box);
    for (const [level, points] of Object.entries(shapes)) {
      context.beginPath();
      for (const [x, y] of points) context.lineTo(origin.x + x * box, origin.y + (y - 1) * box);
      context.fill();
      drawn[level] = cut(box);
    }
  }
  const kerning: Record<string, number> = {};
  const common = letters.filter((letter) => /[A-Za-z0-9.,:@/_-]/.test(letter));
  for (const one of common) {
    for (const other of common) {
      const alone = (drawn[one]?.advance ?? 0) + (drawn[other]?.advance ?? 0);
      const closer = Math.round((context.measureText(one + other).width - alone) * 10) / 10;
      if (Math.abs(closer) >= 0.5) kerning[one + other] = closer;
    }
  }
  return { drawn, kerning };
}
