/** What is wrong in a policy file, so that whoever wrote it can put it right: where, what is there, what should be. */

export interface Fault {
  /** An error makes the file unusable; a warning says that it may not do what its author thinks. */
  severity: "error" | "warning";
  /** JSON pointer; empty for the whole file. */
  path: string;
  found: string;
  expected: string;
  /** The likely right key or value, or what to do. */
  hint?: string;
}

const MAX_SHOWN = 80;

/** One line: `/tools/x/rate_limit: found the key "rate_limit", expected one of …; did you mean limits?` */
export function formatFault({ path, found, expected, hint }: Fault): string {
  return `${path || "(whole file)"}: found ${found}, expected ${expected}${hint === undefined ? "" : `. ${hint}`}`;
}

/** A value as it stands in a message: JSON, short, without control characters. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? String(value);
  const safe = text.replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, "?");
  return safe.length > MAX_SHOWN ? `${safe.slice(0, MAX_SHOWN)}…` : safe;
}

/** `a`, `a or b`, `a, b or c`. */
export function formatChoices(choices: readonly unknown[]): string {
  const texts = choices.map((choice) => JSON.stringify(choice));
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
}
