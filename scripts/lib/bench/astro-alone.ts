/**
 * What Astro by itself takes for pages that say nothing, in this checkout and on this machine: the measure beside which
 * the speed of the site's build means something wherever it is taken.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** In the checkout, where Astro is found. */
const PROJECT = join(ROOT, ".cache/astro-alone");

const PAGE = (pages: number) => `---
export function getStaticPaths() {
  return Array.from({ length: ${pages} }, (_, id) => ({ params: { id: String(id) } }));
}
const { id } = Astro.params;
---
<html lang="en"><head><title>{id}</title></head><body><h1>{id}</h1></body></html>
`;

/** Seconds that an `astro build` of `pages` pages takes, written to `outDir`; throws with its output when it fails. */
export function timeAstroAlone(pages: number, outDir: string): number {
  rmSync(PROJECT, { recursive: true, force: true });
  mkdirSync(join(PROJECT, "src/pages"), { recursive: true });
  writeFileSync(join(PROJECT, "src/pages/[id].astro"), PAGE(pages));
  const began = performance.now();
  const args = [join(ROOT, "node_modules/astro/bin/astro.mjs"), "build", "--root", PROJECT, "--outDir", outDir];
  const run = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
  if (run.status !== 0) throw new Error(`Astro alone did not build ${PROJECT}: ${run.stderr || run.stdout}`);
  return (performance.now() - began) / 1000;
}
