import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import { type Actor, type History, type Tx, write } from '../../../foundation/history/history.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { PartialDate } from '../../../foundation/text/partial-date.ts';
import type { Source, SourceKind } from '../model.ts';
import '../store.ts';

/** A source of a thing, with where in it to look. */
export interface Cited {
  sourceId: Id;
  /** The field that it is of, as data names it; null where it is of the thing as a whole. */
  field: string | null;
  page: string | null;
  quotation: string | null;
}

export type CitedSource = Cited & Pick<Source, 'title' | 'publisher' | 'url' | 'date' | 'kind'>;

/** Whether two are the same source of the same. */
export const isSameCited = (a: Pick<Cited, 'sourceId' | 'field'>, b: Pick<Cited, 'sourceId' | 'field'>) =>
  a.sourceId === b.sourceId && a.field === b.field;

/** @returns the sources that a public thing is to have, where such a list waits; else those that it has. Those of fields last. */
export async function listCited(db: Db, thingId: Id): Promise<CitedSource[]> {
  const { rows } = await sql<CitedSource>`
    select d.source_id as "sourceId", d.field, d.page, d.quotation, s.title, s.publisher, s.url, s.date, s.kind
    from citation_draft d join source s on s.id = d.source_id where d.thing_id = ${thingId}
    order by d.field is not null, d.position, d.source_id`.execute(db);
  return rows.length > 0 ? rows : listPublicCited(db, thingId);
}

/** @returns the sources of a thing in their order, whatever waits; those of fields last. */
export async function listPublicCited(db: Db, thingId: Id): Promise<CitedSource[]> {
  const { rows } = await sql<CitedSource>`
    select c.source_id as "sourceId", c.field, c.page, c.quotation, s.title, s.publisher, s.url, s.date, s.kind
    from citation c join source s on s.id = c.source_id
    where c.thing_id = ${thingId} order by c.field is not null, c.position, c.id`.execute(db);
  return rows;
}

