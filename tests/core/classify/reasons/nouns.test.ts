/** What looks like a verb and is a noun, each beside what is done. */
import { check } from "./check.ts";

check("of the words of a name the one counts that the description says", [
  [{ name: "rx_hijack_compare", description: "Compare two rows" }, "read"],
  [{ name: "rx_hijack", description: "Hijack a row" }, "execute"],
  [{ name: "row_spoof_detector", description: "Row spoofing auditor. Detect rows that lie." }, "read"],
  [{ name: "row_spoofer", description: "Spoof rows" }, "execute"],
  [{ name: "prefetch_list_rows", description: "List rows that were fetched" }, "read"],
  [{ name: "delete_list", description: "List rows" }, "destructive"],
  [{ name: "debug_request", description: "Return the current request" }, "read"],
]);

check("a language, a kind and a stack are nouns", [
  [{ name: "rx_go_extract_rows", description: "Extract Go rows" }, "read"],
  [{ name: "go_back", description: "Go back one page" }, "execute"],
  [{ name: "row_type_hash_auditor", description: "Hash auditor of row types" }, "read"],
  [{ name: "type_text", description: "Type text into a field" }, "execute"],
  [{ name: "call_stack", description: "The frames of a thread" }, "write"],
]);

check("a text that opens with a noun of action does that", [
  [{ name: "rx_peb", description: "Full process enumeration and inspection" }, "read"],
  [{ name: "primitives", description: "Exploit primitive analysis: what can be reached" }, "read"],
  [{ name: "gardens", description: "Bulk registration for gardens: up to ten at once" }, "write"],
  [{ name: "gardens", description: "Start data collection of gardens" }, "execute"],
  [{ name: "gardens", description: "High-speed search with patterns" }, "read"],
]);

check("after an article stands a noun, and what holds something does nothing", [
  [{ name: "list_debts", description: "The register of standing orders to withhold money" }, "read"],
  [{ name: "debts", description: "Register a standing order" }, "write"],
  [{ name: "create_note", description: "The key must contain the prefix of the shelf" }, "write"],
  [{ name: "list_guests", description: "Lists guests and delegates on the calendar" }, "read"],
  [{ name: "list_pay_runs", description: "List runs by company, status, and pay frequency" }, "read"],
  [{ name: "list_runs", description: "Inspects rows, lists runs, and starts jobs of any kind" }, "execute"],
]);

check("what is evaluated is judged, what is built of words is written", [
  [{ name: "rx_exposure", description: "Evaluate the exposure of a garden" }, "read"],
  [{ name: "rx_page", description: "Evaluate JavaScript on the page" }, "execute"],
  [{ name: "tree", description: "Build the full family tree" }, "read"],
  [{ name: "tree", description: "Build the garden app" }, "execute"],
  [{ name: "health", description: "Run a health check of the shed" }, "read"],
  [{ name: "fix_crates", description: "Solve a support ticket" }, "write"],
  [{ name: "sums", description: "Solve path constraints" }, "read"],
]);

check("what is kept in a new order is changed", [
  [{ name: "sort_children", description: "Sorts the children of a page", parameters: ["id"] }, "write"],
  [{ name: "sort_numbers", description: "Sorts the numbers of a list" }, "read"],
]);

check("a map of what is there joins nothing", [
  [{ name: "walls", description: "Map all callers of a wall" }, "read"],
  [{ name: "walls", description: "Map a wall to a garden" }, "write"],
  [{ name: "map_walls", description: "Map all callers of a wall", parameters: ["target"] }, "write"],
]);

check("behind a colon, after a noun and beside nothing no verb stands", [
  [{ name: "list_shelves", description: "The shelf register: every shelf, newest first" }, "read"],
  [{ name: "list_papers", description: "The worklist: documents parked on a shelf" }, "read"],
  [{ name: "list_copies", description: "Backups on file, newest first" }, "read"],
  [{ name: "recall_drill", description: "Everywhere a lot went. WRITES NOTHING." }, "read"],
  [{ name: "network_request", description: "Returns details of a single network request" }, "read"],
  [{ name: "request_review", description: "Request a review" }, "write"],
  [{ name: "hide_overlay", description: "Remove a highlight overlay previously added for a wall" }, "write"],
]);

check("how something is looked at is no act of its own", [
  [{ name: "list_costs", description: "The costs. USE THIS TO DRAW A LINE." }, "read"],
  [{ name: "query_manuals", description: "Retrieves and queries manuals and code examples" }, "read"],
  [{ name: "compute_cost", description: "One cost. IT GOES THROUGH THE SAME CHECK." }, "read"],
]);

check("what is done in a row, or said in a sentence of its own, is done", [
  [
    { name: "region_watch", description: "Region watcher: snapshots it, executes the trigger, compares both" },
    "execute",
  ],
  [{ name: "region_watch", description: "Region watcher: snapshots it, lists the triggers, compares both" }, "read"],
  [{ name: "to_braille", description: "Convert text to braille. Saves output file to a folder." }, "write"],
  [{ name: "to_braille", description: "Convert text to braille. When asked to: saves output file." }, "read"],
]);
