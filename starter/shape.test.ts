import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Json = Record<string, unknown>;
/** A value found in a starter file, with the way to it: `record/cases.json [2].outcome`. */
interface Found {
  file: string;
  at: string;
  key: string;
  value: unknown;
}

const PARTS = ['campaign', 'library', 'record'];
/** What a person reads. Everywhere but in sources.json (titles as printed) these must be localised. */
const TEXT_KEYS = new Set(
  'title summary note outcome parties what court role abstract body event subject buyer purpose preamble closing text tagline'.split(
    ' ',
  ),
);
const DATE_KEYS = new Set(['date', 'founded', 'filed', 'decided', 'asOf', 'from', 'to']);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isLocalised = (value: unknown): value is Json =>
  isObject(value) && ['en', 'ar', 'ckb'].some((lang) => lang in value);
const read = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
const object = (value: unknown): Json => (isObject(value) ? value : {});
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
/** What a list names, whether it says more of each or not. */
const named = (value: unknown): unknown[] => [...strings(value), ...objects(value).map(({ id }) => id)];
const ids = (file: string): Set<unknown> => new Set(objects(read(file)).map(({ id }) => id));

function* walk(file: string, value: unknown, at = '', key = ''): Generator<Found> {
  yield { file, at, key, value };
  if (Array.isArray(value))
    for (const [i, item] of value.entries()) yield* walk(file, item, `${at}[${i}]`, key);
  else if (isObject(value))
    for (const [name, item] of Object.entries(value)) yield* walk(file, item, `${at}.${name}`, name);
}

const files = PARTS.flatMap((part) =>
  readdirSync(join(import.meta.dirname, part)).map((name) => `${part}/${name}`),
);
const found = files.flatMap((file) => [...walk(file, read(file))]);
const localised = found.flatMap(({ value, ...where }) => (isLocalised(value) ? [{ ...where, value }] : []));
const textsIn = (lang: string) =>
  localised.flatMap(({ file, at, value }) => {
    const text = value[lang];
    return typeof text === 'string' ? [{ where: `${file} ${at}`, text }] : [];
  });
