import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { newKeys } from '../../foundation/crypto/keys.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { readCount, rebuildCount, takeDeltas } from '../count/store.ts';
import type { SignatureState } from '../signing/model.ts';
import { eraseExpired } from '../signing/retention-store.ts';
import { correct } from './correct.ts';
import { decide, merge, undo, undoBatch } from './decide.ts';
import { readLastDecision } from './decide-store.ts';
import { becomes, type Choice, type Decider, decisions, isPossible, states } from './model.ts';
import { manySigned, signed, starterPlace } from './moderation.world.ts';

const { db, pool } = await testDatabase({ starter: true });
const keys = newKeys();
const place = await starterPlace(db);
const noor: Decider = { actor: 'staff:noor', mailAfterS: 600 };
const rana: Decider = { actor: 'staff:rana', mailAfterS: 600 };
const list: Choice = { decision: 'list' };
const turnAway: Choice = { decision: 'reject', code: 'not-found', reason: 'We could not find you.' };

const make = (state: SignatureState, fields: Record<string, string> = {}) =>
  signed(db, keys, place, state, fields);
const one = (id: Id, choice: Choice, by = noor, seen: SignatureState | null = null) =>
  decide(db, keys, [{ id, seen }], () => choice, by, null);
const read = (id: Id) =>
  db.selectFrom('signature').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const stateOf = async (id: Id) => (await read(id)).state;
const mailsOf = (id: Id) =>
  db.selectFrom('outbox').select(['kind', 'due_at']).where('signature_id', '=', id).execute();
const undoLast = async (id: Id, by = noor) => {
  const { rows } = await sql<{ id: Id | null }>`select standing_event(${id}) as id`.execute(db);
  const eventId = rows[0]?.id;
  if (!eventId) throw new Error('nothing has happened to it');
  return undo(db, keys, [{ eventId, signatureId: id }], by);
};

beforeEach(() => takeDeltas(db));

describe('every decision in every state', () => {
  const all = states.flatMap((state) => decisions.map((decision) => ({ state, decision })));
  test.each(all)('$decision of what is $state', async ({ state, decision }) => {
    const id = await make(state);
    const choice: Choice = decision === 'reject' ? turnAway : { decision };
    const tally = await one(id, choice);
    if (isPossible(decision, state)) {
      expect(tally).toEqual({ done: [id], left: [] });
      expect(await stateOf(id)).toBe(becomes[decision]);
      const mails = await mailsOf(id);
      expect(mails.map(({ kind }) => kind)).toEqual(decision === 'hold' ? [] : [becomes[decision]]);
      for (const { due_at } of mails) expect(due_at.getTime()).toBeGreaterThan(Date.now() + 500_000);
      // And back, as if it had not been.
      expect(await undoLast(id)).toEqual({ done: [id], left: 0, told: 0 });
      expect(await stateOf(id)).toBe(state);
      expect(await mailsOf(id)).toEqual([]);
    } else {
      expect(tally).toEqual({ done: [], left: [{ id, why: { outcome: 'not-possible', state } }] });
      expect(await stateOf(id)).toBe(state);
      expect(await mailsOf(id)).toEqual([]);
    }
  });

  test('what the signatory or the system did is not a moderator’s to take back', async () => {
    for (const state of states.filter((one) => one !== 'pending')) {
      const id = await make(state);
      expect(await undoLast(id)).toEqual({ done: [], left: 1, told: 0 });
      expect(await stateOf(id)).toBe(state);
    }
  });

  test('an unknown id is said to be unknown', async () => {
    const id = newId();
    expect(await one(id, list)).toEqual({ done: [], left: [{ id, why: { outcome: 'not-found' } }] });
  });
});

