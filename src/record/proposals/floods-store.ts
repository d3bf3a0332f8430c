import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Actor, Tx } from '../../foundation/history/history.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { ProposalWants } from './model.ts';

/** From so many on, proposals that wait stand in a group: of the same words, about the same, of one hour. */
const manyOf = { words: 10, about: 25, hour: 100 } as const;
export type FloodKind = keyof typeof manyOf;

/**
 * SQL of what waits, each with the group that it is in: `flood (id, made_at, key)`; a null key for what came by itself. Words are
 * compared by how they begin, whatever stands between them: a machine that counts its letters writes them alike.
 */
export const floods = sql`with counted as (
    select p.id, p.about, p.wants, p.made_at, date_trunc('hour', p.made_at, 'UTC') as hour,
      md5(left(lower(regexp_replace(left(p.payload->>'text', 600), '[^[:alpha:]]+', '', 'g')), 200)) as words
    from proposal p where p.origin = 'visitor' and p.state = 'waiting'),
  flood as (
    select id, about, wants, made_at, case
      when count(*) over (partition by words) >= ${manyOf.words} then 'words.' || words
      when count(*) over (partition by coalesce(about::text, wants)) >= ${manyOf.about} then 'about.' || coalesce(about::text, wants)
      when count(*) over (partition by hour) >= ${manyOf.hour} then 'hour.' || floor(extract(epoch from hour))::bigint
      end as key
    from counted)`;

/** Many proposals that belong together, and wait. */
export interface Flood {
  /** Names it: its kind, a point, and what is the same in all of it. */
  key: string;
  kind: FloodKind;
  n: number;
  /** Of one of them. */
  text: string;
  /** What they are about, where that is what is the same; '' for no statement. */
  title: string;
  wants: ProposalWants;
  firstAt: Date;
  /** When the newest of them came, in microseconds since 1970. */
  until: string;
  /** Changes whenever other proposals are in it. */
  seen: string;
}

const microseconds = (time: RawBuilder<unknown>) => sql`(extract(epoch from ${time}) * 1000000)::bigint`;
const floodColumns = (lang: Lang) => sql`f.key, split_part(f.key, '.', 1) as kind, count(*)::int as n,
  (array_agg(p.payload->>'text' order by p.made_at, p.id))[1] as text, (array_agg(p.wants order by p.made_at, p.id))[1] as wants,
  min(p.made_at) as "firstAt", ${microseconds(sql`max(p.made_at)`)}::text as until, md5(string_agg(p.id::text, ' ' order by p.id)) as seen,
  coalesce((select x.title from thing_title x where f.key = 'about.' || x.thing_id and x.title <> ''
    order by x.lang = ${lang} desc, x.state = 'published' desc limit 1), '') as title`;

/** @returns the groups of what waits, the largest first. */
export async function listFloods(db: Db, lang: Lang): Promise<Flood[]> {
  const { rows } = await sql<Flood>`${floods}
    select ${floodColumns(lang)} from flood f join proposal p on p.id = f.id where f.key is not null
    group by f.key order by n desc, f.key limit 100`.execute(db);
  return rows;
}

/** @returns a group; null where there is none of this key any more. */
export async function readFlood(db: Db, key: string, lang: Lang): Promise<Flood | null> {
  const { rows } = await sql<Flood>`${floods}
    select ${floodColumns(lang)} from flood f join proposal p on p.id = f.id where f.key = ${key}
    group by f.key`.execute(db);
  return rows[0] ?? null;
}

/** @returns the ids of a group's proposals, the oldest first. */
export async function floodIds(db: Db, key: string, limit: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`${floods}
    select id from flood where key = ${key} order by made_at, id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Declines all of a group that somebody has looked at: what came in since waits on. Nobody is told by mail, for a flood may name
 * the addresses of others.
 * @returns how many; null where others are in the group by now than were shown, and nothing was done.
 */
export async function declineFlood(
  tx: Tx,
  { key, until, seen }: Pick<Flood, 'key' | 'until' | 'seen'>,
  actor: Actor,
  reason: string,
): Promise<number | null> {
  const { rows } = await sql<{ id: Id }>`${floods}
    select p.id from flood f join proposal p on p.id = f.id where f.key = ${key} and ${microseconds(sql`f.made_at`)} <= ${until}
    order by p.id for update of p`.execute(tx);
  const ids = rows.map(({ id }) => id);
  const { rows: declined } = await sql<{ id: Id }>`update proposal p
    set state = 'declined', decided_at = now(), decided_by = ${actor}, reason = ${reason}, batch = ${newId()}
    where p.id = any(${ids}::uuid[]) and p.state = 'waiting'
      and md5(array_to_string(${ids}::uuid[], ' ')) = ${seen} returning p.id`.execute(tx);
  return declined.length === 0 ? null : declined.length;
}

/** A group that was declined at once, as far as what it said is kept. */
export interface DeclinedFlood {
  batch: Id;
  n: number;
  /** Of one of them. */
  text: string;
  reason: string;
  at: Date;
}

/** @returns the groups that can be taken back, those declined last first. */
export async function listDeclinedFloods(db: Db): Promise<DeclinedFlood[]> {
  const { rows } = await sql<DeclinedFlood>`
    select batch, count(*)::int as n, (array_agg(payload->>'text' order by made_at, id))[1] as text, max(reason) as reason,
      max(decided_at) as at
    from proposal where batch is not null and payload <> '{}' group by batch order by at desc, batch limit 20`.execute(
    db,
  );
  return rows;
}

/**
 * Has a group that was declined wait again, as if nobody had decided: nobody was told.
 * @returns how many; 0 where there is no such group, or not any more.
 */
export async function takeBackFlood(tx: Tx, batch: Id): Promise<number> {
  const { rows } =
    await sql`update proposal set state = 'waiting', decided_at = null, decided_by = null, reason = null, batch = null
    where batch = ${batch} and payload <> '{}' returning id`.execute(tx);
  return rows.length;
}
