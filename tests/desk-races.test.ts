import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { cleanBatch } from '../src/declarations/cleanup/work-store.ts';
import { readCount, rebuildCount, takeDeltas } from '../src/declarations/count/store.ts';
import { signed, starterPlace } from '../src/declarations/moderation/moderation.world.ts';
import { mailDomainHash } from '../src/declarations/signing/sign.ts';
import type { Id } from '../src/foundation/database/id.ts';
import { testDatabase } from './database.ts';
import { testDesk } from './desk.ts';

// Several of the staff at once, at the same thing: each gets an answer, and what stands at the end is one of the orders.

const { db } = await testDatabase({ starter: true });
const { site, as } = testDesk(db);

/** Shuffled by a fixed seed, so that a failure comes back. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  let state = seed;
  const roll = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state;
  };
  return list
    .map((one) => ({ one, at: roll() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** Asks all of it, so many at a time. */
async function atOnce(asks: readonly (() => Promise<Response>)[], width: number): Promise<number[]> {
  const statuses: number[] = [];
  const queue = [...asks];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let ask = queue.shift(); ask; ask = queue.shift()) {
        const answer = await ask();
        statuses.push(answer.status);
        await answer.body?.cancel();
      }
    }),
  );
  return statuses;
}

test('deciding, taking back, merging, suspending and cleaning up at once fails nobody, and the count is what a recount finds', async () => {
  const place = await starterPlace(db);
  const states = ['confirmed', 'suspect', 'listed', 'suspended', 'rejected'] as const;
  const ids: Id[] = [];
  for (let n = 0; n < 30; n += 1) {
    const state = states[n % states.length] ?? 'confirmed';
    ids.push(await signed(db, site.keys, place, state, { organisation_name: `Racing Sample ${n}` }));
  }
  const moderators = await Promise.all([as('moderator'), as('moderator'), as('owner')]);
  const slug = 'stop-private-military-companies';
  const made = await moderators[2].post(`/desk/cleanups/in/${slug}`, {
    pattern: 'Racing *1*',
    category: 'invented',
    reason: 'a sample reason',
  });
  const cleanup = made.headers.get('location') ?? '';
  expect(cleanup).toMatch(/^\/desk\/cleanups\/[0-9a-f-]{36}$/);
  const events = async () => {
    const { rows } = await sql<{ id: Id }>`select id from signature_event order by at desc limit 40`.execute(
      db,
    );
    return rows.map(({ id }) => id);
  };
  const hashOf = (domain: string) => mailDomainHash(site.keys, { domain, registrableDomain: domain });
  const reason = { reason: 'a sample reason' };
  const asks = ids.flatMap((id, n) => {
    const who = moderators[n % moderators.length] ?? moderators[0];
    const other = ids[(n + 5) % ids.length] ?? id;
    return [
      () => who.post('/desk/signatures/decide', { id: [`${id}:`, `${other}:`] }),
      () => who.post('/desk/signatures/decide', { id: `${id}:listed`, hold: 'yes' }),
      () =>
        who.post('/desk/signatures/reject', { id: [`${other}:`, `${id}:`], code: 'invented', silent: 'yes' }),
      () => who.post('/desk/signatures/merge', { id: [`${id}:`, `${other}:`], kept: id, silent: 'yes' }),
      () => who.post(`/desk/register/${id}/suspend`, reason),
      () => who.post(`/desk/register/${id}/reinstate`, reason),
      () => who.post(`/desk/signatures/${id}/correct`, { name: `Racing Sample Renamed ${n}`, nameAr: '' }),
      async () => who.post('/desk/signatures/undo', { event: (await events())[n] ?? '' }),
      async () => {
        await cleanBatch(db, hashOf, 3);
        return who.post(`${cleanup}/${['run', 'stop', 'undo', 'run'][n % 4]}`);
      },
      async () => {
        await takeDeltas(db);
        return who.get(`/desk/signatures/${id}`);
      },
    ];
  });
  const statuses = await atOnce(shuffled(asks, 7), 10);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  // Where every deciding was refused nothing was raced.
  expect(statuses.filter((status) => status === 303).length).toBeGreaterThan(60);
  await takeDeltas(db);
  const counted = await readCount(db, place.versionId);
  await rebuildCount(db);
  expect(await readCount(db, place.versionId)).toEqual(counted);
});

test('publishing, planning, withdrawing, binning and saving one thing at once fails nobody, and the bin is never public', async () => {
  const owner = await as('owner');
  const editor = await as('editor');
  const things = await db.selectFrom('thing').select(['id']).where('kind', '=', 'news').limit(3).execute();
  const asks = things.flatMap(({ id }) => {
    const at = `/desk/news/${id}`;
    const soon = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
    return [0, 1, 2].flatMap((round) => {
      const who = round % 2 === 0 ? owner : editor;
      return [
        () => who.post(`${at}/publish`, { langs: ['en', 'ar'] }),
        () => who.post(`${at}/publish`, { langs: 'en', at: soon }),
        () => who.post(`${at}/publish`, { intent: 'unplan' }),
        () => who.post(`${at}/unpublish`),
        () => who.post(`${at}/bin`, { why: 'a sample reason' }),
        () => who.post(`/desk/bin/${id}/restore`),
        () => who.post(`${at}/slug`, { slug: `sample-${round}` }),
        () => who.post('/desk/news/bulk', { ids: things.map((one) => one.id), do: 'publish' }),
        () => who.post('/desk/news/bulk', { ids: things.map((one) => one.id).reverse(), do: 'bin' }),
        () => who.post(`${at}/share`),
        () => who.get(`${at}/preview`),
        () => who.post(`${at}/presence`),
      ];
    });
  });
  const statuses = await atOnce(shuffled(asks, 11), 10);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  const { rows } = await sql`select b.thing_id from binned b join publication p using (thing_id)
    where b.restored_at is null and p.ended_at is null`.execute(db);
  expect(rows).toEqual([]);
});

test('two owners who remove each other at once leave one', async () => {
  const two = await Promise.all([as('owner'), as('owner')]);
  await sql`delete from staff_role where role = 'owner' and staff_id <> all(${two.map(({ id }) => id)}::uuid[])`.execute(
    db,
  );
  const [one, other] = two;
  for (let round = 0; round < 5; round += 1) {
    const answers = await Promise.all([
      one.post(`/desk/staff/${other.id}/take`, { role: 'owner', where: '' }),
      other.post(`/desk/staff/${one.id}/end`),
    ]);
    for (const { status } of answers) expect(status).toBeLessThan(500);
    const { rows } = await sql<{ id: string }>`select s.id from staff_role r join staff s on s.id = r.staff_id
      where r.role = 'owner' and s.left_at is null`.execute(db);
    expect(rows.length).toBeGreaterThan(0);
    for (const { id } of two) {
      await sql`update staff set left_at = null where id = ${id}`.execute(db);
      await sql`insert into staff_role (staff_id, role, given_by) values (${id}, 'owner', 'operator') on conflict do nothing`.execute(
        db,
      );
    }
  }
});
