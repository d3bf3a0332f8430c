import { expect, test } from 'vitest';
import type { FieldSpec } from '../model.ts';
import { parseFields } from './fields.ts';

const label = 'desk.edit.details';
const fields: readonly FieldSpec[] = [
  { name: 'date', kind: 'date', label },
  { name: 'killed', kind: 'number', least: 0, most: 1_000, label },
  { name: 'latitude', kind: 'decimal', least: -90, most: 90, label },
];

test('dates and figures come from any keyboard, and are kept in ASCII', () => {
  const typed = { date: '٢٠٠٧-٠٩-١٦', killed: '۱۷', latitude: '٣٣٫٣١' };
  expect(parseFields(fields, typed)).toEqual({
    values: { date: '2007-09-16', killed: 17, latitude: '33.31' },
    errors: [],
  });
});

test('no such day, no such number: each is refused at its field', () => {
  for (const [name, texts] of Object.entries({
    date: ['2007-13', '2007-02-30', '٢٠٠٧-١٣', '16.9.2007', '20017'],
    killed: ['-1', '1e3', '1,000', '٣٫٥', '1001', 'many'],
    latitude: ['90.1', '1e1', '33,3', '--1', '.5'],
  }))
    for (const text of texts)
      expect(
        parseFields(fields, { [name]: text }).errors.map(({ field }) => field),
        text,
      ).toEqual([name]);
});
