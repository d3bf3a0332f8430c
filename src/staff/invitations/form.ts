import { z } from 'zod';
import { parseAddress } from '../../foundation/text/email-address.ts';
import { longestPassword, shortestPassword } from '../access/password.ts';
import { longestName } from '../access/terms.ts';
import type { DeskLang } from '../model.ts';

export type EntryError = 'email' | 'name' | 'password_short' | 'password_long' | 'taken';

/** How somebody comes in by a link: who they are, and what they will sign in with. */
export interface Entry {
  email: string;
  name: string;
  lang: DeskLang;
  /** Null: they will make a passkey. */
  password: string | null;
}

export interface EntryForm {
  /** As it came, to be shown again. */
  typed: { email: string; name: string; lang: DeskLang; way: 'password' | 'passkey' };
  entry: Entry | null;
  errors: Partial<Record<'email' | 'name' | 'password', EntryError>>;
}

const shape = z.object({
  email: z.string().catch(''),
  name: z.string().catch(''),
  lang: z.enum(['en', 'ar']).catch('en'),
  way: z.enum(['password', 'passkey']).catch('password'),
  password: z.string().max(2_000).catch(''),
});

/** A name as it may be written: no line breaks, no signs that turn a text round. */
export function cleanName(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** @returns the address in lower case, as accounts keep it; null when it is none. */
export function accountAddress(text: string): string | null {
  return parseAddress(text)?.typed.toLowerCase() ?? null;
}

/** What is wrong with a password; null when nothing is. */
export function faultOfPassword(password: string): 'password_short' | 'password_long' | null {
  const length = [...password].length;
  if (length < shortestPassword) return 'password_short';
  return length > longestPassword ? 'password_long' : null;
}

/** Reads the form behind an invitation. @param known the address the invitation went to, which nobody types. */
export function readEntry(form: unknown, known: string | null): EntryForm {
  const given = shape.parse(form);
  const name = cleanName(given.name);
  const email = known ?? accountAddress(given.email);
  const errors: EntryForm['errors'] = {};
  if (email === null) errors.email = 'email';
  if (name === '' || [...name].length > longestName) errors.name = 'name';
  const fault = given.way === 'password' ? faultOfPassword(given.password) : null;
  if (fault) errors.password = fault;
  const typed = {
    email: given.email.slice(0, 254),
    name: given.name.slice(0, 200),
    lang: given.lang,
    way: given.way,
  };
  if (email === null || Object.keys(errors).length > 0) return { typed, entry: null, errors };
  const password = given.way === 'password' ? given.password : null;
  return { typed, errors, entry: { email, name, lang: given.lang, password } };
}
