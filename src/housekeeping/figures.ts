import { clockIn } from '../backup/schedule-model.ts';
import { formatInstant } from '../foundation/i18n/dates.ts';
import { formatNumber } from '../foundation/i18n/numbers.ts';
import type { Translator } from '../foundation/i18n/translate.ts';

/** A number of bytes as people say it: MB below a thousand of them, else GB with one decimal. */
export function sizeOf(t: Translator, bytes: number): string {
  if (bytes < 1e6) return t('desk.size.kb', { n: formatNumber(t.lang, Math.ceil(bytes / 1e3)) });
  if (bytes < 1e9) return t('desk.size.mb', { n: formatNumber(t.lang, Math.round(bytes / 1e6)) });
  return t('desk.size.gb', { n: formatNumber(t.lang, Math.round(bytes / 1e8) / 10) });
}

/** Day and time of an instant as they were in a time zone. */
export function momentOf(t: Translator, at: Date, timeZone: string): string {
  const { hour, minute } = clockIn(at, timeZone);
  const two = (n: number) => String(n).padStart(2, '0');
  return t('desk.moment', { date: formatInstant(t.lang, at, timeZone), time: `${two(hour)}:${two(minute)}` });
}
