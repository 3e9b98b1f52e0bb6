/** Parses one long text in a thread that ends then: what the parser took, nothing else gives back. */
import { workerData } from "node:worker_threads";
import type { ParseTask } from "./parsers.ts";
import { createFlatParse } from "./parsers.ts";

const { grammar, text, port, signal } = workerData as ParseTask;
const flat = (await createFlatParse())(grammar, text);
if (flat) {
  const { types, fields, starts, ends, parents, nexts } = flat;
  port.postMessage(
    { ...flat, text: "" },
    [types, fields, starts, ends, parents, nexts].map(({ buffer }) => buffer as ArrayBuffer),
  );
}
Atomics.store(signal, 0, 1);
Atomics.notify(signal, 0);
