/** Labels, questions and advice: what a description says without saying what is done. */
import { check } from "./check.ts";

check("a label in front says that something is changed, or that nothing is", [
  [{ name: "classify_letters", description: "MUTATING (off by default). Say to which shelf letters belong." }, "write"],
  [{ name: "classify_letters", description: "Say to which shelf letters belong." }, "read"],
  [{ name: "sweep", description: "MUTATING. Run the sweep now." }, "execute"],
  [
    { name: "ReadShelf", description: "Operation: Read, Create, Update. Subject: Shelf. [read-only] Read a shelf." },
    "read",
  ],
  [{ name: "ReadShelf", description: "Operation: Read, Create, Update. Subject: Shelf. Read a shelf." }, "write"],
]);

check("what a question asks is answered", [
  [{ name: "list_sprays", description: "What kinds of paper this site can issue" }, "read"],
  [{ name: "get_sprays", description: "Usage by shed: which blocks were sprayed and who issues it" }, "read"],
  [{ name: "get_shed", description: "A tool which deletes a shed" }, "destructive"],
  [{ name: "create_rule", description: "Define who may release a transaction", server: "trade wallet" }, "write"],
]);

check("how a caller begins and what he may add is advice", [
  [{ name: "trace_shed", description: "THE WALK. Start from a shed and it follows the doors." }, "read"],
  [{ name: "trace_shed", description: "Start a walk from a shed" }, "execute"],
  [{ name: "get_shed", description: "Add $expand=doors to include the doors." }, "read"],
  [{ name: "watch_add", description: "Add a named expression that is watched." }, "write"],
  [{ name: "query_sheds", description: "Sheds. Use the action parameter to select an operation." }, "read"],
  [{ name: "get_form", description: "The form as bytes, so the person about to sign it can see it" }, "read"],
]);

check("what is provided by being told is returned", [
  [{ name: "launch_help", description: "Provides instructions on how to launch a shed" }, "read"],
  [{ name: "launch_shed", description: "Provides a shed and launches it" }, "execute"],
]);

check("an answer that warns tells nobody", [
  [{ name: "create_shed", description: "Register a shed. Warns about a missing door." }, "write"],
  [{ name: "create_shed", description: "Register a shed. Emails the owner." }, "execute"],
]);

check("where it is taken from there is no way back", [
  [{ name: "delete_from_bin", description: "Deletes a letter from the recycle bin" }, "destructive"],
  [{ name: "delete_letter", description: "Moves a letter to the recycle bin" }, "write"],
  [{ name: "destroy_letter", description: "Destroy a letter after the retention period" }, "destructive"],
  [{ name: "retire_shed", description: "Soft-retire a shed" }, "write"],
  [{ name: "retire_shed", description: "Retire a shed" }, "destructive"],
]);

check("what an argument replaces is not what the call replaces", [
  [{ name: "update_party", description: "Update a party. Setting guests replaces the entire list." }, "write"],
  [{ name: "update_party", description: "Update a party. It replaces the entire list." }, "destructive"],
]);

check("by their own words servers deal in something, by chance they do not", [
  [{ name: "hide_show", description: "Hide a TV show", server: "lamp tv" }, "write"],
  [{ name: "set_tv", description: "Set the TV volume", server: "lamp tv" }, "execute"],
  [{ name: "drop_file", description: "Drop files onto an element", server: "browser page" }, "execute"],
  [{ name: "mint_token", description: "Mints a token for the garden" }, "write"],
  [{ name: "mint_token", description: "Mints a token", server: "wallet token" }, "financial"],
]);
