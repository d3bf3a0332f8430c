import { alonePage } from '../../desk/alone.tsx';
import type { Desk } from '../../desk/desk.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { hashToken, parseToken, type Token } from '../../foundation/crypto/token.ts';
import type { Id } from '../../foundation/database/id.ts';
import { translator } from '../../foundation/i18n/translate.ts';
import { storePasswordHash } from '../access/account-store.ts';
import type { Auth } from '../access/auth.ts';
import { readLink, useLink } from '../access/device-store.ts';
import { passkeysWork } from '../access/passkeys-work.ts';
import { hashPassword } from '../access/password.ts';
import { asNobody, browserOf, passCookies } from '../access/request.ts';
import { audit } from '../audit/store.ts';
import { needsTwoFactors } from '../model.ts';
import { readPerson } from '../store.ts';
import { EntryFields } from './entry-fields.tsx';
import { type EntryForm, faultOfPassword, readEntry } from './form.ts';
import { acceptInvitation, type Invitation, readInvitation } from './store.ts';

/** Links opened and forms sent by one network in an hour. */
const perNetwork = 200;

/** Coming in by a mailed link: as somebody new, or again after one's factors were reset. */
export function invitationDesk(desk: Desk, auth: Auth): void {
  const { site } = desk;
  const browser = browserOf(site);
  const passkeys = passkeysWork(site.settings.publicUrl);

  /** Addresses with a token: sent to nobody else, counted. */
  const tokenOf = (c: DeskContext): Token | 'slow' | null => {
    c.header('referrer-policy', 'no-referrer');
    if (!site.limits.take('desk-invitation', browser.network(c), perNetwork)) return 'slow';
    return parseToken(c.req.param('token'));
  };

  /** Opens a session for who has just come in, and leads to what they still need. */
  const letIn = async (c: DeskContext, staffId: Id, password: string | null) => {
    if (password !== null) await storePasswordHash(site.db, staffId, await hashPassword(password));
    const answer = await auth.api.openSession({
      body: { staffId },
      headers: asNobody(c.req.raw.headers),
      asResponse: true,
    });
    passCookies(c, answer.headers);
    await browser.remember(c, staffId, { tell: false });
    await audit(site.db, { actor: `staff:${staffId}`, action: 'account.enter', subject: `staff:${staffId}` });
    const person = await readPerson(site.db, staffId);
    const needsMore = password === null || (person !== null && needsTwoFactors(person));
    return c.redirect(needsMore ? '/desk/account/second-factor' : '/desk', 303);
  };

  desk.outside('GET', '/desk/invitation/:token', async (c) => {
    const token = tokenOf(c);
    if (token === 'slow') return deskMessage(c, 429, 'too_many_tries');
    const invitation = token && (await readInvitation(site.db, hashToken(token)));
    if (!invitation) return deskMessage(c, 410, 'expired');
    speakOf(c, invitation);
    return invitationPage(c, invitation, passkeys, null);
  });

  desk.outside('POST', '/desk/invitation/:token', async (c) => {
    const token = tokenOf(c);
    if (token === 'slow') return deskMessage(c, 429, 'too_many_tries');
    const invitation = token && (await readInvitation(site.db, hashToken(token)));
    if (!invitation) return deskMessage(c, 410, 'expired');
    speakOf(c, invitation);
    const form = readEntry(await c.req.parseBody(), invitation.email);
    const { entry } = form;
    if (entry === null) return invitationPage(c, invitation, passkeys, form);
    const id = await site.db.transaction().execute((tx) => acceptInvitation(tx, hashToken(token), entry));
    if (id === 'used') return deskMessage(c, 410, 'expired');
    if (id === 'taken')
      return invitationPage(c, invitation, passkeys, { ...form, errors: { email: 'taken' } });
    return letIn(c, id, entry.password);
  });

  desk.outside('GET', '/desk/return/:token', async (c) => {
    const token = tokenOf(c);
    if (token === 'slow') return deskMessage(c, 429, 'too_many_tries');
    const found = token && (await readLink(site.db, 'return', hashToken(token)));
    return found ? returnPage(c, passkeys, null) : deskMessage(c, 410, 'expired');
  });

  desk.outside('POST', '/desk/return/:token', async (c) => {
    const token = tokenOf(c);
    if (token === 'slow') return deskMessage(c, 429, 'too_many_tries');
    const found = token && (await readLink(site.db, 'return', hashToken(token)));
    if (!found) return deskMessage(c, 410, 'expired');
    const { way, password } = await c.req.parseBody();
    const chosen = way === 'passkey' && passkeys ? null : String(password ?? '');
    const fault = chosen === null ? null : faultOfPassword(chosen);
    if (fault) return returnPage(c, passkeys, fault);
    const staffId = await useLink(site.db, 'return', hashToken(token));
    return staffId ? letIn(c, staffId, chosen) : deskMessage(c, 410, 'expired');
  });
}

/** The page speaks the invitee's language, until they ask for the other one. */
function speakOf(c: DeskContext, { lang }: Invitation): void {
  if (c.req.query('lang') !== undefined) return;
  c.set('lang', lang);
  c.set('t', translator(lang));
}

function invitationPage(
  c: DeskContext,
  invitation: Invitation,
  passkeys: boolean,
  form: EntryForm | null,
): Promise<Response> {
  const { t, lang } = c.var;
  return alonePage(c, {
    title: t('desk.invitation.title'),
    lead: invitation.email === null ? t('desk.invitation.first') : t('desk.invitation.stand'),
    status: form ? 422 : 200,
    otherLang: `?lang=${lang === 'ar' ? 'en' : 'ar'}`,
    body: (
      <form method="post" novalidate>
        <EntryFields
          t={t}
          who={{ email: invitation.email, typed: form?.typed ?? null }}
          passkeys={passkeys}
          way={form?.typed.way}
          errors={form?.errors ?? {}}
        />
        <button type="submit" class="call">
          {t('desk.invitation.button')}
        </button>
      </form>
    ),
  });
}

function returnPage(
  c: DeskContext,
  passkeys: boolean,
  fault: 'password_short' | 'password_long' | null,
): Promise<Response> {
  const { t } = c.var;
  return alonePage(c, {
    title: t('desk.return.title'),
    lead: t('desk.return.stand'),
    status: fault ? 422 : 200,
    body: (
      <form method="post" novalidate>
        <EntryFields t={t} who={null} passkeys={passkeys} errors={fault ? { password: fault } : {}} />
        <button type="submit" class="call">
          {t('desk.return.button')}
        </button>
      </form>
    ),
  });
}
