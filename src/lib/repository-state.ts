/** What a repository's state means to a reader; a repository that can be read has none. */
import type { Repository } from "../core/schema/server.ts";
import { clip } from "./text.ts";

const SENTENCES = {
  archived: "archived: its owner has ended work on it",
  disabled: "disabled by GitHub",
  private: "private now; what stands here was read before",
  gone: "gone: deleted or made private; what stands here was read before",
  blocked: "blocked for legal reasons; what stands here was read before",
  empty: "empty now; what stands here was read before",
} satisfies Record<NonNullable<Repository["state"]>, string>;

/** Sentences about which repository it is, beside its name: empty for one that is nobody's copy and nobody's successor. */
export function describeRepositoryOrigin({ forkOf, replaces }: Repository): string[] {
  return [
    ...(forkOf === undefined ? [] : [`a fork of ${clip(forkOf, 100)}`]),
    ...(replaces === undefined
      ? []
      : [
          "not the repository that had this address when it was first read here: whoever holds it now may be somebody else",
        ]),
  ];
}

export function describeRepositoryState({ state }: Repository): string | undefined {
  return state && SENTENCES[state];
}
