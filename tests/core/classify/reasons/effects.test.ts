/** What a call does to what it is about: where it stays, who gets it, whether it runs. */
import { check } from "./check.ts";

check("an answer to a comment stands beside it, one to a message reaches somebody", [
  [{ name: "reply_to_comment", description: "Reply to a comment on a page" }, "write"],
  [{ name: "reply_to_message", description: "Reply to a message" }, "execute"],
]);

check("what is opened in a browser is shown", [
  [{ name: "open_form", description: "Open a form in the browser" }, "execute"],
  [{ name: "open_ticket", description: "Open a ticket in the app" }, "write"],
  [{ name: "open_ticket", description: "Open a ticket in the queue" }, "write"],
]);

check("a machine that is made anew from an image loses its disk", [
  [{ name: "rebuild_server", description: "Rebuild a server", parameters: ["image"] }, "destructive"],
  [{ name: "rebuild_index", description: "Rebuild an index", parameters: ["image"] }, "write"],
]);

check("a debugger steps and lets go", [
  [{ name: "step_into", description: "Step into the current call. Waits for it to stop" }, "execute"],
  [{ name: "step_list", description: "List the steps of a recipe" }, "read"],
  [{ name: "detach", description: "Detach from the process" }, "execute"],
  [{ name: "detach", description: "Detach a label from the box" }, "write"],
]);

check("confirming that something is looks at it", [
  [{ name: "shed_state", description: "Confirms the shed is locked" }, "read"],
  [{ name: "shed_state", description: "Confirms that the shed is locked" }, "read"],
  [{ name: "shed_booking", description: "Confirms a booking which is pending" }, "execute"],
  [{ name: "shed_booking", description: "Confirms bookings that are pending" }, "execute"],
  [{ name: "shed_booking", description: "Confirms the booking of a shed" }, "execute"],
]);

check("what can be done with what is found is not done", [
  [{ name: "search_sheds", description: "Search for sheds. Returns the CRUD operations of each." }, "read"],
  [{ name: "handle_sheds", description: "Full CRUD of sheds" }, "destructive"],
]);

check("what stands in a source file is rewritten there, and a work item stays converted", [
  [{ name: "extract_interface", description: "Extract an interface from a class", parameters: ["filePath"] }, "write"],
  [{ name: "extract_text", description: "Extract the text of a class", parameters: ["filePath"] }, "read"],
  [{ name: "convert_item", description: "Convert a work item to another type", parameters: ["id"] }, "write"],
  [{ name: "convert_length", description: "Convert a length to another unit", parameters: ["unit"] }, "read"],
]);

check("a file is written to the disk, whatever the server drives", [
  [
    { name: "write_file", description: "Write a file", parameters: ["path", "content"], server: "desktop click" },
    "write",
  ],
  [{ name: "upload_file", description: "Upload a file", parameters: ["path"], server: "browser click tab" }, "execute"],
]);

check("managing that says it only reads, reads", [
  [
    {
      name: "manage_sheds",
      description: "Manage sheds. These are read-only operations.\n- get-shed: one\n- list-sheds: all",
      parameters: { operation: { type: "string", description: "get-shed, list-sheds" } },
    },
    "read",
  ],
  [{ name: "manage_sheds", description: "Manage sheds.\n- get-shed: one\n- list-sheds: all" }, "write"],
]);

check("an argument that can be any method of HTTP calls, one of reading alone reads", [
  [
    {
      name: "query_shed",
      description: "Query the shed",
      parameters: { method: { type: "string", description: "HTTP request method, such as 'GET', 'POST'" } },
    },
    "execute",
  ],
  [
    {
      name: "query_shed",
      description: "Query the shed",
      parameters: { method: { type: "string", description: "How to query: by 'name' or 'size'" } },
    },
    "read",
  ],
]);

check("a container runs, a place to keep things in does not", [
  [{ name: "create_container", description: "Create a container" }, "execute"],
  [{ name: "create_container", description: "Create a blob container" }, "write"],
]);

check("whatever a description lists, a command line that is passed is run", [
  [{ name: "helper", description: "Get help. Commands:\n- help: shows it", parameters: ["topic"] }, "read"],
  [{ name: "runner", description: "A shell. Commands:\n- help: shows it", parameters: ["command"] }, "execute"],
]);
