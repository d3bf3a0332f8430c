import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';

/** `waiting` for a reviewer; sent back and not changed since; read, and to be published. */
export const queueStates = ['waiting', 'returned', 'approved'] as const;
export type QueueState = (typeof queueStates)[number];

/** A claim in the queue. */
export interface QueueLine {
  id: Id;
  kind: ThingKind;
  title: string;
  /** Since when something of it is unread; of one that was sent back or read, when it was. */
  since: Date;
  /** Who wrote what nobody else has read. */
  authors: string[];
  isPublic: boolean;
  cited: number;
  /** Why it was sent back, and by whom. */
  reason: string | null;
  reviewer: string | null;
}

export const queuePage = 100;

const notBinned = sql`not exists (select from binned b where b.thing_id = t.id and b.restored_at is null)`;
const revisions = sql`(select count(*) from revision v where v.thing_id = t.id)`;
const sentBack = sql`exists (select from claim_return b where b.thing_id = t.id and b.revisions = ${revisions})`;
const inQueue = sql`${notBinned} and not ${sentBack} and not exists (select from claim_working w where w.thing_id = t.id)`;

/** SQL: something of claim `t` is not what the public reads: fields, sources, a text; or all of it. */
const toPublish = sql`(t.draft is not null or exists (select from citation_draft d where d.thing_id = t.id) or not ${isPublic(sql`t.id`)}
  or exists (select from revision v where v.thing_id = t.id and v.lang is not null and v.actor <> 'starter'
    and v.number > coalesce((select max(p.revision) from text_publication p where p.thing_id = t.id and p.lang = v.lang), 0)))`;

/** Which claims a list is made of. Those that were read are looked for among the newest reviews. */
const lists = {
  waiting: sql`select u.thing_id, u.since, null as reason, null as reviewer from unread_claim u join thing t on t.id = u.thing_id
    where ${inQueue}`,
  returned: sql`select u.thing_id, r.at as since, r.reason, r.reviewer from unread_claim u join thing t on t.id = u.thing_id
    join lateral (select * from claim_return b where b.thing_id = t.id and b.revisions = ${revisions} order by b.at desc limit 1) r on true
    where ${notBinned}`,
  approved: sql`select r.thing_id, r.at as since, null as reason, r.reviewer from (
      select distinct on (thing_id) thing_id, at, reviewer from (
        select thing_id, at, reviewer from review where kind = 'staff' order by at desc limit 500) newest
      order by thing_id, at desc) r join thing t on t.id = r.thing_id
    where is_claim(t.kind) and ${notBinned} and not exists (select from unread_claim u where u.thing_id = t.id) and ${toPublish}`,
} as const;

/** @returns the claims of a list, the longest waiting first, and how many of each kind there are. */
export async function listQueue(
  db: Db,
  options: { lang: Lang; state: QueueState; kind: string | null },
): Promise<{ lines: QueueLine[]; kinds: { kind: ThingKind; n: number }[] }> {
  const { lang, state, kind } = options;
  const [lines, kinds] = await Promise.all([
    sql<QueueLine>`
      with listed as (${lists[state]})
      select t.id, t.kind, l.since, l.reason, l.reviewer, ${isPublic(sql`t.id`)} as "isPublic",
        coalesce((select x.title from thing_title x where x.thing_id = t.id and x.title <> ''
          order by x.lang = ${lang} desc, x.lang = t.primary_lang desc, x.state = 'draft' desc limit 1), t.slug, '') as title,
        array(select distinct v.actor from (select actor from revision where thing_id = t.id
          order by at desc, id desc limit greatest(unreviewed_revisions(t.id), 0)) v) as authors,
        coalesce(nullif((select count(*) from citation_draft d where d.thing_id = t.id), 0),
          (select count(*) from citation x where x.thing_id = t.id))::int as cited
      from listed l join thing t on t.id = l.thing_id ${kind ? sql`where t.kind = ${kind}` : sql``}
      order by l.since, t.id limit ${queuePage}`.execute(db),
    sql<{ kind: ThingKind; n: number }>`
      with listed as (${lists[state]})
      select t.kind, count(*)::int as n from listed l join thing t on t.id = l.thing_id group by t.kind order by t.kind`.execute(
      db,
    ),
  ]);
  return { lines: lines.rows, kinds: kinds.rows };
}

/** @returns the kind of a claim that is not in the bin; null for none. */
export async function kindOfClaim(db: Db, id: Id): Promise<ThingKind | null> {
  const { rows } = await sql<{
    kind: ThingKind;
  }>`select t.kind from thing t where t.id = ${id} and is_claim(t.kind)
    and ${notBinned}`.execute(db);
  return rows[0]?.kind ?? null;
}

/** One revision that nobody but its author has read. */
export interface UnreadRevision {
  id: Id;
  lang: Lang | null;
  number: number;
  actor: string;
  why: string;
  at: Date;
  data: Record<string, unknown>;
}

/** @returns the revisions of a claim that nobody but their authors has read, oldest first; the newest hundred of them. */
export async function listUnread(db: Db, id: Id): Promise<UnreadRevision[]> {
  const { rows } = await sql<UnreadRevision>`
    select id, lang, number, actor, why, at, data from revision where thing_id = ${id}
    order by at desc, id desc limit least(unreviewed_revisions(${id}), 100)`.execute(db);
  return rows.reverse();
}

/** @returns the titles of these things by id. @param open only those that are public, and sources, which always are. */
export async function titlesOf(
  db: Db,
  ids: readonly Id[],
  lang: Lang,
  open = false,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: Id; title: string }>`
    select t.id, coalesce((select x.title from thing_title x where x.thing_id = t.id and x.title <> ''
      ${open ? sql`and x.state = 'published'` : sql``}
      order by x.lang = ${lang} desc, x.lang = t.primary_lang desc, x.state = 'draft' desc limit 1), t.slug, '') as title
    from thing t where t.id = any(${[...new Set(ids)]}::uuid[])
      ${open ? sql`and (t.kind = 'source' or ${isPublic(sql`t.id`)})` : sql``}`.execute(db);
  return new Map(rows.map(({ id, title }) => [id, title]));
}
