import { describe, expect, test } from "vitest";
import { isLiteralQuote } from "../../../src/core/classify/evidence.ts";
import { RULES, type RuleId } from "../../../src/core/classify/rules/all.ts";
import { makeSubject, type Sketch } from "./tools.ts";

interface RuleCases {
  holds: Sketch;
  /** Looks like it, and is not. */
  nearMiss: Sketch;
  /** Has nothing to do with it. */
  apart: Sketch;
}

const READ: Sketch = { name: "list_books", description: "List the books of a shelf" };
const trading = { server: "wallet token trading" };

/** Every rule with a case where it holds, one that nearly does, and one to which it does not apply. */
const CASES = {
  "asks-question": {
    holds: { name: "ask_docs", description: "Ask the documentation a question" },
    nearMiss: { name: "ask_agent", description: "Ask an agent to tidy up" },
    apart: READ,
  },
  "books-something": {
    holds: { name: "book_flight", description: "Book a flight" },
    nearMiss: { name: "book_meeting", description: "Book a meeting slot" },
    apart: READ,
  },
  "calls-agent-or-api": {
    holds: { name: "run_agent", description: "Run an agent on a task" },
    nearMiss: { name: "list_agents", description: "List the agents" },
    apart: READ,
  },
  "can-be-restored": {
    holds: { name: "delete_note", description: "Move a note to the trash" },
    nearMiss: { name: "empty_trash", description: "Empty the trash; notes in the trash are gone" },
    apart: READ,
  },
  "cancels-for-good": {
    holds: { name: "cancel_subscription", description: "Cancel a subscription" },
    nearMiss: { name: "cancel_job", description: "Cancel a job" },
    apart: READ,
  },
  "cannot-be-undone": {
    holds: { name: "delete_note", description: "Delete a note. This cannot be undone." },
    nearMiss: { name: "delete_note", description: "Delete a note. This can be undone." },
    apart: READ,
  },
  "changes-record": {
    holds: { name: "update_book", description: "Update a book" },
    nearMiss: { name: "get_update", description: "Get an update" },
    apart: READ,
  },
  "changes-subscription": {
    holds: {
      name: "update_subscription",
      description: "Update a subscription",
      siblings: ["create_refund", "list_invoices"],
    },
    nearMiss: { name: "update_subscription", description: "Update a webhook subscription" },
    apart: READ,
  },
  "claims-read-only": {
    holds: { name: "peek", description: "Look at the queue without modifying it" },
    nearMiss: { name: "peek", description: "Look at the queue and then modify it" },
    apart: READ,
  },
  "clears-session": {
    holds: { name: "clear_selection", description: "Clear the selection" },
    nearMiss: { name: "clear_database", description: "Clear the database" },
    apart: READ,
  },
  "commits-nobody": {
    holds: { name: "create_order", description: "Create a draft order" },
    nearMiss: { name: "create_order", description: "Create an order and draft a thank-you" },
    apart: READ,
  },
  "computes-result": {
    holds: { name: "calculate_tax", description: "Calculate the tax" },
    nearMiss: { name: "add", description: "Add a record" },
    apart: READ,
  },
  "controls-device": {
    holds: { name: "set_light", description: "Set the light", server: "home light scene" },
    nearMiss: { name: "set_light", description: "Set the light theme" },
    apart: READ,
  },
  "creates-record": {
    holds: { name: "create_book", description: "Create a book" },
    nearMiss: { name: "add", description: "Adds two numbers" },
    apart: READ,
  },
  "declares-changes": {
    holds: { name: "touch", annotations: { readOnlyHint: false } },
    nearMiss: { name: "touch", annotations: { readOnlyHint: true } },
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
  "deletes-for-good": {
    holds: { name: "delete_note", parameters: { permanent: { type: "boolean" } } },
    nearMiss: { name: "delete_note", parameters: { permanent: { type: "string" } } },
    apart: READ,
  },
  "deletes-record": {
    holds: { name: "delete_book", description: "Delete a book" },
    nearMiss: { name: "list_deleted_books", description: "List deleted books" },
    apart: READ,
  },
  "drives-interface": {
    holds: { name: "click", description: "Click an element" },
    nearMiss: { name: "focus_search", description: "Focus the search" },
    apart: READ,
  },
  "ends-resource": {
    holds: { name: "uninstall_plugin", description: "Uninstall a plugin" },
    nearMiss: { name: "terminate_process", description: "Terminate a process" },
    apart: READ,
  },
  "fetches-into-clone": {
    holds: { name: "git_fetch", description: "Fetch updates from a remote", server: "git" },
    nearMiss: { name: "fetch", description: "Fetch updates from a remote" },
    apart: READ,
  },
  "forces-change": {
    holds: { name: "push", parameters: ["branch", "force"] },
    nearMiss: { name: "push", parameters: ["branch"] },
    apart: READ,
  },
  "generates-something": {
    holds: { name: "generate_banner", description: "Generate a banner" },
    nearMiss: { name: "list_generated", description: "List generated banners" },
    apart: READ,
  },
  "gives-access": {
    holds: { name: "add_user_to_team", description: "Add a user to a team" },
    nearMiss: { name: "add_user_story", description: "Add a story" },
    apart: READ,
  },
  "handles-something": {
    holds: { name: "handle_things", description: "Handles things" },
    nearMiss: { name: "get_handler", description: "Get a handler" },
    apart: READ,
  },
  "has-no-known-act": {
    holds: { name: "frobnicate" },
    nearMiss: { name: "frobnicate", description: "Deletes a book" },
    apart: READ,
  },
  "issues-invoice": {
    holds: { name: "finalize_invoice", description: "Finalize an invoice" },
    nearMiss: { name: "create_invoice", description: "Create an invoice" },
    apart: READ,
  },
  "makes-compute": {
    holds: { name: "create_vm", description: "Create a virtual machine" },
    nearMiss: { name: "create_vm_template", description: "Create a template of machines" },
    apart: READ,
  },
  "makes-payment": {
    holds: { name: "create_refund", description: "Create a refund" },
    nearMiss: { name: "create_refund_report", description: "Create a report about money" },
    apart: READ,
  },
  "manages-something": {
    holds: { name: "users", description: "Manage users" },
    nearMiss: { name: "get_manager", description: "Get the manager" },
    apart: READ,
  },
  "moves-money": {
    holds: { name: "buy_domain", description: "Buy a domain" },
    nearMiss: { name: "renew_certificate", description: "Renew a certificate" },
    apart: READ,
  },
  "names-information": {
    holds: { name: "server_status" },
    nearMiss: { name: "frobnicate_status" },
    apart: READ,
  },
  "opens-something": {
    holds: { name: "open_app", description: "Open an app" },
    nearMiss: { name: "open_nodes", description: "Open nodes of the graph" },
    apart: READ,
  },
  "opens-to-read": {
    holds: { name: "open_nodes", description: "Open nodes of the graph" },
    nearMiss: { name: "open_app", description: "Open an app" },
    apart: READ,
  },
  "overwrites-everything": {
    holds: { name: "write_all", description: "Write a file; overwrites existing files without warning" },
    nearMiss: { name: "get_warning", description: "Get what happens when a write overwrites existing files" },
    apart: READ,
  },
  "publishes-or-merges": {
    holds: { name: "merge_pull_request", description: "Merge a pull request" },
    nearMiss: { name: "merge_cells", description: "Merge a range of cells" },
    apart: READ,
  },
  "reaches-people": {
    holds: { name: "send_mail", description: "Send a mail" },
    nearMiss: { name: "create_message_template", description: "Create a template" },
    apart: READ,
  },
  "reads-statements-only": {
    holds: { name: "query", description: "Run a read-only SQL query", parameters: ["sql"] },
    nearMiss: { name: "query", description: "Run a read-only SQL query", parameters: ["command"] },
    apart: READ,
  },
  "reports-problem": {
    holds: { name: "report_bug", description: "Report a bug" },
    nearMiss: { name: "report_status", description: "Report the status" },
    apart: READ,
  },
  "resets-state": {
    holds: { name: "reset_database", description: "Reset the database" },
    nearMiss: { name: "reset_zoom", description: "Reset the zoom" },
    apart: READ,
  },
  "resolves-name": {
    holds: { name: "resolve_name", description: "Resolve a name" },
    nearMiss: { name: "resolve_conflict", description: "Resolve a conflict" },
    apart: READ,
  },
  "restarts-as-consequence": {
    holds: { name: "set_version", description: "Set the version. The site restarts on it." },
    nearMiss: {
      name: "get_version",
      description: "Get the version that restarts on errors use. It restarts the reader.",
    },
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
  "revokes-access": {
    holds: { name: "revoke_key", description: "Revoke a key" },
    nearMiss: { name: "rotate_picture", description: "Rotate a picture" },
    apart: READ,
  },
  "runs-caller-code": {
    holds: { name: "run_code", parameters: ["code"] },
    nearMiss: { name: "run_job", parameters: ["country_code"] },
    apart: READ,
  },
  "runs-something": {
    holds: { name: "run_job", description: "Run a job" },
    nearMiss: { name: "run_search", description: "Run a search" },
    apart: READ,
  },
  "runs-tests": {
    holds: { name: "test_flow", description: "Test a flow" },
    nearMiss: { name: "test_connection", description: "Test the connection" },
    apart: READ,
  },
  "saves-result": {
    holds: { name: "render_page", parameters: ["output_path"] },
    nearMiss: { name: "render_page", parameters: { output: { enum: ["json", "yaml"] } } },
    apart: READ,
  },
  "says-it-charges": {
    holds: { name: "create_thing", description: "Create a thing. Your card will be charged." },
    nearMiss: { name: "get_thing", description: "Get what will be charged" },
    apart: READ,
  },
  "sends-money": {
    holds: { name: "send_tokens", description: "Send tokens" },
    nearMiss: { name: "send_token_alert", description: "Send an alert" },
    apart: READ,
  },
  "starts-remote-job": {
    holds: { name: "crawl_site", description: "Crawl a site; returns a job id" },
    nearMiss: { name: "get_job", description: "Get a job that runs asynchronously" },
    apart: READ,
  },
  "starts-something": {
    holds: { name: "restart_server", description: "Restart the server" },
    nearMiss: { name: "start_review", description: "Start a review" },
    apart: READ,
  },
  "stops-something": {
    holds: { name: "pause_torrent", description: "Pause a torrent" },
    nearMiss: { name: "cancel_edit", description: "Cancel an edit" },
    apart: READ,
  },
  "stores-something": {
    holds: { name: "save_note", description: "Save a note" },
    nearMiss: { name: "get_saved_note", description: "Get a saved note" },
    apart: READ,
  },
  "takes-command": {
    holds: { name: "inspect", description: "Read-only inspection", parameters: ["command"] },
    nearMiss: { name: "explain_command", description: "Explain a command", parameters: ["command"] },
    apart: READ,
  },
  "takes-content": {
    holds: { name: "touch", parameters: { content: { type: "string" } } },
    nearMiss: { name: "touch", parameters: { id: { type: "string" } } },
    apart: READ,
  },
  "takes-out-of-list": {
    holds: { name: "remove_label", description: "Remove a label from an issue" },
    nearMiss: { name: "remove_file", description: "Remove a file" },
    apart: READ,
  },
  "takes-payment": {
    holds: { name: "capture_payment", description: "Capture a payment" },
    nearMiss: { name: "capture_screen", description: "Capture the screen" },
    apart: READ,
  },
  "transfers-ownership": {
    holds: { name: "transfer_app", description: "Transfer an app to another owner" },
    nearMiss: { name: "transfer_call", description: "Transfer a call" },
    apart: READ,
  },
  "wipes-data": {
    holds: { name: "purge_queue", description: "Purge the queue" },
    nearMiss: { name: "clean_text", description: "Clean a text" },
    apart: READ,
  },
} as const satisfies Record<RuleId, RuleCases>;

/** Content must be required to count. */
function toSubject(sketch: Sketch) {
  const subject = makeSubject(sketch);
  return { ...subject, parameters: subject.parameters.map((parameter) => ({ ...parameter, required: true })) };
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const check = (sketch: Sketch) => {
    const subject = toSubject(sketch);
    const evidence = rule.test(subject, subject.server);
    for (const quote of evidence ?? [])
      expect(isLiteralQuote(subject.tool, quote), `${quote.field}: ${quote.quote}`).toBe(true);
    return (evidence?.length ?? 0) > 0;
  };
  const { holds, nearMiss, apart }: RuleCases = CASES[id];
  test("holds", () => expect(check(holds)).toBe(true));
  test("is nearly missed", () => expect(check(nearMiss)).toBe(false));
  test("does not apply", () => expect(check(apart)).toBe(false));
});

test("statements are sentences, and no two are the same", () => {
  for (const { statement } of RULES) expect(statement).toMatch(/^[A-Z][^.]*\.$/);
  expect(new Set(RULES.map(({ statement }) => statement)).size).toBe(RULES.length);
});

test("a word of two meanings counts where the server deals in it", () => {
  const swap = RULES.find((rule) => rule.id === "moves-money");
  const inMarket = makeSubject({ name: "swap", description: "Swap tokens", ...trading });
  const elsewhere = makeSubject({ name: "swap", description: "Swap two pictures" });
  expect(swap?.test(inMarket, inMarket.server)).toBeDefined();
  expect(swap?.test(elsewhere, elsewhere.server)).toBeUndefined();
});
