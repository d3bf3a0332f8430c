import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import { compareNames } from '../../names/matching/compare.ts';
import { type Near, nearFrom } from './match.ts';

/** How things that belong to others are told apart: among those of the same company or case, not by what they are called. */
interface Part {
  table: string;
  /** Whose it is: a row names one of these at the least. */
  of: readonly string[];
  /** What has to be the same in both, where the row says it. */
  same: readonly string[];
  /** What tells those from each other: each that differs takes its share of what is left of the score. */
  telling: readonly string[];
  /** The score of one that differs in all of `telling`. */
  floor: number;
  /** A name, compared by the names matcher, in place of `telling`. */
  name?: 'name' | 'owner';
}

const parts: Partial<Record<ThingKind, Part>> = {
  'company-name': {
    table: 'company_name',
    of: ['company_id'],
    same: [],
    telling: [],
    floor: 0,
    name: 'name',
  },
  ownership: { table: 'ownership', of: ['company_id'], same: [], telling: [], floor: 0, name: 'owner' },
  // A company becomes another's once: a day that differs is a correction.
  succession: {
    table: 'succession',
    of: ['from_company'],
    same: ['to_company', 'kind'],
    telling: ['date'],
    floor: 0.9,
  },
  // A case has several hearings, and its victims several payments: those of another day are others.
  stage: { table: 'stage', of: ['case_id'], same: ['kind'], telling: ['date', 'position'], floor: 0.5 },
  redress: {
    table: 'redress',
    of: ['case_id', 'incident_id'],
    same: ['case_id', 'incident_id', 'kind'],
    telling: ['date', 'amount'],
    floor: 0.5,
  },
};

/** Whether things of this kind are matched among those of the same company or case. */
export const isPart = (kind: ThingKind): boolean => parts[kind] !== undefined;

/** What a row says of a part. */
export interface PartRow {
  own: Readonly<Record<string, unknown>>;
  /** Its owner, of an ownership, in each language that the row has. */
  called: readonly string[];
}

interface Known {
  id: Id;
  title: string;
  own: Record<string, unknown>;
  /** What it is called, in each language. */
  called: string[];
}

/** @returns for each row, in its place, the parts of the same company or case that it may be. One query. */
export async function partsAlike(db: Db, kind: ThingKind, rows: readonly PartRow[]): Promise<Near[][]> {
  const part = parts[kind];
  if (!part) return rows.map(() => []);
  const known = await knownParts(db, part, rows);
  const byOwner = new Map(
    part.of.map((column) => [column, Map.groupBy(known, ({ own }) => said(own[column]))]),
  );
  return rows.map((row) => {
    const column = part.of.find((one) => said(row.own[one]) !== '');
    const among = column === undefined ? [] : byOwner.get(column)?.get(said(row.own[column]));
    return (among ?? []).flatMap((one) => nearOf(part, row, one) ?? []);
  });
}

const said = (value: unknown) => (value === null || value === undefined ? '' : String(value));

async function knownParts(db: Db, part: Part, rows: readonly PartRow[]): Promise<Known[]> {
  const owned = part.of.map((column) => {
    const ids = [...new Set(rows.map(({ own }) => said(own[column])))].filter((one) => one !== '');
    return sql`o.${sql.ref(column)} = any(${ids}::uuid[])`;
  });
  const called = {
    name: sql`array[o.name]`,
    owner: sql`array(select owner from ownership_text x where x.thing_id = o.id)`,
    none: sql`'{}'::text[]`,
  }[part.name ?? 'none'];
  const { rows: found } = await sql<Known>`
    select o.id, to_jsonb(o) as own, ${called} as called, coalesce((select x.title from thing_title x where x.thing_id = o.id
      order by x.title <> '' desc, x.state = 'published' desc, x.lang limit 1), '') as title
    from ${sql.table(part.table)} o where (${sql.join(owned, sql` or `)})
      and not exists (select from binned b where b.thing_id = o.id and b.restored_at is null) order by o.id`.execute(
    db,
  );
  return found;
}

function nearOf(part: Part, row: PartRow, known: Known): Near | null {
  const { id, title } = known;
  const others = part.same.filter((column) => said(row.own[column]) !== '');
  if (!others.every((column) => equal(row.own[column], known.own[column]))) return null;
  if (part.name) {
    const written = part.name === 'name' ? [said(row.own.name)] : row.called;
    const pairs = written.flatMap((one) => known.called.map((name) => ({ one, name })));
    const matches = pairs
      .map(({ one, name }) => ({ one, name, match: compareNames(one, name) }))
      .toSorted((a, b) => b.match.score - a.match.score);
    const [best] = matches;
    if (!best || best.match.score < nearFrom) return null;
    const { one, name, match } = best;
    const by = {
      what: 'name',
      name,
      lang: said(known.own.lang),
      written: one,
      reasons: match.reasons,
    } as const;
    return { id, title: title || name, score: match.score, by };
  }
  const told = part.telling.filter((column) => said(row.own[column]) !== '');
  const same = told.filter((column) => equal(row.own[column], known.own[column]));
  const share = told.length === 0 ? 1 : same.length / told.length;
  const score = part.floor + (1 - part.floor) * share;
  return score < nearFrom ? null : { id, title, score, by: { what: 'part' } };
}

/** Whether a row and the database mean the same value: 5 and 5.00 are one. */
function equal(a: unknown, b: unknown): boolean {
  return said(a) === said(b) || (said(a) !== '' && said(b) !== '' && Number(a) === Number(b));
}
