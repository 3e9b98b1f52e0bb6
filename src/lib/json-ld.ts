/** Structured data for a `<script type="application/ld+json">`. */
import type { Json } from "../core/schema/json.ts";

/** JSON in which no text can end the script element or begin a comment. */
export function formatJsonLd(value: Json): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** The path to a page, from the first step below home. Addresses are absolute. */
export function makeBreadcrumbs(site: URL, steps: readonly { name: string; href: string }[]): Json {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ name, href }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: new URL(href, site).href,
    })),
  };
}
