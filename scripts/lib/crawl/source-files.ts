/** Which files of a server's source are worth keeping: text that defines tools, or says what the server is. */

const CODE = [
  "ts tsx mts cts js jsx mjs cjs vue svelte",
  "py pyi go rs java kt kts scala groovy gradle cs fs vb rb php swift dart ex exs lua",
].flatMap((line) => line.split(" "));
const DATA = new Set("json jsonc json5 yaml yml toml xml proto graphql".split(" "));
const EXTENSIONS = new Set([...CODE, ...DATA]);

/** Data that says what a project is. */
const MANIFESTS =
  /^(?:package|server|manifest|composer|tsconfig|deno)\.jsonc?$|^(?:pyproject|cargo)\.toml$|^pubspec\.yaml$|^pom\.xml$/i;

/** Names that count whatever their ending. */
const NAMES =
  /^(?:go\.mod|gemfile|package\.swift|setup\.cfg|requirements\.txt|readme(?:\.[a-z]+)?|tools?\.md|licen[cs]e(?:[.-][a-z0-9-]+)?|copying|[\w.-]+\.(?:gemspec|csproj|sln))$/i;

/** Large, generated, and never the place of a definition. */
const NEVER = /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|composer\.lock|deno\.lock|bun\.lock)$/i;
const FOREIGN_FOLDERS = new Set([
  ".git",
  "node_modules",
  ".yarn",
  "__pycache__",
  ".venv",
  "site-packages",
  ".terraform",
]);

/** `path` is relative to the root of the source, with `/`. */
export function isSourceFile(path: string): boolean {
  const parts = path.split("/");
  const name = parts.pop() ?? "";
  if (NEVER.test(name) || parts.some(isForeignFolder)) return false;
  // Copies of the modules that a Go program imports: often ten times its own source, and never looked at.
  if (name.endsWith(".go") && parts.includes("vendor")) return false;
  if (NAMES.test(name)) return true;
  // Descriptions that a server reads from files beside its code.
  if (/\.(?:md|txt)$/i.test(name) && parts.some((part) => /^(?:prompts?|descriptions?|instructions)$/i.test(part)))
    return true;
  return EXTENSIONS.has(extensionOf(name)) && name.includes(".");
}

/** Whether the file holds data, of which there may be more than there is code, and which says less. */
export function isDataFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return DATA.has(extensionOf(name)) && !MANIFESTS.test(name);
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase();
}

/** Folders that hold other people's code, or none. */
export function isForeignFolder(name: string): boolean {
  return FOREIGN_FOLDERS.has(name);
}

/** The text of a file, or `undefined` where it is not text. */
export function decodeSource(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes.subarray(0, 8192).includes(0)) return undefined;
  return new TextDecoder().decode(bytes);
}
