import { expect, test } from "vitest";
import type { Accuracy } from "../../src/core/schema/accuracy.ts";
import { listBins, listErrors } from "../../src/lib/accuracy.ts";

type MeasuredErrors = Pick<Accuracy, "classifier" | "errors">;

const makeError = (tool: string, kind: Accuracy["errors"][number]["kind"]): Accuracy["errors"][number] => ({
  server: "files",
  tool,
  label: "write",
  alt: null,
  verdict: "read",
  confidence: 0.5,
  kind,
});

test("errors of all classifiers are one list, the gravest kind first, else as they were measured", () => {
  const measured: MeasuredErrors[] = [
    {
      classifier: { kind: "rules", version: "1" },
      errors: [makeError("a", "defensible"), makeError("b", "wrong"), makeError("c", "unsafe")],
    },
    {
      classifier: { kind: "model", model: "m", promptVersion: "2" },
      errors: [makeError("d", "wrong"), makeError("e", "underrated")],
    },
  ];
  expect(listErrors(measured).map(({ tool, by }) => `${tool}: ${by}`)).toEqual([
    "c: rules, version 1",
    "e: the model m, prompt 2",
    "b: rules, version 1",
    "d: the model m, prompt 2",
    "a: rules, version 1",
  ]);
});

test("ten bins of confidence are listed, those without a case too", () => {
  const bin = (from: number, tools: number) => ({ from, to: from + 0.1, tools, confidence: from + 0.05, accuracy: 1 });
  const bins = listBins([bin(0.3, 2), bin(0.9, 40)]);
  expect(bins).toHaveLength(10);
  expect(bins.map(({ figures }) => figures?.tools ?? 0)).toEqual([0, 0, 0, 2, 0, 0, 0, 0, 0, 40]);
  expect(bins.map(({ name }) => name)).toEqual(expect.arrayContaining(["0.0 to 0.1", "0.3 to 0.4", "0.9 to 1.0"]));
});

test("without a measurement there is no error", () => {
  expect(listErrors([])).toEqual([]);
});
