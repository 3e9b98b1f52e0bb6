/** JSON as tools' configuration files have it: with comments and trailing commas. */

/** The value, or `undefined` where the text is no such JSON. */
export function parseJsonLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(dropTrailingCommas(dropComments(text)));
    } catch {
      return undefined;
    }
  }
}

function dropComments(text: string): string {
  let kept = "";
  for (let at = 0; at < text.length; ) {
    if (text[at] === '"') {
      const end = stringEnd(text, at);
      kept += text.slice(at, end);
      at = end;
    } else if (text.startsWith("//", at)) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else if (text.startsWith("/*", at)) {
      const end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length : end + 2;
    } else {
      kept += text[at++];
    }
  }
  return kept;
}

function dropTrailingCommas(text: string): string {
  let kept = "";
  for (let at = 0; at < text.length; ) {
    if (text[at] === '"') {
      const end = stringEnd(text, at);
      kept += text.slice(at, end);
      at = end;
    } else {
      const closes = text[at] === "," && /^,\s*[}\]]/.test(text.slice(at, at + 200));
      if (!closes) kept += text[at];
      at++;
    }
  }
  return kept;
}

/** The offset after the string that starts at `at`. */
function stringEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}
