import type { Id } from '../../foundation/database/id.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { Lang, LocalizedText } from '../../foundation/i18n/lang.ts';
import { languagesOf } from '../../foundation/starter/shapes.ts';
import type { Links } from '../api/kinds/field.ts';
import type { Json } from '../api/kinds/statement.ts';
import type { NewCitation } from '../sources/store.ts';

/** A row by the names of its columns, values as JSON has them. What is not named gets its default. */
export type Columns = Record<string, Json>;

/** What a thing says in a language: its text columns by their names; one that is not named is empty. */
export interface EntryText {
  lang: Lang;
  values: Record<string, string>;
  /** A translation of what the original no longer says. */
  outOfDate: boolean;
}

/** A thing of the record ready to be written: columns by their names, in the words of its tables. */
export interface Entry {
  kind: ThingKind;
  id: Id;
  slug: string | null;
  primaryLang: Lang;
  own: Columns;
  /** Rows that belong to it, by the names of its kind's links. */
  links: Record<string, Columns[]>;
  texts: EntryText[];
  /** In their order. */
  citations: NewCitation[];
}

/** @returns texts in those languages in which all of `needed` exist; what `also` has in them goes along. */
export function textsOf(
  needed: Record<string, LocalizedText>,
  also: Record<string, LocalizedText | null> = {},
): EntryText[] {
  const [first = {}, ...others] = Object.values(needed);
  return languagesOf(first, ...others).map((lang) => ({
    lang,
    values: Object.fromEntries(
      Object.entries({ ...needed, ...also }).map(([name, text]) => [name, text?.[lang] ?? '']),
    ),
    outOfDate: false,
  }));
}

/**
 * @returns rows that belong to a thing as its history keeps them: a line each, of its values, in an order that does not
 * depend on who wrote them.
 */
export function linesOf({ fields }: Links, rows: readonly Columns[]): string[] {
  return rows.map((row) => fields.map(({ column }) => String(row[column] ?? '')).join(' ')).sort();
}
