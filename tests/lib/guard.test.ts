import { expect, it } from "vitest";
import { isTellingGuard } from "../../src/lib/guard.ts";

it.each([
  "settings.readOnly",
  "!(process.env.ENABLE_ADMIN)",
  "e.readOnly === false",
  "os.environ.get('ALLOW_WRITES') == 'true' and config",
  "если.запись",
])("tells something: %s", (guard) => expect(isTellingGuard(guard)).toBe(true));

it.each([
  'k&&m.has("storage") && !(c) && e',
  "!(n) && (console.log(Q),process.exit(0)) && !r||Object.values(r).every(m=>m===void 0)",
  "t",
])("tells nothing: %s", (guard) => expect(isTellingGuard(guard)).toBe(false));
