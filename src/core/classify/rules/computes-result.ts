import { GEOMETRY } from "../lexicon/nouns.ts";
import { isSum } from "./creates-record.ts";
import { findActs, findVerbs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isComputing } from "./runs-something.ts";

const ADDING = new Set(["add"]);

export const computesResult = defineRule({
  id: "computes-result",
  statement: "It computes, checks or renders what it is given and returns the result.",
  test(tool) {
    return whereActs(tool, [
      ...findActs(tool, ["compute", "think"]),
      ...findActs(tool, ["run"], isComputing),
      ...findActs(tool, ["create", "publish"], (act) => isAbout(act, GEOMETRY)),
      ...(isSum(tool) ? findVerbs(tool, ADDING) : []),
    ]);
  },
});
