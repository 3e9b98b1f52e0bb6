/** What only returns information. */
import { READ, type RuleCases } from "./cases.ts";

export const READING = {
  "asks-question": {
    holds: { name: "ask_docs", description: "Ask the documentation a question" },
    nearMiss: { name: "ask_agent", description: "Ask an agent to tidy up" },
    apart: READ,
  },
  "computes-result": {
    holds: { name: "calculate_tax", description: "Calculate the tax" },
    nearMiss: { name: "add", description: "Add a record" },
    apart: READ,
  },
  "names-information": {
    holds: { name: "server_status" },
    nearMiss: { name: "frobnicate_status" },
    apart: READ,
  },
  "opens-to-read": {
    holds: { name: "open_nodes", description: "Open nodes of the graph" },
    nearMiss: { name: "open_app", description: "Open an app" },
    apart: READ,
  },
  "pages-through-results": {
    holds: { name: "gene_cohort", parameters: ["gene", "limit", "offset"] },
    nearMiss: { name: "gene_cohort", parameters: ["gene", "limit"] },
    apart: { name: "delete_book", parameters: ["limit", "offset"] },
  },
  "reads-statements-only": {
    holds: { name: "query", description: "Run a read-only SQL query", parameters: ["sql"] },
    nearMiss: { name: "query", description: "Run a read-only SQL query", parameters: ["command"] },
    apart: READ,
  },
  "resolves-name": {
    holds: { name: "resolve_name", description: "Resolve a name" },
    nearMiss: { name: "resolve_conflict", description: "Resolve a conflict" },
    apart: READ,
  },
  "returns-generated-text": {
    holds: { name: "generate_regex", description: "Generate a regex" },
    nearMiss: { name: "generate_banner", description: "Generate a banner" },
    apart: { name: "delete_book", description: "Delete a book" },
  },
  "returns-information": {
    holds: READ,
    nearMiss: { name: "enlist_books", description: "Deletes a book" },
    apart: { name: "delete_book", description: "Delete a book" },
  },
} as const satisfies Record<string, RuleCases>;
