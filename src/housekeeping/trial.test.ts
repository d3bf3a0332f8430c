import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { testDesk } from '../../tests/desk.ts';
import { openMailbox } from '../../tests/mailbox.ts';
import { createMailer } from '../foundation/mail/mailer.ts';
import { sendTrials } from './trial.ts';
import { readLastTrial } from './trial-store.ts';

test('a test mail arrives in the language of who asked; a refusal is told without the address', async () => {
  const { db } = await testDatabase({ starter: true });
  const { as } = testDesk(db, { SMTP_URL: 'smtp://127.0.0.1:1' });
  const mailbox = await openMailbox();
  const mailer = createMailer(mailbox.url, 'campaign@example.org');
  try {
    const owner = await as('owner', { lang: 'ar' });
    await owner.post('/desk/first-steps/mail');
    await owner.post('/desk/first-steps/mail');
    await sendTrials(db, mailer);
    expect(mailbox.mails).toHaveLength(1);
    expect(mailbox.mails[0]?.to?.[0]?.address).toBe(`${owner.id}@example.org`);
    expect(mailbox.mails[0]?.subject).toContain('رسالة تجريبية');
    expect(await readLastTrial(db)).toMatchObject({ outcome: 'sent' });
    mailbox.refuseWith(550);
    await owner.post('/desk/first-steps/mail');
    await sendTrials(db, mailer);
    expect(await readLastTrial(db)).toMatchObject({ outcome: 'failed', reason: 'the relay answered 550' });
    expect(await (await owner.get('/desk/first-steps')).text()).toContain('the relay answered 550');
  } finally {
    mailer.close();
    await mailbox.close();
  }
});
