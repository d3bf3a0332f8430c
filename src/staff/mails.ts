import { randomBytes } from 'node:crypto';
import { hashToken, newToken } from '../foundation/crypto/token.ts';
import type { Id } from '../foundation/database/id.ts';
import { formatMoment } from '../foundation/i18n/dates.ts';
import { type MessageKey, translator } from '../foundation/i18n/translate.ts';
import { htmlText, type MailPart, plainText } from '../foundation/mail/layout.tsx';
import type { Mail } from '../foundation/mail/mailer.ts';
import type { MailMaker } from '../foundation/mail/outbox.ts';
import { newestDevice, setLinkToken } from './access/device-store.ts';
import { deviceLinkHours, invitationDays } from './access/terms.ts';
import { readOpenInvitation, setInvitationToken } from './invitations/store.ts';
import { readInitiativeName } from './mail-store.ts';
import type { DeskLang } from './model.ts';
import { namesOfActors, readPerson } from './store.ts';

/** The mails to the staff about their accounts, for the outbox. */
export const staffMails = {
  'staff-invitation': {
    subject: 'invitation_id',
    async make(id, { db, origin }) {
      const invitation = await readOpenInvitation(db, id);
      if (!invitation?.email) return 'moot';
      const { lang, invitedBy, email } = invitation;
      const token = newToken(randomBytes);
      const [site, names] = [await readInitiativeName(db, lang), await namesOfActors(db, [invitedBy])];
      const values = { site, name: names.get(invitedBy) ?? site, days: invitationDays };
      if (!(await setInvitationToken(db, id, hashToken(token)))) return 'moot';
      return write(email, lang, 'invitation', values, [{ link: `${origin}/desk/invitation/${token}` }]);
    },
  },
  'staff-new-device': toMember('device', async (staffId, { db, lang, origin }) => {
    const device = await newestDevice(db, staffId);
    if (device === null) return null;
    const values = {
      device: device.device || translator(lang)('desk.device.unknown'),
      at: formatMoment(lang, device.at),
    };
    return { values, link: `${origin}/desk/account` };
  }),
  'staff-device-link': toMember('device_link', async (staffId, { db, origin }) => {
    const token = newToken(randomBytes);
    if (!(await setLinkToken(db, staffId, 'device', hashToken(token)))) return null;
    return { values: { hours: deviceLinkHours }, link: `${origin}/desk/sign-in/device/${token}` };
  }),
  'staff-reset': toMember('reset', async (staffId, { db, origin }) => {
    const token = newToken(randomBytes);
    if (!(await setLinkToken(db, staffId, 'return', hashToken(token)))) return null;
    return { values: { days: invitationDays }, link: `${origin}/desk/return/${token}` };
  }),
  'staff-factors': toMember('factors', async (_staffId, { origin }) => ({
    values: {},
    link: `${origin}/desk/account`,
  })),
} as const satisfies Record<string, MailMaker>;

interface About {
  db: Parameters<MailMaker['make']>[1]['db'];
  origin: string;
  lang: DeskLang;
}
type Values = Record<string, string | number>;
type Text = 'invitation' | 'device' | 'device_link' | 'reset' | 'factors';

/** A mail to one person of the staff, in their language. `find` null: it has lost its reason. */
function toMember(
  text: Text,
  find: (staffId: Id, about: About) => Promise<{ values: Values; link: string } | null>,
): MailMaker {
  return {
    subject: 'staff_id',
    async make(staffId, { db, origin }) {
      const person = await readPerson(db, staffId);
      const found = person && (await find(staffId, { db, origin, lang: person.lang }));
      if (!person || !found) return 'moot';
      const site = await readInitiativeName(db, person.lang);
      return write(person.email, person.lang, text, { site, ...found.values }, [{ link: found.link }]);
    },
  };
}

async function write(
  to: string,
  lang: DeskLang,
  text: Text,
  values: Values,
  links: MailPart[],
): Promise<Mail> {
  const t = translator(lang);
  const say = (key: MessageKey): MailPart => ({ text: t(key, values) });
  const subject = t(`mail.staff_${text}.subject`, values);
  const parts = [say(`mail.staff_${text}.body`), ...links, say(`mail.staff_${text}.end`)];
  return { to, subject, lang, text: plainText(parts), html: await htmlText(lang, subject, parts) };
}
