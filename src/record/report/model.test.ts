import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { CourtCase } from '../cases/model.ts';
import type { Company, Succession } from '../companies/model.ts';
import { hasBodilyFigures, type Incident } from '../incidents/model.ts';
import { killedByStaff, makeReport } from './model.ts';

// Dates of a test are written well-formed.
const date = (text: string) => text as PartialDate;

function company(slug: string): Company {
  const name = {
    id: newId(),
    name: slug,
    lang: 'en',
    kind: 'trade',
    from: null,
    to: null,
    endIs: 'unknown',
  } as const;
  return {
    id: newId(),
    slug,
    country: 'US',
    founded: null,
    lang: 'en',
    summary: slug,
    names: [name],
    unadopted: false,
  };
}

function incident(slug: string, companies: readonly Company[], more: Partial<Incident> = {}): Incident {
  return {
    id: newId(),
    slug,
    date: date('2007'),
    dateTo: null,
    kinds: ['shooting'],
    killed: null,
    injured: null,
    harmed: [],
    harmedBy: null,
    accountability: 'none',
    standing: 'reported',
    companies: companies.map(({ id }) => id),
    parts: {},
    lang: 'en',
    title: slug,
    place: '',
    summary: slug,
    unadopted: false,
    ...more,
  };
}

function courtCase(slug: string, companies: readonly Company[], incidents: readonly Incident[]): CourtCase {
  return {
    id: newId(),
    slug,
    country: 'US',
    filed: null,
    decided: null,
    kind: 'civil',
    status: 'settled',
    standing: 'reported',
    incidents: incidents.map(({ id }) => id),
    companies: companies.map(({ id }) => id),
    lang: 'en',
    title: slug,
    court: '',
    outcome: slug,
  };
}

const succession = (from: Company, to: Company): Succession => ({
  id: newId(),
  fromCompany: from.id,
  toCompany: to.id,
  kind: 'acquired',
  date: null,
  lang: 'en',
  note: `${from.slug} to ${to.slug}`,
});

describe('people killed by companies’ staff', () => {
  const told = { kinds: ['killing'], standing: 'reported' } as const;
  const one = (more: Partial<Parameters<typeof killedByStaff>[0][number]>) => ({
    harmedBy: 'company-staff' as const,
    killed: null,
    injured: null,
    ...told,
    kinds: [...told.kinds],
    ...more,
  });

  test('guards and workers killed by armed groups are in no figure', () => {
    const ambush = one({ harmedBy: 'armed-group', killed: { min: 4, max: 4 } });
    const kidnapping = one({ harmedBy: 'armed-group' });
    expect(killedByStaff([ambush, kidnapping])).toEqual({
      min: 0,
      max: 0,
      disputed: 0,
      unknown: 0,
      alleged: 0,
    });
  });

  test('least and greatest are summed apart, and an unknown figure is counted beside them, never as none', () => {
    const all = [one({ killed: { min: 14, max: 17 } }), one({ killed: { min: 0, max: 0 } }), one({})];
    expect(killedByStaff(all)).toEqual({ min: 14, max: 17, disputed: 0, unknown: 1, alleged: 0 });
  });

  test('what is only alleged is in no sum, and what harmed no body is no unknown number of dead', () => {
    const all = [
      one({ standing: 'alleged' }),
      one({ standing: 'alleged', killed: { min: 5, max: 9 } }),
      one({ kinds: ['fraud'] }),
      one({ kinds: ['fraud'], standing: 'alleged' }),
    ];
    expect(killedByStaff(all)).toEqual({ min: 0, max: 0, disputed: 0, unknown: 0, alleged: 2 });
  });

  test('only harm by the company’s own staff counts, whatever else is on record', () => {
    const who = fc.constantFrom('company-staff-and-others', 'subcontractor', 'armed-group', null);
    const killed = fc.option(
      fc.nat(50).map((n) => ({ min: n, max: n + 1 })),
      { nil: null },
    );
    fc.assert(
      fc.property(fc.array(fc.record({ harmedBy: who, killed })), (others) => {
        const own = one({ killed: { min: 2, max: 3 } });
        expect(killedByStaff([...others.map(one), own])).toEqual({
          min: 2,
          max: 3,
          disputed: 0,
          unknown: 0,
          alleged: 0,
        });
      }),
    );
  });
});

