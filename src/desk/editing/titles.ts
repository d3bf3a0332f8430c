import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Engine } from './context.ts';
import { typedOf } from './form/fields.ts';
import { textToEdit, type Work } from './model.ts';

/** Titles of the page and what stands beside them, the same for the text and for its translations. */
export function titleOf(t: Translator, engine: Engine, work: Work, lang: Lang): string {
  const text = textToEdit(work, lang) ?? textToEdit(work, work.primaryLang);
  const title = engine.editable.namedElsewhere
    ? (work.name ?? '')
    : typedOf(text?.values[engine.editable.text[0].name]);
  return title.slice(0, 140) || t(engine.editable.words.one);
}

/** The language of what `titleOf` gives; true where it is a word of ours. */
export function titleLangOf(work: Work, lang: Lang): Lang | true {
  if (textToEdit(work, lang)) return lang;
  return textToEdit(work, work.primaryLang) ? work.primaryLang : true;
}
