import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { type Actor, type History, write } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { Source, SourceKind } from './model.ts';
import './store.ts';

/** A source of a thing as a whole, with where in it to look. */
export interface Cited {
  sourceId: Id;
  page: string | null;
  quotation: string | null;
}

export type CitedSource = Cited & Pick<Source, 'title' | 'publisher' | 'url' | 'date' | 'kind'>;

/** @returns the sources of a thing as a whole, in their order. */
export async function listCited(db: Db, thingId: Id): Promise<CitedSource[]> {
  const { rows } = await sql<CitedSource>`
    select c.source_id as "sourceId", c.page, c.quotation, s.title, s.publisher, s.url, s.date, s.kind
    from citation c join source s on s.id = c.source_id
    where c.thing_id = ${thingId} and c.field is null order by c.position, c.id`.execute(db);
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

/** A source as somebody enters it. */
export interface NewSource {
  kind: SourceKind;
  title: string;
  publisher: string | null;
  url: string | null;
  date: PartialDate | null;
}

/** @returns the source at this address, entered now if nobody has before: one address is one source. */
export async function sourceAt(history: History, source: NewSource): Promise<Id> {
  const { tx } = history;
  if (source.url !== null) {
    const bare = (column: unknown) => sql`regexp_replace(${column}, '^https?://(www\\.)?|[/#]+$', '', 'g')`;
    const { rows } = await sql<{ id: Id }>`select id from source
      where ${bare(sql`url`)} = ${bare(sql`${source.url}::text`)} order by id limit 1`.execute(tx);
    if (rows[0]) return rows[0].id;
  }
  const id = await history.begin({ kind: 'source', slug: null, primaryLang: 'en' });
  await tx
    .insertInto('source')
    .values({ id, key: `source-${id}`, language: null, seen: true, ...source })
    .execute();
  await history.revise(id, 'source', null, { ...source });
  return id;
}

/**
 * Changes the sources of a thing as a whole.
 * @param change gets them as they stand, and a history to enter a new source with.
 */
export async function changeCited(
  db: Db,
  thing: { id: Id; kind: ThingKind },
  actor: Actor,
  change: (cited: readonly Cited[], history: History) => Promise<readonly Cited[]>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.selectFrom('thing').select('id').where('id', '=', thing.id).forUpdate().execute();
    const history = write(actor, 'sources', tx);
    const before = await listCited(tx, thing.id);
    const after = await change(
      before.map(({ sourceId, page, quotation }) => ({ sourceId, page, quotation })),
      history,
    );
    await tx
      .deleteFrom('citation')
      .where('thing_id', '=', thing.id)
      .where('field', 'is', null)
      .where((eb) => eb.not(eb('source_id', 'in', [newId(), ...after.map(({ sourceId }) => sourceId)])))
      .execute();
    for (const [position, { sourceId, page, quotation }] of after.entries())
      await tx
        .insertInto('citation')
        .values({
          id: newId(),
          thing_id: thing.id,
          source_id: sourceId,
          field: null,
          page,
          quotation,
          position,
        })
        .onConflict((conflict) =>
          conflict.columns(['thing_id', 'source_id', 'field']).doUpdateSet({ page, quotation, position }),
        )
        .execute();
    await history.revise(thing.id, thing.kind, null, { citations: after });
  });
}

/** @returns whether there is such a source. */
export async function isSource(db: Db, id: Id): Promise<boolean> {
  const row = await db.selectFrom('source').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}
