/** What an author says or declares. */
import { READ, type RuleCases } from "./cases.ts";

export const SAYING = {
  "cannot-be-undone": {
    holds: { name: "delete_note", description: "Delete a note. This cannot be undone." },
    nearMiss: { name: "delete_note", description: "Delete a note. This can be undone." },
    apart: READ,
  },
  "claims-read-only": {
    holds: { name: "peek", description: "Look at the queue without modifying it" },
    nearMiss: { name: "peek", description: "Look at the queue and then modify it" },
    apart: READ,
  },
  "commits-nobody": {
    holds: { name: "create_order", description: "Create a draft order" },
    nearMiss: { name: "create_order", description: "Create an order and draft a thank-you" },
    apart: READ,
  },
  "declares-destructive": {
    holds: { name: "touch", annotations: { destructiveHint: true } },
    nearMiss: { name: "touch", annotations: { destructiveHint: false } },
    apart: READ,
  },
  "declares-read-only": {
    holds: { name: "touch", annotations: { readOnlyHint: true } },
    nearMiss: { name: "touch", annotations: { readOnlyHint: false } },
    apart: READ,
  },
  "says-it-changes": {
    holds: { name: "sweep", description: "MUTATING. Go through the shelves." },
    nearMiss: { name: "sweep", description: "Go through the shelves without mutating them." },
    apart: READ,
  },
} as const satisfies Record<string, RuleCases>;
