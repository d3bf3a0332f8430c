import { formatDate } from '../../foundation/i18n/dates.ts';
import { localeOf } from '../../foundation/i18n/lang.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { type PartialDate, precisionOf } from '../../foundation/text/partial-date.ts';
import type { SumOfFigures } from './list/model.ts';
import type { Figure, Harmed, Incident, IncidentKind } from './model.ts';

/** A number of people in words; an unknown one says so. */
export function figureText(t: Translator, figure: Figure): string {
  if (figure === null) return t('report.figure.unknown');
  if (figure.max === 0) return t('report.figure.none');
  const [min, max] = [formatNumber(t.lang, figure.min), formatNumber(t.lang, figure.max)];
  return figure.min === figure.max ? max : t('report.figure.range', { min, max });
}

/** A sum of figures in words, with what is unknown beside it; null where no incident has anything to do with it. */
export function sumText(t: Translator, { known, unknown, ...figure }: SumOfFigures): string | null {
  if (known + unknown === 0) return null;
  if (known === 0) return t('record.incidents.sum.unknown', { n: unknown });
  const sum = figureText(t, figure);
  return unknown === 0 ? sum : t('record.incidents.sum.known', { sum, n: unknown });
}

/**
 * The furthest step, in words. Where a court decided and the incident as it is told is not established, it decided less than
 * that, or something else, or it was contested: the words say so wherever the step stands without the case beside it.
 */
export function reachedText(
  t: Translator,
  { accountability, standing }: Pick<Incident, 'accountability' | 'standing'>,
): string {
  const reached = t(`report.reached.${accountability}`);
  const decided = (['judgment', 'convicted', 'pardoned'] as const).some((step) => step === accountability);
  return decided && standing !== 'established' ? t('report.reached.open', { reached }) : reached;
}

/** Who was harmed, as one list; null where nobody is recorded. */
export function harmedText(t: Translator, harmed: readonly Harmed[]): string | null {
  return harmed.length === 0
    ? null
    : listText(
        t,
        harmed.map((who) => t(`report.harmed.${who}`)),
      );
}

/** What an incident is filed under, as one list. */
export function kindsText(t: Translator, kinds: readonly IncidentKind[]): string {
  return listText(
    t,
    kinds.map((kind) => t(`record.incident.kind.${kind}`)),
  );
}

function listText(t: Translator, words: readonly string[]): string {
  return words.length === 1
    ? (words[0] ?? '')
    : new Intl.ListFormat(localeOf(t.lang), { type: 'conjunction' }).format(words);
}

/** When it was, as exactly as it is known: 'On 16 September 2007', 'In 2007', 'From 2003 to 2004'. */
export function whenText(t: Translator, date: PartialDate, dateTo: PartialDate | null): string {
  const from = formatDate(t.lang, date);
  const to = dateTo === null ? from : formatDate(t.lang, dateTo);
  return from === to
    ? t(`record.incident.when.${precisionOf(date)}`, { date: from })
    : t('record.incident.when.range', { from, to });
}

/** The same without a preposition, for a column of dates. */
export function dateText(t: Translator, date: PartialDate, dateTo: PartialDate | null): string {
  const from = formatDate(t.lang, date);
  const to = dateTo === null ? from : formatDate(t.lang, dateTo);
  return from === to ? from : t('date.range', { from, to });
}
