/** What is only looked up, worked out or told, and the case beside it that does more. */
import { check, checkFacet } from "./check.ts";

check("a query of what something wrote looks at it, whatever its language", [
  [{ name: "query_logs", description: "Query logs using the Loom Query Language", server: "loom" }, "read"],
  [
    {
      name: "query_rows",
      description: "Run a query against the table",
      parameters: ["query"],
      server: "sql database",
    },
    "execute",
  ],
]);

check("figures of what people did are computed", [
  [{ name: "run_retention_query", description: "Run a retention query" }, "read"],
  [{ name: "run_saved_query", description: "Run a saved query" }, "execute"],
]);

check("a database that is queried by nobody knows what runs a statement", [
  [{ name: "loom_database_query", description: "Query a loom database" }, "execute"],
  [{ name: "loom_query_sources", description: "Query a loom database" }, "read"],
]);

check("what is created by a query is created by a statement", [
  [
    { name: "create_table", description: "Create a table", parameters: ["query"], server: "sqlite database" },
    "execute",
  ],
  [{ name: "create_table", description: "Create a table", parameters: ["title"], server: "sqlite database" }, "write"],
]);

check("text turned into sound is made and kept, text turned into text is not", [
  [{ name: "text_to_speech", description: "Convert text into speech" }, "write"],
  [{ name: "text_to_html", description: "Convert text into HTML" }, "read"],
]);

check("guidance is told, whatever the name promises", [
  [{ name: "write_rule", description: "Provides guidance for writing a rule" }, "read"],
  [{ name: "write_rule", description: "Provides a rule and writes it" }, "write"],
  [{ name: "delete_rule", description: "Deletes a rule" }, "destructive"],
]);

check("two searches that are combined are searches", [
  [{ name: "hybrid_search", description: "Combine keyword search with similarity" }, "read"],
  [{ name: "hybrid_shelf", description: "Combine two shelves" }, "write"],
]);

check("an order that is handed back is computed", [
  [{ name: "optimize_route", description: "Optimize the order of stops. Returns the better one." }, "read"],
  [{ name: "optimize_table", description: "Optimize the storage of a table" }, "write"],
  [{ name: "map", description: "Create a map of a website" }, "read"],
  [{ name: "map", description: "Create a map of the garden" }, "write"],
]);

check("an HTTP method that a kept request has is none of this call", [
  [
    {
      name: "create_request",
      description: "Creates a request in a collection",
      parameters: { method: { type: "string", enum: ["GET", "DELETE", "PURGE"] } },
    },
    "write",
  ],
  [
    {
      name: "send_request",
      description: "Sends a request",
      parameters: { method: { type: "string", enum: ["GET", "DELETE", "PURGE"] } },
    },
    "execute",
  ],
]);

check("an update that is applied to what the name updates is an edit", [
  [{ name: "update_flow", description: "Apply updates to a flow" }, "write"],
  [{ name: "apply_flow", description: "Apply updates to a flow" }, "execute"],
]);

check("a dot inside a name ends no sentence", [
  [{ name: "audit", description: "Run Loom.js-specific audit" }, "read"],
  [{ name: "audit", description: "Run Loom. Specific audit" }, "execute"],
]);

check("checking types is no typing, and a protection that is removed is a setting", [
  [{ name: "check_flow", description: "Type-check a flow" }, "read"],
  [{ name: "type_text", description: "Type text into a field" }, "execute"],
  [{ name: "unprotect_shelf", description: "Remove the protection from a shelf" }, "write"],
  [{ name: "unprotect_shelf", description: "Remove the shelf" }, "destructive"],
]);

check("what is managed is not only looked at", [
  [{ name: "search", description: "Manage search indexes" }, "write"],
  [{ name: "search", description: "Search the indexes" }, "read"],
]);

check("what the name says as a noun the description does not do", [
  [{ name: "get_change_events", description: "Change events of the last hour" }, "read"],
  [{ name: "list_shelves", description: "Change the shelves" }, "write"],
]);

check("advice to use another action first is none of this one", [
  [{ name: "shelf_relationship", description: "Shelf relationships. Use list before operations." }, "write"],
]);

check("a search that is started hands back what it finds", [
  [{ name: "start_search", description: "Start a search that returns results as they come" }, "read"],
  [{ name: "start_engine", description: "Start an engine" }, "execute"],
]);

check("every act of a record's life is the gravest of them", [
  [{ name: "drawing", description: "Drawings with list/read/update/delete lifecycle" }, "destructive"],
  [{ name: "drawing", description: "Drawings with list/read/update lifecycle" }, "write"],
]);

check("what is previewed is only shown", [
  [{ name: "rename_preview", description: "Preview a rename: shows what would change" }, "read"],
  [{ name: "change_preview", description: "Preview a change: add, remove or rename a part" }, "read"],
  [{ name: "rename_part", description: "Renames a part" }, "write"],
]);

check("where a name is declared is looked up", [
  [{ name: "go_to_definition", description: "Find where a symbol is defined" }, "read"],
  [{ name: "goto_type_definition", description: "Navigate to the definition of a type" }, "read"],
  [{ name: "goto_page", description: "Navigate to the page" }, "execute"],
]);

check("a pull request and the types of something are nouns", [
  [{ name: "get_status", description: "Get the status of a commit or pull request" }, "read"],
  [{ name: "list_regions", description: "Given a list of shelf types, this returns the regions" }, "read"],
]);

check("a commit that is picked is put somewhere else", [
  [{ name: "commit_cherry_pick", description: "Cherry-pick a commit to a branch" }, "write"],
  [{ name: "pick_colour", description: "Pick a colour" }, "read"],
]);

check("a migration in SQL is run", [[{ name: "apply_migration", description: "Applies a SQL migration" }, "execute"]]);

checkFacet("untrustedContent", [
  [
    { name: "get_console", description: "Get the console logs", server: "browsertools", siblings: ["take_screenshot"] },
    true,
  ],
  [{ name: "get_console", description: "Get the console logs", server: "gardentools" }, false],
  [{ name: "find", description: "Searches for NuGet packages" }, true],
  [{ name: "find", description: "Searches for shelves" }, false],
  [{ name: "get_case", description: "Get a support case" }, true],
]);

checkFacet("arbitraryCode", [
  [{ name: "apply_migration", description: "Applies a SQL migration" }, true],
  [{ name: "apply_migration", description: "Applies a migration" }, false],
  [{ name: "list_prices", description: "Query the prices", parameters: ["service_code_filter"] }, false],
  [{ name: "run", description: "Run the code", parameters: ["code"] }, true],
]);
