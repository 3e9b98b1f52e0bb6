/**
 * What stands at an address that a page had before: a document of its own that leads to the present one. It works on any
 * host of files, without rules of that host and without a script.
 */

import { toPublicUrl } from "./project.ts";

/** `from` and `to` are paths of this site, made of slugs only, so that nothing in them has to be escaped. */
export function formatMovedPage({ from, to, site }: { from: string; to: string; site: URL }): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
    <meta http-equiv="refresh" content="0; url=${to}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Moved: ${from}</title>
    <meta name="description" content="The page that was at ${from} is now at ${to}.">
    <link rel="canonical" href="${toPublicUrl(to, site)}">
  </head>
  <body>
    <main>
      <h1>Moved</h1>
      <p>This page is now at <a href="${to}">${to}</a>.</p>
    </main>
  </body>
</html>
`;
}
