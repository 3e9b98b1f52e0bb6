/** What each argument rule is called and does, whatever the argument is called: for lists of rules. */
import type { RuleEffect } from "../describe.ts";
import type { ArgumentRuleId } from "./types.ts";

export const ARGUMENT_RULE_WORDS = {
  "denies-code": {
    name: "Code of the caller",
    stops: "Every call that hands over code, a command or a query: what it would do cannot be told from outside.",
    doesNotStop: "Code that reaches the server in another way, in a file that it reads, for example.",
  },
  "denies-all-as-id": {
    name: "Everything as an id",
    stops: "The word all, or a wildcard, where an id is expected.",
    doesNotStop: "A list of many ids, or another word that the server takes for all of them.",
  },
  "denies-option-as-value": {
    name: "Options as values",
    stops: "A value that begins with a dash, or holds a word that does, where it becomes part of a command.",
    doesNotStop: "A value that names the wrong thing, or one that breaks out of the command's quotes.",
  },
  "denies-path-outside": {
    name: "Paths that lead out",
    stops: "A path that climbs out of its folder by dots, and an absolute one where a relative one is expected.",
    doesNotStop: "A link inside of the folder that leads out of it.",
  },
  "denies-private-host": {
    name: "Private addresses",
    stops: "An address on this machine, in the local network, or of a cloud's metadata service.",
    doesNotStop: "A public name that resolves to a private address, or a public page that redirects to one.",
  },
  "denies-writing-query": {
    name: "Queries that write",
    stops: "A statement that writes, deletes, or changes tables or rights, where the tool is there for reading.",
    doesNotStop: "A function with effects that is called from a SELECT.",
  },
  "denies-force": {
    name: "Skipped checks",
    stops: "An argument that makes the server skip a check.",
    doesNotStop: "What the tool does without it.",
  },
  "denies-other-action": {
    name: "Other actions",
    stops: "An action that has no way back, one that is not listed, and several in one call.",
    doesNotStop: "One listed action after the other, in calls of their own.",
  },
} as const satisfies Record<ArgumentRuleId, RuleEffect & { name: string }>;