const claims = (file: string, lang: string) => {
  const [part = '', name = ''] = file.split('/');
  return (
    name === 'part.json' || strings(object(object(read(`${part}/part.json`)).complete)[name]).includes(lang)
  );
};
/** True for YYYY, YYYY-MM and YYYY-MM-DD that are in the calendar. */
const isPartialDate = (text: string): boolean => {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  const day = new Date(`${text}${'-01-01'.slice(text.length - 4)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** Spelling and words of the Arabic texts: the house rules of the glossary, each with a slip it must catch. */
const ARABIC_SLIPS: [name: string, pattern: RegExp, slip: string][] = [
  ['alleged is مُدّعى به', /مزعوم/, 'حادثة مزعومة'],
  ['succession is تعاقب', /الخلافة/, 'الخلافة'],
  ['client is زبون', /(?<!\p{L})(ال|و|لل|ب)*(عميل|عملاء)/u, 'وعملاء الشركة'],
  ['digits are 0–9', /[٠-٩۰-۹]/, '٢٠٠٧'],
  [
    'the comma is ، and the semicolon ؛',
    /\p{L}[\p{M}»)]*\s*[,;?](?=[\s»)]*(\p{Script=Arabic}|$))/u,
    'بغداد, والبصرة',
  ],
  ['the comma is ، and the semicolon ؛ (before Arabic)', /[,;]\s*[«(]*\p{Script=Arabic}/u, 'Xe, شركة'],
  [
    'months are those of Iraq',
    /(?<![\p{L}\p{M}])[وفبل]?(يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يونيه|يوليو|يوليه|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)(?!\p{L})/u,
    'في سبتمبر 2007',
  ],
  ['tanwin before the alif is not used', /\u064b\u0627/, 'شخصًا'],
  ['أميركي', /[أا]مريك/, 'أمريكية'],
  ['إنكليزي', /[إا]نجليز/, 'إنجليزي'],
  ['مئة', /مائة|مائتا|مائتي/, 'ثلاثمائة'],
  ['كوردستان', /كردستان/, 'إقليم كردستان'],
  ['no Persian or Urdu letters', /[یکہےھ]/, 'شرکة'],
  ['no tatweel', /\u0640/, 'بـلاك'],
  [
    'no Arabic article, conjunction or preposition leans on a Latin name',
    /(?<!\p{L})(و|ب|ل|ك|ف|ال)(?=[A-Za-z])/u,
    'وTitan',
  ],
];

describe('texts', () => {
  test('are localised wherever a person reads them', () => {
    const bare = found.filter(
      ({ file, key, value }) =>
        file !== 'record/sources.json' && TEXT_KEYS.has(key) && typeof value === 'string',
    );
    expect(bare.map(({ file, at }) => `${file} ${at}`)).toEqual([]);
  });

  test('are complete in each language that the part claims for the file', () => {
    const gaps = localised.flatMap(({ file, at, value }) =>
      ['en', 'ar']
        .filter((lang) => claims(file, lang) && !String(value[lang] ?? '').trim())
        .map((lang) => `${file} ${at}: no ${lang}`),
    );
    expect(gaps).toEqual([]);
  });

  test('are never empty in any language that is given', () => {
    expect(['en', 'ar', 'ckb'].flatMap(textsIn).filter(({ text }) => text !== text.trim() || !text)).toEqual(
      [],
    );
  });

  test.each(ARABIC_SLIPS)('Arabic: %s', (_name, pattern, slip) => {
    expect(slip).toMatch(pattern);
    expect(textsIn('ar').filter(({ text }) => pattern.test(text))).toEqual([]);
  });

  test('Kurdish uses its own letters', () => {
    expect(textsIn('ckb').length).toBeGreaterThan(20);
    expect(textsIn('ckb').filter(({ text }) => /[كيىة]/.test(text))).toEqual([]);
  });
});

describe('references', () => {
  test('every statement has a source, and every source exists', () => {
    const known = ids('record/sources.json');
    const lists = found.filter(({ key, value }) => key === 'sources' && Array.isArray(value));
    expect(lists.length).toBeGreaterThan(250);
    const records = files
      .filter((file) => file !== 'record/sources.json')
      .flatMap((file) => objects(read(file)));
    expect(records.filter((record) => !('sources' in record))).toEqual([]);
    const broken = lists.flatMap(({ file, at, value }) => {
      const given = strings(value);
      return given.length === 0
        ? [`${file} ${at}: none`]
        : given.filter((id) => !known.has(id)).map((id) => `${file} ${at}: ${id}`);
    });
    expect(broken).toEqual([]);
  });

  test('every company and incident that the record names exists', () => {
    const companies = ids('record/companies.json');
    const incidents = ids('record/incidents.json');
    const unknown = [
      ...['incidents', 'cases'].flatMap((name) =>
        objects(read(`record/${name}.json`)).flatMap((item) =>
          named(item.companies).filter((id) => !companies.has(id)),
        ),
      ),
      ...objects(read('record/cases.json')).flatMap((item) =>
        strings(item.incidents).filter((id) => !incidents.has(id)),
      ),
      ...objects(read('record/lineage.json')).flatMap(({ from, to }) =>
        [from, to].filter((id) => !companies.has(id)),
      ),
      ...objects(read('record/contracts.json')).flatMap(({ company }) =>
        companies.has(company) ? [] : [company],
      ),
    ];
    expect(unknown).toEqual([]);
  });

  test('no id is given twice in one file', () => {
    for (const file of files) {
      const all = objects(read(file)).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
      expect(all.length, file).toBe(new Set(all).size);
    }
  });
});

describe('nothing of courts, laws and bodies is called established but by what they wrote (decision 0022):', () => {
  const sources = new Map(objects(read('record/sources.json')).map((source) => [source.id, source]));
  const kindsOf = (one: Json) => strings(one.sources).map((id) => object(sources.get(id)).kind);
  const surely = (all: readonly Json[]) => all.filter(({ standing }) => standing === 'established');
  const cases = objects(read('record/cases.json'));

  test('a step of a case by the decision of its day, and by no act of a side', () => {
    const steps = cases.flatMap((one) => surely(objects(one.stages)).map((step) => ({ one, step })));
    expect(steps).toHaveLength(6);
    for (const { one, step } of steps) {
      const decisions = strings(one.sources).filter((id) => {
        const { kind, date } = object(sources.get(id));
        return kind === 'court' && String(date).startsWith(String(step.date));
      });
      expect(decisions, `${one.id} ${step.date}`).toHaveLength(1);
      expect(step.kind).not.toMatch(/^(filed|charged|removed|appealed|settled|withdrawn|pardoned)$/);
    }
  });

  test('a case as a whole only where each of its steps is', () => {
    for (const one of surely(cases)) expect(surely(objects(one.stages))).toEqual(objects(one.stages));
  });

  test('a law by its text, a step towards a treaty by a document of the United Nations, and by nothing else', () => {
    const laws = surely(objects(read('record/laws.json')));
    expect(laws.map(({ id }) => id)).toEqual(['ch-pssa-2013', 'int-draft-convention-2010']);
    for (const law of laws)
      expect(kindsOf(law), String(law.id)).toEqual(
        expect.arrayContaining([expect.stringMatching(/^(government|un)$/)]),
      );
    const steps = surely(objects(object(read('record/treaty.json')).process));
    expect(steps).toHaveLength(8);
    for (const step of steps) expect(new Set(kindsOf(step)), String(step.date)).toEqual(new Set(['un']));
  });
});

test('a source whose title leaves the name of a victim out gives no address that says it', () => {
  const silent = objects(read('record/sources.json')).filter(({ title }) =>
    String(title).includes('name left out'),
  );
  expect(silent).toHaveLength(1);
  for (const { url } of silent) expect(url).toBeNull();
});

describe('dates', () => {
  test.each(['1997', '2007-09', '2008-02-29'])('%s is one', (text) => expect(isPartialDate(text)).toBe(true));
  test.each(['', '97', '2007-9', '2007-13', '2007-02-30', '2007-00', '2007-09-16T00:00', 'unknown'])(
    '%s is none',
    (text) => expect(isPartialDate(text)).toBe(false),
  );

  test('are YYYY, YYYY-MM or YYYY-MM-DD, and no period ends before it begins', () => {
    const dates = found.filter(
      ({ file, key, value }) =>
        DATE_KEYS.has(key) && typeof value === 'string' && file !== 'record/lineage.json',
    );
    expect(dates.length).toBeGreaterThan(400);
    expect(dates.filter(({ value }) => !isPartialDate(String(value)))).toEqual([]);
    const lineage = objects(read('record/lineage.json')).map(({ date }) => String(date));
    // Since when one company is another's no source may say; its note then does.
    expect(lineage.filter((date) => date !== 'null' && !isPartialDate(date))).toEqual([]);
    const turned = found.flatMap(({ file, at, value }) => {
      const { from, to } = object(value);
      const isPeriod = file !== 'record/lineage.json' && typeof from === 'string' && typeof to === 'string';
      return isPeriod && to < from.slice(0, to.length) ? [`${file} ${at}`] : [];
    });
    expect(turned).toEqual([]);
  });
});

test.each(PARTS)('part %s says what it is, and which languages its files are complete in', (part) => {
  const card = object(read(`${part}/part.json`));
  expect(card).toMatchObject({
    part,
    version: expect.any(Number),
    licence: 'CC-BY-4.0',
    note: { en: expect.any(String) },
  });
  const without = part === 'record' ? ['part.json', 'sources.json'] : ['part.json'];
  const listed = [...Object.keys(object(card.complete)), ...without].sort();
  expect(files.filter((file) => file.startsWith(`${part}/`)).sort()).toEqual(
    listed.map((name) => `${part}/${name}`),
  );
});
