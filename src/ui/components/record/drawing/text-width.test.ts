import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitted, textWidth } from './text-width.ts';

test('widths are no less than those measured in the faces of the site', () => {
  // In thousandths of an em: Vazirmatn 500, Newsreader 600 or Noto Naskh Arabic 600, whichever is wider (measured in Chromium).
  const measured = {
    Blackwater: 4.9,
    'Xe Services': 4.97,
    ACADEMI: 5.29,
    'بلاك ووتر': 3.81,
    كونستيليس: 4.74,
    كركوك: 2.63,
    2007: 2.4,
  };
  for (const [text, ems] of Object.entries(measured)) {
    expect(textWidth(text, 1), text).toBeGreaterThanOrEqual(ems);
    expect(textWidth(text, 1), text).toBeLessThan(ems * 1.35);
  }
});

test('what fits stays as it is, what does not is cut at a whole letter and says so', () => {
  expect(fitted('Blackwater', 10, 100)).toBe('Blackwater');
  expect(fitted('Blackwater', 10, 40)).toMatch(/^Bla\w*…$/);
  expect(fitted('شركة الحماية', 10, 40)).toMatch(/^شر[^…]*…$/);
  expect(fitted('👩‍👩‍👧 family', 10, 35)).toMatch(/^(👩‍👩‍👧.*)?…?$/u);
  expect(fitted('anything', 10, 1)).toBe('');
});

test('never wider than its room', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 300 }), (text, room) => {
      expect(textWidth(fitted(text, 14, room), 14)).toBeLessThanOrEqual(room + 0.001);
    }),
  );
});
