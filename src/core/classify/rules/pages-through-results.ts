import { quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { defineRule } from "./rule.ts";

const SIZES = new Set([...words("limit size top count"), "page size", "per page", "max result", "num result"]);
const PLACES = new Set([...words("offset cursor page skip"), "page token", "next token", "start index"]);

/** How many and from where: only what is listed is asked for like that. Of a tool that says what it does, that counts. */
export const pagesThroughResults = defineRule({
  id: "pages-through-results",
  statement: "Its name is no act, and it takes a place in a list of results.",
  test(tool) {
    if (tool.acts.length > 0 || tool.description !== "") return undefined;
    const size = tool.parameters.find(({ depth, phrase }) => depth === 0 && SIZES.has(phrase));
    const place = tool.parameters.find(({ depth, phrase }) => depth === 0 && PLACES.has(phrase));
    return size && place && [quoteParameter(size), quoteParameter(place)];
  },
});
