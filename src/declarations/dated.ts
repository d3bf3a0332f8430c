import { formatDate } from '../foundation/i18n/dates.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { parsePartialDate } from '../foundation/text/partial-date.ts';

/** A day of the database in the page's language. */
export function dated(t: Translator, day: string): string {
  const date = parsePartialDate(day);
  return date ? formatDate(t.lang, date) : day;
}
