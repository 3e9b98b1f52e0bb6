/** What a browser loads of each page of a built site before anything is done there, compressed as a web server would. */
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

export interface PageWeight {
  page: string;
  bytes: number;
}

/** Each page with its styles, fonts and scripts, with what those import, and the script that sorts a list where there is one. */
export function weighPages(siteDir: string): PageWeight[] {
  const files = readdirSync(siteDir, { recursive: true, encoding: "utf8" }).map((file) => file.split(sep).join("/"));
  const listScript = files.find((file) => /\/list\.client\.[^/]+\.js$/.test(file)) ?? "";
  const read = (file: string) => readFileSync(join(siteDir, file));
  const sizes = new Map<string, number>();
  const sizeOf = (file: string): number => {
    const size = sizes.get(file) ?? computeCompressedSize(file, read(file));
    sizes.set(file, size);
    return size;
  };
  return files
    .filter((file) => file.endsWith("index.html"))
    .map((page) => {
      const html = read(page).toString();
      const loaded = new Set<string>();
      const load = (file: string): void => {
        if (loaded.has(file)) return;
        loaded.add(file);
        if (!file.endsWith(".js")) return;
        const imports = read(file)
          .toString()
          .matchAll(/(?:from|import) ?["'`]\.\/([^"'`]+)["'`]/g);
        for (const [, name] of imports) load(`_astro/${name}`);
      };
      for (const [, path = ""] of html.matchAll(/(?:rel="(?:stylesheet|preload)" href|<script[^>]* src)="([^"]+)"/g)) {
        load(path.slice(1));
      }
      if (html.includes("data-list")) load(listScript);
      const bytes = computeCompressedSize(page, read(page)) + [...loaded].reduce((sum, file) => sum + sizeOf(file), 0);
      return { page, bytes };
    });
}

/** What is compressed already stays as it is. */
function computeCompressedSize(file: string, bytes: Buffer): number {
  if (/\.(?:woff2|png)$/.test(file)) return bytes.length;
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
}