describe('figures beside an incident', () => {
  test('a dispute about bills is not said to have an unknown number of dead', () => {
    expect(hasBodilyFigures({ kinds: ['fraud'], killed: null, injured: null })).toBe(false);
    expect(hasBodilyFigures({ kinds: ['shooting'], killed: null, injured: null })).toBe(true);
    expect(hasBodilyFigures({ kinds: ['trafficking'], killed: { min: 12, max: 12 }, injured: null })).toBe(
      true,
    );
  });
});

describe('the order of the report', () => {
  const [alpha, beta, gamma, delta] = [company('alpha'), company('beta'), company('gamma'), company('delta')];
  const prison = incident('prison', [beta, alpha]);
  const road = incident('road', [alpha]);
  const both = courtCase('both', [alpha], [prison, road]);
  const ofBeta = courtCase('of-beta', [beta, gamma], [prison]);
  const report = makeReport({
    companies: [alpha, beta, gamma, delta],
    successions: [succession(beta, delta), succession(delta, gamma)],
    incidents: [prison, road],
    cases: [both, ofBeta],
  });
  const chapter = (of: Company) => {
    const found = report.chapters.find((one) => one.company.id === of.id);
    if (!found) throw new Error(`no chapter ${of.slug}`);
    return found;
  };

  test('a company with an incident or a case has a chapter, every other is listed at the end', () => {
    expect(report.chapters.map((one) => one.company.slug)).toEqual(['alpha', 'beta', 'gamma']);
    expect(report.remainders.map((one) => one.company.slug)).toEqual(['delta']);
  });

  test('an incident with two companies is told once and named in the other chapter', () => {
    expect(chapter(alpha).incidents.map((one) => [one.thing.slug, one.full])).toEqual([
      ['prison', true],
      ['road', true],
    ]);
    expect(chapter(beta).incidents.map((one) => [one.thing.slug, one.full, one.chapter.slug])).toEqual([
      ['prison', false, 'alpha'],
    ]);
  });

  test('a case is told in the chapter of its own company, and named with the incident where that is told', () => {
    const told = chapter(alpha).incidents.map((one) =>
      one.cases.map((of) => [of.thing.slug, of.full, of.chapter.slug]),
    );
    expect(told).toEqual([
      [
        ['both', true, 'alpha'],
        ['of-beta', false, 'beta'],
      ],
      [['both', false, 'alpha']],
    ]);
    expect(chapter(beta).incidents[0]?.cases.map((one) => [one.thing.slug, one.full])).toEqual([
      ['of-beta', true],
    ]);
    expect(chapter(gamma).cases.map((one) => [one.thing.slug, one.full, one.chapter.slug])).toEqual([
      ['of-beta', false, 'beta'],
    ]);
  });

  test('who became whose stands with every company that it names and that has a chapter', () => {
    expect(chapter(beta).successions).toHaveLength(1);
    expect(chapter(gamma).successions).toHaveLength(1);
    expect(report.remainders[0]?.successions).toEqual([]);
  });

  test('whatever the record holds, every incident and case of a public company is told in full exactly once', () => {
    const pick = <T>(from: readonly T[], min: number) => fc.subarray([...from], { minLength: min });
    const all = [alpha, beta, gamma, delta];
    const shape = fc
      .array(pick(all, 1), { maxLength: 6 })
      .map((lists) => lists.map((list, n) => incident(`i${n}`, list)))
      .chain((incidents) =>
        fc
          .array(fc.tuple(pick(all, 1), pick(incidents, 0)), { maxLength: 6 })
          .map((lists) => ({ incidents, cases: lists.map(([of, on], n) => courtCase(`c${n}`, of, on)) })),
      );
    fc.assert(
      fc.property(shape, ({ incidents, cases }) => {
        const { chapters } = makeReport({ companies: all, successions: [], incidents, cases });
        const told = (things: readonly { full: boolean; thing: { id: Id } }[]) =>
          things.filter((one) => one.full).map((one) => one.thing.id);
        const inFull = chapters.flatMap((one) => told(one.incidents));
        const casesInFull = chapters.flatMap((one) => [
          ...told(one.cases),
          ...told(one.incidents.flatMap((of) => of.cases)),
        ]);
        expect(inFull.toSorted()).toEqual(incidents.map(({ id }) => id).toSorted());
        expect(casesInFull.toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
      }),
    );
  });
});
