import { beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { openMailbox } from '../../../tests/mailbox.ts';
import { query, signUp } from '../../backup/testing.ts';
import { newKeys } from '../../foundation/crypto/keys.ts';
import { createLog } from '../../foundation/log.ts';
import { createMailer } from '../../foundation/mail/mailer.ts';
import { deliverDue } from '../../foundation/mail/outbox.ts';
import { mondayMails, writeMonday } from './mail.ts';
import { mondayDue } from './model.ts';

const baghdad = 'Asia/Baghdad';
/** A Monday; seven in Baghdad is four in UTC. */
const monday = (time: string) => new Date(`2030-03-04T${time}Z`);

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase({ starter: true });
});

/** Sends what is due to a real mail server. */
async function send() {
  const mailbox = await openMailbox();
  const mailer = createMailer(mailbox.url, 'campaign@example.org');
  const log = createLog('fatal', 'test');
  const deps = {
    db: database.db,
    keys: newKeys(),
    mailer,
    kinds: mondayMails,
    origin: 'https://c.example.org',
    log,
  };
  await deliverDue(deps);
  mailer.close();
  await mailbox.close();
  return mailbox.mails;
}

test('Monday from seven on, by the clock of the site, until seven on Tuesday', () => {
  expect(mondayDue(monday('03:59:59'), baghdad)).toBeNull();
  expect(mondayDue(monday('04:00:00'), baghdad)).toBe('2030-03-04');
  expect(mondayDue(new Date('2030-03-05T03:59:00Z'), baghdad)).toBe('2030-03-04');
  expect(mondayDue(new Date('2030-03-05T04:00:00Z'), baghdad)).toBeNull();
  expect(mondayDue(monday('04:00:00'), 'America/New_York')).toBeNull();
});

test('each is told what waits for them, in their language, with links; for whom nothing waits gets nothing', async () => {
  const { db, url } = database;
  await signUp(url, 4);
  const { as } = testDesk(db);
  const moderator = await as('moderator');
  const arabic = await as('moderator', { lang: 'ar' });
  const researcher = await as('researcher');
  expect(await writeMonday(db, monday('04:00:00'), baghdad)).toBe(2);
  const mails = await send();
  const to = (id: string) => mails.find((mail) => mail.to?.[0]?.address === `${id}@example.org`);
  expect(mails).toHaveLength(2);
  expect(to(moderator.id)?.text).toContain('Organisations to check: 2');
  expect(to(moderator.id)?.text).toContain('https://c.example.org/desk/signatures');
  expect(to(arabic.id)?.subject).toContain('ما ينتظركم');
  expect(to(arabic.id)?.text).toContain('منظمات تنتظر التدقيق: 2');
  expect(to(arabic.id)?.html).toContain('dir="rtl"');
  expect(to(researcher.id)).toBeUndefined();
});

test('once a week, whatever stops in between, however many ask at once', async () => {
  const { db, url } = database;
  await signUp(url, 4);
  await testDesk(db).as('moderator');
  const rounds = Array.from({ length: 5 }, () => writeMonday(db, monday('04:01:00'), baghdad));
  expect((await Promise.all(rounds)).reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(await writeMonday(db, monday('15:00:00'), baghdad)).toBe(0);
  expect(await send()).toHaveLength(1);
  expect(await writeMonday(db, new Date('2030-03-11T04:00:00Z'), baghdad)).toBe(1);
});

test('who has it switched off, who has left, and who has done it meanwhile is left in peace', async () => {
  const { db, url } = database;
  await signUp(url, 4);
  const { as } = testDesk(db);
  const owner = await as('owner');
  await owner.post('/desk/account/mail', {});
  const [quiet, gone] = [await as('moderator'), await as('moderator')];
  expect(await (await quiet.get('/desk/account/mail')).text()).toContain('checked');
  expect((await quiet.post('/desk/account/mail', {})).status).toBe(303);
  expect(await (await quiet.get('/desk/account/mail')).text()).not.toContain('checked');
  await query(url, 'update staff set left_at = now() where id = $1', [gone.id]);
  expect(await writeMonday(db, monday('04:00:00'), baghdad)).toBe(0);
  await as('moderator');
  expect(await writeMonday(db, monday('04:00:00'), baghdad)).toBe(1);
  // Before the mail leaves, everything is decided.
  await query(
    url,
    `insert into signature_event (id, signature_id, becomes, actor, reason)
     select gen_random_uuid(), id, 'rejected', 'operator', 'x' from signature where state = 'confirmed'`,
  );
  expect(await send()).toHaveLength(0);
});
