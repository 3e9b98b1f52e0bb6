/** The methods of strings, `%` and `format`. */

import { settled, unite } from "./certainty.ts";
import { textOf } from "./text.ts";
import {
  bool,
  type CallArguments,
  type DictValue,
  type ListValue,
  list,
  number,
  plainOf,
  type StringValue,
  string,
  UNKNOWN,
  type Value,
} from "./values.ts";

type Method = (text: string, args: readonly Value[], call: CallArguments) => Value;

function argumentText(value: Value | undefined): string | undefined {
  const plain = value && plainOf(value);
  return plain?.kind === "string" && !plain.holes ? plain.value : undefined;
}

function strip(text: string, characters: string | undefined, sides: "both" | "left" | "right"): string {
  const isStripped = (character: string): boolean =>
    characters === undefined ? /\s/.test(character) : characters.includes(character);
  let start = 0;
  let end = text.length;
  while (sides !== "right" && start < end && isStripped(text[start] ?? "")) start++;
  while (sides !== "left" && end > start && isStripped(text[end - 1] ?? "")) end--;
  return text.slice(start, end);
}

function titleCase(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => (word[0] ?? "").toUpperCase() + word.slice(1).toLowerCase());
}

/** These map a text whose parts are partly unknown part by part as well. */
const MAPPING: Record<string, Method> = {
  lower: (text) => string(text.toLowerCase()),
  casefold: (text) => string(text.toLowerCase()),
  upper: (text) => string(text.toUpperCase()),
  title: (text) => string(titleCase(text)),
  capitalize: (text) => string(text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()),
  strip: (text, [characters]) => string(strip(text, argumentText(characters), "both")),
  lstrip: (text, [characters]) => string(strip(text, argumentText(characters), "left")),
  rstrip: (text, [characters]) => string(strip(text, argumentText(characters), "right")),
  replace: (text, [from, to]) => {
    const [search, replacement] = [argumentText(from), argumentText(to)];
    return search === undefined || replacement === undefined ? UNKNOWN : string(text.replaceAll(search, replacement));
  },
  removesuffix: (text, [suffix]) => {
    const end = argumentText(suffix) ?? "";
    return string(end !== "" && text.endsWith(end) ? text.slice(0, -end.length) : text);
  },
  removeprefix: (text, [prefix]) => {
    const start = argumentText(prefix) ?? "";
    return string(text.startsWith(start) ? text.slice(start.length) : text);
  },
};

const METHODS: Record<string, Method> = {
  ...MAPPING,
  split: (text, [separator], call) => {
    const limit = settled(call.positional[1] ?? call.keywords.get("maxsplit") ?? UNKNOWN);
    return splitText(text, argumentText(separator), limit.kind === "number" ? limit.value : -1);
  },
  rsplit: (text, [separator]) => splitText(text, argumentText(separator), -1),
  splitlines: (text) => list(text.split(/\r?\n/).map((line) => string(line))),
  startswith: (text, [prefix]) => affix(prefix, (part) => text.startsWith(part)),
  endswith: (text, [suffix]) => affix(suffix, (part) => text.endsWith(part)),
  isupper: (text) => bool(text !== text.toLowerCase() && text === text.toUpperCase()),
  islower: (text) => bool(text !== text.toUpperCase() && text === text.toLowerCase()),
  isalnum: (text) => bool(/^[\p{L}\p{N}]+$/u.test(text)),
  isalpha: (text) => bool(/^\p{L}+$/u.test(text)),
  isdigit: (text) => bool(/^\d+$/.test(text)),
  isidentifier: (text) => bool(/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)),
  find: (text, [part]) => findText(text, part, "first"),
  index: (text, [part]) => findText(text, part, "first"),
  rfind: (text, [part]) => findText(text, part, "last"),
  count: (text, [part]) => {
    const search = argumentText(part);
    return search === undefined || search === "" ? UNKNOWN : number(text.split(search).length - 1);
  },
  partition: (text, [separator]) => {
    const search = argumentText(separator);
    const at = search === undefined ? -1 : text.indexOf(search);
    if (search === undefined) return UNKNOWN;
    if (at < 0) return list([string(text), string(""), string("")], "tuple");
    return list([string(text.slice(0, at)), string(search), string(text.slice(at + search.length))], "tuple");
  },
  encode: (text) => string(text),
};

