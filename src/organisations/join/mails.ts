import { randomBytes } from 'node:crypto';
import { open } from '../../foundation/crypto/seal.ts';
import { hashToken, newToken } from '../../foundation/crypto/token.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { translator } from '../../foundation/i18n/translate.ts';
import { htmlText, type MailPart, plainText } from '../../foundation/mail/layout.tsx';
import type { Mail } from '../../foundation/mail/mailer.ts';
import type { Made, MailMaker, MailMaterial } from '../../foundation/mail/outbox.ts';
import { openJoinContact } from './apply.ts';
import { joinTerms, memberContactPlace } from './model.ts';
import { readApplication, readVouchFacts, storeJoinToken } from './store.ts';

/** The mails about applications to join, for the outbox. */
export const joinMails = {
  'join-confirm': { subject: 'application_id', make: makeConfirm },
  'join-vouch': { subject: 'vouch_id', make: makeVouch },
  'join-accepted': {
    subject: 'application_id',
    make: (id, material) => makeDecision(id, material, 'accepted'),
  },
  'join-rejected': {
    subject: 'application_id',
    make: (id, material) => makeDecision(id, material, 'rejected'),
  },
} as const satisfies Record<string, MailMaker>;

async function compose(to: string, lang: Lang, subject: string, parts: readonly MailPart[]): Promise<Mail> {
  return { to, lang, subject, text: plainText(parts), html: await htmlText(lang, subject, parts) };
}

async function makeConfirm(id: Id, { db, keys, origin }: MailMaterial): Promise<Made> {
  const application = await readApplication(db, id, 'en');
  if (application === null || application.state !== 'pending' || !application.contactSealed) return 'moot';
  const contact = openJoinContact(keys, application);
  if (contact === null) return 'unopened';
  const t = translator(application.lang);
  const token = newToken(randomBytes);
  await storeJoinToken(db, hashToken(token), id, null);
  // Nothing of what was typed: whoever posts the form chooses to whom this mail goes.
  return compose(contact.email, application.lang, t('mail.join.confirm.subject'), [
    { text: t('mail.join.confirm.body') },
    { link: `${origin}/${application.lang}/organisations/join/confirm/${token}` },
    { text: t('mail.join.until', { days: joinTerms.linkDays }) },
    { text: t('mail.join.foot') },
  ]);
}

async function makeVouch(id: Id, { db, keys, origin }: MailMaterial): Promise<Made> {
  const facts = await readVouchFacts(db, id);
  if (facts?.state !== 'confirmed' || !facts.emailSealed) return 'moot';
  const to = open(keys, 'contact', facts.emailSealed, memberContactPlace(facts.memberId));
  if (!to.ok) return 'unopened';
  const t = translator(facts.lang);
  const token = newToken(randomBytes);
  await storeJoinToken(db, hashToken(token), facts.applicationId, id);
  return compose(to.text, facts.lang, t('mail.join.vouch.subject'), [
    { text: t('mail.join.vouch.body', { applicant: facts.applicant, member: facts.member }) },
    { link: `${origin}/${facts.lang}/organisations/join/vouch/${token}` },
    { text: t('mail.join.until', { days: joinTerms.linkDays }) },
  ]);
}

async function makeDecision(
  id: Id,
  { db, keys, origin }: MailMaterial,
  decision: 'accepted' | 'rejected',
): Promise<Made> {
  const application = await readApplication(db, id, 'en');
  if (application === null || application.state !== decision || !application.contactSealed) return 'moot';
  const contact = openJoinContact(keys, application);
  if (contact === null) return 'unopened';
  const { lang, reason } = application;
  const t = translator(lang);
  const values = { name: application.name };
  return compose(contact.email, lang, t(`mail.join.${decision}.subject`), [
    { text: t(`mail.join.${decision}.body`, values) },
    ...(decision === 'rejected' && reason ? [{ quote: reason }] : []),
    { link: `${origin}/${lang}/${decision === 'accepted' ? 'organisations' : 'contact'}` },
  ]);
}
