import { sql } from 'kysely';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { Signature, SignatureState } from '../signing/model.ts';
import { signatoriesTag, signatureColumns } from '../signing/store.ts';
import './tables.ts';

/** @returns these signatures, their rows locked until the transaction ends: in the order of their ids, so that two who lock many never wait for each other. */
export async function lockSignatures(tx: Tx, ids: readonly Id[]): Promise<Signature[]> {
  const { rows } = await sql<Signature>`select ${signatureColumns} from signature s
    where s.id = any(${[...ids]}::uuid[]) order by s.id for update`.execute(tx);
  return rows;
}

/** Whether this actor is one of the two who may read sealed names, and so list them. */
export async function isSealedReader(db: Db, actor: string): Promise<boolean> {
  const { rows } = await sql`select from sealed_reader where 'staff:' || staff_id = ${actor}`.execute(db);
  return rows.length > 0;
}

/** A change of state to be written. */
export interface NewEvent {
  signature: Pick<Signature, 'id' | 'versionId'>;
  becomes: Exclude<SignatureState, 'pending'>;
  reason: string | null;
  code: string | null;
  /** What the public will see, with `listed`. */
  publicName: string | null;
  searchKey: string | null;
  undoes: Id | null;
}

/**
 * Writes changes of state in one statement, and tells the pages that show names.
 * @returns the id of each event, in the order given.
 */
export async function writeEvents(
  tx: Tx,
  actor: string,
  batch: Id | null,
  events: readonly NewEvent[],
): Promise<Id[]> {
  if (events.length === 0) return [];
  const ids = events.map(newId);
  const column = (pick: (event: NewEvent) => string | null) => events.map(pick);
  await sql`
    insert into signature_event (id, signature_id, becomes, actor, reason, code, public_name, search_key, undoes, batch)
    select id, signature_id, becomes, ${actor}, reason, code, public_name, search_key, undoes, ${batch}::uuid
    from unnest(${ids}::uuid[], ${column(({ signature }) => signature.id)}::uuid[], ${column((event) => event.becomes)}::text[],
      ${column((event) => event.reason)}::text[], ${column((event) => event.code)}::text[], ${column((event) => event.publicName)}::text[],
      ${column((event) => event.searchKey)}::text[], ${column((event) => event.undoes)}::uuid[])
      as e (id, signature_id, becomes, reason, code, public_name, search_key, undoes)`.execute(tx);
  await notifyChanged(tx, [...new Set(events.map(({ signature }) => signatoriesTag(signature.versionId)))]);
  return ids;
}

/** Mails about decisions wait, so that a decision can be taken back before anybody hears of it. */
export async function queueDecisionMails(
  tx: Tx,
  signatureIds: readonly Id[],
  kind: 'listed' | 'rejected',
  afterS: number,
): Promise<void> {
  if (signatureIds.length === 0) return;
  await sql`insert into outbox (id, kind, signature_id, due_at)
    select id, ${kind}, signature_id, now() + ${afterS} * interval '1 second'
    from unnest(${signatureIds.map(newId)}::uuid[], ${[...signatureIds]}::uuid[]) as mail (id, signature_id)`.execute(
    tx,
  );
}

/**
 * Drops the mails about earlier decisions that have not left: they no longer say what is so.
 * @returns the signatures of those that were dropped.
 */
