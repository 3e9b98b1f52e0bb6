/**
 * The servers that a client's configuration starts: `.mcp.json`, `claude_desktop_config.json`, VS Code, Cursor (JSON, with
 * comments) and Codex (TOML). Pure, and run in the browser: what a configuration holds, keys among it, goes nowhere.
 */
import { parse as parseToml } from "smol-toml";
import { normalisePlace } from "./places.ts";

export interface ConfiguredServer {
  /** As the configuration calls it. */
  name: string;
  /** Everything that may name a package, an image, a repository or an address, addresses first. */
  hints: string[];
}

export type ParsedConfig = { ok: true; servers: ConfiguredServer[] } | { ok: false; problem: string };

/** Where clients keep their servers. */
const PLACES = [["mcpServers"], ["servers"], ["mcp", "servers"], ["mcp_servers"], ["context_servers"]] as const;

export function parseClientConfig(text: string): ParsedConfig {
  const value = parseText(text);
  if (value === undefined) return { ok: false, problem: "This is neither JSON nor TOML." };
  const found = PLACES.flatMap((place) => listEntries(place.reduce(readKey, value)));
  if (found.length === 0) {
    return { ok: false, problem: "No servers were found: expected mcpServers, servers, or [mcp_servers.<name>]." };
  }
  return { ok: true, servers: found.map(([name, entry]) => ({ name, hints: listHints(entry) })) };
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(stripComments(text));
  } catch {
    try {
      return parseToml(text);
    } catch {
      return undefined;
    }
  }
}

/** JSON as editors take it: comments and commas before a closing bracket are left out, strings are kept. */
function stripComments(text: string): string {
  return text
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*.*?\*\//gs, (_, string?: string) => string ?? "")
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/gs, (_, string?: string) => string ?? "");
}

function readKey(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function listEntries(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value).filter(([, entry]) => isObject(entry)) : [];
}

function listHints(entry: unknown): string[] {
  const command = readKey(entry, "command");
  const args = readKey(entry, "args");
  const url = readKey(entry, "url") ?? readKey(entry, "serverUrl") ?? readKey(entry, "httpUrl");
  const texts = [...(Array.isArray(command) ? command : [command]), ...(Array.isArray(args) ? args : []), url];
  const hints = texts.flatMap((text) =>
    typeof text === "string" && !text.startsWith("-") ? [normalisePlace(text)] : [],
  );
  // An address says more than the package that calls it.
  return hints.toSorted((a, b) => Number(b.includes("://")) - Number(a.includes("://")));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