describe('taking back', () => {
  test('a listed signature that was rejected by mistake is listed since the day it was', async () => {
    const id = await make('listed');
    await pool.query(`alter table signature disable trigger user; alter table signature_event disable trigger user;
      update signature_event set at = at - interval '9 days' where signature_id = '${id}';
      update signature set listed_at = listed_at - interval '9 days' where id = '${id}';
      alter table signature enable trigger user; alter table signature_event enable trigger user`);
    const before = await read(id);
    await one(id, turnAway);
    expect((await read(id)).public_name).toBeNull();
    await undoLast(id);
    const after = await read(id);
    expect(after.listed_on).toBe(before.listed_on);
    expect(after.public_name).toBe(before.public_name);
    expect(after.search_key).toBe(before.search_key);
  });

  test('goes step by step, newest first, and the history keeps every step', async () => {
    const id = await make('suspect');
    await one(id, turnAway);
    await one(id, list);
    await one(id, { decision: 'hold' });
    await undoLast(id, rana);
    expect(await stateOf(id)).toBe('listed');
    await undoLast(id, rana);
    expect(await stateOf(id)).toBe('rejected');
    await undoLast(id, rana);
    expect(await stateOf(id)).toBe('suspect');
    expect(await undoLast(id, rana)).toEqual({ done: [], left: 1, told: 0 });
    const { rows } =
      await sql`select was, becomes from signature_event where signature_id = ${id} order by at`.execute(db);
    expect(rows.map((row) => Object.values(row as object).join(' '))).toEqual([
      'pending suspect',
      'suspect rejected',
      'rejected listed',
      'listed suspect',
      'suspect listed',
      'listed rejected',
      'rejected suspect',
    ]);
  });

  test('says whether a mail had left before', async () => {
    const left = (id: Id) => db.deleteFrom('outbox').where('signature_id', '=', id).execute();
    const listed = await make('confirmed');
    await one(listed, list);
    expect(await readLastDecision(db, noor.actor, 'all')).toMatchObject({ signatureId: listed, mailed: 0 });
    await left(listed);
    expect(await readLastDecision(db, noor.actor, 'all')).toMatchObject({ signatureId: listed, mailed: 1 });
    expect(await undoLast(listed)).toEqual({ done: [listed], left: 0, told: 1 });
    // Nobody was to be told of these.
    await one(listed, { decision: 'hold' });
    expect(await undoLast(listed)).toMatchObject({ told: 0 });
    await one(listed, { ...turnAway, reason: null });
    expect(await readLastDecision(db, noor.actor, 'all')).toMatchObject({ becomes: 'rejected', mailed: 0 });
    expect(await undoLast(listed)).toMatchObject({ told: 0 });
    const both = [await make('confirmed'), await make('confirmed')];
    const batch = newId();
    await decide(
      db,
      keys,
      both.map((id) => ({ id, seen: null })),
      () => turnAway,
      noor,
      batch,
    );
    await left(both[0] ?? listed);
    expect(await readLastDecision(db, noor.actor, 'all')).toMatchObject({ size: 2, mailed: 1 });
    expect(await undoBatch(db, keys, batch, noor, 10)).toMatchObject({ left: 0, told: 1 });
  });

  test('not over the head of somebody who decided since', async () => {
    const id = await make('confirmed');
    await one(id, list, noor);
    const last = await readLastDecision(db, noor.actor, 'all');
    expect(last).toMatchObject({ signatureId: id, becomes: 'listed', size: 1 });
    await one(id, turnAway, rana);
    if (!last) throw new Error('unreachable');
    expect(await undo(db, keys, [last], noor)).toEqual({ done: [], left: 1, told: 0 });
    expect(await stateOf(id)).toBe('rejected');
    expect((await readLastDecision(db, noor.actor, 'all'))?.signatureId).not.toBe(id);
    expect(await readLastDecision(db, rana.actor, [])).toBeNull();
  });

  test('a withdrawal is nobody’s to take back, and ends what could be', async () => {
    const id = await make('confirmed');
    await one(id, list);
    const last = await readLastDecision(db, noor.actor, 'all');
    await db.transaction().execute(async (tx) => {
      await tx
        .insertInto('signature_event')
        .values({ id: newId(), signature_id: id, becomes: 'withdrawn', actor: 'signatory', reason: null })
        .execute();
    });
    if (!last) throw new Error('unreachable');
    expect(await undo(db, keys, [last], noor)).toEqual({ done: [], left: 1, told: 0 });
  });

  test('is refused by the database where it is not the newest, or leads elsewhere', async () => {
    const id = await make('confirmed');
    await one(id, list);
    await one(id, turnAway);
    const { rows } = await sql<{ id: Id; becomes: string }>`select id, becomes from signature_event
      where signature_id = ${id}`.execute(db);
    const listing = rows.find((row) => row.becomes === 'listed')?.id ?? newId();
    const rejecting = rows.find((row) => row.becomes === 'rejected')?.id ?? newId();
    const forge = (undoes: Id, state: string) =>
      sql`insert into signature_event (id, signature_id, becomes, actor, undoes)
        values (${newId()}, ${id}, ${state}, 'x', ${undoes})`.execute(db);
    await expect(forge(listing, 'confirmed')).rejects.toMatchObject({ code: 'TD003' });
    await expect(forge(rejecting, 'suspect')).rejects.toMatchObject({ code: 'TD003' });
    await expect(forge(rejecting, 'withdrawn')).rejects.toMatchObject({ code: 'TD003' });
    const other = await make('confirmed');
    await expect(
      sql`insert into signature_event (id, signature_id, becomes, actor, undoes)
        values (${newId()}, ${other}, 'listed', 'x', ${rejecting})`.execute(db),
    ).rejects.toMatchObject({ code: 'TD003' });
  });

  test('a person whose name was erased meanwhile stays where it is', async () => {
    const id = await make('listed', { kind: 'person', publicity: 'name' });
    await one(id, turnAway);
    await sql`update signature set confirmed_at = now() - interval '40 days' where id = ${id}`.execute(db);
    await sql`delete from outbox where signature_id = ${id}`.execute(db);
    await eraseExpired(db);
    expect(await undoLast(id)).toEqual({ done: [], left: 1, told: 0 });
    expect(await one(id, list)).toMatchObject({ left: [{ why: { outcome: 'nameless' } }] });
    expect((await read(id)).mail_domain_hash).toBeNull();
  });
});

