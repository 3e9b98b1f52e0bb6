/**
 * A page of ours as Markdown: what stands in its `main`, without the controls that need a script. It reads the HTML that
 * our own components print, in which every `<` and quote of a text is escaped; it is no parser for other people's pages.
 * Crawled text stays text: it is escaped, or stands in a code span that it cannot leave.
 */
import { escapeMarkdown, formatFence, formatSpan, joinParts } from "./markdown.ts";

interface Element {
  tag: string;
  attributes: string;
  /** The value of its attribute `class`. */
  classes: string;
  children: Node[];
}
type Node = string | Element;

const VOID = new Set(["area", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect", "wbr"]);
const SKIPPED = new Set([
  "button",
  "caption",
  "fieldset",
  "form",
  "input",
  "label",
  "script",
  "select",
  "svg",
  "textarea",
]);
const SKIPPED_CLASS = /\b(?:calibration|filters|scripted|scripted-block|crumbs)\b/;
const BLOCKS = new Set(
  "blockquote details div dl figcaption figure h1 h2 h3 h4 main nav noscript ol p pre section summary table ul".split(
    " ",
  ),
);

export function convertToMarkdown(html: string): string {
  const from = html.indexOf("<main");
  return from === -1 ? "" : joinParts(formatBlocks(parse(html.slice(from, html.indexOf("</main>", from)))));
}

/** What is not closed ends with its parent. */
function parse(html: string): Node[] {
  const root: Element = { tag: "", attributes: "", classes: "", children: [] };
  const open = [root];
  for (let at = 0; at < html.length; ) {
    const parent = open.at(-1) ?? root;
    const start = html.indexOf("<", at);
    if (start !== at) parent.children.push(decodeEntities(html.slice(at, start === -1 ? undefined : start)));
    if (start === -1) break;
    const end = findTagEnd(html, start);
    at = end + 1;
    const isEnd = html[start + 1] === "/";
    const tag = readTag(html, start + (isEnd ? 2 : 1));
    if (isEnd) {
      const place = open.findLastIndex((element) => element.tag === tag);
      // The root has no name, so nothing closes it.
      if (place > 0) open.length = place;
    } else if (tag !== "") {
      const attributes = html.slice(start + 1 + tag.length, end);
      const classes = attributes === "" ? "" : readAttribute(attributes, "class");
      const element: Element = { tag, attributes, classes, children: [] };
      if (isSkipped(element)) {
        at = VOID.has(tag) ? at : findElementEnd(html, at, tag);
        continue;
      }
      parent.children.push(element);
      if (!VOID.has(tag)) open.push(element);
    }
  }
  return root.children;
}

/** Behind the end of an element whose content begins at `from`. */
function findElementEnd(html: string, from: number, tag: string): number {
  let depth = 1;
  let at = from;
  while (depth > 0) {
    const start = html.indexOf("<", at);
    if (start === -1) return html.length;
    const isEnd = html[start + 1] === "/";
    if (html.startsWith(tag, start + (isEnd ? 2 : 1)) && readTag(html, start + (isEnd ? 2 : 1)) === tag) {
      depth += isEnd ? -1 : 1;
    }
    at = findTagEnd(html, start) + 1;
  }
  return at;
}

/** The letters and digits that begin at `from`. */
function readTag(html: string, from: number): string {
  let to = from;
  for (let code = html.charCodeAt(to); isTagLetter(code); code = html.charCodeAt(to)) to += 1;
  return html.slice(from, to);
}

function isTagLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** Where the tag that begins at `start` closes; a quoted value may hold the sign too. */
function findTagEnd(html: string, start: number): number {
  let end = html.indexOf(">", start);
  let quote = html.indexOf('"', start);
  while (quote !== -1 && quote < end) {
    const close = html.indexOf('"', quote + 1);
    if (close > end) end = html.indexOf(">", close);
    quote = html.indexOf('"', close + 1);
  }
  return end === -1 ? html.length : end;
}

function isSkipped({ tag, classes }: Element): boolean {
  return SKIPPED.has(tag) || (classes !== "" && SKIPPED_CLASS.test(classes));
}

/** Blocks as they are, and what stands between them as paragraphs. */
function formatBlocks(nodes: readonly Node[]): string[] {
  const parts: string[] = [];
  let inline: Node[] = [];
  const flush = () => {
    parts.push(formatInline(inline).trim());
    inline = [];
  };
  for (const node of nodes) {
    if (typeof node === "string" || !BLOCKS.has(node.tag)) inline.push(node);
    else {
      flush();
      parts.push(...formatBlock(node));
    }
  }
  flush();
  return parts.filter((part) => part !== "");
}

function formatBlock(element: Element): string[] {
  const { tag, children } = element;
  switch (tag) {
    case "h1":
    case "h2":
    case "h3":
    case "h4":
      return [`${"#".repeat(Number(tag[1]))} ${formatInline(children).trim()}`];
    case "p":
      return [hasClass(element, "stamp") ? formatStamp(children) : formatInline(children).trim()];
    case "figcaption":
    case "summary":
      return [formatInline(children).trim()];
    case "ul":
    case "ol":
      return [formatItems(children, tag === "ol")];
    case "dl":
      return [formatTerms(children)];
    case "table":
      return [formatTable(element)];
    case "pre":
      return [formatFence(readText(children), "")];
    case "blockquote":
      if (hasClass(element, "definition")) return formatDefinition(children);
      return [joinParts(formatBlocks(children)).trimEnd().replace(/^/gm, "> ")];
    default:
      return formatBlocks(children);
  }
}

/** The author's words line by line, and which of them are the evidence. */
function formatDefinition(children: readonly Node[]): string[] {
  const quotes = listChildren(children, "mark").map((mark) => formatName(mark.children));
  return [formatFence(readText(children), "text"), quotes.length === 0 ? "" : `Evidence: ${quotes.join(", ")}`];
}

/** What stands on lines of its own there is parted by dots here. */
function formatStamp(children: readonly Node[]): string {
  const parts = children.map((child) => formatInline([child]).trim());
  return parts.filter((part) => part !== "").join(" · ");
}

function listChildren(nodes: readonly Node[], tag: string): Element[] {
  return nodes.filter((node): node is Element => typeof node !== "string" && node.tag === tag);
}

function formatItems(nodes: readonly Node[], isNumbered: boolean): string {
  const items = listChildren(nodes, "li").map(({ children }, index) => {
    const text = formatBlocks(children).join("\n\n").replaceAll("\n", "\n  ");
    return `${isNumbered ? `${index + 1}.` : "-"} ${text}`;
  });
  return items.join("\n");
}

function formatTerms(nodes: readonly Node[]): string {
  const lines: string[] = [];
  for (const node of nodes) {
    if (typeof node === "string") continue;
    // A list within one is sentences, one after the other.
    const text = formatBlocks(node.children)
      .map((block) => block.replace(/^- /gm, "").replaceAll("\n", " "))
      .join(" ");
    if (node.tag === "dt") lines.push(`- ${text}`);
    else lines.push(`${lines.pop() ?? "-"}: ${text}`);
  }
  return lines.join("\n");
}

function formatTable({ children }: Element): string {
  const sections = ["thead", "tbody"].flatMap((tag) => listChildren(children, tag));
  const [head = [], ...rows] = sections.flatMap((section) =>
    listChildren(section.children, "tr").map((row) =>
      row.children.flatMap((cell) => (typeof cell === "string" ? [] : [formatCell(cell)])),
    ),
  );
  const format = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [head, head.map(() => "---"), ...rows].map(format).join("\n");
}

/** One line; a bar in a code span ends the cell too, unless it is escaped. */
function formatCell(cell: Element): string {
  const text = isName(cell) ? formatName(cell.children) : formatBlocks(cell.children).join(" ");
  return text.replaceAll("\n", " ").replace(/(?<!\\)\|/g, "\\|");
}

/** What stands beside each other by its style alone, links and spans, gets a space where the texts would run together. */
function formatInline(nodes: readonly Node[]): string {
  const pieces: string[] = [];
  let last = "";
  let isApart = false;
  for (const node of nodes) {
    const isText = typeof node === "string";
    const text = isText ? escapeMarkdown(foldSpace(node)) : formatInlineElement(node);
    if (text === "") continue;
    const stands = !isText && (node.tag === "a" || node.tag === "span");
    const isParted = isApart || (stands && !"[(“".includes(last));
    if (isParted && last.trim() !== "" && /^[^\s.,;:!?)\]”’]/.test(text)) pieces.push(" ");
    pieces.push(last === " " ? text.trimStart() : text);
    last = text.at(-1) ?? last;
    isApart = stands;
  }
  return pieces.join("");
}

