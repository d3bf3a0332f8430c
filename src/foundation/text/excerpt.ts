import { hash } from 'node:crypto';
import { proseOf } from './markdown.ts';

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * The beginning of a Markdown text as plain text of at most `maxChars` code points: without headings, code and
 * marks. It ends with the last whole sentence (in Arabic, Kurdish and Latin script alike) if that fills at least
 * a third of the room; else after a word, with '…'.
 */
export function plainExcerpt(markdown: string, maxChars: number): string {
  const key = `${maxChars} ${hash('sha256', markdown, 'base64')}`;
  const known = kept.get(key);
  const excerpt = known ?? excerptOf(markdown, maxChars);
  // Order of insertion is order of use.
  kept.delete(key);
  kept.set(key, excerpt);
  const [oldest] = kept.keys();
  if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest);
  return excerpt;
}

/**
 * Excerpts by what they are of: a list shows those of texts that seldom change, and parsing each is most of its
 * rendering. Bounded: half a megabyte at the most.
 */
const kept = new Map<string, string>();
const keptAtMost = 1_000;

function excerptOf(markdown: string, maxChars: number): string {
  const text = proseOf(markdown);
  if (lengthOf(text) <= maxChars) return text;
  const sentence = pieces(sentences, text, maxChars, endsSentence);
  if (lengthOf(sentence) >= maxChars / 3) return sentence;
  const cut = pieces(words, text, maxChars - 1, () => true).replace(/[\s\p{P}]+$/u, '');
  return maxChars < 1 ? '' : `${cut}…`;
}

/** As many whole pieces as there is room for, up to the last that may be an end; without the space after it. */
function pieces(
  segmenter: Intl.Segmenter,
  text: string,
  room: number,
  isEnd: (text: string) => boolean,
): string {
  let end = 0;
  let length = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    const before = length;
    length += lengthOf(segment);
    if (before + lengthOf(segment.trimEnd()) > room) break;
    const upTo = index + segment.trimEnd().length;
    if (isEnd(text.slice(0, upTo))) end = upTo;
  }
  return text.slice(0, end);
}

// A stop after a single letter is an initial or an abbreviation (U.S., أ.), and 'No.' awaits its number.
function endsSentence(text: string): boolean {
  return (
    /[.!?…؟۔。！？]["'”’»)\]]*$/u.test(text) &&
    !/(?:^|[\s.(])(?:\p{L}|No|Dr|Mr|Mrs|Ms|St|v|vs)\.$/u.test(text)
  );
}

function lengthOf(text: string): number {
  return [...text].length;
}
