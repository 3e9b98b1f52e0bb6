/** Structured data judged by others: schema-dts is the vocabulary of schema.org as types, which the compiler holds each value against. */
import { resolve } from "node:path";
import ts from "typescript";

type Item = { "@type": string };

/** In words, what the compiler says of the values; none where all follow the vocabulary. */
export function findVocabularyFaults(items: readonly Item[]): string[] {
  const file = resolve("structured-data.ts");
  const source = [
    `import type * as vocabulary from "schema-dts";`,
    ...items.map(
      (item, index) =>
        `export const item${index}: vocabulary.WithContext<vocabulary.${item["@type"]}> = ${JSON.stringify(item)};`,
    ),
  ].join("\n");
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, language) =>
    name === file ? ts.createSourceFile(name, source, language) : getSourceFile(name, language);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, start = 0 }) => {
    const line = source.slice(0, start).split("\n").length - 1;
    return `${items[line - 1]?.["@type"]}: ${ts.flattenDiagnosticMessageText(messageText, " ").slice(0, 300)}`;
  });
}
