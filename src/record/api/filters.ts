import { isCountryCode } from '../../foundation/i18n/countries.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { slugShape } from './address.ts';
import type { Field, RecordKind } from './kinds/field.ts';

/** What a list can be asked for: a parameter, how its value looks, and what it is held against. */
export interface Filter {
  name: string;
  /** Held against a column of the kind, against the rows of a link, or against the days that it can have been. */
  against: { column: Field } | { link: string; column: Field } | { days: 'from' | 'to' };
  values?: readonly string[];
  says: MessageKey;
}

/** A filter with the value that an address gives it. */
export interface Asked {
  filter: Filter;
  value: string;
}

const filtered = new Set<Field['type']>(['code', 'codes', 'country', 'currency', 'language', 'thing']);

/** @returns what lists of a kind can be asked for, worked out of its fields: codes, countries, languages, things, days. */
export function filtersOf(kind: RecordKind): readonly Filter[] {
  const own = kind.fields
    .filter(({ type, group }) => filtered.has(type) && group !== 'period')
    .map((column) => ({ name: column.name, against: { column }, ...valuesOf(column), says: column.says }));
  const linked = kind.links.flatMap(({ name, fields }) =>
    fields
      .filter(({ type }) => type === 'thing')
      .map((column) => ({ name: column.name, against: { link: name, column }, says: column.says })),
  );
  const days = daysOf(kind)
    ? (['from', 'to'] as const).map((end) => ({
        name: end,
        against: { days: end },
        says: `record.filter.${end}` as const,
      }))
    : [];
  return [...own, ...linked, ...days];
}

const valuesOf = ({ values }: Field) => (values === undefined ? {} : { values });

/** The columns that hold when something was: its day, or a first and a last one; null for what has no time. */
export function daysOf(kind: RecordKind): { first: string; last: string; open: boolean } | null {
  const has = (column: string) => kind.fields.some((field) => field.column === column);
  if (has('valid_from')) return { first: 'valid_from', last: 'valid_to', open: true };
  if (has('date_to')) return { first: 'date', last: 'date_to', open: false };
  const single = ['date', 'filed', 'adopted'].find(has);
  return single === undefined ? null : { first: single, last: single, open: false };
}

/** @returns whether a value is one that this filter can be held against. */
export function isValue({ against, values }: Filter, value: string): boolean {
  if ('days' in against) return parsePartialDate(value) !== null;
  if (values) return values.includes(value);
  switch (against.column.type) {
    case 'country':
      return isCountryCode(value) || value === 'INT';
    case 'currency':
      return /^[A-Z]{3}$/.test(value);
    case 'language':
      return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value);
    default:
      return slugShape.test(value);
  }
}