test('whatever is decided and taken back, the count is the signatures', async () => {
  const ids = await Promise.all([
    make('confirmed'),
    make('suspect'),
    make('listed'),
    make('rejected'),
    make('listed', { kind: 'person', publicity: 'counted' }),
    make('listed', { kind: 'person', publicity: 'initials' }),
  ]);
  const step = fc.record({
    which: fc.nat(ids.length - 1),
    what: fc.constantFrom<'list' | 'reject' | 'hold' | 'undo' | 'count'>(
      'list',
      'reject',
      'hold',
      'undo',
      'count',
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      for (const { which, what } of steps) {
        const id = ids[which];
        if (!id) continue;
        const was = await stateOf(id);
        if (what === 'undo') await undoLast(id);
        else if (what === 'count') await takeDeltas(db);
        else {
          const tally = await one(id, what === 'reject' ? turnAway : { decision: what });
          expect(tally.done.length === 1).toBe(isPossible(what, was));
        }
        const now = await read(id);
        expect(now.listed_at !== null).toBe(now.state === 'listed');
        const mails = await mailsOf(id);
        expect(mails.length).toBeLessThanOrEqual(1);
        for (const { kind } of mails) expect(kind).toBe(now.state);
      }
      await takeDeltas(db);
      const counted = await readCount(db, place.versionId);
      await rebuildCount(db);
      expect(await readCount(db, place.versionId)).toEqual(counted);
    }),
    { numRuns: 30 },
  );
});

