/** The programs that benchmarks start. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";

it("end with the bench, however it ended", async () => {
  const github = fork("scripts/lib/bench/simulated-github.ts", ["1"], { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  if (github.stdout) await once(github.stdout, "data");
  const ended = once(github, "exit");
  // What a kill of the bench does to the channel.
  github.disconnect();
  expect(await ended).toEqual([1, null]);
});
