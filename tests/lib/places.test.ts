import { expect, test } from "vitest";
import { addPlaces, type Places } from "../../src/lib/api.ts";
import type { Entry } from "../../src/lib/catalogue.ts";
import { findImageRepository } from "../../src/lib/places.ts";
import { makeCatalogue } from "../core/policy/factories.ts";

function makeEntry(slug: string, fields: Partial<Entry["server"]>): Entry {
  return {
    server: { ...makeCatalogue([], slug).server, ...fields },
    verdicts: undefined,
    tools: [],
    bySlug: new Map(),
  };
}

const repository = (name: string, subfolder?: string): Entry["server"]["repository"] => ({
  host: "github.com",
  owner: "Acme",
  name,
  url: `https://github.com/Acme/${name}`,
  ...(subfolder !== undefined && { subfolder }),
});

test("a server is known by package, address and repository, and by no repository that several share", () => {
  const places: Places = new Map();
  addPlaces(
    places,
    makeEntry("one", { packages: [{ registry: "npm", name: "@acme/one" }], repository: repository("One") }),
  );
  addPlaces(places, makeEntry("two", { repository: repository("many", "two") }));
  addPlaces(places, makeEntry("three", { repository: repository("shared") }));
  addPlaces(
    places,
    makeEntry("four", { repository: repository("shared"), packages: [{ registry: "npm", name: "@acme/one" }] }),
  );
  addPlaces(places, makeEntry("five", { remotes: [{ type: "sse", url: "https://x.example/sse/" }] }));
  expect(JSON.parse(JSON.stringify(Object.fromEntries(places)))).toEqual({
    "@acme/one": "one",
    "https://github.com/acme/one": "one",
    "https://x.example/sse": "five",
  });
});

test("an image of GitHub's registry leads to the repository that it is called like, any other to none", () => {
  expect(findImageRepository("ghcr.io/Acme/One")).toBe("https://github.com/acme/one");
  expect(findImageRepository("ghcr.io/acme/one/two")).toBeUndefined();
  expect(findImageRepository("docker.io/acme/one")).toBeUndefined();
});