describe('at the same time', () => {
  test('ten clicks decide once', async () => {
    const id = await make('confirmed');
    const tallies = await Promise.all(Array.from({ length: 10 }, () => one(id, list, noor, 'confirmed')));
    expect(tallies.filter(({ done }) => done.length === 1)).toHaveLength(1);
    expect(tallies.flatMap(({ left }) => left).every(({ why }) => why.outcome === 'not-possible')).toBe(true);
    expect(await mailsOf(id)).toHaveLength(1);
  });

  test('two moderators who saw the same decide once, and the second learns what it now is', async () => {
    const id = await make('confirmed');
    const [a, b] = await Promise.all([
      one(id, list, noor, 'confirmed'),
      one(id, turnAway, rana, 'confirmed'),
    ]);
    expect([a, b].filter(({ done }) => done.length === 1)).toHaveLength(1);
    const second = [a, b].find(({ done }) => done.length === 0);
    expect(second?.left[0]?.why).toEqual({ outcome: 'not-possible', state: await stateOf(id) });
  });

  test('ten who take back do it once', async () => {
    const id = await make('confirmed');
    await one(id, list);
    const last = await readLastDecision(db, noor.actor, 'all');
    if (!last) throw new Error('unreachable');
    const undone = await Promise.all(Array.from({ length: 10 }, () => undo(db, keys, [last], noor)));
    expect(undone.filter(({ done }) => done.length === 1)).toHaveLength(1);
    expect(await stateOf(id)).toBe('confirmed');
  });

  test('bulk decisions over the same signatures, in opposite order, end without a deadlock', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => make('confirmed')));
    const targets = ids.map((id) => ({ id, seen: 'confirmed' as const }));
    const [a, b] = await Promise.all([
      decide(db, keys, targets, () => list, noor, newId()),
      decide(db, keys, [...targets].reverse(), () => turnAway, rana, newId()),
    ]);
    expect(a.done.length + b.done.length).toBe(40);
  });
});

test('a thousand are decided within seconds, and taken back as one', async () => {
  await manySigned(db, place, 1_000, (n) => `Sample Thousand ${n}`);
  const rows = await db
    .selectFrom('signature')
    .select('id')
    .where('organisation_name', 'like', 'Sample Thousand %')
    .execute();
  const batch = newId();
  const targets = rows.map(({ id }) => ({ id, seen: 'confirmed' as const }));
  const begun = performance.now();
  const tally = await decide(db, keys, targets, () => list, noor, batch);
  const took = performance.now() - begun;
  expect(tally.done).toHaveLength(1_000);
  expect(took).toBeLessThan(30_000);
  expect(await readLastDecision(db, noor.actor, 'all')).toMatchObject({ batch, size: 1_000 });
  const first = rows[0]?.id ?? newId();
  await one(first, turnAway, rana);
  const again = performance.now();
  const undone = await undoBatch(db, keys, batch, noor, 2_000);
  // What somebody changed since stays.
  expect(undone.done).toHaveLength(999);
  // Beside what deciding took just now, for a machine is not always as quick.
  expect(performance.now() - again).toBeLessThan(10_000 + 4 * took);
  expect(await stateOf(first)).toBe('rejected');
  await takeDeltas(db);
  const counted = await readCount(db, place.versionId);
  await rebuildCount(db);
  expect(await readCount(db, place.versionId)).toEqual(counted);
});

describe('merging', () => {
  const told = () => 'It has signed already.';

  test('one stays, the other is rejected for it, and both say so', async () => {
    const [kept, other] = [await make('listed'), await make('confirmed')];
    const merging = await merge(
      db,
      { id: kept, seen: 'listed' },
      [{ id: other, seen: 'confirmed' }],
      told,
      noor,
    );
    expect(merging).toEqual({ outcome: 'done', merged: [other] });
    expect(await stateOf(kept)).toBe('listed');
    expect(await stateOf(other)).toBe('rejected');
    const standing = () =>
      sql`select kept_id, merged_id from standing_merge where kept_id = ${kept}`.execute(db);
    expect((await standing()).rows).toEqual([{ kept_id: kept, merged_id: other }]);
    expect((await mailsOf(other)).map(({ kind }) => kind)).toEqual(['rejected']);
    await undoLast(other);
    expect(await stateOf(other)).toBe('confirmed');
    expect((await standing()).rows).toEqual([]);
  });

  test('all or none: what cannot be merged leaves all as it was', async () => {
    const [kept, other] = [await make('listed'), await make('confirmed')];
    const target = (id: Id, seen: SignatureState | null = null) => ({ id, seen });
    const person = await make('listed', { kind: 'person' });
    const pending = await make('pending');
    for (const bad of [target(person), target(pending), target(newId()), target(other, 'listed')]) {
      expect((await merge(db, target(kept), [target(other), bad], told, noor)).outcome).not.toBe('done');
    }
    expect((await merge(db, target(kept), [target(kept)], told, noor)).outcome).toBe('not-possible');
    expect(await stateOf(other)).toBe('confirmed');
    // Never in a circle.
    await merge(db, target(kept), [target(other)], told, noor);
    expect((await merge(db, target(other), [target(kept)], told, noor)).outcome).toBe('not-possible');
  });

  test('the database refuses a merge that no rejection explains, and a change of one', async () => {
    const [kept, other] = [await make('listed'), await make('confirmed')];
    await one(other, turnAway);
    const { rows } = await sql<{ id: Id }>`select standing_event(${other}) as id`.execute(db);
    const eventId = rows[0]?.id ?? newId();
    const forged = { event_id: eventId, kept_id: kept, merged_id: other };
    await expect(db.insertInto('signature_merge').values(forged).execute()).rejects.toMatchObject({
      code: 'TD003',
    });
    await expect(db.updateTable('signature_merge').set({ kept_id: other }).execute()).rejects.toMatchObject({
      code: 'TD001',
    });
    await expect(db.deleteFrom('signature_merge').execute()).rejects.toMatchObject({ code: 'TD001' });
  });
});

