/**
 * A small drawing surface for the Open Graph pictures: rectangles, and text from letters that were drawn once
 * (`npm run draw-letters`). Nothing crawled is ever parsed as markup: a text is a row of letters or is not drawn.
 */
import { readFileSync } from "node:fs";
import { constants, crc32, deflateSync, inflateSync } from "node:zlib";
import { z } from "zod";

/** Steps from the paper to the full colour. */
const STEPS = 15;
const PAPER = [255, 255, 255] as const;
/** Ink, muted, rule, then the four levels of risk, as the style sheet has them in light. */
const COLOURS = {
  ink: [23, 27, 31],
  muted: [86, 96, 105],
  rule: [213, 218, 221],
  low: [47, 104, 72],
  medium: [131, 84, 0],
  high: [176, 58, 0],
  critical: [161, 15, 60],
} as const satisfies Record<string, readonly [number, number, number]>;
export type Colour = keyof typeof COLOURS;
const COLOUR_NAMES = Object.keys(COLOURS) as Colour[];

const Faces = z.strictObject({
  letters: z.record(z.string(), z.tuple([z.number(), z.int(), z.int(), z.int(), z.int()])),
  kerning: z.record(z.string(), z.number()),
});
const Drawn = z.strictObject({ faces: z.strictObject({ title: Faces, text: Faces }), coverage: z.base64() });

interface Letter {
  advance: number;
  /** Of the upper left corner, from the pen on the baseline. */
  x: number;
  y: number;
  width: number;
  /** From 0 to `STEPS`, row by row. */
  coverage: Uint8Array;
}
type Face = { letters: ReadonlyMap<string, Letter>; kerning: ReadonlyMap<string, number> };
export type FaceName = "title" | "text";

let faces: Record<FaceName, Face> | undefined;

function loadFaces(): Record<FaceName, Face> {
  faces ??= readFaces();
  return faces;
}

function readFaces(): Record<FaceName, Face> {
  const drawn = Drawn.parse(JSON.parse(readFileSync("src/lib/picture-letters.json", "utf8")));
  const packed = inflateSync(Buffer.from(drawn.coverage, "base64"));
  let at = 0;
  const next = () => {
    const byte = packed[at >> 1] ?? 0;
    return at++ % 2 === 0 ? byte >> 4 : byte & 15;
  };
  const read = ({ letters, kerning }: z.infer<typeof Faces>): Face => ({
    letters: new Map(
      Object.entries(letters).map(([letter, [advance, x, y, width, height]]) => {
        return [letter, { advance, x, y, width, coverage: Uint8Array.from({ length: width * height }, next) }];
      }),
    ),
    kerning: new Map(Object.entries(kerning)),
  });
  // In the order in which they were written: the coverage of all follows in one row.
  const { title, text } = drawn.faces;
  return { title: read(title), text: read(text) };
}

/** Whether every letter of the text is one that can be drawn. */
export function isDrawable(text: string, face: FaceName): boolean {
  const { letters } = loadFaces()[face];
  return Array.from(text).every((letter) => letters.has(letter));
}

export function measureText(text: string, face: FaceName): number {
  const { letters, kerning } = loadFaces()[face];
  let width = 0;
  let last = "";
  for (const letter of text) {
    width += (kerning.get(last + letter) ?? 0) + (letters.get(letter)?.advance ?? 0);
    last = letter;
  }
  return width;
}

export class Canvas {
  readonly width: number;
  readonly height: number;
  /** A filter byte (none), then one byte a pixel, row by row: what a PNG packs. */
  readonly #rows: Buffer;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#rows = Buffer.alloc((width + 1) * height);
  }

  clear(): void {
    this.#rows.fill(0);
  }

  fill(colour: Colour, box: { x: number; y: number; width: number; height: number }): void {
    const value = toIndex(colour, STEPS);
    for (let y = box.y; y < box.y + box.height; y++) {
      const start = y * (this.width + 1) + 1;
      this.#rows.fill(value, start + Math.round(box.x), start + Math.round(box.x + box.width));
    }
  }

  /** The text on its baseline. Returns where the pen is then. */
  write(text: string, pen: { x: number; y: number; face: FaceName; colour: Colour }): number {
    const { letters, kerning } = loadFaces()[pen.face];
    let { x } = pen;
    let last = "";
    for (const name of text) {
      x += kerning.get(last + name) ?? 0;
      const letter = letters.get(name);
      if (letter !== undefined) {
        this.#stamp(letter, Math.round(x), pen);
        x += letter.advance;
      }
      last = name;
    }
    return x;
  }

  /** A mark that stands among the letters under a name. Returns where the pen is then. */
  mark(name: string, pen: { x: number; y: number; colour: Colour }): number {
    const letter = loadFaces().text.letters.get(name);
    if (letter === undefined) throw new Error(`There is no mark ${name}.`);
    this.#stamp(letter, Math.round(pen.x), pen);
    return pen.x + letter.advance;
  }

  #stamp({ x, y, width, coverage }: Letter, penX: number, pen: { y: number; colour: Colour }): void {
    const base = toIndex(pen.colour, 0);
    const left = penX + x;
    for (let place = 0, row = pen.y + y; place < coverage.length; row++) {
      if (row < 0 || row >= this.height) {
        place += width;
        continue;
      }
      const start = row * (this.width + 1) + 1;
      for (let column = left; column < left + width; column++, place++) {
        const value = coverage[place] ?? 0;
        if (value === 0 || column < 0 || column >= this.width) continue;
        // Where two letters touch, the darker one counts.
        this.#rows[start + column] = Math.max(this.#rows[start + column] ?? 0, base + value);
      }
    }
  }

  toPng(): Buffer {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    // Eight bits a pixel, colours from a palette.
    header.set([8, 3], 8);
    return Buffer.concat([
      Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
      makeChunk("IHDR", header),
      makeChunk("PLTE", PALETTE),
      // Mostly paper: looking for runs alone is faster than looking for any repetition, and finds as much.
      makeChunk("IDAT", deflateSync(this.#rows, { strategy: constants.Z_RLE, memLevel: 6, chunkSize: 2 ** 16 })),
      makeChunk("IEND", Buffer.alloc(0)),
    ]);
  }
}

/** 0 is the paper. */
function toIndex(colour: Colour, step: number): number {
  return COLOUR_NAMES.indexOf(colour) * STEPS + step;
}

const PALETTE = Buffer.from([
  ...PAPER,
  ...COLOUR_NAMES.flatMap((name) =>
    Array.from({ length: STEPS }, (_, step) => step + 1).flatMap((step) =>
      COLOURS[name].map((value, channel) => {
        const paper = PAPER[channel] ?? 0;
        return Math.round(paper + ((value - paper) * step) / STEPS);
      }),
    ),
  ),
]);

function makeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
