import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { press } from '../../../tests/press.ts';
import { campaignSlug, signAs, signedOrganisation, starterDeclaration } from '../../../tests/signatures.ts';
import { testSite } from '../../../tests/site.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';
import { readCount, rebuildCount, takeDeltas } from '../count/store.ts';
import { listSignatories } from '../signatories/store.ts';
import { withdraw } from '../signing/decide.ts';
import { eraseByAddress } from '../signing/person.ts';
import { workOnCleanups } from './jobs.ts';
import { likePattern } from './model.ts';
import { readCleanup, steer } from './store.ts';
import { cleanBatch } from './work-store.ts';

const { db } = await testDatabase({ starter: true });
const { as, site } = testDesk(db);
const { app } = testSite(db);
const { keys } = site;
const { versionId } = await starterDeclaration(db);
const moderator = await as('moderator');

const person = async (name: string, domain: string) => {
  const email = `p${randomBytes(5).toString('hex')}@${domain}`;
  const signed = await signAs(db, keys, { kind: 'person', contact_name: name, email, publicity: 'name' });
  await press(db, keys, signed.confirm);
  return { ...signed, email };
};
/** Writes a clean-up at the desk. @returns its id. */
const draft = async (conditions: Record<string, string>) => {
  const form = { category: 'automated', reason: 'one machine', ...conditions };
  const answer = await moderator.post(`/desk/cleanups/in/${campaignSlug}`, form);
  const id = parseId(answer.headers.get('location')?.split('/').at(-1) ?? '');
  if (!id) throw new Error(`no clean-up was made: ${answer.status}`);
  return id;
};
const names = async () =>
  (await listSignatories(db, versionId, {}, { limit: 1000 })).map(({ name }) => name).sort();
const work = (limit = 2) => workOnCleanups(db, keys, undefined, limit);
const one = (_: string) => Buffer.alloc(32);

describe('a clean-up', () => {
  test('is looked at, runs, is told to the public in its size, and is undone as if it had not been', async () => {
    for (let n = 0; n < 5; n += 1) await person(`Robot ${n}`, 'robots.example.com');
    await person('Human', 'people.example.com');
    await signedOrganisation(db, keys, 'Robot Friends', { email: 'friends@robots.example.com' });
    const before = await names();
    const days = await sql`select id, listed_on from signature order by id`.execute(db);
    const id = await draft({ domain: 'Robots.example.com', kind: 'person' });
    // 'robots.example.com' belongs to who registered example.com: the domain that a clean-up knows.
    const preview = await (await moderator.get(`/desk/cleanups/${id}`)).text();
    expect(preview).toContain('6 signatures match.');
    expect(preview).toContain('Robot 3');
    expect(await names()).toEqual(before);
    await moderator.post(`/desk/cleanups/${id}/drop`);

    const run = await draft({ pattern: 'robot ?', kind: 'person' });
    expect(await (await moderator.get(`/desk/cleanups/${run}`)).text()).toContain('5 signatures match.');
    await moderator.post(`/desk/cleanups/${run}/run`);
    await work();
    expect(await names()).toEqual(['Human', 'Robot Friends']);
    const html = await (await app.request(`/en/campaigns/${campaignSlug}/signatories`)).text();
    expect(html).toMatch(/5 signatures removed on [^:]+: automated\./);
    expect(html).not.toContain('one machine');
    expect(await (await app.request(`/ar/campaigns/${campaignSlug}/signatories`)).text()).toContain(
      'أُزيلت 5 توقيعات',
    );
    const json = await (await app.request(`/en/campaigns/${campaignSlug}/signatories.json`)).json();
    expect(json.clean_ups).toMatchObject([{ removed: 5, reason: 'automated', undone_on: null }]);
    const waiting = await sql`select 1 from outbox where kind = 'rejected'`.execute(db);
    expect(waiting.rows).toHaveLength(0);

    await moderator.post(`/desk/cleanups/${run}/undo`);
    await work();
    expect(await names()).toEqual(before);
    expect((await sql`select id, listed_on from signature order by id`.execute(db)).rows).toEqual(days.rows);
    expect(await (await app.request(`/en/campaigns/${campaignSlug}/signatories`)).text()).toContain(
      'This was undone on',
    );
  });

  test('begins again where a kill left it, and touches nothing twice', async () => {
    for (let n = 0; n < 5; n += 1) await person(`Killed ${n}`, 'example.net');
    const id = await draft({ pattern: 'Killed*' });
    await steer(db, id, 'run');
    await cleanBatch(db, one, 2);
    const killed = db.transaction().execute(async (tx) => {
      await cleanBatch(
        Object.assign(Object.create(tx), {
          transaction: () => ({ execute: (f: (t: typeof tx) => unknown) => f(tx) }),
        }),
        one,
        2,
      );
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect((await readCleanup(db, id))?.touched).toBe(2);
    await work();
    expect(await readCleanup(db, id)).toMatchObject({ state: 'done', touched: 5 });
    const events =
      await sql`select signature_id from signature_event where actor = ${`cleanup:${id}`}`.execute(db);
    expect(events.rows).toHaveLength(5);
  });

  test('is about nothing that came after it was written', async () => {
    await person('Early Bird', 'example.net');
    const id = await draft({ pattern: '* Bird' });
    await person('Late Bird', 'example.net');
    await steer(db, id, 'run');
    await work();
    expect(await names()).toContain('Late Bird');
    expect(await names()).not.toContain('Early Bird');
  });

  test('gives back nobody who has left or was erased meanwhile, and no decision taken since', async () => {
    const left = await person('Gone Left', 'example.net');
    const erased = await person('Gone Erased', 'example.net');
    await person('Gone Back', 'example.net');
    const id = await draft({ pattern: 'Gone *' });
    await steer(db, id, 'run');
    await work();
    await withdraw(db, left.withdraw);
    await eraseByAddress(db, keys, erased.email);
    const kept =
      await sql`select public_name from cleanup_signature where public_name = 'Gone Left' or public_name = 'Gone Erased'`.execute(
        db,
      );
    expect(kept.rows).toHaveLength(0);
    await steer(db, id, 'undo');
    await work();
    expect(await readCleanup(db, id)).toMatchObject({ state: 'undone', restored: 1 });
    expect(await names()).toContain('Gone Back');
    expect(await names()).not.toContain('Gone Left');
  });
});

describe('conditions', () => {
  test('there is always one, and what is wrong is said beside it', async () => {
    const empty = await moderator.post(`/desk/cleanups/in/${campaignSlug}`, {
      category: 'automated',
      reason: 'all',
    });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('without any, all signatures would be meant');
    const wrong = {
      domain: 'not a domain',
      burst: 'many',
      pattern: '***',
      category: 'other',
      reason: '',
      from: '2999-01-01',
    };
    const answer = await moderator.post(`/desk/cleanups/in/${campaignSlug}`, wrong);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    for (const field of ['domain', 'from', 'burst', 'pattern', 'category', 'reason'])
      expect(html).toContain(`id="${field}-error"`);
    expect(html).toContain('value="not a domain"');
  });

  test('a pattern means its own letters: no text of it is an expression', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), async (pattern, name) => {
        fc.pre(!/[*?\0]/.test(pattern) && !name.includes('\0'));
        const { rows } = await sql<{
          yes: boolean;
        }>`select ${name} ilike ${likePattern(pattern)} as yes, ${pattern} ilike ${likePattern(pattern)} as own`.execute(
          db,
        );
        expect(rows[0]).toMatchObject({ own: true });
        if (rows[0]?.yes) expect(name.toLowerCase()).toBe(pattern.toLowerCase());
      }),
      { numRuns: 60 },
    );
  });

  test('a hostile pattern costs no more than a name is long', async () => {
    const form = { category: 'automated', reason: 'x', pattern: '*a*a*a*a*a*a*a*b' };
    expect((await moderator.post(`/desk/cleanups/in/${campaignSlug}`, form)).status).toBe(422);
    const before = performance.now();
    await sql`select ${'a'.repeat(200)} ilike ${likePattern('*a*a*a*a*a*b')}`.execute(db);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('many in one minute', async () => {
    for (let n = 0; n < 4; n += 1) await person(`Burst ${n}`, 'example.net');
    await sql`update signature set created_at = date_trunc('minute', now()) - interval '3 days' where public_name like 'Burst%'`.execute(
      db,
    );
    const id = await draft({
      burst: '4',
      until: new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10),
    });
    expect(await (await moderator.get(`/desk/cleanups/${id}`)).text()).toContain('4 signatures match.');
  });
});