describe('correcting a name', () => {
  test('puts it right in the signature and in the list, and keeps what stood there', async () => {
    const id = await make('listed', { organisation_name: 'Samlpe Society', organisation_name_ar: 'جمعيه' });
    const typed = { name: '  Sample   Society ', nameAr: 'جمعية نموذجية' };
    expect(await correct(db, id, typed, noor.actor)).toEqual({ outcome: 'done' });
    expect(await read(id)).toMatchObject({
      organisation_name: 'Sample Society',
      organisation_name_ar: 'جمعية نموذجية',
      organisation_key: 'sample society',
      public_name: 'Sample Society',
      search_key: 'sample society جمعيه نموذجيه',
    });
    const [row] = await db
      .selectFrom('signature_correction')
      .selectAll()
      .where('signature_id', '=', id)
      .execute();
    expect(row).toMatchObject({
      actor: noor.actor,
      name_before: 'Samlpe Society',
      name_ar_before: 'جمعيه',
      name_after: 'Sample Society',
      key_after: null,
    });
    expect(await correct(db, id, typed, noor.actor)).toEqual({ outcome: 'same' });
  });

  test('of what is not listed shows nothing in public', async () => {
    const id = await make('confirmed');
    await correct(db, id, { name: 'Sample Other', nameAr: '' }, noor.actor);
    expect(await read(id)).toMatchObject({
      organisation_name: 'Sample Other',
      public_name: null,
      search_key: null,
    });
  });

  test('hostile names are cleaned or refused', async () => {
    const id = await make('listed');
    const wrong = await correct(db, id, { name: 'x'.repeat(10_000), nameAr: '…' }, noor.actor);
    expect(wrong).toEqual({
      outcome: 'wrong',
      errors: { name: 'sign.error.tooLong', nameAr: 'sign.error.letters' },
    });
    expect(await correct(db, id, { name: ' ', nameAr: '' }, noor.actor)).toMatchObject({ outcome: 'wrong' });
    await correct(db, id, { name: '\u202eelpmaS \u2066Society\u2069', nameAr: '' }, noor.actor);
    expect((await read(id)).organisation_name).toBe('elpmaS Society');
  });

  test('is not for people, nor for what is pending or withdrawn; and no other way leads to a name', async () => {
    for (const id of [
      await make('listed', { kind: 'person' }),
      await make('pending'),
      await make('withdrawn'),
    ])
      expect(await correct(db, id, { name: 'Other', nameAr: '' }, noor.actor)).toEqual({
        outcome: 'not-possible',
      });
    const id = await make('listed');
    for (const column of ['organisation_name', 'organisation_name_ar', 'organisation_key', 'public_name'])
      await expect(
        sql`update signature set ${sql.ref(column)} = 'Other' where id = ${id}`.execute(db),
      ).rejects.toMatchObject({ code: 'TD003' });
    await expect(db.deleteFrom('signature_correction').execute()).rejects.toMatchObject({ code: 'TD001' });
  });
});
