/** What decides between two readings of one word: each reason with a case and the one beside it that differs. */
import { expect, test } from "vitest";
import { classifyServer } from "../../../src/core/classify/index.ts";
import type { ToolDefinition } from "../../../src/core/schema/tool.ts";
import type { Category, Facet, Judgement } from "../../../src/core/schema/verdict.ts";
import { makeTool, type Sketch } from "./tools.ts";

function judge(sketch: Sketch): Judgement | undefined {
  const name = sketch.server ?? "sample";
  const siblings = (sketch.siblings ?? []).map((sibling) => ({ name: sibling }));
  return classifyServer({ slug: name, name, tools: [...siblings, makeTool(sketch)] }).get(sketch.name);
}

function check(reason: string, cases: readonly (readonly [Sketch, Category])[]): void {
  test.each(cases)(`${reason}: %j is %s`, (sketch, category) => expect(judge(sketch)?.category).toBe(category));
}

check("where what is read lies is no act", [
  [{ name: "get_access_logs", description: "Get access logs stored in a bucket" }, "read"],
  [{ name: "get_access_logs", description: "Get access logs; they are stored in a bucket" }, "write"],
  [{ name: "window_screenshot", description: "Capture the window and return it (and save as a resource)" }, "read"],
]);

check("advice about the occasion yields to what is said of the tool", [
  [
    {
      name: "make_survey_link",
      description: "Use this tool when the user wants to submit a form. Generates a link to the survey.",
    },
    "read",
  ],
  [{ name: "survey", description: "Use this tool when the user wants to submit an answer" }, "execute"],
  [{ name: "survey", description: "Use this tool to delete a survey" }, "destructive"],
]);

check("a word before `tool` says its kind", [
  [{ name: "shelf_helper", description: "Triage tool: find which shelves are full" }, "read"],
  [{ name: "shelf_helper", description: "Triage the shelves that are full" }, "write"],
]);

check("the head of what is performed is the act", [
  [{ name: "book_check", description: "Performs a thorough, step-by-step text review with an expert" }, "read"],
  [{ name: "book_check", description: "Performs a delete operation on a book" }, "destructive"],
  [{ name: "book_check", description: "Performs a build of the book" }, "execute"],
]);

check("who refuses what changes only reads", [
  [
    {
      name: "cache_read",
      description: "Execute a cache command. Only allowlisted read-only commands are accepted.",
      parameters: ["command"],
    },
    "read",
  ],
  [
    { name: "cache_read", description: "Execute a read-only cache command quickly", parameters: ["command"] },
    "execute",
  ],
  [
    {
      name: "transact",
      description: "Execute SQL statements. In read-only mode only SELECT runs; in read-write mode all DDL does.",
      parameters: ["sql"],
    },
    "execute",
  ],
]);

check("a language in which nothing can be changed", [
  [{ name: "execute_range_query", description: "Execute a range query", server: "prometheus" }, "read"],
  [{ name: "execute_range_query", description: "Execute a range query", server: "ledger" }, "execute"],
]);

check("actions that only the description lists", [
  [
    {
      name: "manage_jobs",
      description: "Manage jobs.\n\n## Operations\n- **create-job**: Create one\n- **delete-job**: Delete one",
      parameters: ["operation", "job_name"],
    },
    "destructive",
  ],
  [{ name: "manage_player", description: "Manage the player. Actions: play (from a time), stop, status." }, "execute"],
  [{ name: "manage_player", description: "Manage the player.\n- delete: a flag", parameters: ["delete"] }, "write"],
  [{ name: "update_job", description: "Update a job.\n- stop: when it ends", parameters: ["stop"] }, "write"],
  [{ name: "manage_nodes", description: "Manage nodes. Operations: list, batch_delete" }, "destructive"],
  [{ name: "manage_rows", description: "Full CRUD for rows" }, "destructive"],
]);

check("formatting a stored part, a text or a disk", [
  [{ name: "format_cells", description: "Format a range within a sheet" }, "write"],
  [{ name: "format_json", description: "Format a JSON text" }, "read"],
  [{ name: "format_disk", description: "Format a disk" }, "destructive"],
]);

check("loading to run, or to read", [
  [{ name: "load-part", siblings: ["unload-part"] }, "execute"],
  [{ name: "load_plugin", description: "Load a plugin" }, "execute"],
  [{ name: "load_part", description: "Load a part of the text" }, "read"],
]);

check("mapping what there is, or one record onto another", [
  [{ name: "map_site", description: "Map a website's structure" }, "read"],
  [{ name: "map_field", description: "Map a field to another" }, "write"],
]);

