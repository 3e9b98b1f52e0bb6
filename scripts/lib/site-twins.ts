/** Writes the Markdown twin beside each page that Astro has built, but for those of servers and tools, which are written from the data. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { convertToMarkdown } from "../../src/lib/html-markdown.ts";

const OF_SERVER = /^\/?servers\/[^~/]/;

export function writeTwins(): AstroIntegration {
  return {
    name: "permitbook:write-twins",
    hooks: {
      "astro:build:done": ({ dir, pages }) => {
        for (const { pathname } of pages) {
          if (OF_SERVER.test(pathname) || pathname === "404/") continue;
          const folder = fileURLToPath(new URL(pathname.replace(/^\//, ""), dir));
          writeFileSync(`${folder}index.md`, convertToMarkdown(readFileSync(`${folder}index.html`, "utf8")));
        }
      },
    },
  };
}
