/** Docstrings: dedented as `inspect.cleandoc` does, and the parameters that they describe. */

export function cleanDocstring(text: string): string {
  const lines = expandTabs(text).split("\n");
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const margin = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  const cleaned = lines.map((line, index) =>
    index === 0 ? line.trimStart() : line.slice(Math.min(margin, line.length)),
  );
  while (cleaned.length > 0 && cleaned.at(-1)?.trim() === "") cleaned.pop();
  while (cleaned.length > 0 && cleaned[0]?.trim() === "") cleaned.shift();
  return cleaned.join("\n");
}

function expandTabs(text: string): string {
  return text.includes("\t") ? text.replaceAll("\t", "        ") : text;
}

/** Longer lines are no descriptions, and patterns over them would cost. */
const MAX_LINE = 1_000;

const SECTION = /^\s*(?:Args|Arguments|Parameters|Params|Keyword Args|Other Parameters)\s*:?\s*$/;
const OTHER_SECTION =
  /^\s*(?:Returns?|Yields?|Raises|Examples?|Notes?|Attributes|See Also|Warnings?|References|Todo|Usage)\s*:?\s*$/i;

/** What the docstring says of each parameter: Google's `Args:`, NumPy's underlined section, `:param name:`. */
export function parameterDocs(docstring: string): Map<string, string> {
  const docs = new Map<string, string>();
  const lines = cleanDocstring(docstring)
    .split("\n")
    .map((line) => line.trimEnd().slice(0, MAX_LINE));
  readFields(lines, docs);
  for (let index = 0; index < lines.length; index++) {
    if (!SECTION.test(lines[index] ?? "")) continue;
    const underlined = /^\s*-{3,}\s*$/.test(lines[index + 1] ?? "");
    readSection(lines.slice(index + (underlined ? 2 : 1)), indentOf(lines[index] ?? ""), underlined, docs);
  }
  return docs;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function readSection(
  lines: readonly string[],
  sectionIndent: number,
  underlined: boolean,
  docs: Map<string, string>,
): void {
  let base: number | undefined;
  let current: string | undefined;
  for (const line of lines) {
    if (line.trim() === "") continue;
    const indent = indentOf(line);
    if (indent <= sectionIndent && (!underlined || OTHER_SECTION.test(line))) return;
    base ??= indent;
    const entry = underlined
      ? /^\s*([\w, ]+?)\s*(?::.*)?$/.exec(line)
      : /^\s*[-*]?\s*`{0,2}\*{0,2}(\w+)`{0,2}\s*(?:\([^)]*(?:\)[^):]*)?\))?\s*(?::|--?)\s*(.*)$/.exec(line);
    if (indent <= base && entry?.[1] !== undefined) {
      current = entry[1];
      if (!docs.has(current)) docs.set(current, (entry[2] ?? "").trim());
    } else if (current !== undefined && indent > base) {
      docs.set(current, `${docs.get(current) ?? ""} ${line.trim()}`.trim());
    }
  }
}

/** `:param name: text`, with continuation lines. */
function readFields(lines: readonly string[], docs: Map<string, string>): void {
  let current: string | undefined;
  for (const line of lines) {
    const entry = /^\s*:(?:param|parameter|arg|argument)\s+(?:[\w[\], |.]+\s+)?\*{0,2}(\w+)\s*:\s*(.*)$/.exec(line);
    if (entry?.[1] !== undefined) {
      current = entry[1];
      docs.set(current, (entry[2] ?? "").trim());
    } else if (/^\s*:\w+/.test(line) || line.trim() === "") {
      current = undefined;
    } else if (current !== undefined) {
      docs.set(current, `${docs.get(current) ?? ""} ${line.trim()}`.trim());
    }
  }
}
