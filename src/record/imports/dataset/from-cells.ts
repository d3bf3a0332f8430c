import { isLang } from '../../../foundation/i18n/lang.ts';
import { unguarded } from '../../../foundation/sheets/guard.ts';
import type { Field, RecordKind } from '../../api/kinds/field.ts';
import { isObject, type Json, type JsonObject, type Statement } from '../../api/kinds/statement.ts';
import { columnName } from '../../exports/cells.ts';

/** Cells of a row by the names of their columns. */
export type Cells = Readonly<Record<string, string>>;

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** @returns the value of a cell; null for an empty one. The other way round from `cellText`. */
export function valueOfCell({ type }: Pick<Field, 'type'>, cell: string): Json {
  if (type === 'codes') return cell === '' ? [] : cell.split(';');
  if (cell === '') return null;
  if (type === 'integer' || type === 'decimal') return Number(cell);
  if (type === 'boolean') return cell === 'true';
  return unguarded(cell);
}

/** Puts a value where a statement has it, within the object of its group. */
function put(into: JsonObject, field: Pick<Field, 'name' | 'group'>, value: Json): void {
  if (field.group === undefined) into[field.name] = value;
  else {
    const group = into[field.group];
    into[field.group] = { ...(isObject(group) ? group : {}), [field.name]: value };
  }
}

/** @returns fields as a statement has them, from the cells of a row. */
export function fieldsOfCells(fields: readonly Field[], cells: Cells): JsonObject {
  const said: JsonObject = {};
  for (const field of fields) {
    const name = columnName(field);
    if (field.type !== 'thing') {
      // A table of before the field was there has no such column.
      const cell = cells[name];
      if (cell !== undefined) put(said, field, valueOfCell(field, cell));
    } else {
      const id = cells[`${name}_id`] ?? '';
      put(said, field, id === '' ? null : { id });
    }
  }
  return said;
}

/** What of a thing stands in other files: its links by their names, and what it cites. */
export interface Rest {
  links: Readonly<Record<string, readonly Cells[]>>;
  citations: readonly Cells[];
}

/** @returns a statement from a row of its kind's table and those of the tables beside it. @throws for a row without an id. */
export function statementOfCells(kind: RecordKind, cells: Cells, rest: Rest): Statement {
  const texts: JsonObject = {};
  const outOfDate = (cells.out_of_date ?? '').split(';');
  for (const { name } of kind.texts)
    for (const [column, cell] of Object.entries(cells)) {
      const lang = column.startsWith(`${snake(name)}_`) ? column.slice(snake(name).length + 1) : undefined;
      if (!isLang(lang) || cell === '') continue;
      const text = texts[lang];
      texts[lang] = {
        ...(isObject(text) ? text : { outOfDate: outOfDate.includes(lang) }),
        [name]: unguarded(cell),
      };
    }
  const plain = (cell: string | undefined): Json =>
    cell === undefined || cell === '' ? null : unguarded(cell);
  const statement: JsonObject = {
    kind: kind.kind,
    id: cells.id ?? '',
    slug: plain(cells.slug),
    ...fieldsOfCells(kind.fields, cells),
    ...Object.fromEntries(
      kind.links.map(({ name, fields }) => [
        name,
        (rest.links[name] ?? []).map((link) => fieldsOfCells(fields, link)),
      ]),
    ),
    primaryLang: plain(cells.primary_lang) ?? 'en',
    texts,
    reviewed: cells.reviewed === 'true',
    citations: rest.citations.map((one) => ({
      source: { id: one.source_id ?? '' },
      field: plain(one.field),
      page: plain(one.page),
      quotation: plain(one.quotation),
    })),
  };
  return statement as Statement; // its kind and id were just set
}
