/** What library functions make of texts and numbers. */
import { asText, concatenate, list, type TextValue, text, UNKNOWN, type Value } from "./values.ts";

type Library = (args: readonly Value[]) => Value;

const known = (value: Value | undefined): string | undefined =>
  value?.kind === "text" && !value.holes ? value.value : undefined;

const mapped =
  (change: (value: string) => string): Library =>
  ([value]) => {
    const source = asText(value ?? UNKNOWN);
    return text(change(source.value), source.holes);
  };

/** `int(limit)`: the number without its fraction; the type does not matter otherwise. */
const whole: Library = ([value]) =>
  value?.kind === "number" ? { kind: "number", value: Math.trunc(value.value) } : UNKNOWN;

const asIs: Library = ([value]) => value ?? UNKNOWN;

/** `strconv.Itoa(limit)`, `strconv.FormatInt(limit, 10)`. */
const numeral: Library = ([value, base]) => {
  const isRadix = base?.kind === "number" && base.value >= 2 && base.value <= 36;
  return value?.kind === "number" ? text(value.value.toString(isRadix ? base.value : 10)) : asText(UNKNOWN);
};

export const TEXT_LIBRARY: Record<string, Library> = {
  "fmt.Sprintf": (args) => format(args),
  "fmt.Sprint": (args) => args.map(asText).reduce(concatenate, text("")),
  "strconv.Itoa": numeral,
  "strconv.FormatInt": numeral,
  "strconv.FormatUint": numeral,
  "strconv.FormatBool": ([value]) => asText(value ?? UNKNOWN),
  "strconv.Quote": ([value]) => quoted(asText(value ?? UNKNOWN)),
  "strings.ToLower": mapped((value) => value.toLowerCase()),
  "strings.ToUpper": mapped((value) => value.toUpperCase()),
  "strings.TrimSpace": mapped((value) => value.trim()),
  "strings.Title": mapped((value) => value.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase())),
  "strings.ReplaceAll": ([value, from, to]) => replaceAll(value, from, to),
  "strings.Replace": ([value, from, to]) => replaceAll(value, from, to),
  "strings.TrimPrefix": ([value, prefix]) => {
    const [source, start] = [known(value), known(prefix)];
    if (source === undefined || start === undefined) return UNKNOWN;
    return text(source.startsWith(start) ? source.slice(start.length) : source);
  },
  "strings.TrimSuffix": ([value, suffix]) => {
    const [source, end] = [known(value), known(suffix)];
    if (source === undefined || end === undefined) return UNKNOWN;
    return text(source.endsWith(end) ? source.slice(0, source.length - end.length) : source);
  },
  "strings.Join": ([items, separator]) => {
    if (items?.kind !== "list" || separator?.kind !== "text") return text("", "other");
    return items.items.map(asText).reduce((left, right, index) => {
      return index === 0 ? right : concatenate(concatenate(left, separator), right);
    }, text(""));
  },
  "strings.Split": ([value, separator]) => {
    const [source, by] = [known(value), known(separator)];
    return source === undefined || by === undefined ? UNKNOWN : list(source.split(by).map((part) => text(part)));
  },
  "builtin.string": asIs,
  "builtin.float32": asIs,
  "builtin.float64": asIs,
  "builtin.int": whole,
  "builtin.int32": whole,
  "builtin.int64": whole,
  "builtin.uint": whole,
  "builtin.uint32": whole,
  "builtin.uint64": whole,
};

function replaceAll(value: Value | undefined, from: Value | undefined, to: Value | undefined): Value {
  const [source, search, replacement] = [known(value), known(from), known(to)];
  if (source === undefined || search === undefined || replacement === undefined) return UNKNOWN;
  return text(source.replaceAll(search, replacement));
}

const quoted = (value: TextValue): TextValue => text(JSON.stringify(value.value), value.holes);

const VERB = /%[-+# 0]*\d*(?:\.\d+)?(?:\[(\d+)\])?([a-zA-Z%])/g;

/** `Sprintf`: verbs in order, or from the argument that one names (`%[1]d`); a value that is not known leaves a hole. */
export function format(args: readonly Value[]): Value {
  const [pattern, ...values] = args;
  if (pattern?.kind !== "text") return UNKNOWN;
  let position = 0;
  let result = text("");
  let at = 0;
  for (const match of pattern.value.matchAll(VERB)) {
    const [written, named, verb] = match;
    result = concatenate(result, text(pattern.value.slice(at, match.index)));
    at = match.index + written.length;
    if (named !== undefined) position = Number(named) - 1;
    const value = verb === "%" ? text("%") : asText(values[position++] ?? UNKNOWN);
    result = concatenate(result, verb === "q" ? quoted(value) : value);
  }
  return concatenate(concatenate(result, text(pattern.value.slice(at))), text("", pattern.holes));
}
