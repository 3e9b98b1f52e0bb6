/** Measures what the project promises figures for and prints JSON: one benchmark a file in `scripts/bench/`. */
import { readdirSync } from "node:fs";
import { arch, cpus, platform } from "node:os";
import type { Benchmark } from "./lib/bench/benchmark.ts";
import { meetsTarget } from "./lib/bench/benchmark.ts";
import { runCommand, UsageError } from "./lib/command.ts";

const HELP = `
npm run bench -- [--only NAME[,NAME]] [--all] [--strict]

Runs the benchmarks of scripts/bench/ one after another and prints JSON to standard output.
  --only     names, joined by commas
  --all      the long ones too (a fresh clone's first start, large synthetic sites)
  --strict   exit 1 when a figure misses its target
`;

async function loadBenchmarks(): Promise<Benchmark[]> {
  const files = readdirSync(new URL("bench/", import.meta.url)).filter((file) => file.endsWith(".ts"));
  const modules = await Promise.all(files.sort().map((file) => import(`./bench/${file}`)));
  return modules.map((module: { benchmark: Benchmark }) => module.benchmark);
}

await runCommand(
  { help: HELP, options: { only: { type: "string" }, all: { type: "boolean" }, strict: { type: "boolean" } } },
  async ({ only, all, strict }) => {
    const benchmarks = await loadBenchmarks();
    const names = only?.split(",");
    const unknown = names?.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
    if (unknown !== undefined) {
      throw new UsageError(`There is no benchmark "${unknown}": ${benchmarks.map(({ name }) => name).join(", ")}.`);
    }
    const chosen = benchmarks.filter(({ name, long }) => (names ? names.includes(name) : all || !long));

    const results: Record<string, unknown> = {};
    let missed = 0;
    for (const benchmark of chosen) {
      const report = (line: string) => process.stderr.write(`${benchmark.name.padEnd(14)}${line}\n`);
      report(benchmark.statement);
      const figures = await benchmark.run(report);
      missed += Object.values(figures).filter((figure) => !meetsTarget(figure)).length;
      results[benchmark.name] = Object.fromEntries(
        Object.entries(figures).map(([name, figure]) => [
          name,
          figure.target ? { ...figure, met: meetsTarget(figure) } : figure,
        ]),
      );
    }
    const machine = { node: process.version, platform: platform(), arch: arch(), cores: cpus().length };
    process.stdout.write(`${JSON.stringify({ machine, results }, null, 2)}\n`);
    if (strict && missed > 0) process.exitCode = 1;
  },
);
