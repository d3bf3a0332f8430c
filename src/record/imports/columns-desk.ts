import { type FieldError, parseFields, type Typed } from '../../desk/editing/fields.ts';
import type { Editable, FieldSpec, Value, Values } from '../../desk/editing/model.ts';
import { findThing } from '../../desk/editing/things-store.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { isSlug } from '../../foundation/text/slug.ts';
import { parseWebsite } from '../../foundation/text/website.ts';
import { nameFields } from '../companies/desk-fields.ts';

/** The languages that a table can bring texts in. */
export const importLangs = ['en', 'ar'] as const satisfies readonly Lang[];

/** What a column of a table can hold. */
export interface Target {
  /** `country`, `title:ar`, `slug`, `source`. */
  name: string;
  label: MessageKey;
  lang: (typeof importLangs)[number] | null;
}

/** A row as a proposal keeps it: only what the table said. */
export interface RowPayload {
  title: string;
  slug: string | null;
  own: Values;
  texts: Partial<Record<Lang, Values>>;
  source: string | null;
  /** Of a company: its first name. */
  first: Values | null;
}

/** A row that was looked at: what it says, and what of it is wrong, by the number of the column. */
export interface CheckedRow {
  number: number;
  cells: readonly string[];
  payload: RowPayload;
  errors: Map<number, FieldError>;
}

const own = (editable: Editable): readonly FieldSpec[] =>
  editable.own.filter(({ kind }) => kind !== 'file' && kind !== 'campaign' && kind !== 'rows');

/** What a company's first name takes in a table. */
const firstFields = (editable: Editable): readonly FieldSpec[] =>
  editable.kind === 'company' ? nameFields.filter(({ name }) => name === 'name' || name === 'lang') : [];

/** @returns what the columns of a table of this kind can hold. */
export function targetsOf(editable: Editable): Target[] {
  return [
    { name: 'slug', label: 'desk.import.target.slug', lang: null },
    ...firstFields(editable).map(({ name, label }) => ({ name: `first:${name}`, label, lang: null })),
    ...own(editable).map(({ name, label }) => ({ name, label, lang: null })),
    ...editable.text.flatMap(({ name, label }) =>
      importLangs.map((lang) => ({ name: `${name}:${lang}`, label, lang })),
    ),
    { name: 'source', label: 'desk.import.target.source', lang: null },
  ];
}

/** @returns the field of a heading nobody has mapped yet: the one of the same name, as our own exports call it; null for none. */
export function guessTarget(editable: Editable, heading: string): string | null {
  const plain = heading
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const same = targetsOf(editable).find(
    ({ name }) =>
      plain === name.replace(':', '_') ||
      plain === name.replace(/^first:/, '') ||
      plain === name.replace(/^kind(s?)$/, 'type$1') ||
      plain === `value_${name}` ||
      (name.endsWith('_id') && plain === name.slice(0, -3)) ||
      (name.endsWith(':en') && plain === name.slice(0, -3)) ||
      plain === `period_${name.replace(/^valid_|_is$/g, '')}`,
  );
  return same?.name ?? null;
}

/**
 * Reads rows by the columns of a map. Things are looked up by their slug, key, address or title; each only once.
 * @returns every row, with what is wrong with it.
 */
export async function checkRows(
  db: Db,
  editable: Editable,
  map: readonly (string | null)[],
  rows: readonly { number: number; cells: readonly string[] }[],
): Promise<CheckedRow[]> {
  const found = new Map<string, Id | null>();
  const checked: CheckedRow[] = [];
  for (const row of rows) {
    const cellOf = (target: string) => {
      const at = map.indexOf(target);
      return at < 0 ? '' : (row.cells[at] ?? '');
    };
    checked.push(await checkRow(db, editable, map, { ...row, cellOf }, found));
  }
  return checked;
}

async function checkRow(
  db: Db,
  editable: Editable,
  map: readonly (string | null)[],
  row: { number: number; cells: readonly string[]; cellOf(target: string): string },
  found: Map<string, Id | null>,
): Promise<CheckedRow> {
  const { cellOf } = row;
  const errors = new Map<number, FieldError>();
  const wrong = (target: string, error: FieldError) => {
    const at = map.indexOf(target);
    if (at >= 0) errors.set(at, error);
  };
  const fields = own(editable).filter(({ name }) => map.includes(name) && cellOf(name) !== '');
  const typed: Record<string, string> = {};
  for (const field of fields) {
    const cell = cellOf(field.name);
    typed[field.name] = cell;
    if (field.kind === 'choices') typed[field.name] = cell.split(/\s*[;,]\s*/).join('\n');
    if (field.kind !== 'thing') continue;
    const key = `${field.name} ${cell.toLowerCase()}`;
    if (!found.has(key)) found.set(key, await findThing(db, field.of, cell.slice(0, 300)));
    typed[field.name] = found.get(key) ?? cell;
  }
  const parsed = parseFields(fields, typed);
  for (const error of parsed.errors) wrong(error.field, error);
  const texts: RowPayload['texts'] = {};
  for (const lang of importLangs) {
    const said = textsIn(editable, lang, cellOf);
    if (said === null) continue;
    const { values, errors: found } = parseFields(editable.text, said);
    texts[lang] = values;
    for (const error of found) wrong(`${error.field}:${lang}`, error);
  }
  const firstTyped = Object.fromEntries(
    firstFields(editable).map(({ name }) => [name, cellOf(`first:${name}`)]),
  );
  const named = Object.values(firstTyped).some((cell) => cell !== '');
  const first = named ? parseFields(firstFields(editable), firstTyped) : null;
  for (const error of first?.errors ?? []) wrong(`first:${error.field}`, error);
  const slug = cellOf('slug').toLowerCase();
  if (slug !== '' && !isSlug(slug)) wrong('slug', { field: 'slug', key: 'desk.import.error.slug' });
  const source = cellOf('source');
  const address = source === '' ? null : parseWebsite(source);
  if (source !== '' && address === null) wrong('source', { field: 'source', key: 'desk.field.error.url' });
  return {
    number: row.number,
    cells: row.cells,
    errors,
    payload: {
      title: titleOf(editable, texts, { ...parsed.values, ...first?.values }, slug),
      slug: slug === '' ? null : slug,
      own: parsed.values,
      texts,
      source: address,
      first: first?.values ?? null,
    },
  };
}

function textsIn(editable: Editable, lang: Lang, cellOf: (target: string) => string): Typed | null {
  const said = Object.fromEntries(editable.text.map(({ name }) => [name, cellOf(`${name}:${lang}`)]));
  return Object.values(said).every((cell) => cell === '') ? null : said;
}

function titleOf(editable: Editable, texts: RowPayload['texts'], values: Values, slug: string): string {
  const [first] = editable.text;
  const said: (Value | undefined)[] = [values.name, ...importLangs.map((lang) => texts[lang]?.[first.name])];
  const title = said.find((one) => typeof one === 'string' && one !== '');
  return typeof title === 'string' ? title.slice(0, 200) : slug;
}
