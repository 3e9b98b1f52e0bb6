/** Reads a policy file as a gateway would: strictly, with every fault named. */
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { type Fault, formatFault } from "../../src/core/policy/fault.ts";
import { validatePolicyText } from "../../src/core/policy/validate.ts";
import type { Policy } from "../../src/core/schema/policy.ts";
import { UsageError } from "./command.ts";

/** `-` is standard input. Throws `UsageError` when the file cannot be read; its faults are for the caller to report. */
export async function loadPolicyFile(path: string): Promise<{ policy?: Policy; faults: Fault[] }> {
  try {
    return validatePolicyText(path === "-" ? await text(process.stdin) : await readFile(path, "utf8"));
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}. Name a file that holds a policy.`);
  }
}

/** One line a fault, errors first. */
export function formatFaults(path: string, faults: readonly Fault[]): string {
  const sorted = [...faults].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
  return sorted.map((fault) => `${path}: ${fault.severity}: ${formatFault(fault)}\n`).join("");
}
