import { type Lang, localeOf } from './lang.ts';
import { stripMarks } from './numbers.ts';

const formatters = new Map<string, Intl.NumberFormat>();

/**
 * A sum of money in words: '1,530,000,000 US dollars', '1,530,000,000 دولار أميركي'. Minor units only where the sum has
 * some. European digits, no invisible marks.
 * @param amount a decimal in whole units of the currency, as PostgreSQL gives a numeric: exact however large.
 * @param currency ISO 4217; a code that nobody knows is its own name.
 */
export function formatMoney(lang: Lang, amount: string, currency: string): string {
  const name = `${lang} ${currency}`;
  let formatter = formatters.get(name);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(localeOf(lang), {
      style: 'currency',
      currency,
      currencyDisplay: 'name',
      useGrouping: 'always',
      minimumFractionDigits: 0,
      maximumFractionDigits: 2,
      trailingZeroDisplay: 'stripIfInteger',
    });
    formatters.set(name, formatter);
  }
  // The glossary of the campaign spells America otherwise than CLDR.
  return stripMarks(formatter.format(amount as `${number}`)).replaceAll('أمريك', 'أميرك');
}
