/** What sets something going. */
import { READ, type RuleCases } from "./cases.ts";

export const EXECUTING = {
  "calls-agent-or-api": {
    holds: { name: "run_agent", description: "Run an agent on a task" },
    nearMiss: { name: "list_agents", description: "List the agents" },
    apart: READ,
  },
  "controls-device": {
    holds: { name: "set_light", description: "Set the light", server: "home light scene" },
    nearMiss: { name: "set_light", description: "Set the light theme" },
    apart: READ,
  },
  "drives-interface": {
    holds: { name: "click", description: "Click an element" },
    nearMiss: { name: "focus_search", description: "Focus the search" },
    apart: READ,
  },
  "makes-compute": {
    holds: { name: "create_vm", description: "Create a virtual machine" },
    nearMiss: { name: "create_vm_template", description: "Create a template of machines" },
    apart: READ,
  },
  "opens-something": {
    holds: { name: "open_app", description: "Open an app" },
    nearMiss: { name: "open_nodes", description: "Open nodes of the graph" },
    apart: READ,
  },
  "publishes-or-merges": {
    holds: { name: "merge_pull_request", description: "Merge a pull request" },
    nearMiss: { name: "merge_cells", description: "Merge a range of cells" },
    apart: READ,
  },
  "reaches-people": {
    holds: { name: "send_mail", description: "Send a mail" },
    nearMiss: { name: "create_message_template", description: "Create a template" },
    apart: READ,
  },
  "restarts-as-consequence": {
    holds: { name: "set_version", description: "Set the version. The site restarts on it." },
    nearMiss: {
      name: "get_version",
      description: "Get the version that restarts on errors use. It restarts the reader.",
    },
    apart: READ,
  },
  "runs-caller-code": {
    holds: { name: "run_code", parameters: ["code"] },
    nearMiss: { name: "run_job", parameters: ["country_code"] },
    apart: READ,
  },
  "runs-something": {
    holds: { name: "run_job", description: "Run a job" },
    nearMiss: { name: "run_search", description: "Run a search" },
    apart: READ,
  },
  "runs-tests": {
    holds: { name: "test_flow", description: "Test a flow" },
    nearMiss: { name: "test_connection", description: "Test the connection" },
    apart: READ,
  },
  "starts-remote-job": {
    holds: { name: "crawl_site", description: "Crawl a site; returns a job id" },
    nearMiss: { name: "get_job", description: "Get a job that runs asynchronously" },
    apart: READ,
  },
  "starts-something": {
    holds: { name: "restart_server", description: "Restart the server" },
    nearMiss: { name: "start_review", description: "Start a review" },
    apart: READ,
  },
  "stops-something": {
    holds: { name: "pause_torrent", description: "Pause a torrent" },
    nearMiss: { name: "cancel_edit", description: "Cancel an edit" },
    apart: READ,
  },
  "takes-command": {
    holds: { name: "inspect", description: "Read-only inspection", parameters: ["command"] },
    nearMiss: { name: "explain_command", description: "Explain a command", parameters: ["command"] },
    apart: READ,
  },
} as const satisfies Record<string, RuleCases>;
