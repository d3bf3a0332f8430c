import type { MailMaker } from '../../foundation/mail/outbox.ts';
import { readSiteSettings } from '../../initiative/settings/store.ts';
import { renderMail } from './mail.ts';
import { readMailFacts, storeTokens } from './mail-store.ts';
import type { MailKind, Signature } from './model.ts';
import { openEmail } from './sign.ts';

/** The mails about signatures, for the outbox. */
export const signatureMails = {
  confirm: maker('confirm'),
  known: maker('known'),
  listed: maker('listed'),
  rejected: maker('rejected'),
  'new-version': maker('new-version'),
} as const satisfies Record<MailKind, MailMaker>;

function maker(kind: MailKind): MailMaker {
  return {
    subject: 'signature_id',
    async make(signatureId, { db, keys, origin }) {
      const facts = await readMailFacts(db, signatureId);
      if (!facts || facts.signature.emailSealed === null || isMoot(kind, facts.signature)) return 'moot';
      const to = openEmail(keys, facts.signature);
      if (to === null) return 'unopened';
      const { mails: texts, retention } = await readSiteSettings(db);
      const { confirmDays } = retention;
      const { mail, tokens } = await renderMail({ ...facts, kind, to, origin, texts, confirmDays });
      await storeTokens(db, signatureId, tokens, confirmDays);
      return mail;
    },
  };
}

/** A mail that has lost its reason: nobody confirms what is confirmed, nobody is told of a list they have left. */
function isMoot(kind: MailKind, signature: Signature): boolean {
  if (signature.state === 'withdrawn') return true;
  if (kind === 'confirm') return signature.state !== 'pending';
  return (kind === 'listed' || kind === 'rejected') && signature.state !== kind;
}
