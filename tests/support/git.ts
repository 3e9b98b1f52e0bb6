/** Git by nobody's configuration: neither the user's own, nor the repository of a hook that runs the tests. */
import { execFileSync } from "node:child_process";
import { makeEnv } from "./environment.ts";

/** What the command prints. Throws when it fails. */
export function git(cwd: string, ...args: string[]): string {
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  return execFileSync("git", [...identity, ...args], {
    cwd,
    encoding: "utf8",
    env: makeEnv(cwd),
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}
