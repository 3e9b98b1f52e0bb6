/**
 * From a parser's tree to flat arrays. A tree is walked once and freed, since trees that live outside JavaScript's heap are
 * otherwise never released.
 */
import type { Parser, Tree, TreeCursor } from "web-tree-sitter";
import type { FlatTree } from "../../../src/core/extract/syntax.ts";

/** One text may take this long; the parser stops then and gives no tree. Far above what 8 MB need, even on a busy machine. */
export const PARSE_LIMIT_MS = 100_000;
/** A longer text is not parsed as a whole where its memory would be kept: the parser needs thirty times its length. */
export const MAX_LENGTH_HERE = 1_500_000;
/** Characters of a slice. */
export const SLICE_LENGTH = 300_000;

export interface LoadedGrammar {
  parser: Parser;
  typeNames: string[];
  typeNamed: boolean[];
  typeKept: boolean[];
  fieldNames: (string | undefined)[];
}

export function parseText(grammar: LoadedGrammar, text: string): FlatTree | undefined {
  columns.clear();
  return withTree(grammar, text, (tree) => {
    const cursor = tree.walk();
    try {
      columns.push(
        Math.min(cursor.nodeTypeId, grammar.typeNames.length - 1),
        0,
        cursor.startIndex,
        cursor.endIndex,
        -1,
      );
      if (cursor.gotoFirstChild()) flatten(grammar, cursor, 0, Number.POSITIVE_INFINITY);
      return columns.toTree(grammar, text);
    } finally {
      cursor.delete();
    }
  });
}

/**
 * The same in slices, each of as many whole statements as there are in so many characters: a tree takes thirty times its
 * text, and this way it is the tree of a slice. `undefined` where one statement is too long for that (a bundle that is one
 * function), or where something cannot be parsed.
 */
export function parseSlices(grammar: LoadedGrammar, text: string): FlatTree | undefined {
  const type = grammar.typeNames.indexOf("program");
  if (type < 0) return undefined;
  columns.clear();
  columns.push(type, 0, 0, text.length, -1);
  let length = SLICE_LENGTH;
  for (let start = 0; start < text.length; ) {
    const end = cutAfter(text, start, length);
    const taken = withTree(grammar, text.slice(start, end), (tree) =>
      takeStatements(grammar, tree, start, end === text.length),
    );
    if (taken === undefined) return undefined;
    if (end === text.length) break;
    length = taken > 0 ? SLICE_LENGTH : length * 2;
    if (length > MAX_LENGTH_HERE) return undefined;
    start += taken;
  }
  return columns.toTree(grammar, text);
}

/** What begins a statement of the file itself, where a bundler indents all that is within one. */
const STATEMENT = /\n(?=(?:async|class|const|export|function|import|let|var)\b)/g;

/** The end of a slice, best where a statement begins, else where a token ends. */
function cutAfter(text: string, start: number, length: number): number {
  const end = start + length;
  if (end >= text.length) return text.length;
  const middle = start + Math.floor(length / 2);
  const begun = [...text.slice(middle, end).matchAll(STATEMENT)].at(-1);
  if (begun) return middle + begun.index + 1;
  const mark = Math.max(text.lastIndexOf("\n", end), text.lastIndexOf(";", end)) + 1;
  return mark > middle ? mark : end;
}

/**
 * Appends a slice's statements but the last, which the cut may have shortened, and those from a syntax error on, which it
 * may have caused. Gives the length of what was taken.
 */
function takeStatements(grammar: LoadedGrammar, { rootNode }: Tree, offset: number, isLast: boolean): number {
  const cursor = rootNode.walk();
  try {
    // A fault of the whole slice, then: its parts may be anything.
    if (rootNode.type === "ERROR" && !isLast) return 0;
    if (!cursor.gotoFirstChild()) return 0;
    let limit = Number.POSITIVE_INFINITY;
    if (!isLast) {
      let end = 0;
      limit = 0;
      do {
        const node = cursor.currentNode;
        if (node.hasError) break;
        // What stands before the newest statement is whole; a comment may stand within it.
        if (node.type !== "comment") limit = end;
        end = node.endIndex;
      } while (cursor.gotoNextSibling());
      if (limit === 0) return 0;
      cursor.reset(rootNode);
      cursor.gotoFirstChild();
    }
    flatten(grammar, cursor, offset, limit);
    return limit;
  } finally {
    cursor.delete();
  }
}

