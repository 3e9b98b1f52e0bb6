/** The built fixture site as files, and one page of each kind. */
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { inject } from "vitest";

export const ONE_OF_EACH = {
  home: "/",
  servers: "/servers/",
  "servers filtered": "/servers/?risk=critical&sort=-tools",
  server: "/servers/torrent-client/",
  "server of many tools": "/servers/many-tools/",
  "its second page": "/servers/many-tools/~2/",
  "server not judged": "/servers/not-judged/",
  "server not extractable": "/servers/from-openapi/",
  tool: "/servers/torrent-client/pause_torrent/",
  "tool without parameters": "/servers/payments/list_charges/",
  "tool not judged": "/servers/not-judged/pause_torrent/",
  "tool that went": "/servers/payments/old/",
  "server that went": "/servers/gone/",
  "hostile server": "/servers/hostile-texts/",
  "hostile tool": "/servers/hostile-texts/hostile_schema/",
  tools: "/tools/",
  letter: "/tools/p/",
  risks: "/risk/",
  risk: "/risk/critical/",
  category: "/categories/execute/",
  "second page": "/categories/read/~2/",
  attacks: "/attacks/",
  attack: "/attacks/path-traversal/",
  "attack on many tools": "/attacks/runaway-loop/~2/",
  policy: "/policy/",
  stack: "/stack/",
  about: "/about/",
  accuracy: "/accuracy/",
  annotations: "/annotations/",
  review: "/review/",
  changes: "/changes/",
  "its third page": "/changes/~3/",
  coverage: "/coverage/",
  search: "/search/",
  methodology: "/methodology/",
  schemas: "/schemas/",
  "not found": "/nothing-here/",
} as const satisfies Record<string, string>;

/** Files of the site with this ending, relative to its folder, with slashes. */
export function listFiles(ending: string): string[] {
  return readdirSync(inject("siteDir"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => file.split(sep).join("/"))
    .sort();
}

/** Pages, without those that only lead to another one or say that there is none any more. */
export function listPages(): string[] {
  return listFiles(".html").filter((file) => !isMoved(file) && !GONE.includes(file));
}

export function isMoved(file: string): boolean {
  return file.startsWith("servers/example-payments/") || file === "servers/payments/refund/index.html";
}

/** What stood at addresses that now say what became of it. */
export const GONE = [
  "servers/gone/index.html",
  "servers/gone/list_charges/index.html",
  "servers/payments/old/index.html",
];

export function readSiteFile(file: string): string {
  return readFileSync(join(inject("siteDir"), file), "utf8");
}
