import { expect, test } from 'vitest';
import { newId } from '../../foundation/database/id.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { inOrder } from './model.ts';
import { afterScore, casesAddress, isNarrowed, readCasesQuery } from './query.ts';
import { columnOf, steps } from './scoreboard/model.ts';

const stage = (date: string | null, position: number | null, what: string) => ({
  id: newId(),
  date: date === null ? null : parsePartialDate(date),
  position,
  what,
});
const order = (stages: ReturnType<typeof stage>[]) => inOrder(stages).map(({ what }) => what);

test('steps stand in time; one without a day stands where it is told', () => {
  const filed = stage('2008', 1, 'filed');
  const revived = stage(null, 2, 'revived');
  const convicted = stage('2014-10', 3, 'convicted');
  const again = stage(null, 4, 'sentenced again');
  const pardoned = stage('2020-12-22', 5, 'pardoned');
  expect(order([pardoned, again, convicted, revived, filed])).toEqual([
    'filed',
    'revived',
    'convicted',
    'sentenced again',
    'pardoned',
  ]);
});

test('a step that somebody adds later stands by its day, not by when it was entered', () => {
  const stages = [stage('2012', 1, 'filed'), stage('2017-10', 2, 'settled'), stage('2015-03', null, 'heard')];
  expect(order(stages)).toEqual(['filed', 'heard', 'settled']);
  expect(order([stage(null, null, 'told'), stage('2012', 1, 'filed')])).toEqual(['filed', 'told']);
});

test('of two steps on one day the one told first comes first', () => {
  expect(order([stage('2011', 1, 'dismissed'), stage('2011-01-01', 2, 'appealed')])).toEqual([
    'dismissed',
    'appealed',
  ]);
});

const read = (query: string) => {
  const params = new URLSearchParams(query);
  return readCasesQuery((name) => params.get(name) ?? undefined);
};

test('what an address asks for is read, and what means nothing is left out', () => {
  expect(read('country=US&kind=civil&stage=pardoned&company=sample-co')).toMatchObject({
    country: 'US',
    kind: 'civil',
    stage: 'pardoned',
    company: 'sample-co',
    reached: null,
  });
  const junk = read('country=us&kind=war&status=%00&company=Ω&stage=x&redress=y&reached=far&after=zz');
  expect(Object.values(junk).every((value) => value === null)).toBe(true);
  expect(isNarrowed(junk)).toBe(false);
  expect(isNarrowed(read('status=settled'))).toBe(true);
});

test('a place in one list is none in the other', () => {
  const after = afterScore({ reached: 'settled', day: '2007-09-16', id: newId() });
  expect(read(`reached=all&after=${after}`).after?.key).toBe('4.2007-09-16');
  expect(read(`after=${after}`).after).toBeNull();
});

test('an address holds what was asked, in one order', () => {
  expect(casesAddress({ stage: 'convicted', country: 'US' })).toBe(
    '/record/cases?country=US&stage=convicted',
  );
  expect(casesAddress({})).toBe('/record/cases');
});

test('a line ends no further than its step: a conviction alone reaches the last column', () => {
  expect(steps.map(columnOf)).toEqual([4, 4, 3, 3, 3, 2, 2, 1, 0]);
});
