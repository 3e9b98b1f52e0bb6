/** Where a facet holds, and the case beside it where it does not. */
import { checkFacet, makeList } from "./check.ts";

checkFacet("bulk", [
  [{ name: "delete_rows", description: "Delete rows", parameters: ["table"] }, true],
  [{ name: "delete_rows", description: "Delete a row", parameters: ["table"] }, false],
  [{ name: "delete_row", description: "Delete what matches", parameters: ["filter"] }, true],
  [{ name: "update_rows", description: "Update rows", parameters: makeList("rows") }, true],
  [{ name: "update_flow", description: "Update a flow", parameters: makeList("tasks") }, false],
  [{ name: "delete_rule", description: "Delete a rule", parameters: ["filterId"] }, false],
  [{ name: "add_filter", description: "Add one or more filters" }, true],
  [{ name: "add_filter", description: "Add a filter or more" }, false],
  [{ name: "add_labels", description: "Add labels to a book", parameters: makeList("labels") }, true],
  [{ name: "add_book", description: "Add a book", parameters: makeList("labels") }, false],
  [{ name: "move_book", description: "Move books", parameters: makeList("book_urns") }, true],
  [{ name: "move_book", description: "Move a book", parameters: ["book_ids"] }, true],
  [{ name: "move_book", description: "Move a book", parameters: { use_ids: { type: "boolean" } } }, false],
  [{ name: "publish_page", description: "Publish a page or multiple pages" }, true],
  [{ name: "publish_page", description: "Publish a page with multiple columns" }, false],
  [
    { name: "delete_mount", description: "Delete a mount. This will remove all data under it, it removes all data." },
    true,
  ],
  [{ name: "post_note", description: "Post a note", parameters: makeList("mediaIds") }, false],
  [{ name: "clean_shed", description: "Remove untracked tools from the shed" }, true],
  [{ name: "create_group", description: "Create a group", parameters: makeList("shed_group_ids") }, false],
  [{ name: "stop_lamps_by_tag", description: "Stop what is lit", parameters: ["tag"] }, true],
  [{ name: "stop_lamp_by_key", description: "Stop what is lit", parameters: ["key"] }, false],
  [{ name: "send_broadcast", description: "Send a broadcast", parameters: ["id"] }, true],
  [
    { name: "edit_form", description: "Edit a form", parameters: { id: { type: "string" }, ...makeList("nodes") } },
    false,
  ],
  [{ name: "clear_shelf", description: "Clear shelves" }, true],
  [{ name: "clear_shelf", description: "Clear the shelf" }, false],
]);

checkFacet("grantsAccess", [
  [{ name: "update_owner", description: "Update an owner" }, false],
  [{ name: "update_owner", description: "Update an owner", parameters: ["role"] }, true],
  [{ name: "update_permission", description: "Update a permission target" }, true],
  [{ name: "get_permission", description: "Get a permission target" }, false],
  [{ name: "create_client", description: "Create an OAuth client" }, true],
  [{ name: "create_client", description: "Create a client" }, false],
  [{ name: "approve_amount", description: "Approve a spender to spend tokens" }, true],
  [{ name: "approve_amount", description: "Approve an amount" }, false],
  [{ name: "attach_list", description: "Attach an IP whitelist to a server" }, true],
  [{ name: "attach_list", description: "Attach a packing list to a parcel" }, false],
  [{ name: "open_file", description: "Set a file. Allows anyone to read it." }, true],
  [{ name: "begin", description: "Initiates the OAuth authentication flow" }, true],
  [{ name: "zadd", description: "Add a member to a sorted set" }, false],
  [{ name: "add_member", description: "Add a member to a team" }, true],
  [{ name: "create_account", description: "Create an account", parameters: ["password"] }, true],
  [{ name: "create_account", description: "Create an account", parameters: ["currency"] }, false],
  [{ name: "issue_certificate", description: "Issue a certificate" }, true],
  [{ name: "print_certificate", description: "Print a certificate" }, false],
]);

