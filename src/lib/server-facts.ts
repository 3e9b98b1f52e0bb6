/** The language that a server is written in and the ways to reach it, as far as its data says: what lists filter by. */
import type { Package, Server } from "../core/schema/server.ts";

export const LANGUAGE_LABEL = {
  // A package holds what a compiler left, which no longer shows which of the two it was.
  javascript: "JavaScript or TypeScript",
  python: "Python",
  go: "Go",
  rust: "Rust",
  java: "Java",
  kotlin: "Kotlin",
  csharp: "C#",
  php: "PHP",
  ruby: "Ruby",
  swift: "Swift",
  dart: "Dart",
  elixir: "Elixir",
} as const satisfies Record<string, string>;
export type Language = keyof typeof LANGUAGE_LABEL;
export const LANGUAGES = Object.keys(LANGUAGE_LABEL) as Language[];

export const TRANSPORT_LABEL = {
  package: "a package to run",
  "streamable-http": "streamable HTTP",
  sse: "HTTP with SSE",
} as const satisfies Record<string, string>;
export type Transport = keyof typeof TRANSPORT_LABEL;
const TRANSPORTS = Object.keys(TRANSPORT_LABEL) as Transport[];

const LANGUAGE_OF_ENDING = new Map<string, Language>(
  Object.entries({
    js: "javascript",
    mjs: "javascript",
    cjs: "javascript",
    jsx: "javascript",
    ts: "javascript",
    mts: "javascript",
    cts: "javascript",
    tsx: "javascript",
    py: "python",
    go: "go",
    rs: "rust",
    java: "java",
    kt: "kotlin",
    cs: "csharp",
    php: "php",
    rb: "ruby",
    swift: "swift",
    dart: "dart",
    ex: "elixir",
    exs: "elixir",
  }),
);

/** Images and bundles may hold any language. */
const LANGUAGE_OF_REGISTRY: Partial<Record<Package["registry"], Language>> = {
  npm: "javascript",
  pypi: "python",
  nuget: "csharp",
  cargo: "rust",
};

/** That of most of the files that define tools; where none was read, that of the package. */
export function findLanguage({ tools, packages }: Server): Language | undefined {
  const counts = new Map<Language, number>();
  for (const { source } of tools) {
    const language = source && LANGUAGE_OF_ENDING.get(source.path.slice(source.path.lastIndexOf(".") + 1));
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return (
    most?.[0] ?? packages.map(({ registry }) => LANGUAGE_OF_REGISTRY[registry]).find((found) => found !== undefined)
  );
}

/** In the order of `TRANSPORTS`; empty where no package and no address is known. */
export function listTransports({ packages, remotes }: Server): Transport[] {
  return TRANSPORTS.filter((transport) =>
    transport === "package" ? packages.length > 0 : remotes.some(({ type }) => type === transport),
  );
}
