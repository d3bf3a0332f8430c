import { sql } from 'kysely';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { signatoriesTag } from '../signing/store.ts';
import { type Category, type Cleanup, type Conditions, likePattern, undoDays } from './model.ts';
import './tables.ts';

/** SQL: the signatures that conditions are about, of a version, signed before the clean-up was made. Table `s`. */
export function matching(
  versionId: Id,
  conditions: Conditions,
  domainHash: Buffer | null,
  before: Date,
): ReturnType<typeof sql> {
  const { domain, from, until, seconds, burst, pattern, flag, kind } = conditions;
  const minute = (table: 's' | 'b') => sql`date_trunc('minute', ${sql.ref(`${table}.created_at`)})`;
  const day = (text: string) => sql`(${text}::date)::timestamp at time zone 'Asia/Baghdad'`;
  return sql`s.version_id = ${versionId} and s.state in ('confirmed', 'listed', 'suspended', 'suspect') and s.created_at <= ${before}
    ${domain ? sql`and s.mail_domain_hash = ${domainHash}` : sql``}
    ${from ? sql`and s.created_at >= ${day(from)}` : sql``}
    ${until ? sql`and s.created_at < ${day(until)} + interval '1 day'` : sql``}
    ${seconds ? sql`and s.filled_ms < ${seconds * 1000}` : sql``}
    ${flag ? sql`and ${flag} = any(s.flags)` : sql``}
    ${kind ? sql`and s.kind = ${kind}` : sql``}
    ${pattern ? sql`and coalesce(s.organisation_name, s.public_name) ilike ${likePattern(pattern)}` : sql``}
    ${
      burst
        ? sql`and ${minute('s')} in (select ${minute('b')} from signature b
            where b.version_id = ${versionId} and b.created_at <= ${before} group by 1 having count(*) >= ${burst})`
        : sql``
    }`;
}

/** What a clean-up would touch. */
export interface Preview {
  count: number;
  sample: {
    name: string | null;
    kind: 'organisation' | 'person';
    state: string;
    country: string;
    createdAt: Date;
  }[];
}

/** @returns how many signatures match, and some of them, the newest first. */
export async function previewCleanup(
  db: Db,
  cleanup: Pick<Cleanup, 'versionId' | 'conditions' | 'madeAt'>,
  domainHash: Buffer | null,
): Promise<Preview> {
  const where = matching(cleanup.versionId, cleanup.conditions, domainHash, cleanup.madeAt);
  const [count, sample] = await Promise.all([
    sql<{ n: number }>`select count(*)::int as n from signature s where ${where}`.execute(db),
    sql<
      Preview['sample'][number]
    >`select coalesce(s.organisation_name, s.public_name) as name, s.kind, s.state, s.country,
      s.created_at as "createdAt" from signature s where ${where} order by s.id desc limit 20`.execute(db),
  ]);
  return { count: count.rows[0]?.n ?? 0, sample: sample.rows };
}

const columns = sql`k.id, k.version_id as "versionId", d.campaign_id as "campaignId", t.slug as "campaignSlug", k.state, k.conditions,
  k.category, k.reason, k.made_by as "madeBy", k.made_at as "madeAt", k.touched, k.restored, k.ended_at as "endedAt",
  k.undone_at as "undoneAt"`;
const tables = sql`cleanup k join declaration_version v on v.id = k.version_id join declaration d on d.id = v.declaration_id
  join thing t on t.id = d.campaign_id`;

