import type { Db } from '../../foundation/database/database.ts';
import { translator } from '../../foundation/i18n/translate.ts';
import { htmlText, type MailPart, plainText } from '../../foundation/mail/layout.tsx';
import type { MailMaker } from '../../foundation/mail/outbox.ts';
import { readInitiative } from '../../initiative/store.ts';
import { readPerson } from '../../staff/store.ts';
import { waitingFor } from '../waiting-model.ts';
import { readWaiting } from '../waiting-store.ts';
import { mondayDue } from './model.ts';
import { listReaders, wantsMonday, writeOnce } from './store.ts';

/** One round: on a Monday from seven on, writes to everybody for whom something waits, once. @returns how many. */
export async function writeMonday(db: Db, now: Date, timeZone: string): Promise<number> {
  const week = mondayDue(now, timeZone);
  if (week === null) return 0;
  const readers = await listReaders(db, week);
  if (readers.length === 0) return 0;
  const rows = await readWaiting(db);
  let written = 0;
  for (const reader of readers)
    if (await writeOnce(db, reader.id, week, waitingFor(reader, rows).length)) written += 1;
  return written;
}

/** The Monday mail, for the outbox: what waits at the moment it leaves, which may be nothing any more. */
export const mondayMails = {
  monday: {
    subject: 'staff_id',
    async make(staffId, { db, origin }) {
      const person = await readPerson(db, staffId);
      if (!person || !(await wantsMonday(db, staffId))) return 'moot';
      const lines = waitingFor(person, await readWaiting(db));
      if (lines.length === 0) return 'moot';
      const t = translator(person.lang);
      const initiative = await readInitiative(db, person.lang);
      const subject = t('desk.monday.subject', { site: initiative?.shortName ?? 'Tadamun' });
      const parts: MailPart[] = [
        { text: t('desk.monday.hello') },
        ...lines.flatMap(({ what, href, n }) => [
          { text: t('desk.monday.line', { what: t(`desk.waiting.${what}`), n }) },
          { link: origin + href },
        ]),
        { text: t('desk.monday.open') },
        { link: `${origin}/desk` },
        { text: t('desk.monday.off') },
        { link: `${origin}/desk/account/mail` },
      ];
      return {
        to: person.email,
        subject,
        lang: person.lang,
        text: plainText(parts),
        html: await htmlText(person.lang, subject, parts),
      };
    },
  },
} as const satisfies Record<string, MailMaker>;
