/**
 * Writes the pages of routes with parameters, which are nearly all pages, in place of Astro: Astro writes each file in
 * four turns through the thread pool, which for thousands of small files costs more than rendering them.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AstroIntegration, AstroPrerenderer } from "astro";

/** `outDir` ends in a slash. */
export function writePages(outDir: URL): AstroIntegration {
  return {
    name: "permitbook:write-pages",
    hooks: {
      "astro:build:start": ({ setPrerenderer }) =>
        setPrerenderer((inner) => ({ ...inner, render: wrap(inner, outDir) })),
    },
  };
}

function wrap(inner: AstroPrerenderer, outDir: URL): AstroPrerenderer["render"] {
  return async (request, options) => {
    const result = await inner.render(request, options);
    const response = result instanceof Response ? result : result.response;
    const { pathname } = new URL(request.url);
    const { type, pathname: fixed } = options.routeData;
    // A fixed address may be one of those that have a place of their own, such as 404.html.
    if (type !== "page" || fixed !== undefined || response.status !== 200 || !pathname.endsWith("/")) return result;
    const folder = fileURLToPath(new URL(`.${pathname}`, outDir));
    const body = new Uint8Array(await response.arrayBuffer());
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}index.html`, body);
    // Without a body there is nothing left for Astro to write.
    return new Response(null);
  };
}
