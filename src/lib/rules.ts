/** The argument rules of a tool, and the policy of a server: computed once while the server is loaded, as several pages ask. */
import { deriveArgumentRules } from "../core/policy/argument-rules/index.ts";
import type { ArgumentRule } from "../core/policy/argument-rules/types.ts";
import { recommendPolicy } from "../core/policy/recommend.ts";
import type { Policy } from "../core/schema/policy.ts";
import { RISKS_SCHEMA_VERSION } from "../core/schema/verdict.ts";
import type { Entry, JudgedTool } from "./catalogue.ts";

const policies = new WeakMap<Entry, Policy>();
const argumentRules = new WeakMap<JudgedTool, readonly ArgumentRule[]>();

/** Empty for a tool that has not been judged. */
export function listArgumentRules(judged: JudgedTool): readonly ArgumentRule[] {
  const { tool, verdict } = judged;
  if (verdict === undefined) return [];
  let rules = argumentRules.get(judged);
  if (rules === undefined) {
    rules = deriveArgumentRules(tool, verdict, "recommended");
    argumentRules.set(judged, rules);
  }
  return rules;
}

/** What is dangerous about its arguments, also of a tool that the recommended policy denies as a whole and therefore guards in none. */
export function listDangers(judged: JudgedTool): readonly ArgumentRule[] {
  const { tool, verdict } = judged;
  const isDenied = verdict?.category === "destructive" || verdict?.category === "financial";
  return verdict !== undefined && isDenied
    ? deriveArgumentRules(tool, verdict, "permissive")
    : listArgumentRules(judged);
}

/** The recommended policy of the whole server; `undefined` while nothing of it has been judged or found. */
export function recommendServerPolicy(entry: Entry): Policy | undefined {
  const { server, verdicts } = entry;
  if (verdicts === undefined || server.tools.length === 0) return undefined;
  let policy = policies.get(entry);
  if (policy === undefined) {
    policy = recommendPolicy(server, { schemaVersion: RISKS_SCHEMA_VERSION, slug: server.slug, verdicts });
    policies.set(entry, policy);
  }
  return policy;
}
