/** What a repository's state means to a reader; a repository that can be read has none. */
import type { Repository } from "../core/schema/server.ts";

const SENTENCES = {
  archived: "archived: its owner has ended work on it",
  disabled: "disabled by GitHub",
  private: "private now; what stands here was read before",
  gone: "gone: deleted or made private; what stands here was read before",
  blocked: "blocked for legal reasons; what stands here was read before",
  empty: "empty now; what stands here was read before",
} satisfies Record<NonNullable<Repository["state"]>, string>;

export function describeRepositoryState({ state }: Repository): string | undefined {
  return state && SENTENCES[state];
}
