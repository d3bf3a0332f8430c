import { localeOf } from '../../../foundation/i18n/lang.ts';
import { formatNumber } from '../../../foundation/i18n/numbers.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import type { Match, MatchReason } from './compare.ts';
import { nameKey } from './name-key.ts';

/**
 * Why two names match or do not, in the language of the reader, the weightiest first.
 * @param names the two as they are written: the words in which they differ are said as they stand there.
 */
export function sayMatch(t: Translator, reasons: readonly MatchReason[], names: readonly string[]): string[] {
  const written = new Map(
    names.flatMap((name) => name.split(/[\s,،()]+/u)).map((word): [string, string] => [nameKey(word), word]),
  );
  const list = new Intl.ListFormat(localeOf(t.lang), { type: 'unit' });
  return reasons.map((reason) => {
    if (reason.what === 'spelling') return t('record.match.spelling', { letters: reason.letters });
    if (!('words' in reason)) return t(`record.match.${reason.what}`);
    return t(`record.match.${reason.what}`, {
      words: list.format(reason.words.map((word) => written.get(word) ?? word)),
    });
  });
}

/** @returns the score of a match and what it comes of, in a line. @param names the two that were compared, as they are written. */
export function matchText(
  t: Translator,
  { score, reasons }: Pick<Match, 'score' | 'reasons'>,
  names: readonly string[],
): string {
  const why = sayMatch(t, reasons, names).join(t.dir === 'rtl' ? '؛ ' : '; ');
  // Whole is only what is the same: 100 of 100 beside a letter that differs reads as a fault.
  const shown = score < 1 ? Math.min(99, Math.round(score * 100)) : 100;
  return `${t('record.companies.score', { score: formatNumber(t.lang, shown) })} ${why}`;
}
