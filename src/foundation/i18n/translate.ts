import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import en from '../../../messages/en.json' with { type: 'json' };
import { root } from '../paths.ts';
import { dirOf, type Lang, languages, localeOf } from './lang.ts';
import { stripMarks } from './numbers.ts';

export type MessageKey = keyof typeof en;
export type MessageValues = Record<string, string | number>;

/** Says one message of the interface in one language. `lang` and `dir` travel with it, as every component needs them. */
export interface Translator {
  (key: MessageKey, values?: MessageValues): string;
  readonly lang: Lang;
  readonly dir: 'ltr' | 'rtl';
}

type Catalogue = Partial<Record<MessageKey, string>>;

/**
 * English is complete by type; Arabic is held to it by a test; the rest are drafts. A language is there when it has a
 * file in `messages/`: adding one needs no change here.
 */
const catalogues: Partial<Record<Lang, Catalogue>> = { en };
for (const lang of languages) {
  const file = join(root, 'messages', `${lang}.json`);
  // The shape of the files is checked by a test, not at each start.
  if (lang !== 'en' && existsSync(file))
    catalogues[lang] = JSON.parse(readFileSync(file, 'utf8')) as Catalogue;
}

/** @returns whether the interface has a file of messages in this language. */
export function hasMessages(lang: Lang): boolean {
  return catalogues[lang] !== undefined;
}

const translators = new Map<Lang, Translator>();

/**
 * @returns the translator of a language. A message that a draft language lacks is said in English: a draft language
 * is off by default. Compiled messages are kept; there are a few hundred of them per language.
 * @throws when values are missing that the message names: a mistake of ours, never of a visitor.
 */
export function translator(lang: Lang): Translator {
  const known = translators.get(lang);
  if (known) return known;
  const compiled = new Map<MessageKey, string | IntlMessageFormat>();
  const counted = new Map<string, string>();
  const say = (key: MessageKey, values?: MessageValues): string => {
    const message = compiled.get(key) ?? compile(lang, key);
    compiled.set(key, message);
    if (typeof message === 'string') return message;
    const numbers = numbersIn(values);
    if (numbers === null) return stripMarks(String(message.format(values)));
    const count = key + numbers;
    const known = counted.get(count);
    if (known !== undefined) return known;
    if (counted.size >= mostCounted) counted.clear();
    const text = stripMarks(String(message.format(values)));
    counted.set(count, text);
    return text;
  };
  const made: Translator = Object.assign(say, { lang, dir: dirOf(lang) });
  translators.set(lang, made);
  return made;
}

/** Messages with numbers are kept as they were said: a page says hundreds of footnotes and counts, and again each time. */
const mostCounted = 2_000;

/** What sets a message with these values apart; null where one is text, which may be somebody's name and is not kept. */
function numbersIn(values: MessageValues | undefined): string | null {
  let numbers = '';
  for (const name in values) {
    if (typeof values[name] !== 'number') return null;
    numbers += ` ${name} ${values[name]}`;
  }
  return numbers;
}

/**
 * A day in digits or a colour, as an example of what to type: behind an Arabic letter its parts change places (26-11-2026)
 * unless it is isolated. Messages hold no invisible marks, so it is done here, and not to values that a message is given.
 */
const turning = /\d{4}-\d{2}(?:-\d{2})?|#[0-9a-f]{6}/g;

/** Text without an argument or an escape stays as it is: most messages are. */
function compile(lang: Lang, key: MessageKey): string | IntlMessageFormat {
  const own = catalogues[lang]?.[key];
  const text = own ?? en[key];
  if (!/[{']/.test(text))
    return own && dirOf(lang) === 'rtl' ? text.replace(turning, '\u2066$&\u2069') : text;
  return new IntlMessageFormat(text, localeOf(own ? lang : 'en'), undefined, { ignoreTag: true });
}
