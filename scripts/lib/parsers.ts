/**
 * The parser at the edge: tree-sitter grammars as WebAssembly. A tree is walked once into flat arrays and freed, since
 * trees that live outside JavaScript's heap are otherwise never released.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
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

/** The parse function that `extractTools` takes. A grammar is loaded when the first text of its language comes. */
export async function createParse(): Promise<Parse> {
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

function parseText(grammar: LoadedGrammar, text: string): ReturnType<Parse> {
  const end = performance.now() + PARSE_LIMIT_MS;
  let tree: Tree | null = null;
  try {
    tree = grammar.parser.parse(text, null, { progressCallback: () => performance.now() > end });
    if (!tree) {
      grammar.parser.reset();
      return undefined;
    }
    return new SyntaxTree(flatten(grammar, tree, text)).root;
  } finally {
    tree?.delete();
  }
}

/** Arrays that grow by doubling: a tree's size is not known before it has been walked. */
class Columns {
  capacity = 1024;
  length = 0;
  types = new Uint16Array(this.capacity);
  fields = new Uint16Array(this.capacity);
  starts = new Uint32Array(this.capacity);
  ends = new Uint32Array(this.capacity);
  parents = new Int32Array(this.capacity);
  nexts = new Uint32Array(this.capacity);

  push(type: number, field: number, start: number, end: number, parent: number): number {
    if (this.length === this.capacity) this.#grow();
    const at = this.length++;
    this.types[at] = type;
    this.fields[at] = field;
    this.starts[at] = start;
    this.ends[at] = end;
    this.parents[at] = parent;
    return at;
  }

  #grow(): void {
    this.capacity *= 2;
    const larger = <Column extends Uint16Array | Uint32Array | Int32Array>(column: Column, grown: Column): Column => {
      grown.set(column);
      return grown;
    };
    this.types = larger(this.types, new Uint16Array(this.capacity));
    this.fields = larger(this.fields, new Uint16Array(this.capacity));
    this.starts = larger(this.starts, new Uint32Array(this.capacity));
    this.ends = larger(this.ends, new Uint32Array(this.capacity));
    this.parents = larger(this.parents, new Int32Array(this.capacity));
    this.nexts = larger(this.nexts, new Uint32Array(this.capacity));
  }
}

/** Iterative, since a hostile file nests as deep as it likes. */
function flatten(grammar: LoadedGrammar, tree: Tree, text: string): FlatTree {
  const { typeNames, typeNamed, typeKept, fieldNames } = grammar;
  const columns = new Columns();
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
    types: columns.types.slice(0, length),
    fields: columns.fields.slice(0, length),
    starts: columns.starts.slice(0, length),
    ends: columns.ends.slice(0, length),
    parents: columns.parents.slice(0, length),
    nexts: columns.nexts.slice(0, length),
  };
}
