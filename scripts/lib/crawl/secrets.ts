/** Finds what looks like a secret, by the rules of a kept scanner, and masks it. */
import { lintSource } from "@secretlint/core";
import { secretLintProfiler } from "@secretlint/profiler";
import { creator as secretRules } from "@secretlint/secretlint-rule-preset-recommend";

export interface FoundSecret {
  /** Short name of the rule, such as `github`. */
  rule: string;
  line: number;
  /** The secret itself: for masking, and never for a message. */
  text: string;
}

const PRESET = "@secretlint/secretlint-rule-preset-recommend";
const MASK = "***";

// It keeps a mark for every rule and text, for ever.
secretLintProfiler.setEnabled(false);

export async function findSecrets(content: string): Promise<FoundSecret[]> {
  const rules = [{ id: PRESET, rule: secretRules }];
  const source = { filePath: "data.json", content, contentType: "text" as const, ext: ".json" };
  const { messages } = await lintSource({ source, options: { config: { rules }, maskSecrets: true } });
  return messages.map(({ ruleId, loc, range: [from, to] }) => ({
    rule: ruleId.replace("@secretlint/secretlint-rule-", ""),
    line: loc.start.line,
    text: content.slice(from, to),
  }));
}

/** Of every text in a value of JSON's types. */
export function findSecretsIn(value: unknown): Promise<FoundSecret[]> {
  return findSecrets(listTexts(value).join("\n"));
}

/** The same value, in which the secrets are masked wherever they stand. */
export function maskSecrets<Value>(value: Value, secrets: readonly FoundSecret[]): Value {
  const mask = (item: unknown): unknown => {
    if (typeof item === "string") return maskText(item, secrets);
    if (Array.isArray(item)) return item.map(mask);
    if (item === null || typeof item !== "object") return item;
    return Object.fromEntries(Object.entries(item).map(([key, part]) => [maskText(key, secrets), mask(part)]));
  };
  // Only texts become other texts, so that the type stays.
  return mask(value) as Value;
}

export function holdsSecret(value: unknown, { text }: FoundSecret): boolean {
  return listTexts(value).some((item) => item.includes(text));
}

function maskText(text: string, secrets: readonly FoundSecret[]): string {
  return secrets.reduce((masked, secret) => masked.replaceAll(secret.text, MASK), text);
}

function listTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...listTexts(item)]);
}
