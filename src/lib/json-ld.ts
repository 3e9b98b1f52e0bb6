/** Structured data for a `<script type="application/ld+json">`. */
import type { Json } from "../core/schema/json.ts";
import type { Server } from "../core/schema/server.ts";
import type { ServerSummary } from "./catalogue.ts";
import { packageUrl, serverHref } from "./links.ts";
import { toPublicUrl } from "./project.ts";
import { clip } from "./text.ts";

/** JSON in which no text can end the script element or begin a comment. */
export function formatJsonLd(value: Json): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Home. */
export function makeWebSite(site: URL, description: string): Json {
  return {
    "@context": "https://schema.org",
    "@type": "WebSite",
    name: "Permitbook",
    url: toPublicUrl("/", site),
    description,
  };
}

/** A server as software: no more than its data says, so neither a price nor a rating. */
export function makeSoftwareApplication(
  site: URL,
  { server, summary }: { server: Server; summary: ServerSummary },
): Json {
  const { repository, packages } = server;
  const version = packages.find((item) => item.version !== undefined)?.version;
  const places = [repository?.url, ...packages.map(packageUrl)].filter((url) => url !== undefined);
  return {
    "@context": "https://schema.org",
    "@type": "SoftwareApplication",
    name: summary.name,
    applicationCategory: "DeveloperApplication",
    url: toPublicUrl(serverHref(server.slug), site),
    ...(summary.says !== undefined && { description: summary.says }),
    ...(version !== undefined && { softwareVersion: clip(version, 60) }),
    ...(places.length > 0 && { sameAs: [...new Set(places)] }),
  };
}

/** The path to a page, from the first step below home. */
export function makeBreadcrumbs(site: URL, steps: readonly { name: string; href: string }[]): Json {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ name, href }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: toPublicUrl(href, site),
    })),
  };
}
