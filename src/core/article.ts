/** The indefinite article before a word or a name, by how it is spoken. */

const SPOKEN_AS_CONSONANT = /^(?:eu|one|uni(?![mn])|ur[il]|us[abe]|ut[cf]|uuid)/i;

/** "an Execute tool", "a url" */
export function withArticle(phrase: string): string {
  return `${/^[aeiou]/i.test(phrase) && !SPOKEN_AS_CONSONANT.test(phrase) ? "an" : "a"} ${phrase}`;
}

/** For the beginning of a sentence: "An outputPath" */
export function startWithArticle(phrase: string): string {
  const text = withArticle(phrase);
  return `A${text.slice(1)}`;
}
