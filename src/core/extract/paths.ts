/** Paths inside a file tree: relative, with `/`, and what their folders' names say about the files in them. */

export function dirname(path: string): string {
  const at = path.lastIndexOf("/");
  return at < 0 ? "" : path.slice(0, at);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function isWithin(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

/** `a/b` and `../c` to `a/c`; `undefined` where the path would leave the tree. */
export function joinPath(folder: string, relative: string): string | undefined {
  const segments = folder === "" ? [] : folder.split("/");
  for (const segment of relative.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join("/");
}

const TEST_FOLDER =
  /^(?:__tests__|__mocks__|__fixtures__|__snapshots__|tests?|testing|testdata|test-?data|test-?(?:utils|helpers|support|kit)|specs?|e2e|fixtures?|mocks?|evals?|evaluations?|benchmarks?|bench|stories|\.storybook|(?:\w+[-_])*(?:integration|unit|functional|acceptance|conformance|smoke|system|llm|e2e)[-_]?test(?:s|ing)?|conformance(?:[-_]\w+)*|(?:\w+[-_])+mocks?)$/i;
const EXAMPLE_FOLDER =
  /^(?:examples?|samples?|demos?|templates?|playground|cookbook|tutorials?|recipes|workshops?|codelabs?|(?:\w+[-_])*(?:server|project|app)[-_](?:template|example|sample)s?)$/i;
const TEST_FILE =
  /(?:[._-](?:test|spec|tests|stories|bench|mock|e2e|eval)\.[cm]?[jt]sx?$)|(?:_test\.(?:go|py|rb|exs|dart)$)|(?:^conftest\.py$)/i;
const FOREIGN_FOLDER = /^(?:node_modules|\.git|vendor|third[_-]party|site-packages|\.venv|venv|\.yarn)$/i;

/** Which of the server's files take no part in it: judged from the server's folder on, so that `relative` matters. */
export function isTestPath(relative: string): boolean {
  const segments = relative.split("/");
  const file = segments.pop() ?? "";
  return TEST_FILE.test(file) || segments.some((segment) => TEST_FOLDER.test(segment));
}

export function isExamplePath(relative: string): boolean {
  return relative
    .split("/")
    .slice(0, -1)
    .some((segment) => EXAMPLE_FOLDER.test(segment));
}

/** Other people's code inside the tree. */
export function isForeignPath(relative: string): boolean {
  return relative
    .split("/")
    .slice(0, -1)
    .some((segment) => FOREIGN_FOLDER.test(segment));
}
