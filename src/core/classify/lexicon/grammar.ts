/** Words of English grammar that several parsers look for. */
import { words } from "./words.ts";

/** What the verb is done to ends before one of these. */
export const PREPOSITIONS: ReadonlySet<string> = new Set(
  words(
    "from to in on for by with of as into via at about between within across against through using onto under per without",
  ),
);
