/**
 * The types of schema.org that our pages use, each with the properties of ours that the vocabulary gives it, and what search
 * engines ask for. A property that is not listed is a fault. For software they also show ratings and prices, which we do
 * not have and therefore do not state.
 */
import { z } from "zod";

const context = z.literal("https://schema.org");
const Text = z.string().regex(/\S/);
const Url = z.url({ protocol: /^https?$/ });

const ListItem = z.strictObject({
  "@type": z.literal("ListItem"),
  position: z.int().positive(),
  name: Text,
  item: Url,
});

const Question = z.strictObject({
  "@type": z.literal("Question"),
  name: Text,
  acceptedAnswer: z.strictObject({ "@type": z.literal("Answer"), text: Text }),
});

export const StructuredData = z.discriminatedUnion("@type", [
  z.strictObject({ "@context": context, "@type": z.literal("WebSite"), name: Text, url: Url, description: Text }),
  z.strictObject({
    "@context": context,
    "@type": z.literal("BreadcrumbList"),
    itemListElement: z
      .array(ListItem)
      .min(2)
      .refine((items) => items.every(({ position }, index) => position === index + 1), "positions count from 1"),
  }),
  z.strictObject({ "@context": context, "@type": z.literal("FAQPage"), mainEntity: z.array(Question).min(1) }),
  z.strictObject({
    "@context": context,
    "@type": z.literal("SoftwareApplication"),
    name: Text,
    // One of the categories that search engines know.
    applicationCategory: z.literal("DeveloperApplication"),
    url: Url,
    description: Text.optional(),
    softwareVersion: Text.optional(),
    sameAs: z.array(Url).min(1).optional(),
  }),
]);
export type StructuredData = z.infer<typeof StructuredData>;

/** Of a page's HTML. Throws what zod says of a value that is no structured data of ours. */
export function readStructuredData(html: string): StructuredData[] {
  const scripts = html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs);
  return [...scripts].map(([, json = ""]) => StructuredData.parse(JSON.parse(json)));
}
