import { z } from 'zod';
import { isLang, type Lang, type LocalizedText } from '../i18n/lang.ts';
import { parsePartialDate } from '../text/partial-date.ts';

/** A text in languages, as the starter files hold it; at least one. */
export const localized = z
  .record(z.string().refine(isLang), z.string().min(1))
  .refine((text) => Object.keys(text).length > 0)
  .transform((text): LocalizedText => text);

/** A date with its precision. */
export const partialDate = z.string().transform((text, context) => {
  const date = parsePartialDate(text);
  if (date === null) {
    context.addIssue({ code: 'custom', message: `${text} is not a date` });
    return z.NEVER;
  }
  return date;
});

/** The keys of the sources that a text of the starter rests on. */
export const sourceKeys = z.array(z.string()).min(1);

/** The languages in which all of these texts exist. */
export function languagesOf(first: LocalizedText, ...others: (LocalizedText | undefined)[]): Lang[] {
  return Object.keys(first)
    .filter(isLang)
    .filter((lang) => others.every((text) => text === undefined || text[lang]));
}
