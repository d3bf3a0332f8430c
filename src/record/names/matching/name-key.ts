import { searchKey } from '../../../foundation/text/normalise.ts';

/**
 * The search key of a name, or of a word of one. Beyond `searchKey`: what stands between letters of one word (O'Hara) is
 * nothing, ş is the sh that it sounds like, and a Kurdish word that begins with a vowel begins with alef.
 */
export function nameKey(name: string): string {
  return searchKey(
    name
      .normalize('NFKC')
      .replace(/(?<=\p{L})['’‘ʼ`´](?=\p{L})/gu, '')
      .replace(/(?<![\p{L}\p{M}])ئ(?=[اەێۆیوي])[اە]?/gu, 'ا')
      .replace(/ş/gu, 'sh')
      .replace(/Ş/gu, 'Sh'),
  );
}
