import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { newId } from '../database/id.ts';
import { write } from './history.ts';
import { readStand, wasPublished } from './stand.ts';

test('the stand of several things is the newest of each', async () => {
  const { db } = await testDatabase({ starter: false });
  expect(await readStand(db, [])).toEqual({ publishedAt: null, changedAt: null });
  const early = new Date('2020-01-01T00:00:00Z');
  const ids = await db.transaction().execute(async (tx) => {
    const history = write('staff:tester', 'test', tx);
    const made = [];
    for (const slug of ['one', 'two']) {
      const id = await history.begin({ kind: 'news', slug, primaryLang: 'en' });
      await history.revise(id, 'news', 'en', {});
      made.push(id);
    }
    if (made[0]) await history.publish(made[0], early);
    return made;
  });
  const stand = await readStand(db, [...ids, newId()]);
  expect(stand.publishedAt).toEqual(early);
  expect(Math.abs(Date.now() - Number(stand.changedAt))).toBeLessThan(60_000);
  expect(await wasPublished(db, 'news', 'one')).toBe(false);
  expect(await wasPublished(db, 'news', 'two')).toBe(false);
  await db.updateTable('publication').set({ ended_at: new Date(), ended_by: 'staff:tester' }).execute();
  expect(await wasPublished(db, 'news', 'one')).toBe(true);
  expect(await wasPublished(db, 'item', 'one')).toBe(false);
});
