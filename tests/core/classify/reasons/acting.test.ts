/** What looks like reading and acts, each beside what looks like acting and reads. */
import { check } from "./check.ts";

check("an action is performed, a page is a noun", [
  [{ name: "act", description: "Perform an action on the page", server: "browser page" }, "execute"],
  [{ name: "page", description: "Perform a search of the page", server: "browser page" }, "read"],
]);

check("after an article stands a noun", [
  [{ name: "frob", description: "Frob shelves to a new track" }, "write"],
  [{ name: "frob", description: "Tool to track a parcel" }, "read"],
]);

check("steps are counted, and this tool is the tool itself", [
  [{ name: "read_books", description: "STEP 1: find a shelf. STEP 2: call this tool with its id." }, "read"],
  [{ name: "call_shelf", description: "STEP 1: find a shelf. STEP 2: call the webhook of it." }, "execute"],
]);

check("the name's first word is its verb where the description begins with it", [
  [{ name: "record_test_run", description: "Records a test result" }, "write"],
  [{ name: "record_test_run", description: "Runs a recorded test" }, "execute"],
]);

check("what something is found by is no act", [
  [{ name: "find_people", description: "Find people by name or email to look up their id" }, "read"],
  [{ name: "find_people", description: "Find people and email a letter to them" }, "execute"],
]);

check("two ways to use it", [
  [{ name: "lamps", description: "Get information about lamps or set lamp colors" }, "write"],
  [{ name: "lamps", description: "Get information about lamps or document content" }, "read"],
]);

check("an object ends at the next verb", [
  [{ name: "generate_decoy", description: "Generate a decoy and get placement recommendations" }, "write"],
  [{ name: "generate_summary", description: "Generate placement recommendations" }, "read"],
]);

check("after a colon stands what is meant", [
  [{ name: "review_loan", description: "Review a loan: submit an opinion" }, "execute"],
  [{ name: "review_loan", description: "Review a loan: the opinions that were submitted" }, "read"],
]);

check("how it is done is what is done", [
  [{ name: "review_loan", description: "Review a loan by changing its state" }, "write"],
  [{ name: "review_loan", description: "Review a loan by comparing its states" }, "read"],
]);

check("what is brought into a store is kept", [
  [{ name: "parse_shelf", description: "Parse a shelf into the knowledge graph" }, "write"],
  [{ name: "parse_shelf", description: "Parse a shelf into books" }, "read"],
]);

check("what is stopped ran", [
  [{ name: "network_capture_stop", description: "Stop capturing requests and return them" }, "execute"],
  [{ name: "network_capture", description: "Capture requests and return them" }, "read"],
]);

check("a promise of the contrary is none", [
  [{ name: "scrape_flow", description: "Execute a flow of clicks. It is non-read-only." }, "execute"],
  [{ name: "read_flow", description: "Execute a flow of queries. It is read-only." }, "read"],
]);

check("whoever returns the updated record has updated it", [
  [{ name: "hoist_shelf", description: "Frob a shelf. Returns the updated shelf." }, "write"],
  [{ name: "hoist_shelf", description: "Frob a shelf. Returns the shelf." }, "read"],
]);

check("input that is simulated is input", [
  [{ name: "keyboard", description: "Simulate keyboard events" }, "execute"],
  [{ name: "weather", description: "Simulate weather events" }, "read"],
]);

check("an expression is computed, or runs in a program", [
  [{ name: "evaluate_expression", parameters: ["depth"], siblings: ["set_breakpoint"] }, "execute"],
  [{ name: "evaluate_expression", parameters: ["depth"], siblings: ["list_units"] }, "read"],
]);

check("an event that is tracked is noted", [
  [{ name: "track_event", description: "Track a usage event" }, "write"],
  [{ name: "track_parcel", description: "Track a parcel" }, "read"],
]);

check("a part that is moved or turned into another stays so", [
  [{ name: "center", description: "Translate the model to the origin" }, "write"],
  [{ name: "translate", description: "Translate the text to French" }, "read"],
  [{ name: "flatten_part", description: "Converts the layer into pixels" }, "write"],
  [{ name: "take_ownership", description: "Take ownership of a shelf" }, "write"],
]);

