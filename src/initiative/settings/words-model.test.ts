import fc from 'fast-check';
import { expect, test } from 'vitest';
import { translator } from '../../foundation/i18n/translate.ts';
import { editableMails, placeholdersOf, sayMail, standardText, textError } from './words-model.ts';

const keys = Object.values(editableMails).flat();
const values = { declaration: 'No impunity', site: 'The Initiative', name: 'Sample Union', days: 12 };

test('the standard words can be edited and come out as they were', () => {
  for (const lang of ['en', 'ar'] as const) {
    const t = translator(lang);
    for (const key of keys) {
      const standard = standardText(t, key);
      expect(textError(key, standard), `${lang} ${key}`).toBeNull();
      expect(sayMail(t, { [lang]: { [key]: standard } }, key, values), key).toBe(t(key, values));
    }
  }
});

test('a mail to an address that nobody confirmed cannot be made to carry what was typed', () => {
  for (const key of editableMails.confirm) expect(placeholdersOf(key)).not.toContain('name');
  expect(textError('mail.confirm.body', 'Dear {name}, press the button')).toEqual({
    error: 'unknown',
    name: 'name',
  });
});

test('what would break a mail is refused', () => {
  expect(textError('mail.listed.body', '')).toEqual({ error: 'empty' });
  expect(textError('mail.listed.subject', 'one\ntwo')).toEqual({ error: 'lines' });
  expect(textError('mail.listed.subject', 'x'.repeat(151))).toEqual({ error: 'long' });
  expect(textError('mail.listed.body', 'half a {name')).toEqual({ error: 'braces' });
  expect(textError('mail.listed.body', '{name} is listed under “{declaration}”')).toBeNull();
});

test('whatever is written is either refused, or comes out with its values and no brace of ours', () => {
  const t = translator('en');
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      if (textError('mail.listed.body', text) !== null) return true;
      return !/[{}]/.test(sayMail(t, { en: { 'mail.listed.body': text } }, 'mail.listed.body', values));
    }),
  );
});