export async function dropDecisionMails(tx: Tx, signatureIds: readonly Id[]): Promise<Set<Id>> {
  const { rows } = await sql<{ id: Id }>`delete from outbox
    where signature_id = any(${[...signatureIds]}::uuid[]) and kind in ('listed', 'rejected')
    returning signature_id as id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Notes which signatures are duplicates of the one that is kept, each by the event that rejected it. */
export async function insertMerges(
  tx: Tx,
  keptId: Id,
  merged: readonly { eventId: Id; id: Id }[],
): Promise<void> {
  if (merged.length === 0) return;
  await tx
    .insertInto('signature_merge')
    .values(merged.map(({ eventId, id }) => ({ event_id: eventId, kept_id: keptId, merged_id: id })))
    .execute();
}

/** Corrects a name: a trigger writes it into the signature and keeps what stood there. */
export async function insertCorrection(
  tx: Tx,
  correction: {
    signatureId: Id;
    actor: string;
    name: string;
    nameAr: string | null;
    key: string;
    keyAr: string | null;
    searchKey: string;
  },
): Promise<void> {
  await tx
    .insertInto('signature_correction')
    .values({
      id: newId(),
      signature_id: correction.signatureId,
      actor: correction.actor,
      name_after: correction.name,
      name_ar_after: correction.nameAr,
      key_after: correction.key,
      key_ar_after: correction.keyAr,
      search_key: correction.searchKey,
    })
    .execute();
}

/** A decision that can be taken back. */
export interface Standing {
  eventId: Id;
  signatureId: Id;
  becomes: SignatureState;
  was: SignatureState;
  actor: string;
  batch: Id | null;
  /** Whether a mail was to tell the signatory. */
  tells: boolean;
}

const tells = sql`(e.becomes = 'listed' or (e.becomes = 'rejected' and e.reason is not null))`;
const standing = sql`e.id as "eventId", e.signature_id as "signatureId", e.becomes, e.was, e.actor, e.batch, ${tells} as tells`;
/** What the signatory did, or the system for them, is not a moderator's to take back; a clean-up is undone as a whole. */
const decided = sql`e.undoes is null and e.was is not null and e.was <> 'pending' and e.becomes in ('listed', 'rejected', 'suspect', 'confirmed')
  and e.actor not in ('signatory', 'system') and e.actor not like 'cleanup:%'`;

/** @returns of these events those that are still the newest of their signatures; lock the signatures first. */
export async function readStanding(db: Db, eventIds: readonly Id[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`select ${standing} from signature_event e
    where e.id = any(${[...eventIds]}::uuid[]) and ${decided} and e.id = standing_event(e.signature_id)`.execute(
    db,
  );
  return rows;
}

/** @returns the events of a batch that were not taken back, at most `limit`. */
export async function readBatch(db: Db, batch: Id, limit: number): Promise<Standing[]> {
  const { rows } = await sql<Standing>`select ${standing} from signature_event e
    where e.batch = ${batch} and ${decided} and e.id = standing_event(e.signature_id) order by e.id limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** A decision as the button that takes it back names it. */
export interface LastDecision extends Standing {
  at: Date;
  /** Signatures that were decided on as one. */
  size: number;
  /** Null for a person. */
  name: string | null;
  /** Of how many of them a mail has told the signatory already. */
  mailed: number;
}

/**
 * @param campaigns where the actor may decide now.
 * @returns what this person decided last and can still be taken back; looks at their newest hundred.
 */
export async function readLastDecision(
  db: Db,
  actor: string,
  campaigns: 'all' | readonly Id[],
): Promise<LastDecision | null> {
  const { rows } = await sql<LastDecision>`
    select last.*, s.organisation_name as name,
      case when last.batch is null then 1 else (select count(*)::int from signature_event b where b.batch = last.batch
        and not exists (select from signature_event u where u.undoes = b.id)) end as size,
      (select count(*)::int from signature_event e join signature s on s.id = e.signature_id
        where (e.id = last."eventId" or e.batch = last.batch) and ${tells} and s.state = e.becomes and s.email_sealed is not null
          and not exists (select from outbox o where o.signature_id = e.signature_id and o.kind = e.becomes)) as mailed
    from (select ${standing}, e.at from signature_event e where e.actor = ${actor} and ${decided} order by e.at desc limit 100) last
    join signature s on s.id = last."signatureId"
    join declaration_version v on v.id = s.version_id join declaration d on d.id = v.declaration_id
    where last."eventId" = standing_event(last."signatureId")
      ${campaigns === 'all' ? sql`` : sql`and d.campaign_id = any(${[...campaigns]}::uuid[])`}
    order by last.at desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** @returns the signature that an event happened to; null for no event. */
export async function readEventSignature(db: Db, eventId: Id): Promise<Id | null> {
  const row = await db
    .selectFrom('signature_event')
    .select('signature_id')
    .where('id', '=', eventId)
    .executeTakeFirst();
  return row?.signature_id ?? null;
}
