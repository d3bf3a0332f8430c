import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../database/id.ts';
import { readCursor, writeCursor } from './list-cursor.ts';

const isDate = (key: string) => /^\d{4}$/.test(key);

test('a cursor is read back as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), (year) => {
      const cursor = { key: String(year).padStart(4, '0'), id: newId() };
      expect(readCursor(writeCursor(cursor), isDate)).toEqual(cursor);
    }),
  );
});

test('anything else is no cursor, and never an error', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readCursor(text, isDate)).toBeNull();
    }),
  );
  const real = writeCursor({ key: '2011', id: newId() });
  expect(readCursor(undefined, isDate)).toBeNull();
  expect(readCursor(`${real}A`, isDate)).toBeNull();
  expect(readCursor(real.slice(0, -2), isDate)).toBeNull();
  expect(readCursor(writeCursor({ key: "2011';", id: newId() }), isDate)).toBeNull();
});
