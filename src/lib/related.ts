/** Tools that do the same on other servers, and the tool that undoes this one on its own server. */
import type { Catalogue, JudgedTool, ToolSummary } from "./catalogue.ts";
import { splitWords } from "./search-words.ts";

const OPPOSITES: readonly (readonly [string, string])[] = [
  ["pause", "resume"],
  ["start", "stop"],
  ["create", "delete"],
  ["add", "remove"],
  ["enable", "disable"],
  ["open", "close"],
  ["lock", "unlock"],
  ["archive", "unarchive"],
  ["archive", "restore"],
  ["delete", "restore"],
  ["grant", "revoke"],
  ["attach", "detach"],
  ["subscribe", "unsubscribe"],
  ["connect", "disconnect"],
  ["assign", "unassign"],
  ["link", "unlink"],
  ["mute", "unmute"],
  ["install", "uninstall"],
  ["mount", "unmount"],
  ["follow", "unfollow"],
  ["block", "unblock"],
];

const OPPOSITES_OF: ReadonlyMap<string, readonly string[]> = new Map(
  OPPOSITES.flat().map((word) => [
    word,
    OPPOSITES.flatMap(([one, other]) => (word === one ? [other] : word === other ? [one] : [])),
  ]),
);

const SHOWN = 6;

// Counted once, not for each tool: a list of hundreds would be read hundreds of times.
const byAction = new WeakMap<Catalogue, Map<string, ToolSummary[]>>();
const ownActions = new WeakMap<readonly JudgedTool[], Map<string, JudgedTool[]>>();

/** Tools of other servers whose names have the same words in the same order, but for a server's own name before them. */
export function listSameAction(catalogue: Catalogue, serverSlug: string, toolName: string): ToolSummary[] {
  let groups = byAction.get(catalogue);
  if (groups === undefined) {
    groups = Map.groupBy(catalogue.tools, ({ name, server }) => actionOf(name, server.slug));
    byAction.set(catalogue, groups);
  }
  const others: ToolSummary[] = [];
  for (const tool of groups.get(actionOf(toolName, serverSlug)) ?? []) {
    if (tool.server.slug !== serverSlug) others.push(tool);
    if (others.length === SHOWN) break;
  }
  return others;
}

/** The tool of the same server whose name differs in one word, which is the opposite. */
export function findCounterpart(tools: readonly JudgedTool[], toolName: string): JudgedTool | undefined {
  const words = splitWords(toolName);
  const wanted = words.flatMap((word, index) =>
    oppositesOf(word).map((opposite) => words.with(index, opposite).join(" ")),
  );
  if (wanted.length === 0) return undefined;
  let own = ownActions.get(tools);
  if (own === undefined) {
    own = Map.groupBy(tools, ({ tool }) => keyOf(tool.name));
    ownActions.set(tools, own);
  }
  const found = wanted.flatMap((key) => own.get(key) ?? []);
  // Of several the one that the server lists first.
  return found.length < 2 ? found[0] : tools.find((judged) => found.includes(judged));
}

function keyOf(name: string): string {
  return splitWords(name.slice(0, 200)).join(" ");
}

/** `acme_list_users` of `acme-mcp` is `list users`. A name that is no more than the server's stays. */
function actionOf(name: string, serverSlug: string): string {
  const words = splitWords(name.slice(0, 200));
  const own = splitWords(serverSlug);
  const start = words.findIndex((word) => !own.includes(word));
  return words.slice(words.length - start > 1 ? Math.max(start, 0) : 0).join(" ");
}

function oppositesOf(word: string): readonly string[] {
  return OPPOSITES_OF.get(word) ?? [];
}
