import { type Lang, localeOf } from './lang.ts';

const formatters = new Map<Lang, Intl.NumberFormat>();

/**
 * A number as the language writes it, always with European digits and with its own separators: 1,286 in English,
 * Arabic and Sorani, 1 286 in French, 1.286 in Spanish, Italian and Kurmanji. Up to three decimals. Without the
 * invisible direction marks that `Intl` adds: the page isolates what needs it.
 */
export function formatNumber(lang: Lang, n: number | bigint): string {
  let formatter = formatters.get(lang);
  if (formatter === undefined) {
    // 'always': Spanish and Italian would group only from five digits on, and columns of figures would not agree.
    formatter = new Intl.NumberFormat(localeOf(lang), { useGrouping: 'always' });
    formatters.set(lang, formatter);
  }
  return stripMarks(formatter.format(n));
}

/** A text without direction marks (U+200E, U+200F, U+061C). */
export function stripMarks(text: string): string {
  return text.replace(/[\u200e\u200f\u061c]/g, '');
}