check("numbers are summed, a number is added to a list", [
  [{ name: "add", description: "Performs addition of two numbers" }, "read"],
  [{ name: "add_number", description: "Add a number to the list" }, "write"],
]);

check("a question is answered by reading, or by whoever passes the answer", [
  [{ name: "chat", description: "Answer questions by retrieving pages" }, "read"],
  [{ name: "answer_question", description: "Answer a question of a buyer", parameters: ["text"] }, "write"],
]);

check("an owner is taken off a thing", [
  [{ name: "remove_owner", description: "Remove an owner from a dataset" }, "write"],
  [{ name: "remove_shelf", description: "Remove a shelf of the owner" }, "destructive"],
]);

check("a run that is only written down runs nothing", [
  [{ name: "create_build", description: "Create a build entry" }, "write"],
  [{ name: "create_build", description: "Create a build of the branch" }, "execute"],
]);

check("a command that is stored is not run", [
  [{ name: "edit_server", description: "Edit the configuration of a server", parameters: ["command"] }, "write"],
  [{ name: "server", description: "Take care of a server", parameters: ["command"] }, "execute"],
]);

check("tokens that are spent are money", [
  [{ name: "use_allowance", description: "Uses an allowance to spend tokens", server: "wallet token" }, "financial"],
  [{ name: "renew_token", description: "Renew a token", server: "wallet token" }, "write"],
]);

check("what runs is scaled out, what is drawn is made larger", [
  [{ name: "scale_service", description: "Scale a service" }, "execute"],
  [{ name: "scale_shape", description: "Scale the shape" }, "write"],
]);

check("what this tool is said to save is kept", [
  [{ name: "embed_pages", description: "Embed pages. This tool will fetch them and save the text." }, "write"],
  [{ name: "embed_pages", description: "Embed pages. Other tools fetch them and save the text." }, "read"],
]);

check("a browser that is opened to read is a means", [
  [{ name: "fetch_pages", description: "Use a driver to open a browser, then fetch pages" }, "read"],
  [{ name: "browser", description: "Open a browser" }, "execute"],
]);

check("a request that only gets reads", [
  [{ name: "get_pages", description: "Make a GET HTTP request to addresses" }, "read"],
  [{ name: "pages", description: "Make an HTTP request to addresses" }, "execute"],
]);

check("the settings of an app are not what is worked", [
  [{ name: "device_rights", description: "Update app permissions", server: "mobile tap swipe" }, "write"],
  [{ name: "phone_tab", description: "Switch the tab", server: "browser tab page" }, "execute"],
]);

check("in Chinese a later verb counts where it is joined", [
  [{ name: "kuaizhao", description: "列出所有存储空间" }, "read"],
  [{ name: "kuaizhao", description: "列出快照，删除快照" }, "destructive"],
  [{ name: "kuaizhao", description: "根据创建时间查询快照" }, "read"],
  [{ name: "kuaizhao", description: "創建快照" }, "write"],
]);

check("a dry run runs nothing", [
  [{ name: "dry_run", description: "Dry run the query", parameters: ["sql"] }, "read"],
  [{ name: "test_run", description: "Run the query", parameters: ["sql"] }, "execute"],
]);

const ENDING = ["shop_book_list", "shop_book_delete", "shop_author_list", "shop_author_update", "shop_plan_get"];

check("where names end in verbs, the last word is the verb", [
  [{ name: "shop_deploy_plan_get", description: "Makes a plan to open a shop", siblings: ENDING }, "read"],
  [{ name: "shop_deploy_plan_get", description: "Deploys a shop" }, "execute"],
  [{ name: "shop_deploy_logs_get", description: "Fetches the logs of a shop" }, "read"],
  [{ name: "shop_list_delete", description: "Drops a shop", siblings: ENDING }, "destructive"],
]);

check("a sentence that begins with the tool's own name speaks of the tool", [
  [{ name: "write-rows", description: "write-rows executes any SQL query.", parameters: ["query"] }, "execute"],
  [{ name: "write-rows", description: "write-rows of a table.", parameters: ["query"] }, "write"],
]);

