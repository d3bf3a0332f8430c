import { countryCodes, countryName, isCountryCode } from '../../foundation/i18n/countries.ts';
import { type Vote, votes } from './model.ts';

/** How a country voted. */
export interface CountryVote {
  country: string;
  vote: Vote;
}

/** Reads a vote as it is kept, `IQ for`; null for anything else. */
export function readVote(line: string): CountryVote | null {
  const [country, way, ...rest] = line.split(' ');
  const vote = votes.find((one) => one === way);
  return vote && isCountryCode(country) && rest.length === 0 ? { country, vote } : null;
}

/** A vote as it is kept. */
export function voteLine({ country, vote }: CountryVote): string {
  return `${country} ${vote}`;
}

/** What a list of names says: the countries it names, and what is none. */
export interface ReadCountries {
  countries: string[];
  unknown: string[];
}

/**
 * Reads countries as somebody types or pastes them: codes, or names in English or Arabic, one a line or parted by commas and
 * semicolons, as the records of the United Nations have them.
 */
export function readCountries(text: string): ReadCountries {
  const names = text
    .split(/[\n,;،؛]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const read = names.map((name) => ({ name, code: codeOf(name) }));
  return {
    countries: [...new Set(read.flatMap(({ code }) => code ?? []))],
    unknown: read.filter(({ code }) => code === null).map(({ name }) => name),
  };
}

/** Names of the United Nations' own records that `Intl` has otherwise. */
const official: Readonly<Record<string, string>> = {
  'bolivia (plurinational state of)': 'BO',
  'plurinational state of bolivia': 'BO',
  'brunei darussalam': 'BN',
  'cabo verde': 'CV',
  czechia: 'CZ',
  'czech republic': 'CZ',
  "côte d'ivoire": 'CI',
  "democratic people's republic of korea": 'KP',
  'democratic republic of the congo': 'CD',
  'iran (islamic republic of)': 'IR',
  "lao people's democratic republic": 'LA',
  'libyan arab jamahiriya': 'LY',
  'republic of korea': 'KR',
  'republic of moldova': 'MD',
  'russian federation': 'RU',
  'state of palestine': 'PS',
  'syrian arab republic': 'SY',
  'the former yugoslav republic of macedonia': 'MK',
  turkey: 'TR',
  'united kingdom of great britain and northern ireland': 'GB',
  'united republic of tanzania': 'TZ',
  'united states of america': 'US',
  'venezuela (bolivarian republic of)': 'VE',
  'viet nam': 'VN',
};

let known: ReadonlyMap<string, string> | undefined;

function codeOf(name: string): string | null {
  known ??= new Map([
    ...countryCodes.flatMap((code): [string, string][] => [
      [code.toLowerCase(), code],
      [plain(countryName('en', code)), code],
      [plain(countryName('ar', code)), code],
    ]),
    ...Object.entries(official).map(([written, code]): [string, string] => [plain(written), code]),
  ]);
  return known.get(plain(name)) ?? null;
}

/** Without what people type differently: capitals, accents, kinds of apostrophes and hamza. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[’ʼ`]/g, "'")
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/\s+/g, ' ')
    .trim();
}
