import type { Id } from '../../../foundation/database/id.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { Field, RecordKind } from './field.ts';

/** A value as JSON has it. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** One thing of the record as data: its fields, its texts, what it rests on. Its shape is `statementSchema` of its kind. */
export type Statement = JsonObject & { kind: ThingKind; id: Id };

/** A statement as its tables hold it: columns by their names, refs and links by those of their fields. */
export interface StatementRow {
  id: Id;
  slug: string | null;
  primaryLang: Lang;
  own: Record<string, Json>;
  refs: Record<string, Json>;
  links: Record<string, Record<string, Json>[]>;
  texts: (Record<string, Json> & { lang: Lang; revision: number; based_on_revision: number | null })[];
  citations: Json[];
  reviewed: boolean;
  changed: { change: number; at: string } | null;
}

/** @returns a row as a statement. */
export function toStatement(kind: RecordKind, row: StatementRow): Statement {
  const primary = row.texts.find(({ lang }) => lang === row.primaryLang)?.revision ?? 0;
  return {
    kind: kind.kind,
    id: row.id,
    slug: row.slug,
    ...fieldsOf(kind.fields, row.own, row.refs),
    ...Object.fromEntries(
      kind.links.map(({ name, fields }) => [
        name,
        (row.links[name] ?? []).map((link) => fieldsOf(fields, link, link)),
      ]),
    ),
    ...(kind.textTable !== null && {
      primaryLang: row.primaryLang,
      texts: Object.fromEntries(
        row.texts.map((text) => [
          text.lang,
          {
            ...Object.fromEntries(kind.texts.map(({ name }) => [name, text[name] ?? ''])),
            translation: text.lang !== row.primaryLang,
            outOfDate: text.lang !== row.primaryLang && (text.based_on_revision ?? 0) < primary,
          },
        ]),
      ),
    }),
    ...(kind.cited && { reviewed: row.reviewed, citations: row.citations }),
  };
}

/** Values by the names of their fields; what is grouped in an object of its own, which is null where none of it is known. */
function fieldsOf(
  fields: readonly Field[],
  own: Record<string, Json>,
  refs: Record<string, Json>,
): JsonObject {
  const said: JsonObject = {};
  for (const field of fields) {
    const value = (field.type === 'thing' ? refs[refKey(field)] : own[field.column]) ?? null;
    if (field.group === undefined) {
      said[field.name] = value;
      continue;
    }
    const group = said[field.group];
    said[field.group] = { ...(isObject(group) ? group : {}), [field.name]: value };
  }
  for (const [name, group] of Object.entries(said)) {
    const isGroup = fields.some((field) => field.group === name);
    if (isGroup && isObject(group) && Object.values(group).every((value) => value === null))
      said[name] = null;
  }
  return said;
}

/** By which name a row holds the thing that a field names. */
export function refKey({ column }: Pick<Field, 'column'>): string {
  return `ref ${column}`;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
