import { type FieldError, parseFields, type Typed } from '../../../desk/editing/form/fields.ts';
import type { Editable, FieldSpec, Value, Values } from '../../../desk/editing/model.ts';
import { findThing } from '../../../desk/editing/things-store.ts';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, parseId } from '../../../foundation/database/id.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import { isSlug } from '../../../foundation/text/slug.ts';
import { parseWebsite } from '../../../foundation/text/website.ts';
import { companiesNamed, type NamedCompany } from './companies-store.ts';
import { firstFields, importLangs, ownFields } from './targets-desk.ts';
import { tiedBy, tiesIn } from './ties.ts';

/** A row as a proposal keeps it: only what the table said. */
export interface RowPayload {
  title: string;
  id: Id | null;
  slug: string | null;
  own: Values;
  texts: Partial<Record<Lang, Values>>;
  /** The web address of a source, and where in it to look. */
  source: string | null;
  page: string | null;
  quotation: string | null;
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

/** Finds what a cell names, of a kind; what is wrong with it where there is none. */
type Lookup = (of: ThingKind | readonly ThingKind[], cell: string) => Promise<Id | Omit<FieldError, 'field'>>;

/**
 * Reads rows by the columns of a map. Companies are found by id, slug or any of their names, other things by id, slug, key,
 * address or title; each only once.
 * @returns every row, with what is wrong with it.
 */
export async function checkRows(
  db: Db,
  editable: Editable,
  map: readonly (string | null)[],
  rows: readonly { number: number; cells: readonly string[] }[],
): Promise<CheckedRow[]> {
  const lookup = lookupIn(db, await companiesNamed(db, companyCells(editable, map, rows)));
  const checked: CheckedRow[] = [];
  for (const row of rows) checked.push(await checkRow(editable, map, row, lookup));
  return checked;
}

/** All cells that name a company. */
function companyCells(
  editable: Editable,
  map: readonly (string | null)[],
  rows: readonly { cells: readonly string[] }[],
): string[] {
  const named = (field: FieldSpec, cell: string): string[] => {
    if (field.kind === 'thing') return field.of === 'company' ? [cell] : [];
    const ties = tiedBy(editable.kind, field.name) === 'company' ? tiesIn(cell) : [];
    return ties.map(({ thing }) => thing);
  };
  return ownFields(editable).flatMap((field) => {
    const at = map.indexOf(field.name);
    return at < 0
      ? []
      : rows.flatMap(({ cells }) => named(field, cells[at] ?? '').filter((one) => one !== ''));
  });
}

function lookupIn(db: Db, companies: ReadonlyMap<string, NamedCompany>): Lookup {
  const others = new Map<string, Id | null>();
  return async (of, cell) => {
    if (of === 'company') return companyOr(companies.get(cell));
    const key = `${of} ${cell.toLowerCase()}`;
    const known = others.get(key);
    const id = known === undefined ? await findThing(db, of, cell.slice(0, 300)) : known;
    others.set(key, id);
    return id ?? { key: 'desk.field.error.thing' };
  };
}

function companyOr(named: NamedCompany | undefined): Id | Omit<FieldError, 'field'> {
  switch (named?.what) {
    case 'one':
      return named.id;
    case 'near':
      return { key: 'desk.import.error.company_near', values: { name: named.name } };
    case 'several':
      return { key: 'desk.import.error.company_several' };
    default:
      return { key: 'desk.field.error.thing' };
  }
}

async function checkRow(
  editable: Editable,
  map: readonly (string | null)[],
  row: { number: number; cells: readonly string[] },
  lookup: Lookup,
): Promise<CheckedRow> {
  const cellOf = (target: string) => row.cells[map.indexOf(target)] ?? '';
  const errors = new Map<number, FieldError>();
  const wrong = (target: string, error: FieldError) => {
    const at = map.indexOf(target);
    if (at >= 0 && !errors.has(at)) errors.set(at, error);
  };
  const fields = ownFields(editable).filter(({ name }) => map.includes(name) && cellOf(name) !== '');
  const typed: Record<string, string> = {};
  for (const field of fields) {
    const { name } = field;
    const said = await typedFor(editable, field, cellOf(name), lookup);
    if (typeof said !== 'string') wrong(name, { field: name, ...said });
    typed[name] = typeof said === 'string' ? said : '';
  }
  const parsed = parseFields(
    fields.filter(({ name }) => typed[name] !== ''),
    typed,
  );
  for (const error of parsed.errors) wrong(error.field, sayCodes(fields, error));
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
  const id = parseId(cellOf('id').toLowerCase());
  const things = fields.filter(({ kind }) => kind === 'thing').map(({ name }) => cellOf(name));
  return {
    number: row.number,
    cells: row.cells,
    errors,
    payload: {
      title:
        titleOf(editable, texts, { ...parsed.values, ...first?.values }) ||
        slug ||
        things.join(' · ').slice(0, 200) ||
        (id ?? ''),
      id,
      slug: slug === '' ? null : slug,
      own: parsed.values,
      texts,
      source: address,
      page: cellOf('page').slice(0, 60) || null,
      quotation: cellOf('quotation').slice(0, 1_000) || null,
      first: first?.values ?? null,
    },
  };
}

/** A cell as its form would have it typed, or what is wrong with it. */
async function typedFor(
  editable: Editable,
  field: FieldSpec,
  cell: string,
  lookup: Lookup,
): Promise<string | Omit<FieldError, 'field'>> {
  if (field.kind === 'choices') return cell.split(/\s*[;,]\s*/).join('\n');
  if (field.kind === 'thing') return lookup(field.of, cell);
  const of = tiedBy(editable.kind, field.name);
  if (field.kind !== 'rows' || of === null) return cell;
  const lines: string[] = [];
  for (const { thing, codes } of tiesIn(cell)) {
    const id = await lookup(of, thing);
    if (typeof id !== 'string') return id;
    const line = [id, ...codes].join(' ');
    const codesThere = codesOf(field).join(', ');
    if (!field.line.test(line))
      return codesThere === ''
        ? { key: 'desk.import.error.tie_plain' }
        : { key: 'desk.import.error.tie', values: { codes: codesThere } };
    lines.push(line);
  }
  return lines.join('\n');
}

const codesOf = (field: FieldSpec): string[] =>
  'options' in field ? (field.options ?? []).map(({ value }) => value) : [];

/** What a field can hold is in no list beside a cell: the error says the codes. */
function sayCodes(fields: readonly FieldSpec[], error: FieldError): FieldError {
  const field = fields.find(({ name }) => name === error.field);
  if (error.key !== 'desk.field.error.choice' || !field || codesOf(field).length === 0) return error;
  return { field: error.field, key: 'desk.import.error.code', values: { codes: codesOf(field).join(', ') } };
}

function textsIn(editable: Editable, lang: Lang, cellOf: (target: string) => string): Typed | null {
  const said = Object.fromEntries(editable.text.map(({ name }) => [name, cellOf(`${name}:${lang}`)]));
  return Object.values(said).every((cell) => cell === '') ? null : said;
}

function titleOf(editable: Editable, texts: RowPayload['texts'], values: Values): string {
  const [first] = editable.text;
  const said: (Value | undefined)[] = [values.name, ...importLangs.map((lang) => texts[lang]?.[first.name])];
  const title = said.find((one) => typeof one === 'string' && one !== '');
  return typeof title === 'string' ? title.slice(0, 200) : '';
}
