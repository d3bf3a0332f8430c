import { type ColumnType, type Generated, sql } from 'kysely';
import { titleFor } from '../../desk/editing/place-store.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';

interface AuditTable {
  id: Id;
  at: Generated<Date>;
  actor: string;
  action: string;
  route: Generated<string>;
  thing_id: Id | null;
  subject: string | null;
  outcome: Generated<'done' | 'refused'>;
  detail: ColumnType<Record<string, unknown>, string | undefined, never>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    audit: AuditTable;
  }
}

/** One line of the audit log. No personal data of signatories, no token, no text of a form goes into `detail`. */
export interface AuditEntry {
  actor: string;
  action: string;
  route?: string;
  thingId?: Id | null;
  /** What it was done to, where that is no thing: `signature:<id>`, `staff:<id>`, `backup:<name>`. */
  subject?: string | null;
  outcome?: 'done' | 'refused';
  detail?: Record<string, unknown>;
}

/** Adds a line to the audit log; give the transaction of the change where there is one. */
export async function audit(db: Db, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      id: newId(),
      actor: entry.actor,
      action: entry.action,
      route: entry.route ?? '',
      thing_id: entry.thingId ?? null,
      subject: entry.subject ?? null,
      outcome: entry.outcome ?? 'done',
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute();
}

/** A line of the log as it is read. */
export interface AuditLine {
  id: Id;
  at: Date;
  actor: string;
  action: string;
  route: string;
  thingId: Id | null;
  /** What the thing is called, where there is one still. */
  title: string | null;
  kind: string | null;
  subject: string | null;
  outcome: 'done' | 'refused';
  detail: Record<string, unknown>;
}

/** Which lines; null for all. Days are those of Baghdad, both ends among them. */
export interface AuditFilter {
  actor: string | null;
  action: string | null;
  from: string | null;
  until: string | null;
}

/** @returns lines, newest first. @param after the id of the last line read: ids are made in the order of time */
export async function listAudit(
  db: Db,
  lang: Lang,
  { actor, action, from, until }: AuditFilter,
  { after, limit }: { after: Id | null; limit: number },
): Promise<AuditLine[]> {
  const { rows } = await sql<AuditLine>`
    select a.id, a.at, a.actor, a.action, a.route, a.thing_id as "thingId", t.kind, a.subject, a.outcome, a.detail,
      case when t.id is not null then ${titleFor(lang)} end as title
    from audit a left join thing t on t.id = a.thing_id
    where (${actor}::text is null or a.actor = ${actor}) and (${action}::text is null or a.action = ${action})
      and (${from}::date is null or a.at >= ${from}::date::timestamp at time zone 'Asia/Baghdad')
      and (${until}::date is null or a.at < (${until}::date + 1)::timestamp at time zone 'Asia/Baghdad')
      and (${after}::uuid is null or (a.at, a.id) < (select x.at, x.id from audit x where x.id = ${after}))
    order by a.at desc, a.id desc limit ${limit}`.execute(db);
  return rows;
}

/** @returns everybody who has done something, and what was done, for the filter. */
export async function listAuditTerms(db: Db): Promise<{ actors: string[]; actions: string[] }> {
  const { rows } = await sql<{ actors: string[]; actions: string[] }>`
    with recursive actors as (
      (select actor from audit order by actor limit 1)
      union all select (select actor from audit where actor > a.actor order by actor limit 1) from actors a where a.actor is not null)
    select coalesce((select array_agg(actor) from actors where actor is not null), '{}') as actors,
      coalesce((select array_agg(distinct action order by action) from (select action from audit order by at desc, id desc limit 20000) x), '{}') as actions`.execute(
    db,
  );
  return rows[0] ?? { actors: [], actions: [] };
}
