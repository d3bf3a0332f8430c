import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanName, withEnding } from './names.ts';

test.each([
  ['report.pdf', 'report.pdf'],
  ['تقرير 2025.pdf', 'تقرير 2025.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\fakepath\\photo.jpg', 'photo.jpg'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['a\0b\r\n.txt', 'ab.txt'],
  ['...', 'file'],
  ['', 'file'],
  ['.htaccess', 'htaccess'],
  ['می\u200cخواهم.pdf', 'می\u200cخواهم.pdf'],
  [`${'n'.repeat(300)}.pdf`, `${'n'.repeat(116)}.pdf`],
])('%j is kept as %j', (given, name) => expect(cleanName(given)).toBe(name));

test.each([
  ['holiday.exe', 'jpg', 'holiday.jpg'],
  ['holiday.JPEG', 'jpg', 'holiday.JPEG'],
  ['notes', 'txt', 'notes.txt'],
  ['1. draft of a text', 'pdf', '1. draft of a text.pdf'],
])('%s that is a %s is called %s', (name, ending, expected) =>
  expect(withEnding(name, ending)).toBe(expected),
);

test('whatever a device calls it, the name is one that a line, a header and a path can hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = withEnding(cleanName(given), 'jpg');
      expect(name).not.toMatch(/[/\\\p{Cc}\p{Cs}]/u);
      expect(name).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
      expect([...name].length).toBeLessThanOrEqual(124);
      expect(name.length).toBeGreaterThan(0);
    }),
  );
});