check("what is turned into text is only read", [
  [{ name: "video_to_markdown", description: "Convert a video to markdown" }, "read"],
  [{ name: "convert_video", description: "Convert a video to another format" }, "write"],
  [{ name: "export_model", description: "Export a model. Returns a string." }, "read"],
  [{ name: "export_model", description: "Export a model. Returns a string.", parameters: ["output_path"] }, "write"],
]);

check("a question to the user only asks", [
  [{ name: "ask_user" }, "read"],
  [{ name: "ask_agent", description: "Ask an agent to tidy up" }, "execute"],
]);

check("feedback is filed", [
  [{ name: "feedback", description: "Report a scorecard of how the tools did" }, "write"],
  [{ name: "scorecard", description: "Report a scorecard of how the tools did" }, "read"],
]);

check("what a session held is given back with it", [
  [{ name: "close_session", description: "Close the session and clean up resources" }, "execute"],
  [{ name: "cleanup", description: "Clean up resources" }, "destructive"],
]);

check("initiating pays where what is initiated is a payment", [
  [{ name: "initiate_payment" }, "financial"],
  [{ name: "initiate_backup", description: "Initiate a backup" }, "execute"],
]);

check("a scene that is drawn is no device", [
  [
    { name: "manage_scene", description: "Set the scene", siblings: ["set_light", "add_gameobject"], server: "unity" },
    "write",
  ],
  [{ name: "set_scene", description: "Set the scene", siblings: ["set_light"], server: "home" }, "execute"],
]);

check("an author knows whether what is debugged runs", [
  [{ name: "debug", description: "Debug an issue", annotations: { readOnlyHint: true } }, "read"],
  [{ name: "debug", description: "Debug an issue" }, "execute"],
]);

check("a name whose head is information", [
  [{ name: "tsdb_status" }, "read"],
  [{ name: "frobnicate_status" }, "write"],
  [{ name: "cloud_providers" }, "read"],
]);

check("taking back what was staged resets nothing else", [
  [{ name: "git_reset", description: "Unstages all staged changes", server: "git" }, "write"],
  [{ name: "git_reset", description: "Reset the branch to a commit", server: "git" }, "destructive"],
]);

check("an argument whose actions only read", [
  [
    {
      name: "advice",
      description: "Retrieve and manage advice",
      parameters: { operation: { type: "string", description: "Operation: list or get" } },
    },
    "read",
  ],
  [
    {
      name: "advice",
      description: "Retrieve and manage advice",
      parameters: { operation: { type: "string", description: "Operation: list or delete" } },
    },
    "destructive",
  ],
]);

check("a promise by default is a setting", [
  [{ name: "run_query", description: "Runs SQL in read-only mode", parameters: ["query"] }, "read"],
  [{ name: "run_query", description: "Runs SQL in read-only mode by default", parameters: ["query"] }, "execute"],
  [{ name: "run_select_query", description: "Run SQL in an engine", parameters: ["query"] }, "read"],
]);

check("a language that shares its name with one that writes", [
  [{ name: "run_query", description: "Run a CQL query", server: "confluence" }, "read"],
  [{ name: "run_query", description: "Run a CQL query", server: "cassandra" }, "execute"],
]);

check("a fee for use is no payment", [
  [{ name: "voice_copy", description: "Clone a voice. The voice will be charged upon use." }, "write"],
  [{ name: "voice_copy", description: "Clone a voice. Your card will be charged." }, "financial"],
]);

check("what is used is there already", [
  [{ name: "use_sandbox", description: "Select which sandbox is used" }, "write"],
  [{ name: "make_sandbox", description: "Make a sandbox" }, "execute"],
]);

check("a verb before its own noun names information", [
  [{ name: "hover", description: "Get hover information for a symbol" }, "read"],
  [{ name: "hover", description: "Hover over an element" }, "execute"],
]);

check("a noun at the end of a list is no act", [
  [{ name: "fetch_settlements", description: "Fetch settlements with pages, and payout details" }, "read"],
  [{ name: "mark_read", description: "Mark a channel or DM as read" }, "write"],
  [{ name: "find_person", description: "Find a person by name or email" }, "read"],
  [{ name: "find_person", description: "Find a person and email them" }, "execute"],
]);

check("a plan that others subscribe to, or one's own", [
  [
    { name: "update_plan", description: "Update a billing plan", siblings: ["create_refund", "list_invoices"] },
    "write",
  ],
  [
    { name: "upgrade_plan", description: "Upgrade the plan", siblings: ["create_refund", "list_invoices"] },
    "financial",
  ],
]);

