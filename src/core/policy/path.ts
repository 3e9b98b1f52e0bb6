/**
 * Paths of conditions: `args.` and then keys, joined by dots. `\.` is a dot inside a key, `\\` a backslash; any other
 * backslash stands for itself. On a list a key is an index, written without leading zeros.
 */

/** The keys after `args`, or `undefined` when the path is not one: no `args.` in front, or an empty key. */
export function parsePath(path: string): string[] | undefined {
  if (!path.startsWith("args.")) return undefined;
  if (!path.includes("\\")) {
    const plain = path.split(".").slice(1);
    return plain.includes("") ? undefined : plain;
  }
  const keys = [""];
  for (let at = "args.".length; at < path.length; at += 1) {
    const character = path[at] ?? "";
    const following = path[at + 1];
    if (character === "\\" && (following === "." || following === "\\")) {
      keys[keys.length - 1] += following;
      at += 1;
    } else if (character === ".") keys.push("");
    else keys[keys.length - 1] += character;
  }
  return keys.includes("") ? undefined : keys;
}

/** A key as one part of a path. */
export function escapePathKey(key: string): string {
  return key.replaceAll("\\", "\\\\").replaceAll(".", "\\.");
}

/** What `readPath` gives for a path that leads nowhere; JSON has no such value. */
export const MISSING = Symbol("missing");

/** Walks own properties only: a prototype holds no arguments. */
export function readPath(args: unknown, keys: readonly string[]): unknown {
  let value = args;
  for (const key of keys) {
    if (typeof value !== "object" || value === null) return MISSING;
    if (Array.isArray(value) && !/^(?:0|[1-9][0-9]*)$/.test(key)) return MISSING;
    if (!Object.hasOwn(value, key)) return MISSING;
    value = (value as Record<string, unknown>)[key];
  }
  return value === undefined ? MISSING : value;
}