checkFacet("privateData", [
  [{ name: "get_time", description: "Get the current time" }, false],
  [{ name: "get_gene", description: "Get a gene" }, false],
  [{ name: "get_time_entry", description: "Get a time entry" }, true],
  [{ name: "get_terms", description: "Get the terms. No authentication required." }, false],
  [{ name: "get_file", description: "Get a file. No authentication required." }, true],
  [{ name: "get_terms", description: "Get the terms. Authentication required." }, true],
  [{ name: "renew", description: "Regenerate the token. Returns the new token value." }, true],
  [{ name: "renew", description: "Regenerate the token." }, false],
  [{ name: "ping", description: "Returns the input message" }, false],
  [{ name: "run_once", description: "Run something once", parameters: ["command"] }, true],
  [{ name: "get_forecast", description: "Get the forecast of a cost report" }, true],
  [{ name: "export_flows", description: "Exports the flows as CSV" }, true],
  [{ name: "summarize_talk", description: "Summarize a talk", parameters: ["thread_id"] }, true],
  [{ name: "summarize_talk", description: "Summarize a talk", parameters: ["text"] }, false],
  [{ name: "look_up", description: "Search GitHub for code" }, false],
  [{ name: "get_average", description: "Get the average", parameters: ["symbol"], server: "stock market" }, false],
  [{ name: "get_average", description: "Get the average", parameters: ["symbol"], server: "shed" }, true],
  [{ name: "list_journals", description: "List all manual journals" }, true],
  [{ name: "list_manuals", description: "List all manuals" }, false],
  [{ name: "get_balance_sheets", description: "Get balance sheets", parameters: ["ticker"] }, false],
  [{ name: "get_balance_sheet", description: "Get the balance sheet", parameters: ["date"] }, true],
  [{ name: "sales_report", description: "Generate a report of the sales" }, true],
]);

checkFacet("externalSink", [
  [{ name: "push_image", description: "Push an image to a registry" }, true],
  [{ name: "push_note", description: "Push a note onto the pile" }, false],
  [{ name: "create_link", description: "Create a bookmark", parameters: ["url"] }, false],
  [{ name: "create_monitor", description: "Create a monitor", parameters: ["url"] }, true],
  [{ name: "read_page", description: "Fetch a web page", parameters: ["url"] }, true],
  [{ name: "read_page", description: "Fetch a page of the Loom documentation", parameters: ["url"] }, false],
  [{ name: "create_report", description: "Create a scheduled report", parameters: makeList("recipients") }, true],
  [{ name: "create_report", description: "Create a scheduled report", parameters: makeList("columns") }, false],
  [{ name: "publish_entry", description: "Publish an entry" }, true],
  [{ name: "publish_task", description: "Publish a task as a landing page" }, true],
  [{ name: "send_key", description: "Send the key to telegram" }, true],
  [{ name: "send_key", description: "Send the key to the lock" }, false],
  [
    { name: "run_book", description: "Run a book", parameters: { url: { type: "string", description: "Sample URL" } } },
    false,
  ],
  [{ name: "send_funds", description: "Send funds to an account" }, false],
  [{ name: "send_note", description: "Send a message to a friend" }, true],
  [{ name: "hua", description: "保存图片" }, false],
  [{ name: "hua", description: "上传图片" }, true],
  [{ name: "create_response", description: "Create a response to a request", parameters: ["url"] }, false],
  [{ name: "send_patch", description: "Patch by an HTTP request", parameters: ["url"] }, true],
]);

checkFacet("untrustedContent", [
  [{ name: "look_up", description: "Search the web for an answer" }, true],
  [{ name: "look_up", description: "Search the shelves for an answer" }, false],
  [{ name: "look_up", description: "Search GitHub for code" }, true],
  [{ name: "ask", description: "Answer a question with web-grounded AI" }, true],
  [{ name: "look_up", description: "Search for people by email" }, false],
  [{ name: "get_job", description: "Retrieve its result URL" }, false],
  [{ name: "list_channels", description: "List notification channels" }, false],
  [{ name: "run_statement", description: "Run a statement. May return untrusted user data." }, true],
  [{ name: "fetch_paid", description: "Fetch a paid resource of the web", parameters: ["url"] }, true],
  [{ name: "extract", description: "Extract data from the page", server: "browser page click" }, true],
  [{ name: "get_tab", description: "Get the tab of the page", server: "browser page click" }, false],
  [{ name: "extract", description: "Extract data from the page", server: "shelf" }, false],
  [{ name: "count_chats", description: "Count chats of a channel" }, false],
  [{ name: "list_chats", description: "List chats of a channel" }, true],
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
  [{ name: "consulta", description: "Ejecutar una consulta SQL" }, true],
  [{ name: "rutina", description: "Ejecutar una rutina guardada" }, false],
]);

