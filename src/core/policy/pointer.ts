/** JSON pointers: the names of places in a policy. */

/** A key as one part of a pointer. */
export function escapePointer(key: string): string {
  if (!key.includes("~") && !key.includes("/")) return key;
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
