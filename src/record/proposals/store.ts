import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { queueMail } from '../../foundation/mail/outbox-store.ts';
import { floods } from './floods-store.ts';
import {
  type ProposalState,
  type ProposalWants,
  proposalBounds,
  proposalTerms,
  type VisitorPayload,
} from './model.ts';
import './tables.ts';

/** A visitor's proposal to be stored. */
export interface NewProposal {
  id: Id;
  reference: string;
  wants: ProposalWants;
  kind: ThingKind | null;
  about: Id | null;
  payload: VisitorPayload;
  lang: Lang;
  contactSealed: Buffer | null;
}

/** Stores what a visitor proposes. @returns false where the reference is taken, and nothing stored. */
export async function insertProposal(db: Db, proposal: NewProposal): Promise<boolean> {
  const { contactSealed, payload, ...row } = proposal;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('proposal')
    .values({
      ...row,
      origin: 'visitor',
      payload: JSON.stringify(payload),
      matched: null,
      score: null,
      import_run: null,
      contact_sealed: contactSealed,
      decided_at: null,
      decided_by: null,
      reason: null,
      result: null,
    })
    .onConflict((conflict) => conflict.column('reference').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/**
 * @returns how many proposals of visitors wait: about one statement, or, where they name none, with the same wish; and in all.
 * Neither is counted beyond its bound. It is asked before the insert, not with it: as many as are sent at one moment may come
 * in beyond.
 */
export async function countWaiting(
  db: Db,
  { about, wants }: { about: Id | null; wants: ProposalWants },
): Promise<{ aboutOne: number; inAll: number }> {
  const { aboutOne, inAll } = proposalBounds;
  const same = about === null ? sql`about is null and wants = ${wants}` : sql`about = ${about}`;
  const { rows } = await sql<{ aboutOne: number; inAll: number }>`
    select (select count(*)::int from (select from proposal where origin = 'visitor' and state = 'waiting' and ${same}
        limit ${aboutOne}) a) as "aboutOne",
      (select count(*)::int from (select from proposal where origin = 'visitor' and state = 'waiting'
        limit ${inAll}) b) as "inAll"`.execute(db);
  return rows[0] ?? { aboutOne: 0, inAll: 0 };
}

/** A visitor's proposal as the desk reads it. */
export interface Proposal {
  id: Id;
  reference: string;
  wants: ProposalWants;
  kind: ThingKind | null;
  about: Id | null;
  /** What the thing is called that it is about; '' for none. */
  title: string;
  /** Empty once a declined one has had its time. */
  payload: Partial<VisitorPayload>;
  lang: Lang;
  contactSealed: Buffer | null;
  madeAt: Date;
  state: ProposalState;
  decidedAt: Date | null;
  decidedBy: string | null;
  reason: string | null;
  result: Id | null;
  resultKind: ThingKind | null;
}

const columns = (
  lang: Lang,
) => sql`p.id, p.reference, p.wants, p.kind, p.about, p.payload, p.lang, p.contact_sealed as "contactSealed",
  p.made_at as "madeAt", p.state, p.decided_at as "decidedAt", p.decided_by as "decidedBy", p.reason, p.result,
  (select t.kind from thing t where t.id = p.result) as "resultKind",
  coalesce((select x.title from thing_title x where x.thing_id = p.about and x.title <> ''
    order by x.lang = ${lang} desc, x.state = 'published' desc limit 1), '') as title`;

/** @returns a visitor's proposal; null for none. */
export async function readProposal(db: Db, id: Id, lang: Lang, lock = false): Promise<Proposal | null> {
  const { rows } = await sql<Proposal>`select ${columns(lang)} from proposal p
    where p.id = ${id} and p.origin = 'visitor' ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0] ?? null;
}

export const proposalsPage = 100;

/**
 * @returns the proposals in a state, those that wait longest first, the others newest first; and how many there are. Those of a
 * flood stand apart (floods-store.ts), unless they are searched for.
 */
export async function listProposals(
  db: Db,
  options: { lang: Lang; state: ProposalState; q: string },
): Promise<{ lines: Proposal[]; total: number }> {
  const { lang, state, q } = options;
  const part = `%${q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<Proposal & { total: number }>`${state === 'waiting' ? floods : sql``}
    select ${columns(lang)}, count(*) over ()::int as total from proposal p
    where p.state = ${state} and p.origin = 'visitor'
      ${state === 'waiting' && q === '' ? sql`and p.id in (select id from flood where key is null)` : sql``}
      ${q === '' ? sql`` : sql`and (p.reference ilike ${part} or p.payload->>'text' ilike ${part})`}
    order by ${state === 'waiting' ? sql`p.made_at` : sql`p.decided_at desc`}, p.id limit ${proposalsPage}`.execute(
    db,
  );
  return { lines: rows, total: rows[0]?.total ?? 0 };
}

/** @returns these proposals, in their order. */
export async function listThese(db: Db, ids: readonly Id[], lang: Lang): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`select ${columns(lang)} from proposal p
    where p.id = any(${[...ids]}::uuid[]) and p.origin = 'visitor' order by p.made_at, p.id`.execute(db);
  return rows;
}

/** Notes what was decided, and has the proposer told where a mail address was given. */
export async function decideProposal(
  tx: Tx,
  id: Id,
  decision: { state: 'taken'; result: Id | null } | { state: 'declined'; reason: string },
  actor: string,
  { tell }: { tell: boolean },
): Promise<void> {
  const result = decision.state === 'taken' ? decision.result : null;
  const reason = decision.state === 'declined' ? decision.reason : null;
  await sql`update proposal set state = ${decision.state}, decided_at = now(), decided_by = ${actor}, reason = ${reason},
    result = ${result} where id = ${id}`.execute(tx);
  if (tell) await queueMail(tx, `proposal-${decision.state}`, 'proposal_id', id);
}

/** Notes what came of a proposal that was taken, if nothing is noted yet. */
export async function noteResult(db: Db, id: Id, thing: Id): Promise<void> {
  await sql`update proposal set result = ${thing} where id = ${id} and origin = 'visitor' and state = 'taken' and result is null`.execute(
    db,
  );
}

/** Erases what has had its time: who proposed, and what a declined proposal said. */
export async function eraseProposals(db: Db): Promise<void> {
  await sql`update proposal set contact_sealed = null, payload = case when state = 'declined' then '{}'::jsonb else payload end
    where origin = 'visitor' and decided_at < now() - ${proposalTerms.contactDays} * interval '1 day'
      and (contact_sealed is not null or (state = 'declined' and payload <> '{}'::jsonb))`.execute(db);
}
