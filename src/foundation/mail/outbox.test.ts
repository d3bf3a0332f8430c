import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { newKeys } from '../crypto/keys.ts';
import { newId } from '../database/id.ts';
import { createLog } from '../log.ts';
import type { MailKinds } from './outbox.ts';
import { deliverDue, readKeptMails } from './outbox.ts';
import { claimMails, outboxState, queueMail } from './outbox-store.ts';

const { db } = await testDatabase({ starter: false });
const material = {
  db,
  keys: newKeys(),
  origin: 'https://campaign.example.org',
  log: createLog('fatal', 'test'),
};
const someone = newId();
await sql`insert into staff (id, name, email) values (${someone}, 'Sample Member', 'member@example.org')`.execute(
  db,
);

const kinds: MailKinds = {
  hello: {
    subject: 'staff_id',
    make: async (id) => ({
      to: 'member@example.org',
      subject: 'Hello',
      text: `hello ${id}`,
      html: '<p>hello</p>',
      lang: 'en',
    }),
  },
  over: { subject: 'staff_id', make: async () => 'moot' },
};

test('a mail is made by the maker of its kind; a kind that nobody knows is kept as failed', async () => {
  await queueMail(db, 'hello', 'staff_id', someone);
  await queueMail(db, 'over', 'staff_id', someone);
  await queueMail(db, 'unheard-of', 'staff_id', someone);
  expect(await deliverDue({ ...material, kinds, mailer: null })).toBe(1);
  expect(await outboxState(db)).toMatchObject({ waiting: 0, failed: 1 });
  const kept = await readKeptMails(db, material.keys, 10);
  expect(kept.map(({ kind, mail }) => [kind, mail?.text])).toEqual([['hello', `hello ${someone}\n`.trim()]]);
  await sql`delete from outbox`.execute(db);
});

test('a patient mail goes after those that somebody waits for', async () => {
  await queueMail(db, 'over', 'staff_id', someone, { patient: true });
  await queueMail(db, 'hello', 'staff_id', someone);
  const claimed = [...(await claimMails(db, 1)), ...(await claimMails(db, 1))];
  expect(claimed.map(({ kind }) => kind)).toEqual(['hello', 'over']);
  await sql`delete from outbox`.execute(db);
});

test('a mail is about exactly one thing, and dies with it', async () => {
  const nothing = sql`insert into outbox (id, kind) values (${newId()}, 'hello')`.execute(db);
  await expect(nothing).rejects.toThrow('outbox_about_one_thing');
  await queueMail(db, 'hello', 'staff_id', someone);
  await sql`delete from staff where id = ${someone}`.execute(db);
  expect(await outboxState(db)).toMatchObject({ waiting: 0 });
  expect(await readKeptMails(db, material.keys, 10)).toEqual([]);
});
