/** `re.sub` over known texts, for names that are made of other names. Patterns that could cost much are not run. */
import { textOf } from "./text.ts";
import { type CallArguments, string, UNKNOWN, type Value } from "./values.ts";

const MAX_TEXT = 2_000;

export function substitute(args: CallArguments): Value {
  const [pattern, replacement, text] = args.positional;
  const isPlain = args.positional.length === 3 && args.keywords.size === 0;
  if (!isPlain || pattern?.kind !== "string" || replacement?.kind !== "string" || !text) return UNKNOWN;
  const source = textOf(text);
  if (pattern.holes || replacement.holes || source.holes || source.value.length > MAX_TEXT) return UNKNOWN;
  const compiled = compile(pattern.value);
  if (!compiled) return UNKNOWN;
  const template = replacement.value.replaceAll("$", "$$$$").replace(/\\g<(\d+)>|\\(\d)/g, "$$$1$2");
  return string(source.value.replace(compiled, template));
}

/** With one quantifier a search is at worst quadratic in the length of the text. */
function compile(pattern: string): RegExp | undefined {
  const bare = pattern
    .replace(/\\./g, "x")
    .replace(/\[\^?\]?[^\]]*\]/g, "x")
    .replace(/\(\?(?:<?[=!]|:)/g, "(");
  if (bare.includes("(?") || (bare.match(/[*+?{]/g) ?? []).length > 1) return undefined;
  try {
    return new RegExp(pattern, "g");
  } catch {
    return undefined;
  }
}
