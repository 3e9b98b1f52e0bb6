/** The files of one language, and the constants that they declare, by name. */
import type { ExtractContext } from "../context.ts";
import { isExamplePath, isForeignPath, isTestPath, isWithin } from "../paths.ts";
import { contains, type Grammar, type SyntaxNode } from "../syntax.ts";
import { type Plain, UNKNOWN } from "./plain.ts";

export interface SourceFile {
  path: string;
  root: SyntaxNode;
}

/**
 * Own files that are no tests and no examples; examples count where there is nothing else. Files without a text that
 * matches `hint` are not parsed. Folders `beside` the server's own count as its own. Of a path only what `projectPart` leaves
 * says that the file is an example.
 */
export function sourceFiles(
  context: ExtractContext,
  grammar: Grammar,
  ending: RegExp,
  {
    hint,
    beside = [],
    projectPart = withoutPackage,
  }: { hint?: RegExp; beside?: readonly string[]; projectPart?: (relative: string) => string } = {},
): SourceFile[] {
  const paths =
    beside.length === 0
      ? context.paths()
      : context
          .paths({ everywhere: true })
          .filter((path) => context.isOwn(path) || beside.some((folder) => isWithin(path, folder)));
  const own = paths.filter((path) => {
    if (!ending.test(path)) return false;
    const relative = context.relative(path);
    return !isTestPath(withoutPackage(relative)) && !isForeignPath(relative) && !isGeneratedPath(relative);
  });
  const real = own.filter((path) => !isExamplePath(projectPart(context.relative(path))));
  const files: SourceFile[] = [];
  for (const path of (real.length > 0 ? real : own).sort()) {
    if (hint && !hint.test(context.text(path) ?? "")) continue;
    const root = context.tree(path, grammar);
    if (root) files.push({ path, root });
  }
  return files;
}

/** The path without the folders of a package's name, which may well be called `sample`. */
function withoutPackage(relative: string): string {
  const at = relative.search(/(?:^|\/)src\/(?:main|commonMain|jvmMain)\//);
  return at < 0 ? relative : `${relative.slice(0, at)}/${relative.slice(relative.lastIndexOf("/") + 1)}`;
}

/** Test projects of ecosystems that name folders differently: `src/test/java`, `MyServer.Tests`. */
function isGeneratedPath(relative: string): boolean {
  return /(?:^|\/)(?:src\/(?:test|integrationTest|androidTest)\/|[\w.-]+\.(?:Unit|Integration)?Tests?\/|obj\/|target\/|build\/)/i.test(
    relative,
  );
}

/** A declared constant: where its value stands. */
export interface Constant {
  file: SourceFile;
  node: SyntaxNode;
  owner: string | undefined;
}

/** Constants by simple name; a qualified one is preferred where its owner fits. */
export class Constants {
  readonly #byName = new Map<string, Constant[]>();
  readonly #open = new Set<SyntaxNode>();

  add(name: string, constant: Constant): void {
    const present = this.#byName.get(name);
    if (present) present.push(constant);
    else this.#byName.set(name, [constant]);
  }

  /** The value of `NAME` or `Owner.NAME` as the place sees it; `evaluate` computes it where it stands. */
  value(
    path: string,
    { file, owner, call }: { file: SourceFile; owner: string | undefined; call?: { fn: SyntaxNode } | undefined },
    evaluate: (node: SyntaxNode, at: Constant) => Plain,
  ): Plain {
    const parts = path.split(/::|\.|->|\\/).filter((part) => part !== "");
    const name = parts.at(-1);
    const qualifier = parts.at(-2);
    const candidates = (name === undefined ? undefined : this.#byName.get(name)) ?? [];
    const isSelf = qualifier === undefined || /^(?:self|static|Self|this|super|companion)$/.test(qualifier);
    const chosen =
      candidates.find((each) => isSelf && call && contains(call.fn, each.node)) ??
      candidates.find((each) => !isSelf && each.owner === qualifier) ??
      candidates.find((each) => isSelf && each.owner === owner && each.file === file) ??
      candidates.find((each) => each.owner === owner) ??
      candidates.find((each) => each.file === file) ??
      (candidates.length === 1 ? candidates[0] : undefined);
    // A constant that refers to itself ends here.
    if (!chosen || this.#open.has(chosen.node)) return UNKNOWN;
    this.#open.add(chosen.node);
    try {
      return evaluate(chosen.node, chosen);
    } finally {
      this.#open.delete(chosen.node);
    }
  }
}
