import { expect, test } from "vitest";
import { createFlatParse, createParse } from "../../scripts/lib/extract/parsers.ts";

const COLUMNS = ["types", "fields", "starts", "ends", "parents", "nexts"] as const;

/** Statements of every kind of end: with and without a semicolon, a comment within, a text over several lines. */
const PARTS = [
  (at: number) => `function run_${at}(a, b) {\n  return a ? [b, "}{", /[}/]+/.test(a)] : \`${at} \${b} {\`;\n}\n`,
  (at: number) => `const value_${at} = { id: ${at}, next: (x) => x + ${at} }\n`,
  (at: number) => `value_${at - 1}.id = 1 /* one */ /* two */\n  + 2; // done\n`,
  (at: number) => `export default class Thing${at} { static name = "x"; run() { return this; } }\n`,
];

function makeText(length: number): string {
  const parts: string[] = [];
  for (let at = 0, total = 0; total < length; at++) {
    const part = PARTS[at % PARTS.length]?.(at) ?? "";
    parts.push(part);
    total += part.length;
  }
  return parts.join("");
}

async function check(text: string): Promise<void> {
  const parse = await createParse();
  const parseWhole = await createFlatParse();
  const sliced = parse("javascript", text)?.tree.flat;
  const whole = parseWhole("javascript", text);
  // The first element is the root: it begins with the text, not with its first statement.
  for (const column of COLUMNS) expect(sliced?.[column].slice(1)).toEqual(whole?.[column].slice(1));
}

test("a long text that is parsed in slices gives the tree that it has as a whole", async () => {
  await check(makeText(1_000_000));
});

test("one statement that is longer than a slice is parsed as a whole", async () => {
  await check(`(() => {\n${makeText(900_000).replaceAll("export default ", "")}})();\nlast();\n`);
});

test("a syntax error in the middle keeps what stands after it", async () => {
  const parse = await createParse();
  const text = `${makeText(400_000)}const = ;\n${makeText(400_000)}lastCall(1);\n`;
  const root = parse("javascript", text);
  expect(root?.children.at(-1)?.text).toBe("lastCall(1);");
});
