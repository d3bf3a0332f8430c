import { expect, test } from 'vitest';
import ar from '../../../messages/ar.json' with { type: 'json' };
import { formatNumber } from './numbers.ts';
import { translator } from './translate.ts';

test('an example of a day or a colour is isolated between Arabic words, where its parts would change places', () => {
  const t = translator('ar');
  expect(t('desk.cleanup.day.hint')).toContain('\u20662026-05-03\u2069');
  expect(t('desk.field.date.hint').match(/\u2066[\d-]+\u2069/g)).toHaveLength(2);
  expect(t('desk.settings.colour.ill_formed')).toContain('\u2066#1f5a99\u2069');
  expect(translator('en')('desk.cleanup.day.hint')).not.toMatch(/[\u2066-\u2069]/);
});

test('every message that holds such an example is one that is isolated: none has values', () => {
  for (const [key, text] of Object.entries(ar))
    if (/\d{4}-\d{2}|#[0-9a-f]{6}/.test(text)) expect(text, key).not.toMatch(/[{']/);
});

test('a message says its own values, however often it has been said with others', () => {
  const t = translator('en');
  const said = () => [1, 2, 1].map((n) => t('sources.ref', { n }));
  const first = said();
  expect(first).toEqual(said());
  expect(first[0]).toBe(first[2]);
  expect(first[0]).not.toBe(first[1]);
  // More than are kept.
  for (let n = 0; n < 5_000; n += 1) expect(t('sources.ref', { n })).toContain(formatNumber('en', n));
  expect(said()).toEqual(first);
});
