import {
  type FieldError,
  leastOf,
  type ParsedFields,
  parseFields,
  type Typed,
  typedOf,
} from '../../../desk/editing/form/fields.ts';
import { type Editable, ownToEdit, textToEdit, type Values, type Work } from '../../../desk/editing/model.ts';
import { isLang, type Lang } from '../../../foundation/i18n/lang.ts';
import type { RowPayload } from '../columns/check-desk.ts';
import { firstFields } from '../columns/targets-desk.ts';
import { withTies } from '../columns/ties.ts';

/** What a row would be as something new: its own fields, and what it lacks to be a draft. */
export function asNew(editable: Editable, payload: RowPayload): ParsedFields & { lang: Lang } {
  const defaults = Object.fromEntries(
    editable.own.flatMap((field) => {
      const least = leastOf(field);
      return least === null ? [] : [[field.name, least]];
    }),
  );
  const own = parseFields(editable.own, typedAll(editable.own, { ...defaults, ...payload.own }));
  const lang = langsOf(payload)[0];
  const [title] = editable.text;
  const lacks = (field: string): FieldError => ({ field, key: 'desk.field.error.required' });
  const errors = [
    ...own.errors,
    ...(lang === undefined && title.required ? [lacks(title.name)] : []),
    ...firstFields(editable)
      .filter(({ name }) => !payload.first?.[name])
      .map(({ name }) => lacks(name)),
  ];
  return { values: own.values, errors, lang: lang ?? 'en' };
}

/** What the own fields of something that is there already would be with what a row says; what it does not name stays. */
export function ownWith(editable: Editable, work: Work, payload: RowPayload): ParsedFields {
  const before = ownToEdit(work);
  const said = Object.fromEntries(
    Object.entries(payload.own).map(([name, value]) => {
      const was = before[name];
      const isTied = editable.own.some((field) => field.name === name && field.kind === 'rows');
      return [name, isTied && Array.isArray(was) && Array.isArray(value) ? withTies(was, value) : value];
    }),
  );
  return parseFields(editable.own, typedAll(editable.own, { ...before, ...said }));
}

/** The languages that a row has texts in. */
export const langsOf = ({ texts }: RowPayload): Lang[] => Object.keys(texts).filter(isLang);

/** The text of a new thing in a language. */
export const textOf = (editable: Editable, payload: RowPayload, lang: Lang): Values => ({
  ...emptyTexts(editable),
  ...payload.texts[lang],
});

/** The text of something that is there with what a row says; what it does not say stays. */
export function textWith(editable: Editable, work: Work, payload: RowPayload, lang: Lang): Values {
  const filled = Object.entries(payload.texts[lang] ?? {}).filter(
    ([, value]) => value !== '' && value !== null,
  );
  return {
    ...emptyTexts(editable),
    ...textToEdit(work, lang)?.values,
    ...Object.fromEntries(filled),
  };
}

const emptyTexts = (editable: Editable): Values =>
  Object.fromEntries(editable.text.map(({ name }) => [name, '']));
const typedAll = (fields: Editable['own'], values: Values): Typed =>
  Object.fromEntries(fields.map(({ name }) => [name, typedOf(values[name])]));
