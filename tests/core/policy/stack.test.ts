import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMBINATIONS } from "../../../src/core/policy/combinations.ts";
import { customisePolicy } from "../../../src/core/policy/customise.ts";
import { PROFILES } from "../../../src/core/policy/profiles.ts";
import { computeStack, findCombinations, type StackedServer } from "../../../src/core/policy/stack.ts";
import type { Policy } from "../../../src/core/schema/policy.ts";
import { CATEGORIES, FACETS, type Facet } from "../../../src/core/schema/verdict.ts";
import { makeCatalogue, makeTool, makeToolWith, makeVerdict } from "./factories.ts";

function makeServer(slug: string, tools: Record<string, Facet[]>): StackedServer {
  return makeCatalogue(
    Object.entries(tools).map(([name, facets]) => [name, makeVerdict("read", { facets })] as const),
    slug,
  );
}

describe("private data, strangers' text and a way out", () => {
  const mail = makeServer("mail", { read_mail: ["privateData", "untrustedContent"], list_folders: ["privateData"] });
  const chat = makeServer("chat", { post: ["externalSink"] });

  it("is found across servers, with the tools named", () => {
    const [combination] = computeStack([mail, chat], "recommended").combinations;
    expect(combination?.id).toBe("leaks-private-data");
    expect(combination?.parts.map(({ id, tools }) => [id, tools.map(({ tool }) => tool)])).toEqual([
      ["private-data", ["list_folders", "read_mail"]],
      ["untrusted-content", ["read_mail"]],
      ["external-sink", ["post"]],
    ]);
  });

  it("is not there when a part is missing", () => {
    expect(computeStack([mail], "recommended").combinations).toEqual([]);
    expect(computeStack([chat], "recommended").combinations).toEqual([]);
  });

  it("is not there when the policy already denies the only tool of a part", () => {
    const drop = makeCatalogue([["publish", makeVerdict("destructive", { facets: ["externalSink"] })]], "drop");
    expect(computeStack([mail, drop], "recommended").combinations).toEqual([]);
    expect(computeStack([mail, drop], "permissive").combinations.map(({ id }) => id)).toContain("leaks-private-data");
  });

  it("does not depend on the order of the servers", () => {
    expect(computeStack([chat, mail], "recommended")).toEqual(computeStack([mail, chat], "recommended"));
  });
});

it("counts what a policy lets pass by its default, and not what it denies", () => {
  const server = makeServer("all", { read: ["privateData", "untrustedContent"], send: ["externalSink"] });
  const left = (policy: Policy) => findCombinations([server], [{ slug: "all", policy }]).length;
  expect(left({ version: "1", default: "allow" })).toBe(1);
  expect(left({ version: "1", default: "deny" })).toBe(0);
  expect(left({ version: "1", default: "allow", hide: ["*"] })).toBe(0);
  const deny = { deny_if: [{ conditions: [], on_deny: "No." }] };
  expect(left({ version: "1", default: "allow", tools: { send: deny } })).toBe(0);
});

describe("code that a stranger brings", () => {
  const web = makeServer("web", { fetch_page: ["untrustedContent"] });
  const run = makeCatalogue(
    [[makeToolWith("run", "code", { type: "string" }), makeVerdict("execute", { facets: ["arbitraryCode"] })]],
    "run",
  );

  it("is found where the profile lets code pass", () => {
    expect(computeStack([web, run], "permissive").combinations.map(({ id }) => id)).toEqual(["runs-strangers-code"]);
  });

  it("is not found where code is denied", () => {
    expect(computeStack([web, run], "recommended").combinations).toEqual([]);
  });
});

const judged = fc.record({ category: fc.constantFrom(...CATEGORIES), facets: fc.subarray([...FACETS]) });
const stacked = fc
  .dictionary(fc.constantFrom("a", "b", "c", "*", "__proto__"), judged, { maxKeys: 4 })
  .map((tools) =>
    Object.entries(tools).map(
      ([name, verdict]) => [makeTool({ name }), makeVerdict(verdict.category, verdict)] as const,
    ),
  );

it("the smallest break breaks it, and no smaller set does", () => {
  fc.assert(
    fc.property(stacked, stacked, fc.constantFrom(...PROFILES), (one, two, profile) => {
      const servers = [makeCatalogue(one, "one"), makeCatalogue(two, "two")];
      const { policies, combinations } = computeStack(servers, profile);
      for (const { id, smallestBreak, parts } of combinations) {
        const hide = (slug: string, denied: typeof smallestBreak) =>
          new Map(
            denied
              .filter(({ server }) => server === slug)
              .map(({ tool }) => [tool, { kind: "hide" as const }] as const),
          );
        const left = (denied: typeof smallestBreak) =>
          findCombinations(
            servers,
            policies.map(({ slug, policy }) => ({ slug, policy: customisePolicy(policy, hide(slug, denied)) })),
          ).map((each) => each.id);
        expect(left(smallestBreak)).not.toContain(id);
        for (const spared of smallestBreak) expect(left(smallestBreak.filter((each) => each !== spared))).toContain(id);
        expect(Math.min(...parts.map(({ tools }) => tools.length))).toBe(smallestBreak.length);
      }
    }),
    { numRuns: 300, seed: 12 },
  );
});

it("every combination says what can happen", () => {
  for (const { title, danger, parts } of COMBINATIONS) {
    expect(title).not.toBe("");
    expect(danger.endsWith(".")).toBe(true);
    expect(parts.length).toBeGreaterThan(1);
  }
});
