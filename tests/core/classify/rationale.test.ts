import { describe, expect, test } from "vitest";
import { classifyServer } from "../../../src/core/classify/index.ts";
import { formatThirdPerson } from "../../../src/core/classify/third-person.ts";
import { formatArticle, formatNounPhrase } from "../../../src/core/classify/wording.ts";
import { makeTool, type Sketch } from "./tools.ts";
import { loadUnseen } from "./unseen.ts";

const all = loadUnseen().servers.flatMap((server) => {
  const verdicts = classifyServer(server);
  return server.tools.map((tool) => ({ tool, rationale: verdicts.get(tool.name)?.rationale ?? "" }));
});

/** Quotes and names are other people's words; each becomes a noun that no other is. */
function withoutQuotes(text: string): string {
  let count = 0;
  return text.replace(/[`“][^`”]*[`”]/g, () => `Quote${String.fromCharCode(65 + count++)}`);
}

/** Faults of language that published pages have. */
const FAULTS = {
  "a before a vowel's sound": /\ba (?:[aeio]\w|execute|update|issue|item|user's own)(?!ne\b|nce\b|uro)/i,
  "an before a consonant's sound": /\ban (?:[bcdfgjklmpqrtvwxyz][a-z]|user\b|URL\b)/,
  "two stops": /\.\.(?!\.)|\. \./,
  "a doubled word": /\b(\p{L}+) \1\b/iu,
  "a doubled space": / {2}/,
  "a space before a stop": / [.,;:]/,
  "an article and a determiner": /\b(?:an?|the) (?:an?|the|all|any|every|its)\b/,
  "an article before a preposition": /\ban? (?:to|of|in|on|for|from|with|by)\b/,
  "an unfinished sentence": /\b(?:and|or|the|a|an|of|to|with)\.(?: |$)/,
  undefined: /\bundefined\b|\[object/,
} as const;

describe.each(Object.entries(FAULTS))("no rationale has %s", (_name, fault) => {
  test("in any of the unseen tools", () => {
    expect(
      all.filter(({ rationale }) => fault.test(withoutQuotes(rationale))).map(({ rationale }) => rationale),
    ).toEqual([]);
  });
});

test("two or three sentences, each about this tool", () => {
  for (const { tool, rationale } of all) {
    const sentences = rationale.split(/(?<=\.) (?=[A-Z`“])/);
    expect(sentences.length, rationale).toBeGreaterThanOrEqual(2);
    expect(sentences.length, rationale).toBeLessThanOrEqual(3);
    expect(rationale).toContain(`\`${tool.name}\``);
    for (const sentence of sentences) expect(sentence, rationale).toMatch(/[`“]/);
  }
});

test("no two tools share a rationale", () => {
  const seen = new Map<string, string>();
  for (const { tool, rationale } of all) {
    const other = seen.get(rationale);
    expect(other === undefined || other === tool.name, rationale).toBe(true);
    seen.set(rationale, tool.name);
  }
});

function check(sketch: Sketch, start: string): void {
  const tool = makeTool(sketch);
  const siblings = (sketch.siblings ?? []).map((name) => ({ name }));
  const verdict = classifyServer({ slug: "sample", name: "sample", tools: [...siblings, tool] }).get(tool.name);
  expect(verdict?.rationale.slice(0, start.length)).toBe(start);
}

test("says what the call does, to what, and what the way back is", () => {
  check(
    { name: "stop-pod" },
    "One call of `stop-pod` stops a pod. By its name no other tool of the server sets going again what `stop-pod` stops.",
  );
  check(
    { name: "delete_note", description: "Deletes a note of the user." },
    "One call of `delete_note` deletes a note of the user. The",
  );
  check(
    { name: "pause_job", description: "Pause a job", siblings: ["resume_job"] },
    "One call of `pause_job` pauses a job. The server's `resume_job` is the way back from `pause_job`.",
  );
  check(
    { name: "create_or_update_leaf", description: "Create or update a leaf", siblings: ["delete_leaf"] },
    "One call of `create_or_update_leaf` creates or updates a leaf. The server's `delete_leaf` takes away what `create_or_update_leaf` creates;",
  );
  check(
    { name: "find_leaf", description: "Find files matching a mask" },
    "One call of `find_leaf` finds files matching a mask.",
  );
  check(
    { name: "upsert_page", description: "Create or update pages" },
    "One call of `upsert_page` creates or updates a page.",
  );
  // Half of a name says nothing: the tool's own name does.
  check(
    { name: "compare_visits", description: "Compare two B&B visits" },
    "One call of `compare_visits` compares visits.",
  );
  check(
    { name: "start_tour", description: "Start a tour opening at a gate" },
    "One call of `start_tour` starts a tour opening at a gate. By their names no other tool of the server stops what",
  );
  check(
    { name: "insert", description: "Insert one or more rows into a table" },
    "One call of `insert` inserts one or more rows into a table. The rows that `insert` makes can be taken away again, though by its name no other tool of the server does that.",
  );
  check(
    { name: "create_shelf", description: "Create a shelf or ensure a shelf exists" },
    "One call of `create_shelf` creates a shelf. The shelf that `create_shelf` makes can",
  );
  check(
    { name: "read_shelf", description: "Read structured shelf data This can be slow" },
    "One call of `read_shelf` reads structured shelf data. Nothing",
  );
  check(
    { name: "ask_board", description: "Send a prompt to multiple 'board' members" },
    "One call of `ask_board` sends a prompt. What",
  );
  check({ name: "x`y", description: "Delete a note" }, "One call of `xy` deletes a note.");
});

