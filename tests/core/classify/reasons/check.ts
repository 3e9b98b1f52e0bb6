/** Tables of small tools with the verdict, or the facet, that each reason gives. */
import { expect, test } from "vitest";
import { classifyServer } from "../../../../src/core/classify/index.ts";
import type { JsonObject } from "../../../../src/core/schema/json.ts";
import type { Category, Facet, Judgement } from "../../../../src/core/schema/verdict.ts";
import { makeTool, type Sketch } from "../tools.ts";

function judge(sketch: Sketch): Judgement | undefined {
  const name = sketch.server ?? "sample";
  const siblings = (sketch.siblings ?? []).map((sibling) => ({ name: sibling }));
  return classifyServer({ slug: name, name, tools: [...siblings, makeTool(sketch)] }).get(sketch.name);
}

/** A reason with a case and the one beside it that differs. */
export function check(reason: string, cases: readonly (readonly [Sketch, Category])[]): void {
  test.each(cases)(`${reason}: %j is %s`, (sketch, category) => expect(judge(sketch)?.category).toBe(category));
}

export function checkFacet(facet: Facet, cases: readonly (readonly [Sketch, boolean])[]): void {
  test.each(cases)(`${facet}: %j is %s`, (sketch, holds) => expect(judge(sketch)?.facets.includes(facet)).toBe(holds));
}

/** A parameter that is a list of texts. */
export function makeList(name: string): JsonObject {
  return { [name]: { type: "array", items: { type: "string" } } };
}