function affix(value: Value | undefined, test: (part: string) => boolean): Value {
  const plain = value && plainOf(value);
  if (plain?.kind === "list") return bool(plain.items.some((item) => test(argumentText(item) ?? "\0")));
  const text = argumentText(plain);
  return text === undefined ? UNKNOWN : bool(test(text));
}

function findText(text: string, part: Value | undefined, which: "first" | "last"): Value {
  const search = argumentText(part);
  if (search === undefined) return UNKNOWN;
  return number(which === "first" ? text.indexOf(search) : text.lastIndexOf(search));
}

function splitText(text: string, separator: string | undefined, limit: number): Value {
  if (separator === "") return UNKNOWN;
  const parts = separator === undefined ? text.trim().split(/\s+/).filter(Boolean) : text.split(separator);
  if (limit >= 0 && parts.length > limit + 1) {
    const rest = parts.splice(limit).join(separator ?? " ");
    parts.push(rest);
  }
  return list(parts.map((part) => string(part)));
}

/** The result of a string's method; `undefined` where there is no such method. */
export function callStringMethod(text: StringValue, name: string, call: CallArguments): Value | undefined {
  if (name === "join") return join(text, call.positional[0] ?? UNKNOWN);
  if (name === "format") return formatBraces(text, call);
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method) return undefined;
  if (!text.holes) return method(text.value, call.positional, call);
  const mapped = Object.hasOwn(MAPPING, name) ? method(text.value, call.positional, call) : UNKNOWN;
  return mapped.kind === "string" ? string(mapped.value, text.holes) : UNKNOWN;
}

function join(separator: StringValue, items: Value): Value {
  if (items.kind === "union") return unite(items.options.map((option) => join(separator, option)));
  const source =
    items.kind === "dict" ? list([...items.entries.values()].map((entry) => entry.key)) : (items as ListValue);
  if (source.kind !== "list") return items.kind === "string" && !separator.holes ? items : string("", "other");
  const texts = source.items.map(textOf);
  const holes =
    source.open || source.unordered || texts.some((text) => text.holes) || separator.holes ? "other" : undefined;
  return string(texts.map((text) => text.value).join(separator.value), holes);
}

/** `"{} {name}".format(…)`: fields that are names or positions; others leave a hole. */
function formatBraces(text: StringValue, call: CallArguments): Value {
  let holes = text.holes;
  let position = 0;
  const value = text.value.replace(
    /\{\{|\}\}|\{([\w.]*)(?:![rsa])?(?::[^{}]*)?\}/g,
    (match, field: string | undefined) => {
      if (match === "{{") return "{";
      if (match === "}}") return "}";
      const item =
        field === "" ? call.positional[position++] : (call.keywords.get(field ?? "") ?? call.positional[Number(field)]);
      const part = item ? textOf(item) : string("", "prefix");
      if (part.holes) holes = "other";
      return part.value;
    },
  );
  return string(value, holes);
}

export function formatPercent(text: StringValue, right: Value): Value {
  const items = right.kind === "list" && right.type === "tuple" ? right.items : [right];
  let holes = text.holes;
  let position = 0;
  const value = text.value.replace(/%(?:\((\w+)\))?[-+ 0#]*\d*(?:\.\d+)?([sdrifx%])/g, (_match, name, kind) => {
    if (kind === "%") return "%";
    const item = name === undefined ? items[position++] : (right as DictValue).entries?.get(`s:${name}`)?.value;
    const part = item ? textOf(item) : string("", "prefix");
    if (part.holes) holes = "other";
    return part.value;
  });
  return string(value, holes);
}