test("what is meant is said, not a pronoun or a word that holds everything", () => {
  check(
    { name: "update-and-publish-leaf", description: "Updates a leaf and publishes it at once" },
    "One call of `update-and-publish-leaf` publishes a leaf.",
  );
  check(
    { name: "get_leaves", description: "Gets information about all of your **leaves**" },
    "One call of `get_leaves` gets leaves.",
  );
  check(
    { name: "get_labels", description: "List field labels defined on a leaf" },
    "One call of `get_labels` lists field labels defined on a leaf.",
  );
  check(
    { name: "make_plans", description: "Create plans incrementally" },
    "One call of `make_plans` creates plans incrementally. The plans that `make_plans` makes",
  );
  check(
    { name: "leaf_report", description: "[Deprecated: use twig_report instead] Research any leaf of a tree" },
    "One call of `leaf_report` researches any leaf of a tree.",
  );
  check({ name: "regions" }, "The name `regions` is that of a piece of information, which a call returns.");
  check(
    { name: "dismiss_note", description: "Dismiss a note" },
    "One call of `dismiss_note` dismisses a note. An ordinary edit can change the note back after `dismiss_note`.",
  );
});

test("an aside in brackets is no end of what the call is done to", () => {
  check(
    { name: "list_boats", description: "List all (not sunk) boats of a harbour" },
    "One call of `list_boats` lists all boats of a harbour.",
  );
  check(
    { name: "edit_sail", description: "Update field(s) of a sail" },
    "One call of `edit_sail` updates a field of a sail.",
  );
  // What goes on behind it is another thought.
  check(
    { name: "list_boats", description: "List boats (large, small, sunk or burnt, of any age) of a harbour" },
    "One call of `list_boats` lists boats.",
  );
});

test("the way back fits what was done", () => {
  check(
    { name: "move_boat", description: "Move a boat to another berth" },
    "One call of `move_boat` moves a boat to another berth. The next call of `move_boat` can move the boat again.",
  );
  check(
    { name: "upload_chart", description: "Upload a chart directly to the boat" },
    "One call of `upload_chart` uploads a chart directly to the boat. What `upload_chart` stores of the chart can",
  );
  check(
    {
      name: "boat_write",
      description: "Write operations for boats",
      parameters: { action: { type: "string", enum: ["create", "update"] } },
    },
    "`boat_write` does what its argument `action` names, and the gravest choice is “create”. What `boat_write` makes can be taken away again, though by its name no other tool of the server does that.",
  );
});

test("words of a name that are written in capitals are", () => {
  check({ name: "resolve_boat_id" }, "One call of `resolve_boat_id` resolves a boat ID.");
  check({ name: "list_chart_urls" }, "One call of `list_chart_urls` lists chart URLs.");
});

test("an author's word that nothing backs is no contradiction", () => {
  const tool = makeTool({ name: "frob", description: "A frob", annotations: { readOnlyHint: true } });
  const verdict = classifyServer({ slug: "sample", name: "sample", tools: [tool] }).get("frob");
  expect(verdict?.rationale).toContain(
    "declares `frob` read-only, but nothing in its definition says what a call does.",
  );
});

test.each([
  ["delete", "deletes"],
  ["push", "pushes"],
  ["copy", "copies"],
  ["play", "plays"],
  ["rollback", "rolls back"],
  ["undo", "undoes"],
])("%s: %s", (lemma, expected) => {
  expect(formatThirdPerson(lemma)).toBe(expected);
});

test.each([
  ["issue", "an"],
  ["MCP server", "an"],
  ["user", "a"],
  ["URL", "a"],
  ["hour", "an"],
  ["one-off job", "a"],
  ["unit", "a"],
  ["unknown file", "an"],
  ["SQL query", "an"],
  ["API key", "an"],
  ["8-bit image", "an"],
])("the article of %s is %s", (word, article) => {
  expect(formatArticle(word)).toBe(article);
});

test.each([
  ["issue", "an issue"],
  ["issues of a project", "issues of a project"],
  ["the page", "the page"],
  ["data of a user", "data of a user"],
  ["record from tables", "a record from tables"],
  ["Loom for desktops", "Loom for desktops"],
  ["detectors available in a plan", "detectors available in a plan"],
])("%s as a phrase", (phrase, expected) => {
  expect(formatNounPhrase(phrase)).toBe(expected);
});
