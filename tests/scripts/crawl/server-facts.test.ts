import { expect, test } from "vitest";
import { readServerFacts } from "../../../scripts/lib/crawl/server-facts.ts";

const describe = (description: string) => [
  readServerFacts(new Map([["package.json", JSON.stringify({ name: "x", description })]])).description,
  readServerFacts(new Map([["pyproject.toml", `[project]\nname = "x"\ndescription = "${description}"\n`]])).description,
];

test.each(["Reads notes", "Add a description to your photos", "Writes the description of a place"])(
  "%s is a description",
  (text) => expect(describe(text)).toEqual([text, text]),
);
test.each(["Add your description here", "Add a short description here.", "Enter the description"])(
  "%s is what its author was to replace",
  (text) => expect(describe(text)).toEqual([undefined, undefined]),
);
