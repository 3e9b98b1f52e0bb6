/** What several actions in one tool make of it. */
import type { JsonObject } from "../../../../src/core/schema/json.ts";
import { check } from "./check.ts";

function makeAction(...values: string[]): JsonObject {
  return { action: { type: "string", ...(values.length > 0 ? { enum: values } : {}) } };
}

check("in the name of an action the verb may come last", [
  [
    { name: "manage_part", description: "Part control", parameters: makeAction("part_status", "part_start") },
    "execute",
  ],
  [{ name: "manage_part", description: "Part control", parameters: makeAction("part_get", "part_list") }, "read"],
  [{ name: "part", description: "Manage a part", parameters: makeAction("get_name", "set_name") }, "write"],
  [{ name: "part", description: "Read a part", parameters: makeAction("partId", "setId") }, "read"],
]);

check("actions are listed behind a colon, brackets left out", [
  [
    { name: "part", description: "Part operations. Actions: parse (v1.2), delete (v1.3).", parameters: makeAction() },
    "destructive",
  ],
  [
    { name: "part", description: "Part operations. Actions: parse (v1.2), validate (v1.3).", parameters: makeAction() },
    "read",
  ],
]);

check("actions of which examples are given, or that keys name, are the tool's", [
  [{ name: "page_tool", description: "Tool to perform actions like list pages, update a page and more" }, "write"],
  [{ name: "page_tool", description: "Tool to perform actions like list pages, find a page and more" }, "read"],
  [
    {
      name: "manage_pages",
      description:
        "Manage pages.\n\nThis tool provides operations for handling pages, including finding pages,\nwriting pages, and deleting pages.",
      parameters: makeAction(),
    },
    "destructive",
  ],
  [{ name: "get_rooms", description: "List rooms, whose ids other operations like creating threads need." }, "read"],
  [
    { name: "get_job", description: "Get a job. Use this to check the status of operations like start or stop." },
    "read",
  ],
  [
    {
      name: "page_tool",
      description: "Get pages and more",
      parameters: {
        actions: {
          type: "array",
          items: { type: "object", properties: { get_page: { type: "object" }, delete_page: { type: "object" } } },
        },
      },
    },
    "destructive",
  ],
  [
    {
      name: "page_tool",
      description: "Get pages and more",
      parameters: {
        results: {
          type: "array",
          items: { type: "object", properties: { get_page: { type: "object" }, delete_page: { type: "object" } } },
        },
      },
    },
    "read",
  ],
]);

check("switching on is an action, and a verb may stand inside its name", [
  [{ name: "traces", description: "Shed traces", parameters: makeAction("status", "on", "off") }, "write"],
  [{ name: "traces", description: "Read shed traces", parameters: makeAction("status", "list") }, "read"],
  [{ name: "part", description: "Part control", parameters: makeAction("part_add_hook", "part_list") }, "write"],
  [{ name: "get_part", description: "Show a part", parameters: makeAction("link show", "route show") }, "read"],
  [{ name: "part", description: "Part comparison", parameters: makeAction("patch_analysis") }, "read"],
]);

check("what a description lists is not all there is, and the tools beside are not what it does", [
  [
    { name: "manage_shed", description: "Manage sheds.\n\nROOF:\n- roof_add_tile, roof_list\n- roof_start, roof_stop" },
    "execute",
  ],
  [{ name: "manage_shed", description: "Manage sheds.\n\n- roof_get: read it\n- wall_get: read it" }, "write"],
  [{ name: "manage_doors", description: "[DOOR] Manage doors — list, open, and delete hinges" }, "destructive"],
  [
    { name: "get_shed", description: "Get a shed. Related tools:\n- set_shed: change it", siblings: ["set_shed"] },
    "read",
  ],
]);

check("of what is listed an action is a filter, of what is done it is an action", [
  [{ name: "list_audit_logs", description: "List audit logs", parameters: makeAction("create", "delete") }, "read"],
  [{ name: "get_logs", description: "Get logs", parameters: makeAction("get", "clear") }, "destructive"],
  [
    {
      name: "get_flows",
      description: "Get flows",
      parameters: { function: { type: "string", enum: ["sum", "rate"] } },
    },
    "read",
  ],
]);