/** Parses, and frees the tree after `use`; `undefined` where the parser gave up. */
function withTree<Result>({ parser }: LoadedGrammar, text: string, use: (tree: Tree) => Result): Result | undefined {
  const end = performance.now() + PARSE_LIMIT_MS;
  const tree = parser.parse(text, null, { progressCallback: () => performance.now() > end });
  if (!tree) {
    parser.reset();
    return undefined;
  }
  try {
    return use(tree);
  } finally {
    tree.delete();
  }
}

/** Nodes that there is room for at first, and that room is kept for between trees: twenty bytes a node. */
const FIRST_CAPACITY = 65_536;
const MOST_KEPT = 1_000_000;

/** A tree while it is written down, one column for each fact of a node; it grows, and is used again for the next tree. */
class Columns {
  length = 0;
  types = new Uint16Array(FIRST_CAPACITY);
  fields = new Uint16Array(FIRST_CAPACITY);
  starts = new Uint32Array(FIRST_CAPACITY);
  ends = new Uint32Array(FIRST_CAPACITY);
  parents = new Int32Array(FIRST_CAPACITY);
  nexts = new Uint32Array(FIRST_CAPACITY);

  /** Gives back what a tree far larger than others had needed. */
  clear(): void {
    this.length = 0;
    if (this.types.length > MOST_KEPT) this.#resize(FIRST_CAPACITY);
  }

  push(type: number, field: number, start: number, end: number, parent: number): number {
    if (this.length === this.types.length) this.#resize(this.length * 2);
    const at = this.length++;
    this.types[at] = type;
    this.fields[at] = field;
    this.starts[at] = start;
    this.ends[at] = end;
    this.parents[at] = parent;
    return at;
  }

  #resize(capacity: number): void {
    const { types, fields, starts, ends, parents, nexts, length } = this;
    this.types = new Uint16Array(capacity);
    this.fields = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.parents = new Int32Array(capacity);
    this.nexts = new Uint32Array(capacity);
    if (length === 0) return;
    this.types.set(types);
    this.fields.set(fields);
    this.starts.set(starts);
    this.ends.set(ends);
    this.parents.set(parents);
    this.nexts.set(nexts);
  }

  /** Copies what was written, so that a tree takes no more room than its nodes. */
  toTree({ typeNames, typeNamed, fieldNames }: LoadedGrammar, text: string): FlatTree {
    const { length } = this;
    this.nexts[0] = length;
    return {
      text,
      typeNames,
      typeNamed,
      fieldNames,
      types: this.types.slice(0, length),
      fields: this.fields.slice(0, length),
      starts: this.starts.slice(0, length),
      ends: this.ends.slice(0, length),
      parents: this.parents.slice(0, length),
      nexts: this.nexts.slice(0, length),
    };
  }
}

/** One tree at a time is written down in a thread. */
const columns = new Columns();

/**
 * Appends the node at the cursor, a child of the root, and its siblings that end by `limit`, with all that is in them.
 * Iterative, since a hostile file nests as deep as it likes.
 */
function flatten({ typeNames, typeKept }: LoadedGrammar, cursor: TreeCursor, offset: number, limit: number): void {
  let parent = 0;
  for (let descending = true; ; ) {
    if (descending) {
      if (parent === 0 && cursor.endIndex > limit) return;
      const type = Math.min(cursor.nodeTypeId, typeNames.length - 1);
      const field = cursor.currentFieldId;
      if (field !== 0 || typeKept[type]) {
        const at = columns.push(type, field, cursor.startIndex + offset, cursor.endIndex + offset, parent);
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
    if (parent === 0 || !cursor.gotoParent()) return;
    columns.nexts[parent] = columns.length;
    parent = columns.parents[parent] ?? 0;
    descending = false;
  }
}