checkFacet("grantsAccess", [
  [{ name: "transfer_tokens", description: "Transfer tokens", server: "wallet trading" }, false],
  [{ name: "add_inline_policy", description: "Add an inline policy to a role" }, true],
  [{ name: "add_inline_image", description: "Add an inline image to a page" }, false],
  [{ name: "assign_owner", description: "Assign an owner to a deal" }, false],
  [{ name: "assign_owner", description: "Assign an owner to a project" }, true],
  [{ name: "set_value", description: "Set a frontmatter key" }, false],
  [{ name: "create_key", description: "Create an API key" }, true],
]);

checkFacet("privateData", [
  [{ name: "get_filings", description: "Get the filings of a company", parameters: ["ticker"] }, false],
  [{ name: "get_filings", description: "Get the filings of a company", parameters: ["folder"] }, true],
  [{ name: "ask_hub", description: "Ask a question about a hub" }, true],
]);

checkFacet("externalSink", [
  [{ name: "create_webhook", description: "Create a webhook", parameters: ["endpoint"] }, true],
  [{ name: "create_product", description: "Create a product", parameters: ["imageUrl"] }, false],
]);

checkFacet("bulk", [
  [{ name: "create_contact", description: "Create a contact", parameters: makeList("segmentIds") }, false],
  [{ name: "delete_contacts", description: "Delete contacts", parameters: makeList("contactIds") }, true],
]);

checkFacet("untrustedContent", [
  [{ name: "get_offer", description: "Get a listing with its price" }, true],
  [{ name: "get_folder", description: "Get a listing of files" }, false],
  [{ name: "validate_mail", description: "Validate an email" }, false],
]);

checkFacet("arbitraryCode", [
  [{ name: "get_script", description: "Get the source of a script", parameters: ["scriptId"] }, false],
  [{ name: "goto_page", description: "Go to a page", parameters: ["initScript"] }, true],
]);

const SHELVES = { action: { type: "string", enum: ["list", "delete"] } };

checkFacet("arbitraryCode", [
  [{ name: "esql", description: "Perform an ES|QL query", parameters: ["query"] }, true],
  [{ name: "find", description: "Perform a search", parameters: ["query"] }, false],
  [{ name: "execute_query", description: "Execute a PromQL query", parameters: ["query"] }, true],
  [{ name: "explain_sql", description: "Explain a SQL query", parameters: ["query"] }, false],
  [{ name: "create_container", description: "Create a container", parameters: ["image", "command"] }, true],
  [{ name: "create_container", description: "Create a container", parameters: ["image"] }, false],
  [{ name: "talk_to_process", description: "Send input to a process", parameters: ["pid", "input"] }, true],
  [{ name: "talk_to_friend", description: "Send input to a friend", parameters: ["id", "input"] }, false],
]);

checkFacet("privateData", [
  [{ name: "shelves", description: "Manage shelves", parameters: SHELVES }, true],
  [
    { name: "shelves", description: "Manage shelves", parameters: { action: { type: "string", enum: ["delete"] } } },
    false,
  ],
  [{ name: "call_tool", description: "Run a tool by name", parameters: ["name", "arguments"] }, true],
  [{ name: "find_schools", description: "Find schools", parameters: ["latitude", "longitude"] }, false],
  [{ name: "find_schools", description: "Find schools", parameters: ["district"] }, true],
  [{ name: "find_notes", description: "Search the Google Docs of a user" }, true],
  [
    {
      name: "regression",
      description: "Calculate a regression",
      parameters: ["table_name"],
      server: "sqlite database",
    },
    true,
  ],
  [
    { name: "regression", description: "Calculate a regression", parameters: ["numbers"], server: "sqlite database" },
    false,
  ],
]);

checkFacet("untrustedContent", [
  [{ name: "get_actions", description: "Get actions. They contain user-generated content." }, true],
  [{ name: "get_actions", description: "Get actions. They contain numbers." }, false],
]);
