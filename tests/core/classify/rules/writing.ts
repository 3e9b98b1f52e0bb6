/** What changes a stored record. */
import { READ, type RuleCases } from "./cases.ts";

export const WRITING = {
  "can-be-restored": {
    holds: { name: "delete_note", description: "Move a note to the trash" },
    nearMiss: { name: "empty_trash", description: "Empty the trash; notes in the trash are gone" },
    apart: READ,
  },
  "changes-record": {
    holds: { name: "update_book", description: "Update a book" },
    nearMiss: { name: "get_update", description: "Get an update" },
    apart: READ,
  },
  "clears-session": {
    holds: { name: "clear_selection", description: "Clear the selection" },
    nearMiss: { name: "clear_database", description: "Clear the database" },
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
  "fetches-into-clone": {
    holds: { name: "git_fetch", description: "Fetch updates from a remote", server: "git" },
    nearMiss: { name: "fetch", description: "Fetch updates from a remote" },
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
  "manages-something": {
    holds: { name: "users", description: "Manage users" },
    nearMiss: { name: "get_manager", description: "Get the manager" },
    apart: READ,
  },
  "reports-problem": {
    holds: { name: "report_bug", description: "Report a bug" },
    nearMiss: { name: "report_status", description: "Report the status" },
    apart: READ,
  },
  "saves-result": {
    holds: { name: "render_page", parameters: ["output_path"] },
    nearMiss: { name: "render_page", parameters: { output: { enum: ["json", "yaml"] } } },
    apart: READ,
  },
  "stores-something": {
    holds: { name: "save_note", description: "Save a note" },
    nearMiss: { name: "get_saved_note", description: "Get a saved note" },
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
} as const satisfies Record<string, RuleCases>;
