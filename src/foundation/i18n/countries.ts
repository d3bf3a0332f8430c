import { type Lang, localeOf } from './lang.ts';
import { stripMarks } from './numbers.ts';
import { compareSorani } from './sorani-order.ts';

/** ISO 3166-1 alpha-2, all 249 assigned codes, in their order. */
export const countryCodes: readonly string[] = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
  'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ ' +
  'NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
  'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
  'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ');

const known: ReadonlySet<string> = new Set(countryCodes);

/** Stands in the record for bodies of no one country (the United Nations, a coalition). Never a choice in a form. */
export const international = 'INT';

/** A name, and the language that it is in: another one than asked where the asked one has none. */
export interface CountryName {
  text: string;
  lang: Lang;
}

export interface CountryOption extends CountryName {
  code: string;
}

/**
 * Where `Intl` has another name than ours, or none. Palestine is called by the name under which it sits in the
 * United Nations; Arabic follows the spelling of the campaign's glossary.
 */
const own: Readonly<Partial<Record<Lang, Readonly<Record<string, string>>>>> = {
  en: { PS: 'Palestine', INT: 'International' },
  ar: {
    PS: 'فلسطين',
    INT: 'دولية',
    AS: 'ساموا الأميركية',
    VI: 'جزر فيرجن الأميركية',
  },
  ckb: { PS: 'فەلەستین', INT: 'نێودەوڵەتی' },
  kmr: { PS: 'Filistîn', INT: 'Navneteweyî' },
  fr: { PS: 'Palestine', INT: 'International' },
  es: { PS: 'Palestina', INT: 'Internacional' },
  it: { PS: 'Palestina', INT: 'Internazionale' },
};

/** Whether a text is one of the 249 codes, in capitals. */
export function isCountryCode(text: unknown): text is string {
  return typeof text === 'string' && known.has(text);
}

/**
 * The name of a country (or of 'INT') with the language that it is in, for `lang` in the markup: English where the
 * asked language has none. An unknown code is its own name.
 */
export function localisedCountryName(lang: Lang, code: string): CountryName {
  const text = nameIn(lang, code);
  if (text !== null) return { text, lang };
  return { text: nameIn('en', code) ?? code, lang: 'en' };
}

/** The text of `localisedCountryName`: for places without markup (mail in plain text, CSV). */
export function countryName(lang: Lang, code: string): string {
  return localisedCountryName(lang, code).text;
}

const options = new Map<Lang, readonly CountryOption[]>();

/** All countries in the alphabetical order of the language, for the choice in a form. */
export function countryOptions(lang: Lang): readonly CountryOption[] {
  let sorted = options.get(lang);
  if (sorted === undefined) {
    const compare = lang === 'ckb' ? compareSorani : new Intl.Collator(localeOf(lang)).compare;
    sorted = countryCodes
      .map((code) => ({ code, ...localisedCountryName(lang, code) }))
      .sort((a, b) => compare(a.text, b.text));
    options.set(lang, sorted);
  }
  return sorted;
}

const names = new Map<Lang, Intl.DisplayNames>();
/** Of codes that are known: as many as there are countries and languages. */
const named = new Map<string, string | null>();

function nameIn(lang: Lang, code: string): string | null {
  const ours = own[lang];
  if (ours !== undefined && Object.hasOwn(ours, code)) return ours[code] ?? null;
  if (!known.has(code)) return null;
  const key = `${lang} ${code}`;
  let name = named.get(key);
  if (name === undefined) {
    name = nameOf(lang, code);
    named.set(key, name);
  }
  return name;
}

function nameOf(lang: Lang, code: string): string | null {
  let displayNames = names.get(lang);
  if (displayNames === undefined) {
    displayNames = new Intl.DisplayNames([localeOf(lang)], { type: 'region', fallback: 'none' });
    names.set(lang, displayNames);
  }
  const name = displayNames.of(code);
  if (name === undefined) return null;
  // CLDR writes the Sorani consonant now as ه, now as ھ; ours is ه.
  return stripMarks(lang === 'ckb' ? name.replaceAll('ھ', 'ه') : name);
}
