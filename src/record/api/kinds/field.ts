import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { MessageKey } from '../../../foundation/i18n/translate.ts';
import { ends, standings } from '../../model.ts';

/** What a value is, in JSON, in a cell of a table and in its column. */
export type ValueType =
  | 'text'
  | 'address'
  | 'integer'
  | 'decimal'
  | 'boolean'
  /** `2007`, `2007-02` or `2007-02-13`. */
  | 'date'
  /** `2007-02-13`. */
  | 'day'
  /** ISO 3166-1 alpha-2, or `INT` for what belongs to none. */
  | 'country'
  /** ISO 4217. */
  | 'currency'
  /** BCP 47. */
  | 'language'
  | 'code'
  /** Several of the codes, in their order. */
  | 'codes'
  /** Another thing of the record. */
  | 'thing';

/** One thing said of a kind: how it is called, kept and explained. API, exports, imports and the data dictionary read it. */
export interface Field {
  /** In JSON. */
  name: string;
  /** In JSON within an object of this name: a period, a range of figures. Null of all its fields makes the object null. */
  group?: string;
  /** The column of the kind's table, and of its files. */
  column: string;
  type: ValueType;
  /** Whether it is never null. */
  given: boolean;
  /** Of a code: what it can be. */
  values?: readonly string[];
  /** Of a thing: which kinds it can be. What a public statement needs is public too. */
  of?: readonly ThingKind[];
  /** What it means. */
  says: MessageKey;
  /** What it is counted in. */
  unit?: MessageKey;
}

/** Rows that belong to a thing and are no things: who took part in an incident. */
export interface Links {
  name: string;
  table: string;
  /** The column that names the thing that they belong to. */
  owner: string;
  /** By which name the history keeps them among the thing's own fields: a line each, as `linesOf` writes them. */
  kept: string;
  fields: readonly Field[];
  says: MessageKey;
}

/** A text of each language, a column of the kind's text table. */
export interface TextField {
  name: string;
  given: boolean;
  says: MessageKey;
}

/** A kind of statement (or of what statements name), as everything that leaves or enters the record as data sees it. */
export interface RecordKind {
  kind: ThingKind;
  /** Its name among the addresses and files. */
  plural: string;
  table: string;
  textTable: string | null;
  fields: readonly Field[];
  texts: readonly TextField[];
  links: readonly Links[];
  /** Whether it has sources of its own. */
  cited: boolean;
  says: MessageKey;
}

type Given = { given?: boolean };
type More = Given & { column?: string; group?: string; unit?: MessageKey };

const made = (name: string, type: ValueType, says: MessageKey, more: More = {}): Field => ({
  name,
  column: more.column ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  type,
  given: more.given ?? false,
  says,
  ...(more.group !== undefined && { group: more.group }),
  ...(more.unit !== undefined && { unit: more.unit }),
});

/** A field of a plain type. */
export const field = made;

/** A field whose value is one of a few codes. */
export const code = (name: string, values: readonly string[], says: MessageKey, more: More = {}): Field => ({
  ...made(name, 'code', says, more),
  values,
});

/** A field that holds several of a few codes. */
export const codes = (name: string, values: readonly string[], says: MessageKey, more: More = {}): Field => ({
  ...made(name, 'codes', says, { given: true, ...more }),
  values,
});

/** A field that names another thing, by the column that holds its id. */
export const thing = (
  name: string,
  column: string,
  of: readonly ThingKind[],
  says: MessageKey,
  more: Given & { group?: string } = {},
): Field => ({ ...made(name, 'thing', says, { ...more, column }), of });

/** A text of each language. */
export const text = (name: string, says: MessageKey, given = false): TextField => ({ name, given, says });

/** From when to when, as every period of the record is kept. */
export const period: readonly Field[] = [
  field('from', 'date', 'record.field.period.from', { group: 'period', column: 'valid_from' }),
  field('to', 'date', 'record.field.period.to', { group: 'period', column: 'valid_to' }),
  code('end', ends, 'record.field.period.end', { group: 'period', column: 'end_is', given: true }),
  field('ongoingAsOf', 'day', 'record.field.period.ongoing_as_of', { group: 'period' }),
  thing('ongoingSource', 'ongoing_source', ['source'], 'record.field.period.ongoing_source', {
    group: 'period',
  }),
];

/** How far the statement goes. */
export const standing: Field = code('standing', standings, 'record.field.standing', { given: true });
