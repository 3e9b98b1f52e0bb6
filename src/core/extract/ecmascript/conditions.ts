/** A tool's conditions: all of those of one place, and any one of several places. */
import type { FoundTool } from "../context.ts";
import type { Guard } from "./values.ts";

const MAX_GUARD_LENGTH = 1_000;
/** Places of one name that are compared with each other. */
const MAX_PLACES = 20;

/** Whether all conditions hold without any configuration. */
export function defaultOf(guards: readonly Guard[]): boolean | "unknown" {
  if (guards.some((guard) => guard.default === false)) return false;
  return guards.every((guard) => guard.default === true) ? true : "unknown";
}

function guardText(guards: readonly Guard[]): string {
  return [...new Set(guards.map((guard) => guard.text))].join(" && ").slice(0, MAX_GUARD_LENGTH) || "condition";
}

/** A tool with other conditions than it was found under. */
export function underGuards({ tool, idiom }: FoundTool, guards: readonly Guard[]): FoundTool {
  const { default: _default, guard: _guard, ...rest } = tool;
  if (guards.length === 0) return { tool: rest, idiom };
  return { tool: { ...rest, default: defaultOf(guards), guard: guardText(guards) }, idiom, guards };
}

/** Tools of several places, such as the lists on both sides of a choice: the conditions of any place will do. */
export function underAnyConditions(found: readonly FoundTool[]): FoundTool[] {
  const byName = new Map<string, FoundTool[]>();
  for (const item of found) byName.set(item.tool.name, [...(byName.get(item.tool.name) ?? []), item]);
  return found.map((item) => {
    const same = byName.get(item.tool.name) ?? [];
    if (same.length < 2 || same.length > MAX_PLACES) return item;
    const ways = simplified(same.map(({ guards }) => guards ?? []));
    const [only = [], ...others] = ways;
    if (others.length === 0) return underGuards(item, only);
    const texts = ways.map(guardText);
    const guard = texts.map((text) => `(${text})`).join(" || ");
    const defaults = ways.map(defaultOf);
    const isListed = defaults.includes(true) ? true : defaults.includes("unknown") ? "unknown" : false;
    return { ...item, tool: { ...item.tool, default: isListed, guard: guard.slice(0, MAX_GUARD_LENGTH) } };
  });
}

/** Without what the other ways cover: `a || !a && b` is `a || b`, and `a || !a` asks for nothing. */
function simplified(ways: readonly (readonly Guard[])[]): (readonly Guard[])[] {
  const left = [...ways];
  for (let changed = true; changed; ) {
    changed = false;
    for (const [index, way] of left.entries()) {
      const other = left.find((one) => one !== way && one.length <= way.length && isCovered(one, way));
      const opposite = way.find((guard) => left.some((one) => one !== way && differsBy(guard, one, way)));
      if (other) left.splice(index, 1);
      else if (opposite) left[index] = way.filter((guard) => guard !== opposite);
      else continue;
      changed = true;
      break;
    }
  }
  return left;
}

/** Whether everything that `one` asks for, `way` asks for as well. */
function isCovered(one: readonly Guard[], way: readonly Guard[]): boolean {
  return one.every(({ text }) => way.some((guard) => guard.text === text));
}

/** Whether `one` asks for the opposite of `guard`, and else for nothing that `way` does not ask for. */
function differsBy(guard: Guard, one: readonly Guard[], way: readonly Guard[]): boolean {
  const isOpposite = ({ text }: Guard): boolean => text === `!(${guard.text})` || guard.text === `!(${text})`;
  return (
    one.some(isOpposite) &&
    isCovered(
      one.filter((other) => !isOpposite(other)),
      way,
    )
  );
}
