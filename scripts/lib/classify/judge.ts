/** Which verdicts of an earlier run still hold, and the rules' verdicts for the rest. */
import { classifyServer, formatClassificationInput, RULES_VERSION } from "../../../src/core/classify/index.ts";
import type { Server } from "../../../src/core/schema/server.ts";
import type { Tool } from "../../../src/core/schema/tool.ts";
import type { Classifier, Risks, Verdict } from "../../../src/core/schema/verdict.ts";
import { sha256 } from "../hash.ts";

/** What `inputHash` is of: the definition, its surroundings, and who judges. */
export function hashInput(tool: Tool, server: Server, classifier: Classifier): string {
  const version =
    classifier.kind === "model" ? `${classifier.model} prompt ${classifier.promptVersion}` : RULES_VERSION;
  return sha256(formatClassificationInput(tool, server, version));
}

export const BY_RULES: Classifier = { kind: "rules", version: RULES_VERSION };

/**
 * Verdicts by tool name, in the order of the tools. A model's verdict on the same input stands: it was paid for, and the
 * rules would say less. A person's correction is laid on anew each time, so below it the rules judge again.
 */
export function judgeByRules(
  server: Server,
  present: Risks | undefined,
): { verdicts: Map<string, Verdict>; judged: number } {
  const kept = new Map<string, Verdict>();
  for (const tool of server.tools) {
    const verdict = present && Object.hasOwn(present.verdicts, tool.name) ? present.verdicts[tool.name] : undefined;
    if (verdict && isCurrent(verdict, tool, server)) kept.set(tool.name, verdict);
  }
  const judgements = kept.size === server.tools.length ? undefined : classifyServer(server);
  const verdicts = new Map<string, Verdict>();
  for (const tool of server.tools) {
    const judgement = judgements?.get(tool.name);
    const verdict = kept.get(tool.name) ?? (judgement && toVerdict(judgement, tool, server, BY_RULES));
    if (verdict) verdicts.set(tool.name, verdict);
  }
  return { verdicts, judged: server.tools.length - kept.size };
}

export function toVerdict(
  judgement: Omit<Verdict, "classifier" | "inputHash" | "disagreement">,
  tool: Tool,
  server: Server,
  classifier: Classifier,
): Verdict {
  return { ...judgement, classifier, inputHash: hashInput(tool, server, classifier) };
}

function isCurrent({ classifier, inputHash }: Verdict, tool: Tool, server: Server): boolean {
  if (classifier.kind === "override") return false;
  if (classifier.kind === "rules" && classifier.version !== RULES_VERSION) return false;
  return inputHash === hashInput(tool, server, classifier);
}
