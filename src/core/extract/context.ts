/**
 * What one extraction run shares between languages: the files, trees parsed once, issues, budgets. An extractor asks
 * for trees by path and reports what it could not read; it throws nothing for bad input.
 */
import type { Issue } from "../schema/issue.ts";
import type { Server } from "../schema/server.ts";
import type { ToolDefinition } from "../schema/tool.ts";
import { dirname, isWithin } from "./paths.ts";
import type { Grammar, Parse, SyntaxNode } from "./syntax.ts";
import type { ExtractionOptions, FileTree } from "./types.ts";

/** A tool with the idiom that registers it (`ts/register-tool`), for the statistics. */
export interface FoundTool {
  tool: ToolDefinition;
  idiom: string;
  /** The conditions that the tool's guard is made of, where a language still compares them. */
  guards?: readonly { text: string; default: boolean | "unknown" }[];
}

export interface LanguageResult {
  tools: FoundTool[];
  dynamic?: NonNullable<Server["dynamic"]>;
  /** Something was met that may hide further tools. */
  incomplete?: boolean;
  /** No registration was met; the tools are known by their look only, and another language's registrations outweigh them. */
  byShape?: boolean;
}

/** One language: which files it reads, and how. The registry (`languages.ts`) lists them. */
export interface LanguageExtractor {
  id: string;
  /** The grammar of a path; `undefined`: not this language's. */
  grammarOf(path: string): Grammar | undefined;
  /** Without one of these texts in one of its files a server has no tools in this language; nothing is parsed then. */
  hints: readonly string[];
  extract(context: ExtractContext): LanguageResult;
}

/** Characters of one file; a larger one is not parsed. */
const MAX_FILE_LENGTH = 8_000_000;
/** Characters of one server that are parsed at most. */
const MAX_PARSED_LENGTH = 60_000_000;

export class ExtractContext {
  readonly files: FileTree;
  /** The server's own folder without a final `/`; empty where the whole tree is the server's. */
  readonly root: string;
  readonly issues: Issue[] = [];
  parsedFiles = 0;
  readonly #parse: Parse;
  readonly #trees = new Map<string, SyntaxNode | undefined>();
  #parsedLength = 0;
  #steps: number;

  constructor(files: FileTree, parse: Parse, options: ExtractionOptions = {}, steps = 3_000_000) {
    this.files = files;
    this.root = (options.subfolder ?? "").replace(/^\/+|\/+$/g, "");
    this.#parse = parse;
    this.#steps = steps;
  }

  /** Whether the path lies in the server's own folder. */
  isOwn(path: string): boolean {
    return isWithin(path, this.root);
  }

  /** The path from the server's folder on. */
  relative(path: string): string {
    return this.root === "" || !this.isOwn(path) ? path : path.slice(this.root.length + 1);
  }

  text(path: string): string | undefined {
    return this.files.get(path);
  }

  /**
   * The file's tree, parsed once; `undefined` where there is no such file or it cannot be parsed (then an issue says so).
   * `prepare` writes what the grammar does not know in a way that it does, without moving anything.
   */
  tree(path: string, grammar: Grammar, prepare?: (text: string) => string): SyntaxNode | undefined {
    if (this.#trees.has(path)) return this.#trees.get(path);
    const tree = this.#parseFile(path, grammar, prepare);
    this.#trees.set(path, tree);
    return tree;
  }

  #parseFile(path: string, grammar: Grammar, prepare = (text: string) => text): SyntaxNode | undefined {
    const text = this.files.get(path);
    if (text === undefined) return undefined;
    if (text.length > MAX_FILE_LENGTH) {
      this.report("file-too-long", { length: text.length, limit: MAX_FILE_LENGTH }, path);
      return undefined;
    }
    if (this.#parsedLength + text.length > MAX_PARSED_LENGTH) {
      this.report("too-much-source", { limit: MAX_PARSED_LENGTH }, path);
      return undefined;
    }
    this.#parsedLength += text.length;
    const tree = this.#parse(grammar, prepare(text));
    if (!tree) {
      this.report("not-parsed", { grammar }, path);
      return undefined;
    }
    this.parsedFiles++;
    const fault = tree.tree.ofTypes(new Set(["ERROR"])).next().value;
    if (fault) this.report("syntax-error", { line: fault.line }, `${path}:${fault.line}`);
    return tree;
  }

  report(code: string, args: Issue["args"], path?: string): void {
    const same = this.issues.some((issue) => issue.code === code && issue.path === path);
    if (!same) this.issues.push(path === undefined ? { code, args } : { code, args, path });
  }

  /** Gives a further stage its own budget, so that what came before it cannot use up everything. */
  refill(steps: number): void {
    this.#steps = steps;
  }

  /** Takes from the run's budget; false when it is used up, so that loops over hostile input end. */
  spend(steps = 1): boolean {
    if (this.#steps <= 0) return false;
    this.#steps -= steps;
    if (this.#steps <= 0) this.report("budget-used-up", {});
    return this.#steps > 0;
  }

  /** Paths of the server's own files, and with `everywhere` of the whole tree, in the tree's order. */
  paths({ everywhere = false } = {}): string[] {
    const paths = [...this.files.keys()];
    return everywhere ? paths : paths.filter((path) => this.isOwn(path));
  }

  /** The nearest folder upwards, from the file's own, that holds a file of the name. */
  nearest(path: string, name: string): string | undefined {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const candidate = folder === "" ? name : `${folder}/${name}`;
      if (this.files.has(candidate)) return candidate;
      if (folder === "") return undefined;
    }
  }
}
