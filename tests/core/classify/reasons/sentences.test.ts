/** What sentences, names and lists say of the tool, and what they only mention. */
import { expect, test } from "vitest";
import { classifyServer } from "../../../../src/core/classify/index.ts";
import type { ToolDefinition } from "../../../../src/core/schema/tool.ts";
import { makeTool } from "../tools.ts";
import { check } from "./check.ts";

/** One text argument with a description. */
function described(name: string, description: string) {
  return { [name]: { type: "string", description } };
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

check("an author knows whether what is debugged runs", [
  [{ name: "debug", description: "Debug an issue", annotations: { readOnlyHint: true } }, "read"],
  [{ name: "debug", description: "Debug an issue" }, "execute"],
]);

check("a name whose head is information", [
  [{ name: "tsdb_status" }, "read"],
  [{ name: "frobnicate_status" }, "write"],
  [{ name: "cloud_providers" }, "read"],
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

check("other languages", [
  [{ name: "luces", description: "Encender las luces de una habitación" }, "execute"],
  [{ name: "notizen", description: "Durchsucht die Notizen" }, "read"],
  [{ name: "note", description: "노트를 삭제합니다" }, "destructive"],
  [{ name: "zametki", description: "Возвращает список заметок" }, "read"],
  [{ name: "notas", description: "Exclui uma nota" }, "destructive"],
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

test.each([
  ["is believed where it is whole", {}, "read"],
  ["is not believed where it may be of one mode", { partial: ["description"] }, "execute"],
] as const)("a promise %s", (_, extra, category) => {
  const description = "Execute SQL on the database [READ-ONLY MODE]";
  const tool = { ...makeTool({ name: "execute_sql", description, parameters: ["sql"] }), ...extra };
  const verdicts = classifyServer({ slug: "sample", name: "Sample", tools: [tool as ToolDefinition] });
  expect(verdicts.get("execute_sql")?.category).toBe(category);
});

check("a tool under whatever noun", [
  [{ name: "shelf", description: "This action returns the shelves" }, "read"],
  [{ name: "shelf", description: "This action deletes the shelves" }, "destructive"],
  [{ name: "shelf", description: "A unified tool for retrieving shelves" }, "read"],
]);

check("values in quotes are the actions", [
  [
    {
      name: "shelf_page",
      description: "Manage a page",
      parameters: described("operation", 'Operation type ("set", "get")'),
    },
    "write",
  ],
  [
    {
      name: "shelf_page",
      description: "Manage a page",
      parameters: described("operation", 'Operation ("get", "delete")'),
    },
    "destructive",
  ],
]);

check("actions written as calls", [
  [
    {
      name: "shelf",
      description: "Things on a shelf. Actions: add(book) -> {id}, delete_book(id) -> {done}",
      parameters: ["action"],
    },
    "destructive",
  ],
  [
    {
      name: "shelf",
      description: "Things on a shelf. Actions: get(id) -> {book}, list() -> {books}",
      parameters: ["action"],
    },
    "read",
  ],
]);

check("fields of what comes back are no actions", [
  [
    {
      name: "query_visits",
      description: "Query visits.\n- requestId: text\n- updateTime: date",
      parameters: ["operation"],
    },
    "read",
  ],
  [{ name: "query_visits", description: "Query visits.\n- update: sets a date", parameters: ["operation"] }, "write"],
]);

check("the word before `operation` is what is run", [
  [{ name: "shelf_services", description: "Select and run one of the following read operations" }, "read"],
  [{ name: "shelf_services", description: "Select and run one of the following write operations" }, "write"],
  [{ name: "shelf_services", description: "Execute a destructive operation" }, "destructive"],
]);

check("a name that reads is believed against what stands far behind", [
  [{ name: "get_manual", description: `${"the shelf and the book ".repeat(6)}: scale or delete safely` }, "read"],
  [{ name: "get_manual", description: "Get the manual and delete the shelf" }, "destructive"],
]);

check("a compound is no verb", [
  [{ name: "shelf_rpc", description: "Read-only calls are allowed by default" }, "write"],
  [{ name: "shelf_data", description: "Type of data: files or folders. Returns the data" }, "read"],
]);

check("things in the plural are no act", [
  [{ name: "shelf", description: "Orders of a shelf" }, "write"],
  [{ name: "shelf", description: "Orders a shelf" }, "financial"],
]);

check("joined at the beginning, a noun is a verb", [
  [{ name: "scan_books", description: "Scan and index books" }, "write"],
  [{ name: "scan_books", description: "Scan books of the index" }, "read"],
]);
