/** Three tools for every rule: one where it holds, one that nearly does, and one to which it does not apply. */
import type { Sketch } from "../tools.ts";

export interface RuleCases {
  holds: Sketch;
  /** Looks like it, and is not. */
  nearMiss: Sketch;
  /** Has nothing to do with it. */
  apart: Sketch;
}

export const READ: Sketch = { name: "list_books", description: "List the books of a shelf" };

/** Words of a server that deals in tokens. */
export const trading = { server: "wallet token trading" };
