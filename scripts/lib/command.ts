/**
 * What every command shares: `--help`, arguments that are checked, and failures that are one clear sentence and a
 * non-zero exit.
 */
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { useProxyOfEnvironment } from "./proxy.ts";

/** Something the user can put right; the message says what, where and what to do. Printed without a stack. */
export class UsageError extends Error {
  override name = "UsageError";
}

interface CommandSpec<Options extends ParseArgsOptionsConfig> {
  /** The usage text, printed for `--help`. */
  help: string;
  options: Options;
  allowPositionals?: boolean;
}

/** Parses `process.argv`, runs the command, and turns what it throws into a message and exit code 1. */
export async function runCommand<Options extends ParseArgsOptionsConfig>(
  spec: CommandSpec<Options>,
  run: (
    values: ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>>["values"],
    positionals: string[],
  ) => Promise<void> | void,
): Promise<void> {
  // Whoever reads our output may have seen enough (`… | head`): that ends the output, not the command.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  if (process.argv.includes("--help") || process.argv.includes("-h")) {
    process.stdout.write(`${spec.help.trim()}\n`);
    return;
  }
  try {
    const fault = useProxyOfEnvironment();
    if (fault) throw new UsageError(fault);
    const { values, positionals } = parseArgs({ options: spec.options, allowPositionals: true });
    if (positionals.length > 0 && !spec.allowPositionals) {
      throw new UsageError(`"${positionals[0]}" is not expected here. See --help.`);
    }
    await run(values, positionals);
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = 1;
  }
}

/** A port number from text. Throws `UsageError`. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) {
    throw new UsageError(`"${text}" is not a port. Expected a number from 0 to 65535; 0 takes any that is free.`);
  }
  return port;
}

/** Names of the errors that are not ours: each has a sentence for a message. */
const EXPECTED = new Set(["UsageError", "DataFileError", "CrawlFailure"]);

/** A sentence for errors that are the user's to put right, the stack for those that are ours. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const known = EXPECTED.has(error.name);
  const fromParser = "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  return known || fromParser ? error.message : (error.stack ?? error.message);
}

/** An amount of US dollars given as an option, `undefined` where it is not given. */
export function parseUsd(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`--max-usd is an amount above 0, such as 2.5, not "${text}".`);
  return value;
}
