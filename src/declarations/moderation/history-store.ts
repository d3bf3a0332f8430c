import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { SignatureState } from '../signing/model.ts';
import './tables.ts';

/** Something that happened to a signature: a change of state, or of its name. */
export interface Happened {
  at: Date;
  actor: string;
  becomes: SignatureState | null;
  reason: string | null;
  code: string | null;
  /** It took an earlier change back. */
  undo: boolean;
  /** It was taken back by a later one. */
  undone: boolean;
  /** Names before and after, of a correction. */
  before: string | null;
  after: string | null;
}

/** @returns all that happened to a signature, newest first. */
export async function readHistory(db: Db, id: Id): Promise<Happened[]> {
  const { rows } = await sql<Happened>`
    select at, actor, becomes, reason, code, undoes is not null as undo,
      exists (select from signature_event u where u.undoes = e.id) as undone, null as before, null as after
    from signature_event e where signature_id = ${id}
    union all
    select at, actor, null, null, null, false, false, concat_ws(' / ', name_before, name_ar_before), concat_ws(' / ', name_after, name_ar_after)
    from signature_correction where signature_id = ${id}
    order by at desc`.execute(db);
  return rows;
}

/** A signature that this one was merged into, or that was merged into it. */
export interface Merged {
  id: Id;
  name: string | null;
  /** Whether this one is the one that stays. */
  kept: boolean;
}

/** @returns the signatures that stand merged with this one. */
export async function readMerges(db: Db, id: Id): Promise<Merged[]> {
  const { rows } = await sql<Merged>`
    select s.id, s.organisation_name as name, m.kept_id = ${id} as kept from standing_merge m
    join signature s on s.id = case when m.kept_id = ${id} then m.merged_id else m.kept_id end
    where m.kept_id = ${id} or m.merged_id = ${id} order by s.id`.execute(db);
  return rows;
}

/** A mail about a signature that has not left. */
export interface WaitingMail {
  kind: string;
  dueAt: Date | null;
  failed: boolean;
}

/** @returns the mails about a signature that have not left: when each is due, or that it was given up. */
export async function readWaitingMails(db: Db, id: Id): Promise<WaitingMail[]> {
  const { rows } = await sql<WaitingMail>`
    select kind, case when due_at < 'infinity' then due_at end as "dueAt", due_at = 'infinity' as failed
    from outbox where signature_id = ${id} order by due_at`.execute(db);
  return rows;
}
