/**
 * The parser at the edge: tree-sitter grammars as WebAssembly. A tree is walked once into flat arrays and freed, since
 * trees that live outside JavaScript's heap are otherwise never released.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { Language, Parser, type Tree } from "web-tree-sitter";
import { type FlatTree, type Grammar, type Parse, SyntaxTree } from "../../src/core/extract/syntax.ts";

/** One text may take this long; the parser stops then and gives no tree. Far above what 8 MB need, even on a busy machine. */
const PARSE_LIMIT_MS = 100_000;

/** The first that has a grammar is used; the second has Kotlin, Swift, Dart and Elixir, which the first lacks. */
const GRAMMAR_FOLDERS = ["@vscode/tree-sitter-wasm/wasm", "@cursorless/tree-sitter-wasms/out"];

interface LoadedGrammar {
  parser: Parser;
  typeNames: string[];
  typeNamed: boolean[];
  typeKept: boolean[];
  fieldNames: (string | undefined)[];
}

/** A text that is longer is parsed in a thread of its own: the parser needs thirty times its length, and keeps it. */
const MAX_LENGTH_HERE = 1_500_000;

export interface ParseTask {
  grammar: Grammar;
  text: string;
  port: MessagePort;
  /** Becomes 1 when the tree is in the port. */
  signal: Int32Array<SharedArrayBuffer>;
}

/** The parse function that `extractTools` takes. A grammar is loaded when the first text of its language comes. */
export async function createParse(): Promise<Parse> {
  const parseHere = await createFlatParse();
  return (grammar, text) => {
    const flat = text.length > MAX_LENGTH_HERE ? parseApart(grammar, text) : parseHere(grammar, text);
    return flat && new SyntaxTree(flat).root;
  };
}

function parseApart(grammar: Grammar, text: string): FlatTree | undefined {
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const task: ParseTask = { grammar, text, port: port2, signal };
  const worker = new Worker(new URL("./parse-worker.ts", import.meta.url), { workerData: task, transferList: [port2] });
  try {
    Atomics.wait(signal, 0, 0, PARSE_LIMIT_MS);
    const flat: FlatTree | undefined = receiveMessageOnPort(port1)?.message;
    return flat && { ...flat, text };
  } finally {
    port1.close();
    void worker.terminate();
  }
}

/** The same, but what a tree consists of, as it can pass between threads. */
export async function createFlatParse(): Promise<(grammar: Grammar, text: string) => FlatTree | undefined> {
  await Parser.init();
  const loaded = new Map<Grammar, LoadedGrammar | undefined>();
  return (grammar, text) => {
    if (!loaded.has(grammar)) {
      const path = grammarPath(grammar);
      loaded.set(grammar, path === undefined ? undefined : loadGrammar(path));
    }
    const language = loaded.get(grammar);
    return language && parseText(language, text);
  };
}

/** Where a grammar's WebAssembly stands; `undefined` where no installed package has it. */
function grammarPath(grammar: Grammar): string | undefined {
  return GRAMMAR_FOLDERS.map((folder) =>
    fileURLToPath(import.meta.resolve(`${folder}/tree-sitter-${grammar}.wasm`)),
  ).find((path) => existsSync(path));
}

function loadGrammar(path: string): LoadedGrammar {
  const language = Language.loadSync(new WebAssembly.Module(readFileSync(path)));
  const parser = new Parser();
  parser.setLanguage(language);
  const listed = language.types.map((name) => name ?? "ERROR");
  // A syntax error's number is none of the grammar's: it gets the one after the last.
  const typeNames = [...listed, "ERROR"];
  const typeNamed = [...listed.map((_, id) => language.nodeTypeIsNamed(id)), true];
  return {
    parser,
    typeNames,
    typeNamed,
    typeKept: typeNames.map((name, id) => typeNamed[id] === true || /^(?:[a-z_]+|\*)$/i.test(name)),
    fieldNames: language.fields.map((name) => name ?? undefined),
  };
}

function parseText(grammar: LoadedGrammar, text: string): FlatTree | undefined {
  const end = performance.now() + PARSE_LIMIT_MS;
  let tree: Tree | null = null;
  try {
    tree = grammar.parser.parse(text, null, { progressCallback: () => performance.now() > end });
    if (!tree) {
      grammar.parser.reset();
      return undefined;
    }
    return flatten(grammar, tree, text);
  } finally {
    tree?.delete();
  }
}

/**
 * A tree's columns, with room for every node of the parser's. Memory that is never written to is never used, so that the
 * room for tokens that are not kept costs nothing, and nothing has to be copied.
 */
class Columns {
  length = 0;
  readonly types: Uint16Array;
  readonly fields: Uint16Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly parents: Int32Array;
  readonly nexts: Uint32Array;

  constructor(capacity: number) {
    this.types = new Uint16Array(capacity);
    this.fields = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.parents = new Int32Array(capacity);
    this.nexts = new Uint32Array(capacity);
  }

  push(type: number, field: number, start: number, end: number, parent: number): number {
    const at = this.length++;
    this.types[at] = type;
    this.fields[at] = field;
    this.starts[at] = start;
    this.ends[at] = end;
    this.parents[at] = parent;
    return at;
  }
}

/** Iterative, since a hostile file nests as deep as it likes. */
function flatten(grammar: LoadedGrammar, tree: Tree, text: string): FlatTree {
  const { typeNames, typeNamed, typeKept, fieldNames } = grammar;
  const columns = new Columns(tree.rootNode.descendantCount);
  const cursor = tree.walk();
  let parent = -1;
  try {
    for (let descending = true; ; ) {
      if (descending) {
        const type = Math.min(cursor.nodeTypeId, typeNames.length - 1);
        const field = cursor.currentFieldId;
        if (field !== 0 || typeKept[type]) {
          const at = columns.push(type, field, cursor.startIndex, cursor.endIndex, parent);
          if (cursor.gotoFirstChild()) {
            parent = at;
            continue;
          }
          columns.nexts[at] = columns.length;
        }
      }
      if (cursor.gotoNextSibling()) {
        descending = true;
        continue;
      }
      if (!cursor.gotoParent()) break;
      columns.nexts[parent] = columns.length;
      parent = columns.parents[parent] ?? -1;
      descending = false;
    }
  } finally {
    cursor.delete();
  }
  const { length } = columns;
  return {
    text,
    typeNames,
    typeNamed,
    fieldNames,
    types: columns.types.subarray(0, length),
    fields: columns.fields.subarray(0, length),
    starts: columns.starts.subarray(0, length),
    ends: columns.ends.subarray(0, length),
    parents: columns.parents.subarray(0, length),
    nexts: columns.nexts.subarray(0, length),
  };
}
