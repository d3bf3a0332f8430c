import { sql } from 'kysely';
import { type Count, noCount } from '../../declarations/count/model.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic } from '../../foundation/history/visible.ts';

/** Every figure that a campaign's page says, so that the page needs one query for them. */
export interface CampaignFigures {
  /** Public articles of the campaign. */
  news: number;
  /** Public companies, incidents and cases on record. */
  companies: number;
  incidents: number;
  cases: number;
  /** Of the declaration's version, as the counter last wrote it; zeroes where none is asked for. */
  count: Count;
  /** When the campaign was published; null when it is not. */
  publishedAt: Date | null;
}

/**
 * @returns the figures of a campaign and of the record.
 * @param versionId the version of the declaration whose count is wanted; null where the campaign has none.
 */
export async function readFigures(db: Db, campaignId: Id, versionId: Id | null): Promise<CampaignFigures> {
  const count = (kind: 'organisation' | 'person', column: 'listed' | 'awaiting') =>
    sql`coalesce((select ${sql.ref(column)} from signature_count where version_id = ${versionId} and kind = ${kind}), 0)`;
  const { rows } = await sql<CampaignFigures>`
    select
      (select count(*) from news n where n.campaign_id = ${campaignId} and ${isPublic(sql`n.id`)}) as news,
      (select count(*) from company c where ${isPublic(sql`c.id`)}) as companies,
      (select count(*) from incident i where ${isPublic(sql`i.id`)}) as incidents,
      (select count(*) from court_case c where ${isPublic(sql`c.id`)}) as cases,
      jsonb_build_object('organisations', ${count('organisation', 'listed')}, 'persons', ${count('person', 'listed')},
        'awaiting', ${count('organisation', 'awaiting')}) as count,
      (select p.at from publication p where p.thing_id = ${campaignId} and p.ended_at is null and p.at <= now())
        as "publishedAt"`.execute(db);
  return (
    rows[0] ?? { news: 0, companies: 0, incidents: 0, cases: 0, count: { ...noCount }, publishedAt: null }
  );
}
