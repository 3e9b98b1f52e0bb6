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
  const columns = new Columns(text.length);
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
      if (cursor.gotoFirstChild()) flatten(grammar, cursor, columns, 0, Number.POSITIVE_INFINITY);
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
  const columns = new Columns(text.length);
  const type = grammar.typeNames.indexOf("program");
  if (type < 0) return undefined;
  columns.push(type, 0, 0, text.length, -1);
  let length = SLICE_LENGTH;
  for (let start = 0; start < text.length; ) {
    const end = cutAfter(text, start, length);
    const taken = withTree(grammar, text.slice(start, end), (tree) =>
      takeStatements(grammar, tree, columns, start, end === text.length),
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
function takeStatements(
  grammar: LoadedGrammar,
  { rootNode }: Tree,
  columns: Columns,
  offset: number,
  isLast: boolean,
): number {
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
    flatten(grammar, cursor, columns, offset, limit);
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

/** A tree's columns. Memory that is never written to is never used, so that room for more nodes than there are costs nothing. */
class Columns {
  length = 0;
  types: Uint16Array;
  fields: Uint16Array;
  starts: Uint32Array;
  ends: Uint32Array;
  parents: Int32Array;
  nexts: Uint32Array;

  constructor(textLength: number) {
    // Few texts have more nodes than characters.
    const capacity = textLength + 64;
    this.types = new Uint16Array(capacity);
    this.fields = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.parents = new Int32Array(capacity);
    this.nexts = new Uint32Array(capacity);
  }

  push(type: number, field: number, start: number, end: number, parent: number): number {
    if (this.length === this.types.length) this.#grow();
    const at = this.length++;
    this.types[at] = type;
    this.fields[at] = field;
    this.starts[at] = start;
    this.ends[at] = end;
    this.parents[at] = parent;
    return at;
  }

  #grow(): void {
    const capacity = this.length * 2;
    const types = new Uint16Array(capacity);
    const fields = new Uint16Array(capacity);
    const starts = new Uint32Array(capacity);
    const ends = new Uint32Array(capacity);
    const parents = new Int32Array(capacity);
    const nexts = new Uint32Array(capacity);
    types.set(this.types);
    fields.set(this.fields);
    starts.set(this.starts);
    ends.set(this.ends);
    parents.set(this.parents);
    nexts.set(this.nexts);
    Object.assign(this, { types, fields, starts, ends, parents, nexts });
  }

  toTree({ typeNames, typeNamed, fieldNames }: LoadedGrammar, text: string): FlatTree {
    const { length } = this;
    this.nexts[0] = length;
    return {
      text,
      typeNames,
      typeNamed,
      fieldNames,
      types: this.types.subarray(0, length),
      fields: this.fields.subarray(0, length),
      starts: this.starts.subarray(0, length),
      ends: this.ends.subarray(0, length),
      parents: this.parents.subarray(0, length),
      nexts: this.nexts.subarray(0, length),
    };
  }
}

/**
 * Appends the node at the cursor, a child of the root, and its siblings that end by `limit`, with all that is in them.
 * Iterative, since a hostile file nests as deep as it likes.
 */
function flatten(
  { typeNames, typeKept }: LoadedGrammar,
  cursor: TreeCursor,
  columns: Columns,
  offset: number,
  limit: number,
): void {
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
