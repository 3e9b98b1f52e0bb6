/** Combinations of tools that are worse than each tool alone, and what makes a tool a part of one. */
import type { ToolRule } from "../schema/policy.ts";
import type { Verdict } from "../schema/verdict.ts";

export interface CombinationPart {
  id: string;
  /** After "a tool that". */
  statement: string;
  /** `rule` is what the policy lets pass of the tool. */
  holds(verdict: Verdict, rule: ToolRule): boolean;
}

export interface CombinationKind {
  id: "leaks-private-data" | "runs-strangers-code" | "grants-strangers-access" | "destroys-for-strangers";
  title: string;
  /** What can happen, in one sentence. */
  danger: string;
  parts: readonly CombinationPart[];
}

const UNTRUSTED: CombinationPart = {
  id: "untrusted-content",
  statement: "reads what strangers wrote",
  holds: ({ facets }) => facets.includes("untrustedContent"),
};

export const COMBINATIONS: readonly CombinationKind[] = [
  {
    id: "leaks-private-data",
    title: "Private data can leave",
    danger: "Text by a stranger can make the agent read private data and send it away.",
    parts: [
      { id: "private-data", statement: "reads private data", holds: ({ facets }) => facets.includes("privateData") },
      UNTRUSTED,
      { id: "external-sink", statement: "sends data out", holds: ({ facets }) => facets.includes("externalSink") },
    ],
  },
  {
    id: "runs-strangers-code",
    title: "A stranger's code can run",
    danger: "Text by a stranger can make the agent run code that came with it.",
    parts: [
      UNTRUSTED,
      {
        id: "arbitrary-code",
        statement: "runs the caller's code",
        holds: ({ facets }, rule) => facets.includes("arbitraryCode") && !deniesAnArgument(rule),
      },
    ],
  },
  {
    id: "grants-strangers-access",
    title: "A stranger can get access",
    danger: "Text by a stranger can make the agent grant rights or hand over ownership.",
    parts: [
      UNTRUSTED,
      { id: "grants-access", statement: "grants access", holds: ({ facets }) => facets.includes("grantsAccess") },
    ],
  },
  {
    id: "destroys-for-strangers",
    title: "A stranger can have things destroyed or paid",
    danger: "Text by a stranger can make the agent delete for good, or spend money.",
    parts: [
      UNTRUSTED,
      {
        id: "no-way-back",
        statement: "destroys or spends",
        holds: ({ category }) => category === "destructive" || category === "financial",
      },
    ],
  },
];

/** The rule that denies code denies its argument altogether. */
function deniesAnArgument(rule: ToolRule): boolean {
  return (
    rule.deny_if?.some(
      ({ conditions: [first, ...rest] }) => rest.length === 0 && first?.op === "exists" && first.value,
    ) ?? false
  );
}
