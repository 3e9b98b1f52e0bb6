/**
 * The syntax tree that extraction reads: plain immutable data, whatever parser made it. A tree keeps its nodes in flat
 * arrays in source order and makes node objects only where somebody looks, so that a bundle of some megabytes costs
 * tens of megabytes; asked twice, a tree gives the same object, so identity can be relied on.
 *
 * Kept are named nodes, tokens that carry a field, and tokens that are words (`static`, `async`, `const`) or `*`;
 * other punctuation is not.
 */

export interface SyntaxNode {
  readonly tree: SyntaxTree;
  /** The node's number in the tree's arrays. */
  readonly index: number;
  /** The grammar's name of the node (`call_expression`), or the token itself (`static`). */
  readonly type: string;
  /** The field that the node fills in its parent (`name`, `arguments`). */
  readonly field: string | undefined;
  /** False for tokens. */
  readonly named: boolean;
  /** Offsets into the tree's text, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  readonly parent: SyntaxNode | undefined;
  /** Named children and the tokens that are kept. */
  readonly children: readonly SyntaxNode[];
  readonly text: string;
}

/** A tree as arrays with one element a node, in source order (a parent before its children). Node 0 is the root. */
export interface FlatTree {
  text: string;
  /** Names of node types, by the number that `types` holds. */
  typeNames: readonly string[];
  /** Whether a type is a named one, by the same number. */
  typeNamed: readonly boolean[];
  fieldNames: readonly (string | undefined)[];
  types: Uint16Array;
  fields: Uint16Array;
  starts: Uint32Array;
  ends: Uint32Array;
  parents: Int32Array;
  /** The index after the node's last descendant. */
  nexts: Uint32Array;
}

/** What the edge provides: text to tree; `undefined` where the parser gave up. */
export type Parse = (grammar: Grammar, text: string) => SyntaxNode | undefined;

/** The grammars that the edge can load. */
export const GRAMMARS = [
  "typescript",
  "tsx",
  "javascript",
  "python",
  "go",
  "rust",
  "java",
  "kotlin",
  "c-sharp",
  "php",
  "ruby",
  "swift",
  "dart",
  "elixir",
] as const;
export type Grammar = (typeof GRAMMARS)[number];

export class SyntaxTree {
  readonly flat: FlatTree;
  readonly #nodes = new Map<number, FlatNode>();
  #lineStarts: number[] | undefined;

  constructor(flat: FlatTree) {
    this.flat = flat;
  }

  get root(): SyntaxNode {
    return this.node(0);
  }

  get size(): number {
    return this.flat.types.length;
  }

  node(index: number): SyntaxNode {
    let node = this.#nodes.get(index);
    if (!node) {
      node = new FlatNode(this, index);
      this.#nodes.set(index, node);
    }
    return node;
  }

  lineAt(offset: number): number {
    this.#lineStarts ??= computeLineStarts(this.flat.text);
    const starts = this.#lineStarts;
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /**
   * Nodes of the types given among `from` and its descendants, in source order; looks at no others. `accept` is asked
   * first, by the node's number: where most are of no interest, that spares making them.
   */
  *ofTypes(
    types: ReadonlySet<string>,
    from: SyntaxNode = this.root,
    accept?: (index: number) => boolean,
  ): Generator<SyntaxNode> {
    const { typeNames, types: nodeTypes, nexts } = this.flat;
    const wanted = typeNames.map((name) => types.has(name));
    const end = nexts[from.index] ?? 0;
    for (let index = from.index; index < end; index++) {
      if (wanted[nodeTypes[index] ?? 0] && (accept?.(index) ?? true)) yield this.node(index);
    }
  }

  /** The smallest kept node that holds the character at `offset`. */
  nodeAt(offset: number): SyntaxNode {
    const { starts, ends, nexts } = this.flat;
    let found = 0;
    let index = 1;
    let end = nexts[0] ?? 0;
    while (index < end) {
      if ((starts[index] ?? 0) <= offset && offset < (ends[index] ?? 0)) {
        found = index;
        end = nexts[index] ?? 0;
        index++;
      } else {
        index = nexts[index] ?? end;
      }
    }
    return this.node(found);
  }
}

class FlatNode implements SyntaxNode {
  readonly tree: SyntaxTree;
  readonly index: number;
  #children: readonly SyntaxNode[] | undefined;

  constructor(tree: SyntaxTree, index: number) {
    this.tree = tree;
    this.index = index;
  }

  get type(): string {
    const { typeNames, types } = this.tree.flat;
    return typeNames[types[this.index] ?? 0] ?? "ERROR";
  }
  get field(): string | undefined {
    const { fieldNames, fields } = this.tree.flat;
    return fieldNames[fields[this.index] ?? 0];
  }
  get named(): boolean {
    const { typeNamed, types } = this.tree.flat;
    return typeNamed[types[this.index] ?? 0] ?? true;
  }
  get start(): number {
    return this.tree.flat.starts[this.index] ?? 0;
  }
  get end(): number {
    return this.tree.flat.ends[this.index] ?? 0;
  }
  get line(): number {
    return this.tree.lineAt(this.start);
  }
  get parent(): SyntaxNode | undefined {
    const parent = this.tree.flat.parents[this.index] ?? -1;
    return parent < 0 ? undefined : this.tree.node(parent);
  }
  get children(): readonly SyntaxNode[] {
    if (this.#children) return this.#children;
    const { nexts } = this.tree.flat;
    const children: SyntaxNode[] = [];
    const end = nexts[this.index] ?? 0;
    for (let index = this.index + 1; index < end; index = nexts[index] ?? end) children.push(this.tree.node(index));
    this.#children = children;
    return children;
  }
  get text(): string {
    return this.tree.flat.text.slice(this.start, this.end);
  }
}

function computeLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The first child in a field. */
export function childIn(node: SyntaxNode | undefined, field: string): SyntaxNode | undefined {
  return node?.children.find((child) => child.field === field);
}

export function childrenIn(node: SyntaxNode, field: string): SyntaxNode[] {
  return node.children.filter((child) => child.field === field);
}

export function childOfType(node: SyntaxNode | undefined, ...types: string[]): SyntaxNode | undefined {
  return node?.children.find((child) => types.includes(child.type));
}

/** Named children that are not comments. */
export function namedChildren(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter((child) => child.named && !isComment(child));
}

export function isComment(node: SyntaxNode): boolean {
  return node.type === "comment" || node.type === "line_comment" || node.type === "block_comment";
}

/** Whether a word token (`static`, `async`) stands directly in the node. */
export function hasToken(node: SyntaxNode, token: string): boolean {
  return node.children.some((child) => !child.named && child.type === token);
}

/** `node` and its descendants of the given types, in source order. */
export function descendants(node: SyntaxNode, ...types: string[]): Generator<SyntaxNode> {
  return node.tree.ofTypes(new Set(types), node);
}

/** The nearest node around `node`, itself not counted, that has one of the types. */
export function enclosing(node: SyntaxNode, ...types: string[]): SyntaxNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (types.includes(at.type)) return at;
  return undefined;
}

/** Whether `outer` is `inner` or holds it. */
export function contains(outer: SyntaxNode, inner: SyntaxNode): boolean {
  return outer.tree === inner.tree && outer.start <= inner.start && inner.end <= outer.end;
}
