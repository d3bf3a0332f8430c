/** @returns how many words a text has, as its language parts them. */
export function wordsIn(text: string, lang: string): number {
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(lang || 'en', { granularity: 'word' }).segment(text))
    if (isWordLike) count += 1;
  return count;
}
