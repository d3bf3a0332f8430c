import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../../foundation/database/id.ts';
import { parsePartialDate, possibleRange } from '../../../../foundation/text/partial-date.ts';
import { type StageKind, stageKinds } from '../../../cases/model.ts';
import { readAsOf } from '../../as-of.ts';
import type { CaseLine, StageLine } from '../model.ts';
import { caseAt } from './case-at.ts';

const stage = (date: string | null, kind: StageKind, position = 0): StageLine => ({
  id: newId(),
  date: parsePartialDate(date),
  kind,
  position,
  standing: 'reported',
  mark: null,
  lang: 'en',
  what: `${kind} ${date ?? 'some day'}`,
});
const court = (filed: string | null, decided: string | null, stages: StageLine[]): CaseLine => ({
  id: newId(),
  slug: 'sample',
  country: 'US',
  filed: parsePartialDate(filed),
  decided: parsePartialDate(decided),
  kind: 'criminal',
  status: 'pardoned',
  standing: 'reported',
  lang: 'en',
  title: 'Sample',
  court: 'A court',
  outcome: 'All that came of it.',
  mark: null,
  stages: stages.map((one, position) => ({ ...one, position })),
});
const at = (on: string, one: CaseLine) => {
  const asOf = readAsOf(on, '2026-11-26');
  if (asOf === null) throw new Error(on);
  return caseAt(one, asOf)[0] ?? null;
};
// As the starter record has the prosecution after Nisour Square.
const prosecution = court('2008-12', '2019-09-05', [
  stage('2008-12', 'charged'),
  stage('2009-12-31', 'dismissed'),
  stage(null, 'revived'),
  stage('2014-10', 'convicted'),
  stage('2019-09-05', 'sentenced'),
  stage('2020-12-22', 'pardoned'),
]);

describe('a case as it stood', () => {
  test.each([
    ['2009-06-01', 'pending', 1],
    ['2015-01-01', 'convicted', 4],
    ['2020-01-01', 'convicted', 5],
    ['2021-01-01', 'pardoned', 6],
  ])('on %s: %s, after %i stages', (on, status, stages) => {
    expect(at(on, prosecution)).toMatchObject({ stood: { status, unsure: false } });
    expect(at(on, prosecution)?.stages).toHaveLength(stages);
  });
  test('after a step without a day nobody can tell how it stood, until a later one certainly followed', () => {
    expect(at('2012', prosecution)).toMatchObject({ stood: { status: null, unsure: true, closed: false } });
    expect(at('2012', prosecution)?.stages.map(({ kind }) => kind)).toEqual(['charged', 'dismissed']);
    expect(at('2015', prosecution)?.stages[2]).toMatchObject({ kind: 'revived', date: null, mark: null });
  });
  test('its outcome is told only where nothing of it was to come', () => {
    expect(at('2020-01-01', prosecution)?.stood?.closed).toBe(false);
    expect(at('2020-12-22', prosecution)?.stood?.closed).toBe(true);
    expect(at('2007', prosecution)).toBeNull();
  });
  test('an appeal can go either way, and an end by then is never called pending', () => {
    const appealed = court('2004', '2009-09-11', [
      stage('2004', 'filed'),
      stage('2009-09-11', 'appeal-decided'),
      stage('2011-06-27', 'other'),
    ]);
    expect(at('2010', appealed)).toMatchObject({ decided: '2009-09-11', stood: { status: null } });
    const ended = court('2004', '2006', [stage('2004', 'filed'), stage('2011', 'other')]);
    expect(at('2008', ended)?.stood).toEqual({ status: null, closed: false, unsure: false });
    expect(at('2006-05', ended)?.stood).toEqual({ status: null, closed: false, unsure: true });
  });
  test('whatever its steps and the day, no step is told that had not possibly been taken', () => {
    const dates = fc.option(
      fc
        .tuple(fc.integer({ min: 2000, max: 2020 }), fc.integer({ min: 1, max: 12 }), fc.boolean())
        .map(([year, month, exact]) => (exact ? `${year}-${String(month).padStart(2, '0')}` : String(year))),
    );
    const steps = fc.array(fc.tuple(dates, fc.constantFrom(...stageKinds)), { maxLength: 8 });
    fc.assert(
      fc.property(dates, dates, steps, fc.integer({ min: 2000, max: 2020 }), (filed, decided, all, year) => {
        const told = at(
          `${year}-06-15`,
          court(
            filed,
            decided,
            all.map(([date, kind]) => stage(date, kind)),
          ),
        );
        if (told === null) return;
        for (const { date } of told.stages)
          if (date !== null) expect(possibleRange(date).from <= `${year}-06-15`).toBe(true);
        if (told.decided !== null) expect(possibleRange(told.decided).to <= `${year}-06-16`).toBe(true);
        if (told.stood?.closed) expect(told.stages).toHaveLength(all.length);
      }),
    );
  });
});
