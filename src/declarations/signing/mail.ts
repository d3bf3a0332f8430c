import { randomBytes } from 'node:crypto';
import { hashToken, newToken } from '../../foundation/crypto/token.ts';
import { translator } from '../../foundation/i18n/translate.ts';
import { htmlText, type MailPart, plainText } from '../../foundation/mail/layout.tsx';
import type { Mail } from '../../foundation/mail/mailer.ts';
import type { MailTexts } from '../../initiative/settings/model.ts';
import { type MailPartKey, sayMail } from '../../initiative/settings/words-model.ts';
import { isSealed, type MailKind, type Signature } from './model.ts';

/** What a mail about a signature needs to know besides it. */
export interface MailContext {
  signature: Signature;
  kind: MailKind;
  to: string;
  campaignSlug: string;
  /** The title of the wording that was signed. */
  declarationTitle: string;
  siteName: string;
  /** Origin of PUBLIC_URL. */
  origin: string;
  /** What the moderator wrote, for `rejected`. */
  reason: string | null;
  /** For so many days the link to confirm works. */
  confirmDays: number;
  /** Words that an owner has set in place of the standard ones. */
  texts: MailTexts;
}

/** Tokens made for one mail: the mail holds them in clear, the database their hashes only. */
export interface MailTokens {
  confirm: Buffer | null;
  withdraw: Buffer;
}

/** The last part of the links that are a mail's own. */
export interface MailLinks {
  confirm: string | null;
  withdraw: string;
}

/** Renders a mail in the language of the form, with fresh tokens in its links. */
export async function renderMail(context: MailContext): Promise<{ mail: Mail; tokens: MailTokens }> {
  const { signature, kind } = context;
  const withdrawal = newToken(randomBytes);
  const confirmation = kind === 'confirm' ? newToken(randomBytes) : null;
  const { subject, parts } = composeMail(context, { confirm: confirmation, withdraw: withdrawal });
  return {
    mail: {
      to: context.to,
      subject,
      lang: signature.lang,
      text: plainText(parts),
      html: await htmlText(signature.lang, subject, parts),
    },
    tokens: { confirm: confirmation && hashToken(confirmation), withdraw: hashToken(withdrawal) },
  };
}

/** @returns what a mail says, in the language of the form: what is sent, and what is shown before it is. */
export function composeMail(
  context: Omit<MailContext, 'to'>,
  links: MailLinks,
): { subject: string; parts: MailPart[] } {
  const { signature, kind, origin, campaignSlug } = context;
  const t = translator(signature.lang);
  const base = `${origin}/${signature.lang}/campaigns/${campaignSlug}`;
  const values = {
    declaration: context.declarationTitle,
    site: context.siteName,
    days: context.confirmDays,
    // Of a sealed name no mail says anything.
    name: signature.organisationName ?? t(signature.kind === 'person' ? 'sign.kind.person' : 'mail.sealed'),
  };
  const say = (key: MailPartKey): MailPart => ({ text: sayMail(t, context.texts, key, values) });
  const subject = sayMail(t, context.texts, subjects[kind], values).replace(/\s+/g, ' ');
  const parts: MailPart[] = [
    ...bodyOf(kind, context, say, base, links.confirm),
    say('mail.wording'),
    { link: `${base}/declaration/wordings/${signature.wordingSha256}` },
    say('mail.withdraw'),
    { link: `${base}/declaration/withdraw/${links.withdraw}` },
    say('mail.foot'),
  ];
  return { subject, parts };
}

const subjects = {
  confirm: 'mail.confirm.subject',
  known: 'mail.known.subject',
  listed: 'mail.listed.subject',
  rejected: 'mail.rejected.subject',
  'new-version': 'mail.new_version.subject',
} as const satisfies Record<MailKind, MailPartKey>;

function bodyOf(
  kind: MailKind,
  { signature, origin, reason, declarationTitle }: Omit<MailContext, 'to'>,
  say: (key: MailPartKey) => MailPart,
  base: string,
  confirmation: string | null,
): MailPart[] {
  const contact = { link: `${origin}/${signature.lang}/contact` };
  switch (kind) {
    case 'confirm':
      // Nothing of what was typed: whoever posts a form chooses to whom this mail goes.
      return [
        say('mail.confirm.body'),
        { link: `${base}/declaration/confirm/${confirmation}` },
        say('mail.confirm.until'),
      ];
    case 'known':
      if (signature.state === 'rejected') return [say('mail.known.rejected'), contact];
      return [say('mail.known.body'), say('mail.known.change')];
    case 'listed':
      if (isSealed(signature))
        return [
          { text: translator(signature.lang)('mail.listed.sealed', { declaration: declarationTitle }) },
        ];
      return [say('mail.listed.body'), { link: `${base}/signatories` }];
    case 'rejected':
      return [say('mail.rejected.body'), { quote: reason ?? '' }, say('mail.rejected.more'), contact];
    case 'new-version':
      return [say('mail.new_version.body'), { link: `${base}/declaration` }];
  }
}
