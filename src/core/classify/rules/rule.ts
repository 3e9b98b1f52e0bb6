/** What a rule is. A rule states something that is true or false of a tool; what follows from it is `evaluate`'s. */
import type { Evidence } from "../../schema/verdict.ts";
import type { Cue } from "../lexicon/cues.ts";
import type { VerbKind } from "../lexicon/verbs.ts";
import type { ServerContext } from "../server-context.ts";
import type { Subject } from "../subject.ts";

/** Where a tool has none of these the rule cannot hold, and is not asked. */
export interface Needs {
  /** Kinds of its acts' verbs. */
  kinds?: readonly VerbKind[];
  /** Lemmas of its acts' verbs. */
  verbs?: Iterable<string>;
  cues?: readonly Cue[];
}

export interface Rule<Id extends string = string> {
  id: Id;
  /** A sentence that is true of the tool where the rule holds. */
  statement: string;
  /** Absent where the rule also looks at something else: then every tool is asked. */
  needs?: Needs;
  /** The evidence where the rule holds, at least one quote; `undefined` where it does not. */
  test(tool: Subject, server: ServerContext): readonly Evidence[] | undefined;
}

/** Keeps the id's literal type, so that the table of weights must know it. */
export function defineRule<const Id extends string>(rule: Rule<Id>): Rule<Id> {
  return rule;
}