check("a member of a set, or the set", [
  [{ name: "zrem", description: "Remove a member from a sorted set" }, "write"],
  [{ name: "del", description: "Delete a sorted set" }, "destructive"],
]);

check("a report that is filed, or one that is read", [
  [{ name: "report_verdict", description: "Report the verdict of a review" }, "write"],
  [{ name: "report_totals", description: "Report the totals of a review" }, "read"],
]);

check("other languages", [
  [{ name: "luces", description: "Encender las luces de una habitación" }, "execute"],
  [{ name: "notizen", description: "Durchsucht die Notizen" }, "read"],
  [{ name: "note", description: "노트를 삭제합니다" }, "destructive"],
  [{ name: "zametki", description: "Возвращает список заметок" }, "read"],
  [{ name: "notas", description: "Exclui uma nota" }, "destructive"],
]);

check("charging a card, or a battery", [
  [
    { name: "charge_card", description: "Charge a saved card", siblings: ["create_refund", "list_invoices"] },
    "financial",
  ],
  [{ name: "charge_robot", description: "Charge a robot", siblings: ["dock_robot"] }, "write"],
]);

check("new terms of an open order are an order", [
  [{ name: "replace_order", description: "Replace an open order", ...{ server: "trading broker" } }, "financial"],
  [{ name: "replace_order", description: "Replace the order of the shelves" }, "write"],
]);

check("taking a thing back for good", [
  [{ name: "void_invoice", description: "Void an invoice" }, "destructive"],
  [{ name: "cancel_run", description: "Cancel a run" }, "execute"],
  [{ name: "uninstall_app", description: "Uninstall an app" }, "destructive"],
  [{ name: "terminate_app", description: "Terminate an app" }, "execute"],
]);

check("a record that turns into another", [
  [{ name: "convert_lead", description: "Convert a lead to a contact" }, "write"],
  [{ name: "convert_units", description: "Convert a length to another unit" }, "read"],
]);

check("a snapshot that is kept, or looked at", [
  [{ name: "snapshot_volume" }, "write"],
  [{ name: "page_snapshot", description: "Take a snapshot of the page" }, "read"],
]);

check("printing on paper, or into the answer", [
  [{ name: "print_label", description: "Print a label" }, "execute"],
  [{ name: "print_tree", description: "Print the tree of folders" }, "read"],
]);

function checkFacet(facet: Facet, cases: readonly (readonly [Sketch, boolean])[]): void {
  test.each(cases)(`${facet}: %j is %s`, (sketch, holds) => expect(judge(sketch)?.facets.includes(facet)).toBe(holds));
}

const list = (name: string) => ({ [name]: { type: "array", items: { type: "string" } } });

checkFacet("bulk", [
  [{ name: "delete_rows", description: "Delete rows", parameters: ["table"] }, true],
  [{ name: "delete_rows", description: "Delete a row", parameters: ["table"] }, false],
  [{ name: "delete_row", description: "Delete what matches", parameters: ["filter"] }, true],
  [{ name: "update_rows", description: "Update rows", parameters: list("rows") }, true],
  [{ name: "update_flow", description: "Update a flow", parameters: list("tasks") }, false],
]);

checkFacet("externalSink", [
  [{ name: "push_image", description: "Push an image to a registry" }, true],
  [{ name: "push_note", description: "Push a note onto the pile" }, false],
  [{ name: "create_link", description: "Create a bookmark", parameters: ["url"] }, false],
  [{ name: "create_monitor", description: "Create a monitor", parameters: ["url"] }, true],
  [{ name: "read_page", description: "Fetch a web page", parameters: ["url"] }, true],
  [{ name: "read_page", description: "Fetch a page of the Loom documentation", parameters: ["url"] }, false],
]);

checkFacet("untrustedContent", [
  [{ name: "look_up", description: "Search the web for an answer" }, true],
  [{ name: "look_up", description: "Search the shelves for an answer" }, false],
  [{ name: "get_url", description: "Return the current page URL" }, false],
  [{ name: "retrieve_page", description: "Retrieve a page. Error responses: 400" }, false],
  [{ name: "get_profile", description: "Get a profile", server: "linkedin" }, true],
]);

