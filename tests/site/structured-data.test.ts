/** The structured data of every built page: by schema.org, and by what the page itself says. */
import { describe, expect, test } from "vitest";
import { GONE, isMoved, listFiles, readSiteFile } from "./support/list-pages.ts";
import { readStructuredData, type StructuredData } from "./support/schema-org.ts";
import { findVocabularyFaults } from "./support/vocabulary.ts";

const SITE = "https://permitbook.example";
const PAGES = listFiles("index.html").filter((file) => !isMoved(file) && !GONE.includes(file));
const found = new Map(PAGES.map((page) => [page, readStructuredData(readSiteFile(page))]));
const EXPECTED: readonly [pages: RegExp, types: StructuredData["@type"][]][] = [
  [/^index\.html$/, ["WebSite"]],
  [/^servers\/[^~/][^/]*\/~/, ["BreadcrumbList"]],
  [/^servers\/[^~/][^/]*\/[^/]+\/index\.html$/, ["BreadcrumbList", "FAQPage"]],
  [/^servers\/[^~/][^/]*\/index\.html$/, ["SoftwareApplication", "BreadcrumbList"]],
  [/^(?:tools|risk|categories|attacks)\/./, ["BreadcrumbList"]],
];

test("every page of a kind has what the kind has", () => {
  for (const [page, items] of found) {
    const kind = EXPECTED.find(([pattern]) => pattern.test(page) && !/^(?:tools|risk|attacks)\/index/.test(page));
    expect(
      items.map((item) => item["@type"]),
      page,
    ).toEqual(kind?.[1] ?? []);
  }
});

describe("by the vocabulary of schema.org", () => {
  test("the data of every kind of page is what its type may be", () => {
    const kinds = Map.groupBy([...found.values()].flat(), (item) => Object.keys(item).join());
    const samples = [...kinds.values()].flatMap((items) => items.slice(0, 20));
    expect(new Set(samples.map((item) => item["@type"])).size).toBe(4);
    expect(findVocabularyFaults(samples)).toEqual([]);
  });

  test("a property that a type does not have is a fault, and so is a value of another type", () => {
    const context = { "@context": "https://schema.org" };
    const faulty = [
      { ...context, "@type": "SoftwareApplication", softwareVersoin: "1" },
      { ...context, "@type": "BreadcrumbList", itemListElement: [{ "@type": "ListItem", position: true }] },
      { ...context, "@type": "FAQPage", mainEntity: [{ "@type": "Question", acceptedAnswer: { "@type": "Answr" } }] },
    ];
    const faults = findVocabularyFaults(faulty);
    for (const item of faulty) expect(faults.filter((fault) => fault.startsWith(`${item["@type"]}: `))).toHaveLength(1);
  });
});

test("paths lead over pages that there are to the page itself", () => {
  for (const [page, items] of found) {
    for (const item of items) {
      if (item["@type"] !== "BreadcrumbList") continue;
      const urls = item.itemListElement.map((step) => step.item);
      expect(urls.at(-1), page).toBe(`${SITE}/${page.replace(/index\.html$/, "")}`);
      for (const url of urls)
        expect(found.has(`${url.slice(SITE.length + 1)}index.html`), `${page}: ${url}`).toBe(true);
    }
  }
});

test("questions and answers are those that the page shows", () => {
  const plain = (text: string) => text.replace(/\s+/g, " ").trim();
  for (const [page, items] of found) {
    for (const item of items) {
      if (item["@type"] !== "FAQPage") continue;
      const shown = plain(
        decode(
          readSiteFile(page)
            .replace(/<script.*?<\/script>/gs, "")
            .replace(/<[^>]+>/g, " "),
        ),
      );
      for (const { name, acceptedAnswer } of item.mainEntity) {
        expect(shown, page).toContain(plain(name));
        expect(shown, page).toContain(plain(acceptedAnswer.text));
      }
    }
  }
});

test("software stands at its own page and has its heading as the name", () => {
  for (const [page, items] of found) {
    for (const item of items) {
      if (item["@type"] !== "SoftwareApplication") continue;
      expect(item.url, page).toBe(`${SITE}/${page.replace(/index\.html$/, "")}`);
      const heading = /<h1><bdi>(.*?)<\/bdi><\/h1>/.exec(readSiteFile(page))?.[1] ?? "";
      expect(item.name, page).toBe(decode(heading));
    }
  }
});

test("no text ends the script that holds it", () => {
  for (const page of PAGES) {
    for (const [, json = ""] of readSiteFile(page).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
      expect(json, page).not.toMatch(/[<>&]/);
    }
  }
});

function decode(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
