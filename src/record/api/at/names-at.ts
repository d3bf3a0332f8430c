import type { Db } from '../../../foundation/database/database.ts';
import { type Id, parseId } from '../../../foundation/database/id.ts';
import { type AsOf, lineThen } from '../../companies/as-of.ts';
import type { CompanyName } from '../../companies/model.ts';
import { readNames } from '../../companies/store.ts';
import { isObject, type Json } from '../kinds/statement.ts';

/**
 * Calls every company that statements name what it was called at a time, null where the record has no name for it.
 * One query, whatever the amount.
 */
export async function calledThen<T extends Json>(db: Db, said: readonly T[], asOf: AsOf): Promise<T[]> {
  const ids = new Set<Id>();
  for (const one of said) collect(one, ids);
  if (ids.size === 0) return [...said];
  const names = await readNames(db, [...ids]);
  // Safe: only names within are another string or null.
  return said.map((one) => renamed(one, names, asOf) as T);
}

/** The id of the company that a value names, as statements name things; null for anything else. */
function companyIn(value: Json): Id | null {
  return isObject(value) && value.kind === 'company' && 'name' in value && typeof value.id === 'string'
    ? parseId(value.id)
    : null;
}

function collect(value: Json, ids: Set<Id>): void {
  const id = companyIn(value);
  if (id !== null) ids.add(id);
  else if (Array.isArray(value)) for (const one of value) collect(one, ids);
  else if (isObject(value)) for (const one of Object.values(value)) collect(one, ids);
}

function renamed(value: Json, names: ReadonlyMap<Id, readonly CompanyName[]>, asOf: AsOf): Json {
  const id = companyIn(value);
  if (id !== null && isObject(value)) {
    const { current, former } = lineThen(names.get(id) ?? [], asOf);
    return { ...value, name: (current ?? former.at(-1))?.name ?? null };
  }
  if (Array.isArray(value)) return value.map((one) => renamed(one, names, asOf));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, names, asOf)]));
}