check("what is done by running a command is done by a command", [
  [{ name: "answers", description: "Answer questions about a farm by executing farm commands" }, "execute"],
  [{ name: "answers", description: "Answer questions about a farm by running the numbers" }, "read"],
]);

check("what a text leaves out is not taken away by the tool", [
  [{ name: "shelf_things", description: "Shelves and their books. Excludes the archive." }, "write"],
  [{ name: "shelf_things", description: "Shelves and their books. Deletes the archive." }, "destructive"],
  [
    { name: "graph_analysis", description: "This tool eliminates the need for four calls. Analyses the graph." },
    "read",
  ],
]);

check("what is brought is kept where it is said to be, and the author knows whether it is", [
  [{ name: "download_photo", description: "Download a photo" }, "write"],
  [{ name: "download_photo", description: "Download a photo", annotations: { readOnlyHint: true } }, "read"],
  [
    {
      name: "download_photo",
      description: "Download a photo. It is saved to disk.",
      annotations: { readOnlyHint: true },
    },
    "write",
  ],
  [
    {
      name: "download_photo",
      description: "Download a photo",
      parameters: ["output_path"],
      annotations: { readOnlyHint: true },
    },
    "write",
  ],
]);

check("enriching only hands back where nothing is changed", [
  [{ name: "enrich_person", description: "Enriches a person", siblings: ["find_person"] }, "read"],
  [{ name: "enrich_person", description: "Enriches a person", siblings: ["update_person"] }, "write"],
]);

check("waiting, arranging and tidying are what they are", [
  [{ name: "wait_for_letter", description: "Block until a letter arrives" }, "read"],
  [{ name: "block_days", description: "Block days in a plan" }, "write"],
  [{ name: "get_tree", description: "Group the books under their shelves" }, "read"],
  [{ name: "vacuum_database", description: "Vacuum the database" }, "write"],
  [{ name: "wipe_database", description: "Wipe the database" }, "destructive"],
  [{ name: "update_part", description: "Replaces one part. This avoids the data loss of a full save." }, "write"],
  [{ name: "shop_rules", description: "Required step before opening a shop" }, "read"],
]);

check("of two acts that a name joins the first counts too", [
  [{ name: "press_key_and_traverse", description: "Returns a summary", server: "desktop mouse" }, "execute"],
  [{ name: "find_key_and_traverse", description: "Returns a summary", server: "desktop mouse" }, "read"],
  [{ name: "use_find_key_and_traverse", description: "Returns a summary" }, "read"],
]);

check("what is noun in name and description is no act", [
  [{ name: "call_hierarchy", description: "Build a call hierarchy of a method" }, "read"],
  [{ name: "call_webhook", description: "Call a webhook" }, "execute"],
  [{ name: "garden-link", description: "Generates a garden link" }, "read"],
  [{ name: "link-garden", description: "Links a garden to a shed" }, "write"],
  [{ name: "stats", description: "Log stats of the given query" }, "read"],
  [{ name: "stats", description: "Log a visit" }, "write"],
]);

check("marks, conditions and labels before the verb are passed over", [
  [{ name: "shed", description: "<Purpose> Stops a running shed. </Purpose>" }, "execute"],
  [{ name: "shed", description: "Given a shed returns advice on it" }, "read"],
  [
    { name: "scan_shed", description: "Shed tool: Invoke (with others) whenever the user asks. Analyzes a shed." },
    "read",
  ],
  [{ name: "add_shed_preview", description: "Preview adding a shed" }, "read"],
  [{ name: "add_shed", description: "Adds a shed" }, "write"],
]);

check("diagnosing looks, and what runs can be started again", [
  [{ name: "shed_health", description: "Runs a suite of diagnostic commands", parameters: ["shed"] }, "read"],
  [{ name: "shed_health", description: "Runs a suite of commands", parameters: ["shed"] }, "execute"],
  [{ name: "shed_stop", description: "Terminate a running garden" }, "execute"],
  [{ name: "shed_end", description: "Terminate a garden" }, "destructive"],
]);
