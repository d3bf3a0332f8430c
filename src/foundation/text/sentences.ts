/**
 * @returns the sentences of a text in their order, without the space between them; none for an empty text.
 * @param lang the language of the text: where sentences end is its rule.
 */
export function sentencesOf(text: string, lang: string): string[] {
  const segments = new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(text.trim());
  return [...segments].map(({ segment }) => segment.trim()).filter((sentence) => sentence !== '');
}
