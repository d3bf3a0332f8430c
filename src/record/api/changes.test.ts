import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { openDatabase } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { write } from '../../foundation/history/history.ts';
import { type Change, listChanges, newestChange } from './changes-store.ts';
import { comeOut, make, makeCompany, makeSource, withdraw } from './record.world.ts';

const { db, url } = await testDatabase({ starter: false });
const since = async (number: number) => listChanges(db, { number }, 1000);
const said = (changes: readonly Change[], id: Id) =>
  changes.filter((change) => change.id === id).map(({ action }) => action);

test('what comes out, changes and goes is told in its order', async () => {
  const before = await newestChange(db);
  const id = await makeCompany(db, 'told', 'Told Example');
  await comeOut(db, id);
  await withdraw(db, id);
  const changes = await since(before);
  expect(said(changes, id)).toEqual(['published', 'changed', 'changed', 'unpublished']);
  const numbers = changes.map(({ number }) => number);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(changes.map(({ at }) => at)).toEqual(changes.map(({ at }) => at).toSorted());
});

test('a source is told when something public rests on it, and gone when nothing does any more', async () => {
  const source = await makeSource(db);
  const before = await newestChange(db);
  const draft = await make(db, {
    kind: 'buyer',
    slug: 'draft-buyer',
    table: 'buyer',
    own: { kind: 'ngo' },
    texts: { en: { name: 'Example' } },
    draft: true,
    source,
  });
  expect(said(await since(before), source)).toEqual([]);
  expect(said(await since(before), draft)).toEqual([]);
  const buyer = await make(db, {
    kind: 'buyer',
    slug: 'cited-buyer',
    table: 'buyer',
    own: { kind: 'ngo' },
    texts: { en: { name: 'Example' } },
    source,
  });
  await sql`update source set publisher = 'Another Press' where id = ${source}`.execute(db);
  await withdraw(db, buyer);
  expect(said(await since(before), source)).toEqual(['published', 'changed', 'unpublished']);
});

test('what cannot be told without a company goes and comes with it', async () => {
  const company = await makeCompany(db, 'hub', 'Hub Example');
  const buyer = await make(db, {
    kind: 'buyer',
    slug: 'hub-buyer',
    table: 'buyer',
    own: { kind: 'state' },
    texts: { en: { name: 'Example' } },
  });
  const contract = await make(db, {
    kind: 'contract',
    slug: 'hub-contract',
    table: 'contract',
    own: { buyer_id: buyer, company_id: company, end_is: 'unknown', standing: 'reported' },
    texts: { en: { title: 'A sample contract' } },
  });
  const before = await newestChange(db);
  await withdraw(db, company);
  await db.transaction().execute((tx) => write('staff:second', 'again', tx).publish(company));
  expect(said(await since(before), contract)).toEqual(['unpublished', 'published']);
});

test('who reads on from the newest number misses nothing, however the writers overlap', async () => {
  const ids: Id[] = [];
  for (let n = 0; n < 6; n += 1) ids.push(await makeCompany(db, `race-${n}`, `Race Example ${n}`));
  const start = await newestChange(db);
  const followed: Change[] = [];
  let writing = true;
  const reader = (async () => {
    for (let at = start; ; ) {
      // Asked before the look: what came in the middle of the last look is read by one more.
      const all = !writing;
      const next = await listChanges(db, { number: at }, 7);
      followed.push(...next);
      at = next.at(-1)?.number ?? at;
      if (all && next.length === 0) break;
    }
  })();
  // Writers whose transactions begin early and end late, each on a connection of its own.
  const own = openDatabase(url, { max: 8 });
  await Promise.all(
    ids.map(async (id, n) => {
      for (let turn = 0; turn < 10; turn += 1)
        await own.db.transaction().execute(async (tx) => {
          await comeOut(tx, id);
          await sql`select pg_sleep(${((n * 7 + turn * 3) % 10) / 500})`.execute(tx);
        });
    }),
  );
  writing = false;
  await reader;
  await own.close();
  for (const id of ids) expect(said(followed, id)).toHaveLength(10);
  expect(followed).toEqual(await since(start));
});

test('the list is written once: no change or removal of it', async () => {
  await expect(sql`delete from record_change`.execute(db)).rejects.toMatchObject({ code: 'TD001' });
  await expect(sql`update record_change set action = 'changed'`.execute(db)).rejects.toMatchObject({
    code: 'TD001',
  });
});