/** @returns one clean-up; null for none. */
export async function readCleanup(db: Db, id: Id): Promise<Cleanup | null> {
  const { rows } = await sql<Cleanup>`select ${columns} from ${tables} where k.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** @returns the clean-ups of these campaigns, the newest first; those dropped before they began are left out. */
export async function listCleanups(db: Db, scopes: 'all' | readonly Id[], limit: number): Promise<Cleanup[]> {
  const { rows } = await sql<Cleanup>`select ${columns} from ${tables} where k.state <> 'dropped'
    ${scopes === 'all' ? sql`` : sql`and d.campaign_id = any(${[...scopes]}::uuid[])`}
    order by k.made_at desc, k.id desc limit ${limit}`.execute(db);
  return rows;
}

/** A clean-up as the public is told of it. */
export interface PublicCleanup {
  removed: number;
  category: Category;
  /** Days in Baghdad. */
  on: string;
  undoneOn: string | null;
}

/** @returns what was removed from a version, the newest first. */
export async function listPublicCleanups(db: Db, versionId: Id, limit = 20): Promise<PublicCleanup[]> {
  const { rows } = await sql<PublicCleanup>`
    select touched as removed, category, to_char(ended_at at time zone 'Asia/Baghdad', 'YYYY-MM-DD') as on,
      to_char(undone_at at time zone 'Asia/Baghdad', 'YYYY-MM-DD') as "undoneOn"
    from cleanup where version_id = ${versionId} and ended_at is not null and touched > 0
    order by ended_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

/** Notes a clean-up that somebody wants; nothing is touched by that. @returns its id. */
export async function insertCleanup(
  db: Db,
  cleanup: { versionId: Id; conditions: Conditions; category: Category; reason: string; madeBy: string },
): Promise<Id> {
  const id = newId();
  await db
    .insertInto('cleanup')
    .values({
      id,
      version_id: cleanup.versionId,
      conditions: JSON.stringify(cleanup.conditions),
      category: cleanup.category,
      reason: cleanup.reason,
      made_by: cleanup.madeBy,
      reached: null,
    })
    .execute();
  return id;
}

/**
 * Begins, drops, stops or takes back a clean-up. What is at work just now ends its batch first.
 * @returns false where its state does not allow it.
 */
export async function steer(db: Db, id: Id, way: 'run' | 'drop' | 'stop' | 'undo'): Promise<boolean> {
  const sets = {
    run: sql`state = 'running', started_at = now() where state = 'draft'`,
    drop: sql`state = 'dropped' where state = 'draft'`,
    stop: sql`state = 'stopped', ended_at = now() where state = 'running'`,
    undo: sql`state = 'undoing', reached = null where state in ('done', 'stopped') and touched > 0
      and ended_at > now() - ${undoDays} * interval '1 day'`,
  };
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ versionId: Id }>`update cleanup set ${sets[way]} and id = ${id}
      returning version_id as "versionId"`.execute(tx);
    const row = rows[0];
    if (row) await notifyChanged(tx, [signatoriesTag(row.versionId)]);
    return row !== undefined;
  });
}

/** @returns the campaign of a clean-up. */
export async function campaignOfCleanup(db: Db, id: Id): Promise<Id | null> {
  return (await readCleanup(db, id))?.campaignId ?? null;
}

/** @returns the campaigns that have a declaration, of those in scope, with its newest version. */
export async function listCampaignsToClean(
  db: Db,
  scopes: 'all' | readonly Id[],
  lang: string,
): Promise<{ id: Id; slug: string; name: string; versionId: Id }[]> {
  const { rows } = await sql<{ id: Id; slug: string; name: string; versionId: Id }>`
    select d.campaign_id as id, t.slug, coalesce((select name from campaign_text x where x.thing_id = d.campaign_id and x.state = 'published'
        order by x.lang = ${lang} desc, x.lang = 'en' desc limit 1), t.slug) as name,
      (select v.id from declaration_version v where v.declaration_id = d.id order by v.number desc limit 1) as "versionId"
    from declaration d join thing t on t.id = d.campaign_id
    ${scopes === 'all' ? sql`` : sql`where d.campaign_id = any(${[...scopes]}::uuid[])`} order by t.created_at`.execute(
    db,
  );
  return rows.filter(({ versionId }) => versionId !== null);
}
