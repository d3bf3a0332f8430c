import { IntlMessageFormat } from 'intl-messageformat';
import ar from '../../../messages/ar.json' with { type: 'json' };
import ckb from '../../../messages/ckb.json' with { type: 'json' };
import en from '../../../messages/en.json' with { type: 'json' };
import { dirOf, type Lang, localeOf } from './lang.ts';

export type MessageKey = keyof typeof en;
export type MessageValues = Record<string, string | number>;

/** Says one message of the interface in one language. `lang` and `dir` travel with it, as every component needs them. */
export interface Translator {
  (key: MessageKey, values?: MessageValues): string;
  readonly lang: Lang;
  readonly dir: 'ltr' | 'rtl';
}

/** English is complete by type; the others are held to it by a test (Arabic) or are drafts (the rest). */
const catalogues: Partial<Record<Lang, Partial<Record<MessageKey, string>>>> = { en, ar, ckb };

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
  const say = (key: MessageKey, values?: MessageValues): string => {
    const message = compiled.get(key) ?? compile(lang, key);
    compiled.set(key, message);
    return typeof message === 'string' ? message : stripMarks(String(message.format(values)));
  };
  const made: Translator = Object.assign(say, { lang, dir: dirOf(lang) });
  translators.set(lang, made);
  return made;
}

/** Text without an argument or an escape stays as it is: most messages are. */
function compile(lang: Lang, key: MessageKey): string | IntlMessageFormat {
  const own = catalogues[lang]?.[key];
  const text = own ?? en[key];
  if (!/[{']/.test(text)) return text;
  return new IntlMessageFormat(text, localeOf(own ? lang : 'en'), undefined, { ignoreTag: true });
}

/** `Intl` puts invisible direction marks around Arabic figures; in our markup `bdi` and `dir` do that work. */
function stripMarks(text: string): string {
  return text.replace(/[\u200e\u200f\u061c]/g, '');
}
