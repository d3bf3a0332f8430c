import { describe, expect, test } from 'vitest';
import {
  countryCodes,
  countryName,
  countryOptions,
  isCountryCode,
  localisedCountryName,
} from './countries.ts';
import { languages } from './lang.ts';

const sorani = [...'ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ'];

describe('codes', () => {
  test('249 different codes, in order', () => {
    expect(countryCodes).toHaveLength(249);
    expect([...new Set(countryCodes)].sort()).toEqual(countryCodes);
    for (const code of countryCodes) expect(code).toMatch(/^[A-Z]{2}$/);
  });

  test('every code that CLDR knows as a country is there, and nothing that ISO has not assigned', () => {
    // Exceptional and user-assigned codes, groups and former names, which CLDR names as well.
    const notAssigned = new Set(
      'AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ AN BU CS DD DY FX HV NH NT RH SU TP UK VD YD YU ZR CT FQ JT MI NQ PC PU PZ WK'.split(
        ' ',
      ),
    );
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const assigned = letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((code) => names.of(code) !== undefined && !notAssigned.has(code));
    expect(assigned).toEqual(countryCodes);
  });

  test.each(['', 'iq', 'IQQ', 'UK', 'XK', 'EU', 'INT', 'constructor', null, 7])('%j is no code', (text) => {
    expect(isCountryCode(text)).toBe(false);
  });

  test('IQ is one', () => expect(isCountryCode('IQ')).toBe(true));
});

describe('names', () => {
  test.each([
    ['en', 'IQ', 'Iraq'],
    ['ar', 'IQ', 'العراق'],
    ['ckb', 'IQ', 'عێراق'],
    ['kmr', 'IQ', 'Îraq'],
    ['fr', 'GB', 'Royaume-Uni'],
    ['en', 'PS', 'Palestine'],
    ['ar', 'PS', 'فلسطين'],
    ['ar', 'AS', 'ساموا الأميركية'],
    ['en', 'INT', 'International'],
    ['ar', 'INT', 'دولية'],
    ['ar', 'GB', 'المملكة المتحدة'],
    ['ckb', 'IN', 'هیندستان'],
    ['en', 'XX', 'XX'],
    ['ar', 'constructor', 'constructor'],
  ] as const)('%s %s: %s', (lang, code, name) => {
    expect(countryName(lang, code)).toBe(name);
  });

  test('a name that a language lacks comes in English and says so', () => {
    expect(localisedCountryName('ckb', 'IO')).toEqual({ text: 'British Indian Ocean Territory', lang: 'en' });
    expect(localisedCountryName('ckb', 'IQ').lang).toBe('ckb');
  });

  test.each(languages)('%s names every country, with no two alike and no invisible marks', (lang) => {
    const names = [...countryCodes, 'INT'].map((code) => localisedCountryName(lang, code));
    expect(new Set(names.map(({ text }) => text)).size).toBe(250);
    for (const { text } of names) expect(text).not.toMatch(/^\s*$|[\u200c-\u200f\u061c\u202a-\u202e]/);
    const foreign = names.filter((name) => name.lang !== lang);
    expect(foreign.length).toBeLessThanOrEqual(lang === 'ckb' ? 1 : 0);
  });

  test('Arabic and Sorani names keep to their letters', () => {
    for (const code of countryCodes) {
      expect(countryName('ar', code)).not.toMatch(/أمريك|[a-zکیەٱ٠-٩]/);
      const { text, lang } = localisedCountryName('ckb', code);
      if (lang === 'ckb') expect(text).not.toMatch(/[كيىةھa-z۰-۹]/);
    }
  });
});

describe('options', () => {
  test.each(languages)('%s has all, sorted', (lang) => {
    const sorted = countryOptions(lang);
    expect(sorted.map(({ code }) => code).sort()).toEqual(countryCodes);
    expect(countryOptions(lang)).toBe(sorted);
  });

  test('accents do not send a country to the end', () => {
    const codes = countryOptions('en').map(({ code }) => code);
    expect(codes.indexOf('AX')).toBeLessThan(codes.indexOf('AL'));
    expect(
      countryOptions('fr')
        .map(({ code }) => code)
        .indexOf('EG'),
    ).toBeLessThan(100);
  });

  test('Sorani follows its own alphabet', () => {
    const firsts = countryOptions('ckb')
      .filter((option) => option.lang === 'ckb')
      .map(({ text }) => sorani.indexOf(text[0] ?? ''));
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
    expect(firsts[0]).toBe(0);
    expect(countryOptions('ckb').at(-1)?.code).toBe('IO');
  });
});
