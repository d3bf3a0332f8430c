import en from '../../../messages/en.json' with { type: 'json' };
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { MessageKey, MessageValues, Translator } from '../../foundation/i18n/translate.ts';
import type { MailTexts } from './model.ts';

/** The mails whose words an owner may change, with the messages that each is made of. Links between them stay ours. */
export const editableMails = {
  confirm: ['mail.confirm.subject', 'mail.confirm.body', 'mail.confirm.until'],
  known: ['mail.known.subject', 'mail.known.body', 'mail.known.change', 'mail.known.rejected'],
  listed: ['mail.listed.subject', 'mail.listed.body'],
  rejected: ['mail.rejected.subject', 'mail.rejected.body', 'mail.rejected.more'],
  new_version: ['mail.new_version.subject', 'mail.new_version.body'],
  all: ['mail.wording', 'mail.withdraw', 'mail.foot'],
} as const satisfies Record<string, readonly MessageKey[]>;
export type EditableMail = keyof typeof editableMails;
export type MailPartKey = (typeof editableMails)[EditableMail][number];

/** A subject is one line; a relay folds longer ones badly. */
export const longestSubject = 150;
export const longestBody = 2_000;

/**
 * What may stand in braces in a message: what the standard one names. A mail to an address that nobody has confirmed
 * names nothing that was typed into the form, and cannot be made to.
 */
export function placeholdersOf(key: MailPartKey): string[] {
  return [...new Set([...en[key].matchAll(/\{(\w+)/g)].map(([, name = '']) => name))];
}

/** The standard words, with `{name}` where a value comes. */
export function standardText(t: Translator, key: MailPartKey): string {
  // A number that no other value holds stands for days: its noun is that of a number of two figures.
  const stand = 14;
  const values = Object.fromEntries(
    placeholdersOf(key).map((name) => [name, name === 'days' ? stand : `{${name}}`]),
  );
  return t(key, values).replace(formatNumber(t.lang, stand), '{days}');
}

/** @returns what is wrong with words for a message; null where they are as they should be. */
export function textError(
  key: MailPartKey,
  text: string,
): { error: 'empty' | 'long' | 'lines' | 'braces' } | { error: 'unknown'; name: string } | null {
  const subject = key.endsWith('.subject');
  if (text === '') return { error: 'empty' };
  if (text.length > (subject ? longestSubject : longestBody)) return { error: 'long' };
  if (subject && /[\r\n]/.test(text)) return { error: 'lines' };
  const known = placeholdersOf(key);
  for (const [, name = ''] of text.matchAll(/\{([^{}]*)\}/g))
    if (!known.includes(name)) return { error: 'unknown', name };
  return /[{}]/.test(text.replace(/\{[^{}]*\}/g, '')) ? { error: 'braces' } : null;
}

/** Says a message of a mail: in the words that were set for its language, else in the standard ones. */
export function sayMail(t: Translator, texts: MailTexts, key: MailPartKey, values: MessageValues): string {
  const own = texts[t.lang]?.[key];
  if (own === undefined || textError(key, own) !== null) return t(key, values);
  return own.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? formatNumber(t.lang, value) : value;
  });
}
