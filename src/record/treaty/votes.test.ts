import { expect, test } from 'vitest';
import { countryCodes } from '../../foundation/i18n/countries.ts';
import { readCountries, readVote, voteLine } from './votes.ts';

test('countries are read as people paste them: in lines or with commas, in English, Arabic, codes, official names', () => {
  const text =
    'Iraq, South Africa;  united states of america\nRussian Federation، السويد\nCote d’Ivoire, gb\n\nأسبانيا';
  expect(readCountries(text)).toEqual({
    countries: ['IQ', 'ZA', 'US', 'RU', 'SE', 'CI', 'GB', 'ES'],
    unknown: [],
  });
  expect(readCountries('إسبانيا, الأردن, Türkiye, Turkey')).toEqual({
    countries: ['ES', 'JO', 'TR'],
    unknown: [],
  });
});

test('what is no country is told, and an empty list is none', () => {
  expect(readCountries('Ruritania, IQ')).toEqual({ countries: ['IQ'], unknown: ['Ruritania'] });
  expect(readCountries(' \n ,; ')).toEqual({ countries: [], unknown: [] });
});

test('a vote is kept and read back; nothing else is read as one', () => {
  for (const country of countryCodes) {
    const vote = { country, vote: 'abstained' } as const;
    expect(readVote(voteLine(vote))).toEqual(vote);
  }
  for (const line of ['', 'IQ', 'IQ yes', 'iq for', 'XX for', 'IQ for more'])
    expect(readVote(line)).toBeNull();
});
