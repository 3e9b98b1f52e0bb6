/**
 * The parser at the edge: tree-sitter grammars as WebAssembly, loaded when their language comes, and which way a text is
 * parsed: here, here in slices, or in a thread of its own.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { Language, Parser } from "web-tree-sitter";
import { type FlatTree, type Grammar, type Parse, SyntaxTree } from "../../../src/core/extract/syntax.ts";
import {
  type LoadedGrammar,
  MAX_LENGTH_HERE,
  PARSE_LIMIT_MS,
  parseSlices,
  parseText,
  SLICE_LENGTH,
} from "./flat-trees.ts";

/** The first that has a grammar is used; the second has Kotlin, Swift, Dart and Elixir, which the first lacks. */
const GRAMMAR_FOLDERS = ["@vscode/tree-sitter-wasm/wasm", "@cursorless/tree-sitter-wasms/out"];

/**
 * Grammars with a function of more than fifty kilobytes. V8's optimizing compiler needs up to 3.7 GB and a minute for one
 * of them, and what it makes is no faster than what the first compiler made at once.
 */
const HUGE: ReadonlySet<Grammar> = new Set(["kotlin", "swift", "elixir", "ruby"]);

/** Languages whose statements mean the same wherever they stand in a file. */
const SLICED: ReadonlySet<Grammar> = new Set(["typescript", "tsx", "javascript"]);

export interface ParseTask {
  grammar: Grammar;
  text: string;
  port: MessagePort;
  /** Becomes 1 when the tree is in the port. */
  signal: Int32Array<SharedArrayBuffer>;
}

/** The parse function that `extractTools` takes. A grammar is loaded when the first text of its language comes. */
export async function createParse(): Promise<Parse> {
  const languageOf = await createLanguages();
  return (grammar, text) => {
    const flat = parseLongOrShort(languageOf, grammar, text);
    return flat && new SyntaxTree(flat).root;
  };
}

function parseLongOrShort(languageOf: LanguageOf, grammar: Grammar, text: string): FlatTree | undefined {
  const language = languageOf(grammar);
  if (!language) return undefined;
  const sliced = text.length > 2 * SLICE_LENGTH && SLICED.has(grammar) ? parseSlices(language, text) : undefined;
  if (sliced) return sliced;
  return text.length > MAX_LENGTH_HERE ? parseApart(grammar, text) : parseText(language, text);
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

/** The same, but what a tree consists of, as it can pass between threads; never in slices. */
export async function createFlatParse(): Promise<(grammar: Grammar, text: string) => FlatTree | undefined> {
  const languageOf = await createLanguages();
  return (grammar, text) => {
    const language = languageOf(grammar);
    return language && parseText(language, text);
  };
}

/** Languages, each loaded when it is first asked for; `undefined` where no installed package has it. */
type LanguageOf = (grammar: Grammar) => LoadedGrammar | undefined;

async function createLanguages(): Promise<LanguageOf> {
  // A grammar's tables are functions of megabytes: to optimise one takes seconds and gigabytes, and gains nothing.
  for (const flag of ["--liftoff-only", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"]) setFlagsFromString(flag);
  await Parser.init();
  const loaded = new Map<Grammar, LoadedGrammar | undefined>();
  const languageOf: LanguageOf = (grammar) => {
    if (!loaded.has(grammar)) {
      const path = grammarPath(grammar);
      loaded.set(grammar, path === undefined ? undefined : loadGrammar(path));
      if (HUGE.has(grammar)) keepUnoptimized(languageOf, grammar);
    }
    return loaded.get(grammar);
  };
  return languageOf;
}

/**
 * V8 decides when it first compiles a function whether it will ever optimize it, and compiles it when it is first called.
 * So an empty text is parsed while optimizing is switched off. What all grammars share was called before. What another thread
 * happens to call for the first time in these milliseconds stays as it is too, which costs a little of its speed.
 */
function keepUnoptimized(languageOf: LanguageOf, grammar: Grammar): void {
  languageOf("go")?.parser.parse(" ")?.delete();
  for (const flag of OPTIMIZING) setFlagsFromString(`--no-${flag}`);
  try {
    languageOf(grammar)?.parser.parse(" ")?.delete();
  } finally {
    for (const flag of OPTIMIZING) setFlagsFromString(`--${flag}`);
  }
}

const OPTIMIZING = ["wasm-tier-up", "wasm-dynamic-tiering"];

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
