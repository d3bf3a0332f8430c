import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Signature } from './model.ts';
import { signatureColumns } from './store.ts';

/** What awaits a moderator, oldest first. @param state only these; by default those that wait for a decision. */
export async function listQueue(
  db: Db,
  states: readonly Signature['state'][],
  limit: number,
): Promise<(Signature & { campaignSlug: string })[]> {
  const { rows } = await sql<Signature & { campaignSlug: string }>`
    select ${signatureColumns}, t.slug as "campaignSlug" from signature s
    join declaration_version v on v.id = s.version_id join declaration d on d.id = v.declaration_id
    join thing t on t.id = d.campaign_id
    where s.state = any(${[...states]}::text[]) order by s.created_at limit ${limit}`.execute(db);
  return rows;
}
