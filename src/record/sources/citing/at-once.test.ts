import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import { write } from '../../../foundation/history/history.ts';
import { dropCopy, keepCopy, listCopies } from '../copies-store.ts';
import { changeSource, readDeskSource } from '../desk-store.ts';
import { changeCited, sourceAt } from './cite-store.ts';

// Each change of a source meets somebody who holds what it asks for next, and asks for what it holds: the server ends one of
// the two, and the one who pressed a button never hears of it.

const { db } = await testDatabase({ starter: false });
const actor = 'system';
const report = { kind: 'press', title: 'A sample report', publisher: null, url: null, date: null } as const;
const enter = () => db.transaction().execute((tx) => sourceAt(write(actor, 'a sample', tx), { ...report }));

/**
 * Does work that waits for what another transaction holds, which then asks for what the work holds.
 * The work has waited longest, so that the server ends it first.
 */
async function crossed<T>(held: RawBuilder<unknown>, asked: RawBuilder<unknown>, work: () => Promise<T>) {
  return db.transaction().execute(async (tx) => {
    // Each looks once for a deadlock after it has waited so long; the work does after a second.
    await sql`set local deadlock_timeout = '30s'`.execute(tx);
    await held.execute(tx);
    const done = work();
    for (;;) {
      // Within one transaction the answer would stay what it was first.
      const { rows } = await waiting.execute(db);
      if (rows.length > 0) break;
      await sleep(10);
    }
    await asked.execute(tx);
    return { done };
  });
}
/** Whoever of this database waits for a row that another holds. */
const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
const theThing = (id: Id) => sql`select from thing where id = ${id} for update`;
const theSource = (id: Id) => sql`select from source where id = ${id} for update`;

test('what is said of a source', async () => {
  const id = await enter();
  const { done } = await crossed(theSource(id), theThing(id), () =>
    changeSource(db, id, { ...report, publisher: 'Example Press' }, actor, 'put right', 1),
  );
  await done;
  expect((await readDeskSource(db, id))?.publisher).toBe('Example Press');
});

test('which sources a thing has', async () => {
  const [thing, id] = [await enter(), await enter()];
  const cited = { sourceId: id, field: null, page: '7', quotation: null };
  const { done } = await crossed(theSource(id), theThing(thing), () =>
    changeCited(db, { id: thing, kind: 'source', waits: false }, actor, async (before) => [...before, cited]),
  );
  expect(await done).toBe(true);
  expect((await readDeskSource(db, id))?.cited).toBe(1);
});

test('which copies of a source are kept', async () => {
  const id = await enter();
  const sha256 = createHash('sha256').update('a sample').digest('hex');
  await sql`insert into file (sha256, bytes, media_type, name, uploaded_by)
    values (decode(${sha256}, 'hex'), 10, 'application/pdf', 'copy.pdf', ${actor})`.execute(db);
  const copy = { sha256, accessedOn: '2026-11-26', ground: 'evidence', licence: '', shown: false } as const;
  const kept = await crossed(theSource(id), theThing(id), () => keepCopy(db, id, copy, actor));
  expect(await kept.done).toBe('kept');
  const [one] = await listCopies(db, [id]);
  expect(one?.sha256).toBe(sha256);
  const theCopy = sql`select from source_copy where source_id = ${id} for update`;
  const dropped = await crossed(theCopy, theThing(id), () => dropCopy(db, id, one?.id ?? id, actor));
  expect(await dropped.done).toBe(true);
  expect(await listCopies(db, [id])).toEqual([]);
});
