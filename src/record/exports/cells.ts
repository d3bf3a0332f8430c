import type { Lang } from '../../foundation/i18n/lang.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import type { Field, Links, RecordKind, ValueType } from '../api/kinds/field.ts';
import { isObject, type Json, type JsonObject } from '../api/kinds/statement.ts';

/** A column of a file of tables: what it is called, what it means, and what stands in it for a statement. */
export interface Column {
  name: string;
  type: ValueType | 'id';
  given: boolean;
  values?: readonly string[];
  unit?: MessageKey;
  says: MessageKey;
  /** Of a text: its language. */
  lang?: Lang;
  cell(statement: JsonObject): Json;
}

/** A file of rows: one for each thing of a kind, or for each of what a thing has several of. */
export interface Table {
  file: string;
  says: MessageKey;
  columns: readonly Column[];
  rows(statement: JsonObject): readonly JsonObject[];
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The name of a field's column: `period_from`, `ongoing_as_of`. Of a thing it is followed by `_id`, by nothing or by `_name`. */
export function columnName({ name, group }: Pick<Field, 'name' | 'group'>): string {
  return group === undefined ? snake(name) : `${snake(group)}_${snake(name)}`;
}

/** @returns what stands at a field of a statement. */
export function valueAt(statement: JsonObject, { name, group }: Pick<Field, 'name' | 'group'>): Json {
  if (group === undefined) return statement[name] ?? null;
  const object = statement[group];
  return isObject(object) ? (object[name] ?? null) : null;
}

function columnsOfField(field: Field): Column[] {
  const { type, given, values, unit, says } = field;
  const name = columnName(field);
  if (type !== 'thing')
    return [
      {
        name,
        type,
        given,
        says,
        ...(values && { values }),
        ...(unit && { unit }),
        cell: (statement) => valueAt(statement, field),
      },
    ];
  const of = (key: string) => (statement: JsonObject) => {
    const named = valueAt(statement, field);
    return isObject(named) ? (named[key] ?? null) : null;
  };
  const several = (field.of?.length ?? 0) > 1;
  return [
    { name: `${name}_id`, type: 'id', given, says, cell: of('id') },
    { name, type: 'text', given: false, says: 'record.field.named.slug', cell: of('slug') },
    { name: `${name}_name`, type: 'text', given: false, says: 'record.field.named.name', cell: of('name') },
    ...(several
      ? [
          {
            name: `${name}_kind`,
            type: 'text' as const,
            given,
            says: 'record.field.kind' as const,
            cell: of('kind'),
          },
        ]
      : []),
  ];
}

function textColumns(kind: RecordKind, langs: readonly Lang[]): Column[] {
  if (kind.textTable === null) return [];
  const textIn = (statement: JsonObject, lang: Lang) => {
    const { texts } = statement;
    return isObject(texts) && isObject(texts[lang]) ? texts[lang] : null;
  };
  return [
    {
      name: 'primary_lang',
      type: 'language',
      given: true,
      says: 'record.field.primary_lang',
      cell: (one) => one.primaryLang ?? null,
    },
    ...kind.texts.flatMap(({ name, says }) =>
      langs.map(
        (lang): Column => ({
          name: `${snake(name)}_${lang}`,
          type: 'text',
          given: false,
          says,
          lang,
          cell: (one) => textIn(one, lang)?.[name] ?? null,
        }),
      ),
    ),
    {
      name: 'out_of_date',
      type: 'codes',
      given: true,
      says: 'record.field.out_of_date_langs',
      values: langs,
      cell: (one) => langs.filter((lang) => textIn(one, lang)?.outOfDate === true),
    },
  ];
}

/** @returns the columns of a kind's own table. */
export function columnsOf(kind: RecordKind, langs: readonly Lang[]): Column[] {
  return [
    { name: 'id', type: 'id', given: true, says: 'record.field.id', cell: (one) => one.id ?? null },
    {
      name: 'slug',
      type: 'text',
      given: false,
      says: 'record.field.slug',
      cell: (one) => one.slug ?? null,
    },
    ...kind.fields.flatMap(columnsOfField),
    ...textColumns(kind, langs),
    ...(kind.cited
      ? [
          {
            name: 'reviewed',
            type: 'boolean' as const,
            given: true,
            says: 'record.field.reviewed' as const,
            cell: (one: JsonObject) => one.reviewed ?? null,
          },
        ]
      : []),
  ];
}

const owned = (says: MessageKey): Column => ({
  name: 'thing_id',
  type: 'id',
  given: true,
  says,
  cell: (one) => one.thing ?? null,
});

function linkTable(kind: RecordKind, links: Links): Table {
  return {
    file: `${kind.plural}-${snake(links.name).replaceAll('_', '-')}`,
    says: links.says,
    columns: [owned('record.field.link.thing'), ...links.fields.flatMap(columnsOfField)],
    rows: (statement) => rowsAt(statement, links.name),
  };
}

/** What each statement of a kind cites, in its order. */
function citationTable(kind: RecordKind): Table {
  const plain = (name: string, says: MessageKey): Column => ({
    name,
    type: 'text',
    given: false,
    says,
    cell: (one) => one[name] ?? null,
  });
  const source = (name: string, key: string): Column => ({
    name,
    type: key === 'id' ? 'id' : 'text',
    given: true,
    says: 'record.field.citation.source',
    cell: ({ source: one }) => (isObject(one) ? (one[key] ?? null) : null),
  });
  return {
    file: `${kind.plural}-citations`,
    says: 'record.field.citations',
    columns: [
      owned('record.field.citation.thing'),
      source('source_id', 'id'),
      source('source_key', 'key'),
      plain('field', 'record.field.citation.field'),
      plain('page', 'record.field.citation.page'),
      plain('quotation', 'record.field.citation.quotation'),
    ],
    rows: (statement) => rowsAt(statement, 'citations'),
  };
}

function rowsAt(statement: JsonObject, name: string): JsonObject[] {
  const rows = statement[name];
  if (!Array.isArray(rows)) return [];
  return rows.filter(isObject).map((row) => ({ ...row, thing: statement.id ?? null }));
}

/** @returns the tables that hold a kind: its own, those of its links, and what it cites. */
export function tablesOf(kind: RecordKind, langs: readonly Lang[]): Table[] {
  return [
    { file: kind.plural, says: kind.says, columns: columnsOf(kind, langs), rows: (statement) => [statement] },
    ...kind.links.map((links) => linkTable(kind, links)),
    ...(kind.cited ? [citationTable(kind)] : []),
  ];
}

/** @returns a value as a cell has it; null for what is not known. Digits are ASCII. */
export function cellText(value: Json): string | null {
  if (value === null) return null;
  if (Array.isArray(value)) return value.join(';');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
