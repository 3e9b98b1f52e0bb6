/**
 * The tools that a README lists, for servers whose source shows none: names in a section about tools, with what stands
 * beside them. Prose, not code: the last resort, and marked as such.
 */
import type { JsonObject } from "../../schema/json.ts";
import type { ToolDefinition } from "../../schema/tool.ts";
import type { ExtractContext, FoundTool } from "../context.ts";

const MAX_LINES = 20_000;
const ITEM = /^(\s*)(?:[-*+]|\d{1,3}\.)\s+(?:\*\*`?|`)([A-Za-z][\w.-]{1,80})(?:`?\*\*|`)\s*(?:[:–—-]+\s*(.*))?$/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const ROW = /^\|\s*(?:\*\*)?`([A-Za-z][\w.-]{1,80})`(?:\*\*)?\s*\|\s*(.*?)\s*\|/;
const CELLS = /^\s*\|(.*)\|\s*$/;
/** A heading that names one tool: `` `name` ``, «1. name», «Tool 2: name». */
const NAME_HEADING = /^(?:(tool\s*(?:#?\d{1,3}\s*[.):–—-]?|:))|\d{1,3}[.)])?\s*(`?)([A-Za-z][\w.-]{1,80})\2$/i;
const FENCE = /^\s*(?:```|~~~)/;
const DETAIL = /^\s+(?:[-*+])\s+\**(Title|Description|Read-only)\**:\**\s*(.*)$/i;
const PARAMETER = /^\s*[-*+]\s+`([\w.-]{1,80})`\s*(?:\(([^)]*)\))?\s*(?:[:–—-]+\s*(.*))?$/;
/** A heading over a list of tools, not over what is said of tools. */
const TOOLS_SECTION = /\btools\b|\btool\s+(?:list|reference|overview|catalog(?:ue)?|summary)\b/i;
const OTHER_SECTION =
  /prompt|resource|environment|variable|config|option|argument|parameter|flag|setting|status|value|error|install|command|example|usage|test|development|related|disabl|enabl|mode|filter|categor|permission|discovery|client|transport/i;
/** A sentence or a bold line that opens a list of something else: «Parameters:». */
const OTHER_LIST =
  /\b(?:variables?|options?|parameters?|param|args|arguments?|inputs?|outputs?|returns?|flags?|values?|settings?|modes?|status(?:es)?|states?|types?|fields?|examples?|errors?|resources?|prompts?)\b[^.]*:?\**:?\s*$/i;
const NAME_COLUMN = /\b(?:tools?|functions?|name)\b/i;
const PARAMETER_COLUMN =
  /^(?:variables?|env.*|parameters?|options?|flags?|arguments?|settings?|keys?|fields?|types?|defaults?|values?|required|optional)$/i;

/** How tools are named: one word or several in lower case, joined by `_`, `-`, `.` or a capital. */
const TOOL_NAME = /^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)*(?:[_.-][a-zA-Z0-9]+)*$/;
const FILE_NAME = /\.(?:json|jsonc|[cm]?[jt]sx?|py|ya?ml|toml|md|env|sh|go|rs|txt|ini)$/i;
const LITERALS = new Set(
  "true false null none undefined yes no string number integer float boolean object array stdio sse http https".split(
    " ",
  ),
);

function isToolName(name: string): boolean {
  return TOOL_NAME.test(name) && !FILE_NAME.test(name) && !LITERALS.has(name) && !/_[A-Z]{2}/.test(name);
}

/** The indent of a tool that a heading names: every list and table below it is about the tool. */
const UNDER_HEADING = -1;

export function readReadme(context: ExtractContext): FoundTool[] {
  const prefix = context.root === "" ? "" : `${context.root}/`;
  const path = [...context.files.keys()].find((name) => name.toLowerCase() === `${prefix}readme.md`.toLowerCase());
  const text = path === undefined ? undefined : context.text(path);
  return path === undefined || text === undefined
    ? []
    : new ReadmeReader(path).read(text.split("\n").slice(0, MAX_LINES));
}

/** Walks the lines; a section about tools lasts until the next heading of its level. */
class ReadmeReader {
  readonly #path: string;
  readonly #tools: FoundTool[] = [];
  #sectionLevel = 0;
  /** The level of a heading inside the section under which something else stands. */
  #otherLevel = 0;
  #isOtherList = false;
  #isFenced = false;
  /** Whether the table at hand lists tools; `undefined`: its header has not been read. */
  #isToolTable: boolean | undefined;
  #indent = 0;
  #current: ToolDefinition | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  read(lines: readonly string[]): FoundTool[] {
    for (const [index, line] of lines.entries()) this.#readLine(line, index + 1);
    return this.#tools;
  }

  #readLine(line: string, number: number): void {
    if (FENCE.test(line)) this.#isFenced = !this.#isFenced;
    if (this.#isFenced) return;
    const heading = HEADING.exec(line);
    if (heading) this.#readHeading(heading[1]?.length ?? 1, heading[2] ?? "", number);
    else if (this.#sectionLevel > 0 && this.#otherLevel === 0) this.#readContent(line, number);
  }

  #readContent(line: string, number: number): void {
    const cells = CELLS.exec(line)?.[1]?.split("|");
    if (!cells) this.#isToolTable = undefined;
    const indent = line.length - line.trimStart().length;
    if (this.#current && (indent > this.#indent || line.trim() === "") && this.#readDetail(line, this.#current)) return;
    const item = ITEM.exec(line);
    if (item) {
      if (this.#isOtherList || (this.#current && indent > this.#indent)) return;
      this.#indent = indent;
      this.#start(item[2] ?? "", item[3], number);
    } else if (cells) this.#readRow(line, cells, number);
    else if (/^\S/.test(line) && !/^[-*+]\s|^\d+\./.test(line)) this.#readSentence(line.trim());
  }

  #readSentence(text: string): void {
    this.#isOtherList = OTHER_LIST.test(text) && !/\btools\b/i.test(text);
    if (this.#indent !== UNDER_HEADING) this.#current = undefined;
    else if (this.#current && !this.#current.description && /^[A-Z].*[.!]$/.test(text))
      this.#current.description = text;
  }

  #readRow(line: string, cells: readonly string[], number: number): void {
    if (this.#isToolTable === undefined) {
      const titles = cells.map((cell) => cell.replace(/[*`_]/g, "").trim());
      const isNamed = NAME_COLUMN.test(titles[0] ?? "") && !PARAMETER_COLUMN.test(titles[0] ?? "");
      const ofTools = /\btools?\b/i.test(titles[0] ?? "");
      this.#isToolTable = isNamed && (ofTools || !titles.some((title) => PARAMETER_COLUMN.test(title)));
      return;
    }
    const row = this.#isToolTable && this.#indent !== UNDER_HEADING ? ROW.exec(line) : null;
    if (row) this.#start(row[1] ?? "", row[2], number);
  }

  #readHeading(level: number, text: string, number: number): void {
    this.#isOtherList = false;
    this.#isToolTable = undefined;
    if (this.#sectionLevel > 0 && level > this.#sectionLevel) {
      if (this.#otherLevel > 0 && level > this.#otherLevel) return;
      const [, announced, quoted, name] = NAME_HEADING.exec(text) ?? [];
      const isName = name !== undefined && (Boolean(announced || quoted) || /[_-]|[a-z][A-Z]/.test(name));
      this.#otherLevel = !isName && OTHER_SECTION.test(text) ? level : 0;
      this.#current = undefined;
      this.#indent = 0;
      if (isName && this.#start(name, undefined, number)) this.#indent = UNDER_HEADING;
      return;
    }
    this.#current = undefined;
    this.#indent = 0;
    this.#otherLevel = 0;
    this.#sectionLevel = TOOLS_SECTION.test(text) && !OTHER_SECTION.test(text) ? level : 0;
  }

  #start(name: string, description: string | undefined, line: number): boolean {
    if (!isToolName(name)) return false;
    const tool: ToolDefinition = { name, source: { path: this.#path, line } };
    const text = description?.trim();
    if (text) tool.description = text;
    this.#current = tool;
    this.#tools.push({ tool, idiom: "list/readme" });
    return true;
  }

  /** Title, description, parameters below a tool's name. */
  #readDetail(line: string, tool: ToolDefinition): boolean {
    const detail = DETAIL.exec(line);
    const text = detail?.[2]?.trim();
    if (detail && text) {
      const field = detail[1]?.toLowerCase();
      if (field === "title") tool.title = text;
      if (field === "description") tool.description = text;
      if (field === "read-only") tool.annotations = { readOnlyHint: /true|yes/i.test(text) };
      return true;
    }
    const parameter = PARAMETER.exec(line);
    if (!parameter?.[1]) return false;
    addParameter(tool, parameter[1], parameter[2] ?? "", parameter[3]);
    return true;
  }
}

const TYPES = new Set(["string", "number", "integer", "boolean", "array", "object"]);

function addParameter(tool: ToolDefinition, name: string, kind: string, description: string | undefined): void {
  const schema = (tool.inputSchema ?? { type: "object", properties: {} }) as {
    properties: JsonObject;
    required?: string[];
  };
  const words = kind.toLowerCase().split(/[\s,]+/);
  const type = words.find((word) => TYPES.has(word));
  Object.defineProperty(schema.properties, name, {
    value: { ...(type ? { type } : {}), ...(description ? { description } : {}) },
    enumerable: true,
    configurable: true,
    writable: true,
  });
  if (kind !== "" && !words.includes("optional")) schema.required = [...(schema.required ?? []), name];
  tool.inputSchema = schema as unknown as JsonObject;
}
