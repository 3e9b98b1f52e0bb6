/** The condition under which a server registers a tool, as a reader can use it. */

const QUOTED = /"[^"]*"|'[^']*'|`[^`]*`/g;
/** A name that can say something: shortened ones have one or two letters. */
const NAME = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;
/** Words and members of the languages themselves, which stand in any condition. */
const COMMON = new Set(
  [
    "not and typeof instanceof void null true false undefined None True False this self return",
    "console process env Object Array Boolean String Number JSON Set Map",
    "has get log exit values keys entries every some includes indexOf length size map filter find test startsWith endsWith call then",
  ].flatMap((line) => line.split(" ")),
);

/**
 * Whether a guard's text tells a person when the tool is listed. That of a shortened bundle (`k&&m.has("x")&&!(c)`) has
 * lost the names that would.
 */
export function isTellingGuard(guard: string): boolean {
  return [...guard.replace(QUOTED, "").matchAll(NAME)].some(([name]) => !COMMON.has(name));
}