checkFacet("privateData", [
  [{ name: "docx_to_markdown", description: "Convert a document to markdown", parameters: ["filepath"] }, true],
  [{ name: "text_to_markdown", description: "Convert a text to markdown", parameters: ["text"] }, false],
  [{ name: "is_ready", description: "Check if a connection has been established" }, false],
  [{ name: "is_member", description: "Check if a user is a member" }, true],
  [{ name: "get_tips", description: "Get recommendations for best practices" }, false],
  [{ name: "get_type_info", description: "Get information about a type" }, false],
  [{ name: "get_bars", description: "Get bars of a stock", server: "trading broker" }, false],
  [{ name: "get_stock", description: "Get the stock of a shop", server: "warehouse" }, true],
  [{ name: "check_health", description: "Analyze the database" }, true],
  [{ name: "analyze_poem", description: "Analyze the text of a poem" }, false],
]);

checkFacet("arbitraryCode", [
  [{ name: "project_eval" }, true],
  [{ name: "project_eval", description: "Evaluate how far a project is" }, false],
  [{ name: "apply_migration", description: "Apply a migration", parameters: ["query"] }, true],
  [{ name: "apply_template", description: "Apply a template", parameters: ["query"] }, false],
]);

checkFacet("arbitraryCode", [
  [{ name: "consulta", description: "Ejecutar una consulta SQL" }, true],
  [{ name: "rutina", description: "Ejecutar una rutina guardada" }, false],
]);

checkFacet("externalSink", [
  [{ name: "send_funds", description: "Send funds to an account" }, false],
  [{ name: "send_note", description: "Send a message to a friend" }, true],
]);

checkFacet("bulk", [[{ name: "delete_rule", description: "Delete a rule", parameters: ["filterId"] }, false]]);

checkFacet("grantsAccess", [
  [{ name: "transfer_tokens", description: "Transfer tokens", server: "wallet trading" }, false],
  [{ name: "add_inline_policy", description: "Add an inline policy to a role" }, true],
  [{ name: "add_inline_image", description: "Add an inline image to a page" }, false],
]);

check("a picture opens a sentence and is no word of it", [
  [{ name: "shelf", description: "🔍 Search the shelves" }, "read"],
  [{ name: "shelf", description: "⚠️ Delete the shelf" }, "destructive"],
]);

check("a warning is not what the tool does", [
  [
    { name: "shelf", description: "Important: the handler will reject whatever lacks a name. Returns the shelf." },
    "read",
  ],
  [{ name: "shelf", description: "The handler will reject the shelf" }, "execute"],
]);

check("a case that is only mentioned", [
  [{ name: "shot", description: "Take a screenshot of the page, if you need to press a button look first" }, "read"],
  [{ name: "press", description: "Press a button of the page" }, "execute"],
]);

check("what is logged was done before", [
  [{ name: "log_call", description: "Log a call with a person" }, "write"],
  [{ name: "make_call", description: "Make a call to a person" }, "execute"],
]);

checkFacet("externalSink", [
  [{ name: "hua", description: "保存图片" }, false],
  [{ name: "hua", description: "上传图片" }, true],
  [{ name: "create_response", description: "Create a response to a request", parameters: ["url"] }, false],
  [{ name: "send_patch", description: "Patch by an HTTP request", parameters: ["url"] }, true],
]);

checkFacet("grantsAccess", [
  [{ name: "assign_owner", description: "Assign an owner to a deal" }, false],
  [{ name: "assign_owner", description: "Assign an owner to a project" }, true],
]);

check("a server that runs, or the record of one", [
  [{ name: "create_resource_server", description: "Create a resource server" }, "write"],
  [{ name: "create_server", description: "Create a server" }, "execute"],
]);

check("what is done to a rollback changes what runs", [
  [{ name: "revert_app_rollback", description: "Revert a rollback" }, "execute"],
  [{ name: "revert_edit", description: "Revert an edit" }, "write"],
]);

checkFacet("grantsAccess", [
  [{ name: "set_value", description: "Set a frontmatter key" }, false],
  [{ name: "create_key", description: "Create an API key" }, true],
]);

test.each([
  ["is believed where it is whole", {}, "read"],
  ["is not believed where it may be of one mode", { partial: ["description"] }, "execute"],
] as const)("a promise %s", (_, extra, category) => {
  const description = "Execute SQL on the database [READ-ONLY MODE]";
  const tool = { ...makeTool({ name: "execute_sql", description, parameters: ["sql"] }), ...extra };
  const verdicts = classifyServer({ slug: "sample", name: "Sample", tools: [tool as ToolDefinition] });
  expect(verdicts.get("execute_sql")?.category).toBe(category);
});
