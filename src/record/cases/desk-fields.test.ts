import { describe, expect, test } from 'vitest';
import { newId } from '../../foundation/database/id.ts';
import { checkCase, checkRedress, checkStage } from './desk-fields.ts';
import { lineOf, readTie } from './tied/model.ts';

const fieldsOf = (wrong: readonly { field: string }[]) => wrong.map(({ field }) => field);

describe('a case, its fields taken together', () => {
  const fine = { country: 'US', kind: 'criminal', status: 'convicted', filed: '2008-12', decided: '2014' };
  test.each([
    ['decided', { filed: '2010', decided: '2009-12-31' }],
    ['status', { status: 'pending' }],
    ['status', { kind: 'civil' }],
    ['status', { kind: 'administrative', status: 'pardoned' }],
  ])('%s is wrong in %o', (field, own) => {
    expect(fieldsOf(checkCase({ ...fine, ...own }))).toEqual([field]);
  });
  test.each([
    {},
    { filed: '2010-05', decided: '2010' },
    { filed: null, decided: null, status: 'pending' },
    { kind: 'civil', status: 'judgment' },
  ])('%o is fine', (own) => expect(checkCase({ ...fine, ...own })).toEqual([]));
});

test('a stage has a day or a place', () => {
  expect(fieldsOf(checkStage({ date: null, position: null }))).toEqual(['position']);
  expect(checkStage({ date: '2008', position: null })).toEqual([]);
  expect(checkStage({ date: null, position: 3 })).toEqual([]);
});

describe('redress, its fields taken together', () => {
  const fine = {
    case_id: newId(),
    incident_id: null,
    kind: 'settlement',
    date: null,
    amount: null,
    currency: null,
  };
  test.each([
    ['case_id', { case_id: null }],
    ['currency', { amount: '5280000' }],
    ['amount', { currency: 'USD' }],
    ['currency', { amount: '1', currency: 'usd' }],
    ['amount', { kind: 'nothing', date: '2012', amount: '1', currency: 'USD' }],
    ['date', { kind: 'nothing' }],
  ])('%s is wrong in %o', (field, own) => {
    expect(fieldsOf(checkRedress({ ...fine, ...own }))).toEqual([field]);
  });
  test.each([
    {},
    { amount: '0.5', currency: 'IQD' },
    { kind: 'nothing', date: '2012-05' },
    { case_id: null, incident_id: newId() },
  ])('%o is fine', (own) => expect(checkRedress({ ...fine, ...own })).toEqual([]));
});

describe('a line of what a case is tied to', () => {
  test('is read as it was written', () => {
    const party = { id: newId(), role: 'employer-of-defendants' } as const;
    expect(readTie('companies', lineOf(party))).toEqual(party);
    const incident = { id: newId(), role: null };
    expect(readTie('incidents', lineOf(incident))).toEqual(incident);
  });
  test.each(['', 'x', newId(), `${newId()} owner`, `${newId()} defendant more`])(
    'but no company in %j',
    (line) => {
      expect(readTie('companies', line)).toBeNull();
    },
  );
  test('and no incident with a role', () => {
    expect(readTie('incidents', `${newId()} defendant`)).toBeNull();
  });
});
