import type { Db } from '../foundation/database/database.ts';
import { translator } from '../foundation/i18n/translate.ts';
import { htmlText, type MailPart, plainText } from '../foundation/mail/layout.tsx';
import { MailError, type Mailer } from '../foundation/mail/mailer.ts';
import { readInitiative } from '../initiative/store.ts';
import { endTrial, nextTrial } from './trial-store.ts';

/** Sends the mails that people of the staff asked for to see whether mails arrive, and notes what the relay said. */
export async function sendTrials(db: Db, mailer: Mailer | null): Promise<void> {
  for (let trial = await nextTrial(db); trial; trial = await nextTrial(db)) {
    if (mailer === null) {
      await endTrial(db, trial.id, 'failed', 'SMTP_URL');
      continue;
    }
    const t = translator(trial.lang);
    const initiative = await readInitiative(db, trial.lang);
    const subject = t('desk.trial.subject', { site: initiative?.shortName ?? 'Tadamun' });
    const parts: MailPart[] = [{ text: t('desk.trial.body') }];
    const mail = {
      to: trial.email,
      subject,
      lang: trial.lang,
      text: plainText(parts),
      html: await htmlText(trial.lang, subject, parts),
    };
    try {
      await mailer.send(mail);
      await endTrial(db, trial.id, 'sent', null);
    } catch (error) {
      // Words that hold neither address nor token: see MailError.
      await endTrial(db, trial.id, 'failed', error instanceof MailError ? error.message : 'unknown');
    }
  }
}
