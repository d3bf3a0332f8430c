import { describe, expect, test } from 'vitest';
import type { Values } from '../../desk/editing/model.ts';
import { newId } from '../../foundation/database/id.ts';
import { checkIncident } from './desk-fields.ts';
import { involvementLine, lineOf, readLine } from './involved/model.ts';

describe('the rules of the fields taken together', () => {
  const fine = { date: '2007', kinds: ['shooting'], harmed: ['civilian'], harmed_by: 'company-staff' };
  test.each([
    ['killed_max', { killed_min: 3 }],
    ['killed_min', { killed_max: 0 }],
    ['killed_max', { killed_min: 3, killed_max: 2 }],
    ['injured_max', { injured_min: 10, injured_max: 9 }],
    ['longitude', { latitude: '33.3' }],
    ['latitude', { longitude: '0' }],
    ['place_precision', { latitude: '33.3', longitude: '44.4' }],
    ['date_to', { date: '2007-05', date_to: '2007-04' }],
    ['date_to', { date: '2007', date_to: '2006-12-31' }],
    ['harmed', { harmed: [] }],
  ])('%s', (field, own) => {
    expect(checkIncident({ ...fine, ...own }).map((wrong) => wrong.field)).toEqual([field]);
  });

  test.each<Values>([
    {},
    { killed_min: 0, killed_max: 0 },
    { date: '2007-05', date_to: '2007' },
    { date: '2003', date_to: '2004' },
    { latitude: '33', longitude: '44', place_precision: 'country' },
    { harmed: [], harmed_by: null },
  ])('%o is fine', (own) => {
    expect(checkIncident({ ...fine, ...own })).toEqual([]);
  });
});

describe('a line of who was involved', () => {
  test('is read as it was written', () => {
    const part = { company_id: newId(), role: 'employer-of-the-harmed', standing: 'disputed' } as const;
    expect(lineOf(part)).toMatch(involvementLine);
    expect(readLine(lineOf(part))).toEqual(part);
  });

  test.each([
    '',
    'x',
    `${newId()} owner alleged`,
    `${newId()} involved`,
    `${newId()} involved alleged extra`,
  ])('but not %j', (line) => {
    expect(readLine(line)).toBeNull();
    expect(involvementLine.test(line)).toBe(false);
  });
});
