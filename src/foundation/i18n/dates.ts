import { type PartialDate, parsePartialDate, precisionOf } from '../text/partial-date.ts';
import { type Lang, localeOf } from './lang.ts';
import { stripMarks } from './numbers.ts';

/** `short` shortens the month where the language does so (16 Sept 2007); Arabic and Sorani do not. */
export type DateForm = 'long' | 'short';

// `Intl` puts the year first in Sorani months, and spells December otherwise than January.
const soraniMonths = [
  'کانوونی دووەم',
  'شوبات',
  'ئازار',
  'نیسان',
  'ئایار',
  'حوزەیران',
  'تەمووز',
  'ئاب',
  'ئەیلوول',
  'تشرینی یەکەم',
  'تشرینی دووەم',
  'کانوونی یەکەم',
] as const;

/**
 * A date in words, as exactly as it is known: '16 September 2007', 'September 2007', '2007'; in Arabic with the
 * months of Iraq ('16 أيلول 2007'). European digits, no invisible marks, nothing around it: 'in 2007' is a message.
 */
export function formatDate(lang: Lang, date: PartialDate, form: DateForm = 'long'): string {
  const precision = precisionOf(date);
  if (precision === 'year') return date;
  const key = `${lang} ${form} ${date}`;
  const known = said.get(key);
  if (known !== undefined) return known;
  if (said.size >= mostSaid) said.clear();
  const words = inWords(lang, date, form);
  said.set(key, words);
  return words;
}

/** Dates in words: a page of the record says a few hundred, and mostly the same as the page before it. */
const said = new Map<string, string>();
const mostSaid = 5_000;

function inWords(lang: Lang, date: PartialDate, form: DateForm): string {
  const precision = precisionOf(date);
  if (lang === 'ckb') return formatSorani(date);
  const instant = Date.parse(precision === 'month' ? `${date}-01` : date);
  // CLDR has a no-break space in the Arabic October and in no other month: a search within the page would miss it.
  return stripMarks(formatterFor(lang, precision === 'day', form).format(instant)).replaceAll('\u00a0', ' ');
}

/**
 * The day of an instant in words, as it was in `timeZone`: when someone signed, when a text was published.
 * For machines write the instant itself (`toISOString`).
 */
export function formatInstant(
  lang: Lang,
  instant: Date,
  timeZone: string = 'Asia/Baghdad',
  form: DateForm = 'long',
): string {
  const date = parsePartialDate(dayIn(instant, timeZone));
  if (date === null) throw new RangeError('an instant outside the years 1000 to 2999 has no date in words');
  return formatDate(lang, date, form);
}

/** The day of an instant, as it was in `timeZone`: 'YYYY-MM-DD'. */
export function dayIn(instant: Date, timeZone: string): string {
  let formatter = dayFormatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-u-ca-iso8601', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    dayFormatters.set(timeZone, formatter);
  }
  const parts = new Map(formatter.formatToParts(instant).map((part) => [part.type, part.value]));
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

const dayFormatters = new Map<string, Intl.DateTimeFormat>();

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(lang: Lang, withDay: boolean, form: DateForm): Intl.DateTimeFormat {
  const name = `${lang} ${withDay} ${form}`;
  let formatter = formatters.get(name);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(localeOf(lang), {
      calendar: 'gregory',
      timeZone: 'UTC',
      year: 'numeric',
      month: form,
      ...(withDay ? { day: 'numeric' } : {}),
    });
    formatters.set(name, formatter);
  }
  return formatter;
}

// 16ی ئەیلوولی 2007: the linking ی stands at the day and at the month.
function formatSorani(date: PartialDate): string {
  const [year, month, day] = date.split('-').map(Number);
  const words = `${soraniMonths[(month ?? 1) - 1]}ی ${year}`;
  return day === undefined ? words : `${day}ی ${words}`;
}

/** A moment to the minute in words, as it was in Baghdad: '16 September 2007, 14:05', '16 أيلول 2007، 14:05'. */
export function formatMoment(lang: Lang, instant: Date): string {
  return `${formatInstant(lang, instant)}${lang === 'ar' || lang === 'ckb' ? '،' : ','} ${clock.format(instant)}`;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Baghdad',
  hour: '2-digit',
  minute: '2-digit',
});

/**
 * The instant of a day and time of Baghdad, as a form's `datetime-local` gives it; null for anything else. Iraq has had
 * no summer time since 2008 (IANA time zone database): its clock is three hours ahead of UTC.
 */
export function parseMoment(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) || parsePartialDate(text.slice(0, 10)) === null) return null;
  const instant = new Date(`${text}:00+03:00`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** The same the other way: what a `datetime-local` control shows for an instant. */
export function momentField(instant: Date): string {
  return new Date(instant.getTime() + 3 * 3_600_000).toISOString().slice(0, 16);
}
