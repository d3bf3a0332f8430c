import { parseId } from '../../../foundation/database/id.ts';
import { isLang } from '../../../foundation/i18n/lang.ts';
import type { Field, RecordKind } from '../../api/kinds/field.ts';
import { isObject, type Json, type JsonObject, type Statement } from '../../api/kinds/statement.ts';
import type { Columns, Entry } from '../../entries/entry.ts';
import { valueAt } from '../../exports/cells.ts';

/** @returns a statement, as an export has it, as what is to be written. Its shape was checked by its schema. */
export function entryOf(kind: RecordKind, statement: Statement): Entry {
  const { slug, primaryLang, texts } = statement;
  return {
    kind: kind.kind,
    id: statement.id,
    slug: kind.kind !== 'source' && typeof slug === 'string' ? slug : null,
    primaryLang: typeof primaryLang === 'string' && isLang(primaryLang) ? primaryLang : 'en',
    own: columnsOf(kind.fields, statement),
    links: Object.fromEntries(
      kind.links.map(({ name, fields }) => [
        name,
        objects(statement[name]).map((link) => columnsOf(fields, link)),
      ]),
    ),
    texts: Object.entries(isObject(texts) ? texts : {}).flatMap(([lang, text]) =>
      isLang(lang) && isObject(text)
        ? [
            {
              lang,
              values: Object.fromEntries(kind.texts.map(({ name }) => [name, String(text[name] ?? '')])),
              outOfDate: text.outOfDate === true,
            },
          ]
        : [],
    ),
    citations: objects(statement.citations).flatMap(({ source, field, page, quotation }) => {
      const id = isObject(source) ? idOf(source.id) : null;
      return id === null
        ? []
        : [{ source: id, field: text(field), page: text(page), quotation: text(quotation) }];
    }),
  };
}

/** What a dataset of before a field was there does not name gets its default. */
function columnsOf(fields: readonly Field[], from: JsonObject): Columns {
  const named = fields.filter(({ name, group }) => from[group ?? name] !== undefined);
  return Object.fromEntries(
    named.map((field) => {
      const value = valueAt(from, field);
      return [field.column, field.type === 'thing' ? (isObject(value) ? idOf(value.id) : null) : value];
    }),
  );
}

const text = (value: Json | undefined) => (typeof value === 'string' ? value : null);
const idOf = (value: Json | undefined) => (typeof value === 'string' ? parseId(value) : null);
const objects = (value: Json | undefined) => (Array.isArray(value) ? value.filter(isObject) : []);