test('another campaign, another role: refused', async () => {
  const elsewhere = await sql<{ id: string }>`select gen_random_uuid() as id`.execute(db);
  expect(elsewhere.rows).toHaveLength(1);
  const editor = await as('editor');
  expect((await editor.get('/desk/cleanups')).status).toBe(403);
  expect((await editor.post(`/desk/cleanups/in/${campaignSlug}`, { reason: 'x' })).status).toBe(403);
  const id = await draft({ pattern: 'Human' });
  expect((await editor.post(`/desk/cleanups/${id}/run`)).status).toBe(403);
  expect((await moderator.post('/desk/cleanups/in/no-such-campaign', {})).status).toBe(404);
});

test('the count is exact whatever runs, stops and is undone, in any order', async () => {
  const own = await testDatabase({ starter: true });
  const desk = testDesk(own.db);
  const ring = desk.site.keys;
  const someone = await desk.as('moderator');
  for (let n = 0; n < 8; n += 1)
    await signedOrganisation(own.db, ring, `Group ${n % 2} number ${n}`, {}, n % 3 !== 0);
  const version = (await starterDeclaration(own.db)).versionId;
  const ids: (Id | null)[] = [];
  for (const pattern of ['Group 0*', 'Group 1*', '*number*']) {
    const answer = await someone.post(`/desk/cleanups/in/${campaignSlug}`, {
      pattern,
      category: 'invented',
      reason: 'r',
    });
    ids.push(parseId(answer.headers.get('location')?.split('/').at(-1) ?? ''));
  }
  const step = fc.record({
    which: fc.nat(2),
    way: fc.constantFrom('run', 'stop', 'undo', 'batch', 'batch', 'count'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      for (const { which, way } of steps) {
        const id = ids[which];
        if (way === 'batch') await cleanBatch(own.db, one, 2);
        else if (way === 'count') await takeDeltas(own.db);
        else if (id) await steer(own.db, id, way as 'run');
      }
      while ((await takeDeltas(own.db)).length > 0);
      const counted = await readCount(own.db, version);
      await rebuildCount(own.db);
      expect(await readCount(own.db, version)).toEqual(counted);
      // Done clean-ups begin anew in the next round.
      await sql`update cleanup set state = 'draft', started_at = null, ended_at = null, undone_at = null, reached = null, touched = 0, restored = 0
        where state = 'undone'`.execute(own.db);
      await sql`delete from cleanup_signature c using cleanup k where k.id = c.cleanup_id and k.state = 'draft'`.execute(
        own.db,
      );
    }),
    { numRuns: 25 },
  );
});
