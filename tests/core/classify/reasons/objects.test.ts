/** What a verb of several meanings means, by what it is done to. */
import { check } from "./check.ts";

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

check("a scene that is drawn is no device", [
  [
    { name: "manage_scene", description: "Set the scene", siblings: ["set_light", "add_gameobject"], server: "unity" },
    "write",
  ],
  [{ name: "set_scene", description: "Set the scene", siblings: ["set_light"], server: "home" }, "execute"],
]);

check("taking back what was staged resets nothing else", [
  [{ name: "git_reset", description: "Unstages all staged changes", server: "git" }, "write"],
  [{ name: "git_reset", description: "Reset the branch to a commit", server: "git" }, "destructive"],
]);

check("what is used is there already", [
  [{ name: "use_sandbox", description: "Select which sandbox is used" }, "write"],
  [{ name: "make_sandbox", description: "Make a sandbox" }, "execute"],
]);

check("a member of a set, or the set", [
  [{ name: "zrem", description: "Remove a member from a sorted set" }, "write"],
  [{ name: "del", description: "Delete a sorted set" }, "destructive"],
]);

check("a report that is filed, or one that is read", [
  [{ name: "report_verdict", description: "Report the verdict of a review" }, "write"],
  [{ name: "report_totals", description: "Report the totals of a review" }, "read"],
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

check("what is logged was done before", [
  [{ name: "log_call", description: "Log a call with a person" }, "write"],
  [{ name: "make_call", description: "Make a call to a person" }, "execute"],
]);

check("a server that runs, or the record of one", [
  [{ name: "create_resource_server", description: "Create a resource server" }, "write"],
  [{ name: "create_server", description: "Create a server" }, "execute"],
]);

check("what is done to a rollback changes what runs", [
  [{ name: "revert_app_rollback", description: "Revert a rollback" }, "execute"],
  [{ name: "revert_edit", description: "Revert an edit" }, "write"],
]);

check("loading to look at, or in the place of what is there", [
  [{ name: "load_preset", description: "Load a preset by name" }, "write"],
  [{ name: "load_icon", description: "Load an icon into a page" }, "write"],
  [{ name: "load_file", description: "Load a file" }, "read"],
]);

check("clearing a value, or what is stored", [
  [{ name: "shelf_default", description: "Set or clear the default database" }, "write"],
  [{ name: "clear_database", description: "Clear the database" }, "destructive"],
]);

check("a shape that is computed, or drawn into something", [
  [{ name: "make_buffer", description: "Create a buffer zone" }, "read"],
  [{ name: "add_shape", description: "Add a shape to a slide" }, "write"],
]);

check("a patch that is an edit", [
  [{ name: "apply_patch", description: "Apply a patch to a file" }, "write"],
  [{ name: "apply_manifest", description: "Apply a manifest from a file" }, "execute"],
]);

check("an address that is written down", [
  [{ name: "shelf_link", description: "Creates a link to view the shelf in a browser" }, "read"],
  [{ name: "shelf_link", description: "Creates a link between two shelves" }, "write"],
]);

check("listening for as long as the call lasts", [
  [{ name: "subscribe_once", description: "Subscribe to a topic and return the first message" }, "read"],
  [{ name: "subscribe", description: "Subscribe to a topic" }, "write"],
]);

check("asking for data, or for work", [
  [{ name: "request_data", description: "Requests data of a shelf" }, "read"],
  [{ name: "request_visit", description: "Requests a visit" }, "write"],
]);

check("settling a thing, or finding what belongs to it", [
  [{ name: "resolve_roots", description: "Resolve roots. Given leaves, returns the root of each" }, "read"],
  [{ name: "resolve_ticket", description: "Resolve a ticket. Returns the ticket" }, "write"],
]);

check("sending to people, or putting away", [
  [{ name: "put_card_away", description: "Send a card to the archive" }, "write"],
  [{ name: "card_to_friend", description: "Send a card to a friend" }, "execute"],
  [{ name: "send_reaction", description: "Send a reaction to a message" }, "write"],
]);

check("a method that the caller names", [
  [{ name: "shelf_rpc", description: "Bridge for diagnostics", parameters: ["method", "payload"] }, "execute"],
  [{ name: "shelf_bridge", description: "Diagnostics of a shelf", parameters: ["payload"] }, "write"],
]);

check("making somebody else move", [
  [{ name: "look_at", description: "Make the bot look at a place" }, "execute"],
  [{ name: "look_at", description: "Look at a place" }, "read"],
]);

check("who is deleted from a list lives on", [
  [{ name: "delete_member", description: "Remove a member from a project" }, "write"],
  [{ name: "delete_member", description: "Delete a member and all that he wrote" }, "destructive"],
]);

check("an extra that may be left out", [
  [{ name: "read_rows", description: "Read rows", parameters: ["output_file"] }, "read"],
  [{ name: "process_rows", description: "Process rows", parameters: ["output_file"] }, "write"],
]);

check("some stages of a pipeline write", [
  [{ name: "aggregate", description: "Run an aggregation pipeline" }, "execute"],
  [{ name: "aggregate", description: "Run an aggregation" }, "read"],
]);
