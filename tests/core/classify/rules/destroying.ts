/** What cannot be had again. */
import { READ, type RuleCases } from "./cases.ts";

export const DESTROYING = {
  "cancels-for-good": {
    holds: { name: "cancel_subscription", description: "Cancel a subscription" },
    nearMiss: { name: "cancel_job", description: "Cancel a job" },
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
  "ends-resource": {
    holds: { name: "uninstall_plugin", description: "Uninstall a plugin" },
    nearMiss: { name: "terminate_process", description: "Terminate a process" },
    apart: READ,
  },
  "forces-change": {
    holds: { name: "push", parameters: ["branch", "force"] },
    nearMiss: { name: "push", parameters: ["branch"] },
    apart: READ,
  },
  "overwrites-everything": {
    holds: { name: "write_all", description: "Write a file; overwrites existing files without warning" },
    nearMiss: { name: "get_warning", description: "Get what happens when a write overwrites existing files" },
    apart: READ,
  },
  "resets-state": {
    holds: { name: "reset_database", description: "Reset the database" },
    nearMiss: { name: "reset_zoom", description: "Reset the zoom" },
    apart: READ,
  },
  "revokes-access": {
    holds: { name: "revoke_key", description: "Revoke a key" },
    nearMiss: { name: "rotate_picture", description: "Rotate a picture" },
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
} as const satisfies Record<string, RuleCases>;
