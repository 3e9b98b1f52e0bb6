/** Faults that published catalogues have in their sentences, found in the text of a page. */

const FAULTS: readonly [name: string, pattern: RegExp][] = [
  [
    "wrong article",
    // By the letter, but for those that are spoken otherwise: "a URL", "a one", "an hour", "an MCP server", "an `x`".
    /\b[Aa] (?!(?:one|once|use|used|user|uni\w*|usual\w*|ur[il]s?|URL|URI|uuid|US|USB|UTF|euro\w*|o[nr]|i[nsf]|as|at|and|above|e\.g)\b)[aeiouAEIOU]\w+|\b[Aa]n (?!(?:hour\w*|honest\w*|MCP|HTTP\w*|HTML|npm|SDK|SSE|SSH|LLM|X\w*|RSS|SQL|SVG)\b)[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]\w+/g,
  ],
  ["doubled word", /(?<![\w-])([A-Za-z]{2,}) \1(?![\w-])/g],
  [
    "several of one",
    /(?<![\w.,])1 (?:tools|servers|calls|cases|parameters|patterns|rules|things|differences|notes)\b/g,
  ],
  ["space before a stop", /[a-z)] [.,;](?= |$)/g],
  ["doubled stop", /(?<![.\d'"])\.\.(?![./])|,,|;;|[,;]\.|\.,/g],
  ["MCP twice", /MCP MCP|Server server\b|server server\b/g],
  ["unrendered value", /\bundefined\b|\[object |\bNaN\b|\{\{|\$\{|<%/g],
  ["a promise that nobody can keep", /\b[Uu]nsafe\b|\b[Ss]afe(?:ly|ty)?\b/g],
  ["approval that does not exist", /until (?:a human|someone) approves/g],
];

/** Whole sentences of ours only: crawled texts are quoted as they are. */
export function findLanguageFaults(text: string): string[] {
  return FAULTS.flatMap(([name, pattern]) =>
    [...text.matchAll(pattern)].map(
      (match) => `${name}: …${text.slice(Math.max(0, match.index - 30), match.index + 40)}…`,
    ),
  );
}

/** The text of a page as it is read, without what others wrote: quotations, names, code. */
export function readText(html: string): string {
  return html
    .replace(/<(script|style|pre|blockquote|code|bdi|title)\b[^>]*>.*?<\/\1>/gs, " # ")
    .replace(/<(td|p|span)\b[^>]*(?:class="says"|dir="auto")[^>]*>.*?<\/\1>/gs, " # ")
    .replace(/<(mark|[a-z]+)\b[^>]*class="[^"]*\bname\b[^"]*"[^>]*>.*?<\/\1>/gs, " # ")
    .replace(
      /<\/?(?:p|li|dt|dd|td|th|tr|h[1-6]|div|section|nav|ul|dl|table|small|figcaption|caption|option)\b[^>]*>/g,
      " | ",
    )
    .replace(/<[^>]+>/g, "")
    .replace(/&#39;|&quot;|&amp;|&lt;|&gt;/g, "'")
    .replace(/\s+/g, " ");
}
