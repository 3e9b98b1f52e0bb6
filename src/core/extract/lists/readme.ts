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
const DETAIL = /^\s+(?:[-*+])\s+\**(Title|Description|Read-only)\**:\**\s*(.*)$/i;
const PARAMETER = /^\s+[-*+]\s+`([\w.-]{1,80})`\s*(?:\(([^)]*)\))?\s*(?:[:–—-]+\s*(.*))?$/;
const OTHER_SECTION =
  /prompt|resource|environment|variable|config|option|argument|flag|install|command|example|development|related|disabl|enabl|mode|filter|categor|permission/i;

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
    const heading = HEADING.exec(line);
    if (heading) {
      this.#readHeading(heading[1]?.length ?? 1, heading[2] ?? "", number);
      return;
    }
    if (this.#sectionLevel === 0) return;
    const indent = line.length - line.trimStart().length;
    if (this.#current && (indent > this.#indent || line.trim() === "") && this.#readDetail(line, this.#current)) return;
    const item = ITEM.exec(line);
    if (item && (!this.#current || indent <= this.#indent)) {
      this.#indent = indent;
      this.#start(item[2] ?? "", item[3], number);
      return;
    }
    const row = ROW.exec(line);
    if (row) this.#start(row[1] ?? "", row[2], number);
  }

  #readHeading(level: number, text: string, number: number): void {
    const name = /^`?([A-Za-z][\w.-]{1,80})`?$/.exec(text)?.[1];
    if (this.#sectionLevel > 0 && level > this.#sectionLevel) {
      if (name && (text.startsWith("`") || /[_-]|[a-z][A-Z]/.test(name))) this.#start(name, undefined, number);
      return;
    }
    this.#current = undefined;
    this.#sectionLevel = /\btools?\b/i.test(text) && !OTHER_SECTION.test(text) ? level : 0;
  }

  #start(name: string, description: string | undefined, line: number): void {
    const tool: ToolDefinition = { name, source: { path: this.#path, line } };
    const text = description?.trim();
    if (text) tool.description = text;
    this.#current = tool;
    this.#tools.push({ tool, idiom: "list/readme" });
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