/** Most texts have no other space than single ones. */
function foldSpace(text: string): string {
  return text.includes("\n") || text.includes("\t") || text.includes("  ") ? text.replace(/\s+/g, " ") : text;
}

function formatInlineElement(element: Element): string {
  const { tag, attributes, children } = element;
  const text = isName(element) ? formatName(children) : formatInline(children);
  const href = readAttribute(attributes, "href");
  if (text.trim() === "") return text;
  // A place on the page, which the twin does not have.
  if (href.startsWith("#")) return "";
  // Whatever a text holds, an address of ours has no bracket and no space.
  if (tag === "a" && href !== "") return `[${text.trim()}](${encodeBrackets(href)})`;
  if (tag === "strong") return `**${text.trim()}**`;
  if (tag === "small") return ` (${text.trim()})`;
  return text;
}

function encodeBrackets(href: string): string {
  return href.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function isName(element: Element): boolean {
  return element.tag === "code" || hasClass(element, "name");
}

function hasClass({ classes }: Element, name: string): boolean {
  return classes !== "" && classes.split(" ").includes(name);
}

function formatName(children: readonly Node[]): string {
  const text = readText(children).replace(/\s+/g, " ").trim();
  return text === "" ? "" : formatSpan(text);
}

function readText(nodes: readonly Node[]): string {
  return nodes.map((node) => (typeof node === "string" ? node : readElement(node))).join("");
}

function readElement(element: Element): string {
  const text = readText(element.children);
  return hasClass(element, "hidden-character") ? `[${text}]` : text;
}

function readAttribute(attributes: string, name: string): string {
  const at = attributes.indexOf(` ${name}="`);
  if (at === -1) return "";
  const from = at + name.length + 3;
  return decodeEntities(attributes.slice(from, attributes.indexOf('"', from)));
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );
}