/** @returns sources whose title, publisher or address holds this, newest first, without those that a thing has. */
export async function findSources(
  db: Db,
  thingId: Id,
  q: string,
): Promise<Pick<Source, 'id' | 'title' | 'publisher' | 'date'>[]> {
  const part = `%${q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<Pick<Source, 'id' | 'title' | 'publisher' | 'date'>>`
    select s.id, s.title, s.publisher, s.date from source s
    where (s.title ilike ${part} or s.publisher ilike ${part} or s.url ilike ${part})
      and not exists (select from citation c where c.thing_id = ${thingId} and c.source_id = s.id and c.field is null)
    order by s.id desc limit 60`.execute(db);
  return rows;
}

/** @returns the source at this address, however it is written; null for none. */
export async function sourceByAddress(db: Db, url: string): Promise<Id | null> {
  const { rows } = await sql<{ id: Id }>`select id from source
    where bare_address(url) = bare_address(${url}) order by id limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** A source that may be the same as one about to be entered. */
export type SimilarSource = Pick<Source, 'id' | 'key' | 'title' | 'publisher' | 'date'>;

/** @returns sources with nearly this title, the nearest first: to be looked at before another is entered. */
export async function similarSources(db: Db, title: string): Promise<SimilarSource[]> {
  const { rows } = await sql<SimilarSource>`
    select id, key, title, publisher, date from source where title % ${title} and similarity(title, ${title}) > 0.55
    order by similarity(title, ${title}) desc, id limit 5`.execute(db);
  return rows;
}

/** A source as somebody enters it. */
export interface NewSource {
  kind: SourceKind;
  title: string;
  publisher: string | null;
  url: string | null;
  date: PartialDate | null;
  language?: string | null;
  archive_url?: string | null;
  /** Whether the one who enters it has looked at it. */
  seen?: boolean;
}

/** @returns the source of the same address; without an address, the one of which all is said that is said of this. */
export async function sameSource(db: Db, source: NewSource): Promise<Id | null> {
  return source.url === null ? sameUnaddressed(db, source) : sourceByAddress(db, source.url);
}

/** @returns the same source, entered now if nobody has before: also for those who enter it at once. */
export async function sourceAt(history: History, source: NewSource): Promise<Id> {
  const { tx } = history;
  await sql`select pg_advisory_xact_lock(hashtext('tadamun source'))`.execute(tx);
  const known = await sameSource(tx, source);
  if (known) return known;
  const id = await history.begin({ kind: 'source', slug: null, primaryLang: 'en' });
  await tx
    .insertInto('source')
    .values({ id, key: `source-${id}`, language: null, archive_url: null, seen: true, ...source })
    .execute();
  await history.revise(id, 'source', null, { ...source });
  return id;
}

async function sameUnaddressed(db: Db, { kind, title, publisher, date }: NewSource): Promise<Id | null> {
  const { rows } = await sql<{ id: Id }>`select id from source
    where url is null and kind = ${kind} and title = ${title} and publisher is not distinct from ${publisher}
      and date is not distinct from ${date} order by id limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** A thing whose sources change. */
export interface Citing {
  id: Id;
  kind: ThingKind;
  /** A claim that is public: its new list waits to be read and published. */
  waits: boolean;
}

/** Nothing was changed: a public claim has a source. */
class LastSource extends Error {}

type Change = (cited: readonly Cited[], history: History) => Promise<readonly Cited[]>;

/**
 * Changes the sources of a thing.
 * @param change gets them as they stand, and a history to enter a new source with; it acts on nothing else, for it may run
 *   more than once.
 * @returns false, and nothing changed, where the list of a public claim would be left empty.
 */
export async function changeCited(db: Db, thing: Citing, actor: Actor, change: Change): Promise<boolean> {
  return transact(db, async (tx) => {
    await recite(write(actor, 'sources', tx), thing, change);
    return true;
  }).catch((error: unknown) => {
    if (error instanceof LastSource) return false;
    throw error;
  });
}

/** Notes in the history of a thing on which sources it rests, all of them: a revision that says nothing else. */
export async function noteCited(
  history: History,
  { id, kind }: Pick<Citing, 'id' | 'kind'>,
  citations: readonly Cited[],
): Promise<void> {
  await history.revise(id, kind, null, { citations: citations.map(toPast) });
}

/** Without a field where it is of none, as lists were noted before sources of fields were among them. */
const toPast = ({ field, ...cited }: Cited) => (field === null ? cited : { ...cited, field });

/** The same for one more source, in a transaction that does more than this: at the end of the list, if it is not in it. */
export async function citeToo(history: History, thing: Citing, added: Cited): Promise<void> {
  await recite(history, thing, async (cited) => withSource(cited, added));
}

/** The list with one more source of the whole at its end, before those of fields; as it is where that is among them. */
export function withSource(cited: readonly Cited[], added: Cited): readonly Cited[] {
  if (cited.some((one) => isSameCited(one, added))) return cited;
  const { whole, ofFields } = partsOf(cited);
  return [...whole, added, ...ofFields];
}

/** The sources of a thing as a whole, and those of its fields, each in their order. */
export function partsOf<T extends Cited>(cited: readonly T[]): { whole: T[]; ofFields: T[] } {
  return {
    whole: cited.filter(({ field }) => field === null),
    ofFields: cited.filter(({ field }) => field !== null),
  };
}

async function recite(history: History, thing: Citing, change: Change): Promise<void> {
  const { tx } = history;
  await tx.selectFrom('thing').select('id').where('id', '=', thing.id).forUpdate().execute();
  const before = (await listCited(tx, thing.id)).map(({ sourceId, field, page, quotation }) => ({
    sourceId,
    field,
    page,
    quotation,
  }));
  const after = await change(before, history);
  if (after === before) return;
  if (thing.waits && after.length === 0) throw new LastSource();
  await (thing.waits ? writeWaiting : writeCited)(tx, thing.id, after);
  await noteCited(history, thing, after);
}

async function writeWaiting(tx: Tx, thingId: Id, cited: readonly Cited[]): Promise<void> {
  await tx.deleteFrom('citation_draft').where('thing_id', '=', thingId).execute();
  for (const [position, { sourceId, ...where }] of cited.entries())
    await tx
      .insertInto('citation_draft')
      .values({ thing_id: thingId, source_id: sourceId, ...where, position })
      .execute();
}

async function writeCited(tx: Tx, thingId: Id, after: readonly Cited[]): Promise<void> {
  await sql`delete from citation c where c.thing_id = ${thingId} and not exists (
    select from jsonb_to_recordset(${JSON.stringify(after)}::jsonb) as k ("sourceId" uuid, field text)
    where k."sourceId" = c.source_id and k.field is not distinct from c.field)`.execute(tx);
  for (const [position, { sourceId, field, page, quotation }] of after.entries())
    await tx
      .insertInto('citation')
      .values({
        id: newId(),
        thing_id: thingId,
        source_id: sourceId,
        field,
        page,
        quotation,
        position,
      })
      .onConflict((conflict) =>
        conflict.columns(['thing_id', 'source_id', 'field']).doUpdateSet({ page, quotation, position }),
      )
      .execute();
}

/** @returns whether there is such a source. */
export async function isSource(db: Db, id: Id): Promise<boolean> {
  const row = await db.selectFrom('source').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}
