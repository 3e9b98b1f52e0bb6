/**
 * The branch that keeps the catalogue: checked out beside the code, filled from the parts of a crawl, committed. Its
 * history is the record of every definition that ever changed.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { formatPrintable } from "../../../src/core/printable.ts";
import { UsageError } from "../command.ts";

const execute = promisify(execFile);

const DATA_BRANCH = "data";
const AUTHOR = ["-c", "user.name=permitbook", "-c", "user.email=permitbook@users.noreply.github.com"];

/** Runs git in `folder`; throws with what git said. */
async function git(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await execute("git", ["-C", folder, ...args], { maxBuffer: 256 * 2 ** 20 });
  return stdout.trim();
}

/**
 * Checks the branch out at `folder`: from the remote, from this repository, or as a new and empty one. Throws where the
 * remote gives no answer: what it has would look like nothing.
 */
export async function openDataBranch(folder: string, remote = "origin"): Promise<void> {
  if (await exists(join(folder, ".git"))) return;
  await git(".", "worktree", "prune");
  if (await isOnRemote(remote)) {
    const tip = `refs/remotes/${remote}/${DATA_BRANCH}`;
    // A depth of two: the last state, and the one before it.
    await git(".", "fetch", "--quiet", "--depth=2", remote, `+refs/heads/${DATA_BRANCH}:${tip}`);
    await git(".", "worktree", "add", "--quiet", "-B", DATA_BRANCH, folder, tip);
    return;
  }
  const isLocal = await git(".", "rev-parse", "--verify", "--quiet", `refs/heads/${DATA_BRANCH}`).then(
    () => true,
    () => false,
  );
  if (isLocal) {
    await git(".", "worktree", "add", "--quiet", folder, DATA_BRANCH);
    return;
  }
  await git(".", "worktree", "add", "--quiet", "--detach", folder);
  await git(folder, "checkout", "--quiet", "--orphan", DATA_BRANCH);
  await git(folder, "rm", "-r", "-f", "--quiet", "--ignore-unmatch", ".");
}

/** A repository without that remote has it nowhere but here. */
async function isOnRemote(remote: string): Promise<boolean> {
  if (!(await git(".", "remote")).split("\n").includes(remote)) return false;
  try {
    return (await git(".", "ls-remote", remote, `refs/heads/${DATA_BRANCH}`)) !== "";
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    throw new UsageError(
      `The branch "${DATA_BRANCH}" cannot be looked for in ${remote}: ${formatPrintable(stderr.trim(), 500)}`,
    );
  }
}

/** Puts the files that differ from the branch into an archive; `undefined` where none does. */
export async function packChanges(folder: string, archive: string): Promise<number> {
  const listed = await git(folder, "ls-files", "-z", "--modified", "--others", "--exclude=*.lock");
  const paths = [...new Set(listed.split("\0").filter((path) => path !== ""))];
  const scratch = await mkdtemp(join(tmpdir(), "permitbook-pack-"));
  try {
    const list = join(scratch, "list");
    await writeFile(list, paths.map((path) => `${path}\0`).join(""));
    await execute("tar", ["-C", folder, "--null", "-T", list, "-czf", resolve(archive)]);
  } finally {
    await rm(scratch, { recursive: true });
  }
  return paths.length;
}

/** Parts of a crawl hold different files, so that the order does not matter. */
export async function mergeParts(folder: string, archives: readonly string[]): Promise<void> {
  for (const archive of archives) await execute("tar", ["-C", folder, "-xzf", resolve(archive)]);
}

/** Commits what differs. Returns the commit, or `undefined` where nothing does. */
export async function commitData(folder: string, message: string): Promise<string | undefined> {
  await git(folder, "add", "--all", ":(exclude,glob)**/*.lock");
  if ((await git(folder, "status", "--porcelain", "--untracked-files=no")) === "") return undefined;
  await git(folder, ...AUTHOR, "commit", "--quiet", "-m", message);
  return git(folder, "rev-parse", "HEAD");
}

/** Puts a folder back as it was committed last; one that never was is deleted. */
export async function restoreFolder(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { recursive: true, force: true });
  await git(folder, "checkout", "--quiet", "HEAD", "--", path).catch(() => {
    // There is no such folder in the last commit, or no commit yet.
  });
}

/** The commit before the last one; `undefined` where there is none. */
export function findPreviousCommit(folder: string): Promise<string | undefined> {
  return git(folder, "rev-parse", "--verify", "--quiet", "HEAD~1").catch(() => undefined);
}

export async function pushData(folder: string, remote = "origin"): Promise<void> {
  await git(folder, "push", "--quiet", remote, `HEAD:refs/heads/${DATA_BRANCH}`);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
