import type { APIRoute } from "astro";
import { loadCatalogue } from "../../lib/catalogue.ts";
import { buildSearchIndex } from "../../lib/search-index.ts";

let files: Promise<Map<string, unknown>> | undefined;

/** The index by file: the manifest, parts `w0`, `w1` …, blocks of entries `e0`, `e1` …. */
function loadFiles(): Promise<Map<string, unknown>> {
  files ??= loadCatalogue().then((catalogue) => {
    const { manifest, parts, blocks } = buildSearchIndex(catalogue);
    return new Map<string, unknown>([
      ["manifest", manifest],
      ...parts.map((part, number) => [`w${number}`, part] as const),
      ...blocks.map((block, number) => [`e${number}`, block] as const),
    ]);
  });
  return files;
}

export async function getStaticPaths() {
  return [...(await loadFiles()).keys()].map((file) => ({ params: { file } }));
}

export const GET: APIRoute = async ({ params }) => Response.json((await loadFiles()).get(params.file ?? ""));
