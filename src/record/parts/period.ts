import { formatDate } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import type { Period } from '../then.ts';

/** From when to when something was so, as a phrase: an end that nobody knows says so, and never reads as ongoing. */
export function periodText(t: Translator, { from, to, endIs, ongoingAsOf }: Period): string {
  const asOf = parsePartialDate(ongoingAsOf ?? '');
  const dates = {
    from: from === null ? '' : formatDate(t.lang, from),
    to: to === null ? '' : formatDate(t.lang, to),
    asOf: asOf === null ? '' : formatDate(t.lang, asOf),
  };
  const begun = from === null ? 'open' : 'from';
  if (to !== null) return dates.from === dates.to ? dates.to : t(`record.period.until.${begun}`, dates);
  if (endIs === 'past') return t(`record.period.past.${begun}`, dates);
  if (endIs === 'ongoing') return t(`record.period.ongoing.${begun}`, dates);
  return t(`record.period.unknown.${begun}`, dates);
}
