import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { queueMail } from '../../foundation/mail/outbox-store.ts';
import {
  endSessions,
  type Factors,
  markTwoFactors,
  readFactors,
  readPasswordHash,
  removePasskey,
  removeTotp,
  renamePasskey,
  sessionOpenedAt,
  storePasswordHash,
} from '../access/account-store.ts';
import type { Auth } from '../access/auth.ts';
import { passkeysWork } from '../access/passkeys-work.ts';
import { hashPassword, verifyPassword } from '../access/password.ts';
import { isJson, passCookies } from '../access/request.ts';
import { longestName, passwordTriesPerHour } from '../access/terms.ts';
import { cleanName, faultOfPassword } from '../invitations/form.ts';
import { needsTwoFactors } from '../model.ts';
import { showAccount } from './account-desk.tsx';
import type { AccountFault } from './page.tsx';
import { canDoWithout, hasSecond, refusalOfChange } from './rules.ts';
import { codesPage, secondFactorPage, totpPage } from './totp-pages.tsx';

/** What people sign in with: passkeys, password, authenticator app, recovery codes. */
export function factorsDesk(desk: Desk, auth: Auth): void {
  const { site } = desk;
  const { db } = site;

  /** Runs a change of factors, where this session may make one. */
  const changing =
    (change: (c: DeskContext, factors: Factors) => Promise<Response>) => async (c: DeskContext) => {
      const { id, sessionId } = c.var.member;
      const factors = await readFactors(db, id);
      const openedAt = await sessionOpenedAt(db, sessionId);
      const refusal = refusalOfChange(c.var.member, factors, openedAt, site.now());
      if (refusal) return deskMessage(c, 403, refusal);
      c.set('audited', { subject: `staff:${id}` });
      return change(c, factors);
    };
  const tell = (c: DeskContext) => queueMail(db, 'staff-factors', 'staff_id', c.var.member.id);
  const fault = (c: DeskContext, field: AccountFault['field'], text: string) =>
    showAccount(desk, c, { field, text });
  /** Whether what was typed is the person's password; a session that was stolen gets few tries. */
  const isPassword = async (c: DeskContext, typed: unknown) => {
    const { id } = c.var.member;
    if (!site.limits.take('desk-password', id, passwordTriesPerHour)) return false;
    const hash = await readPasswordHash(db, id);
    return hash !== null && typeof typed === 'string' && verifyPassword(hash, typed);
  };

  desk.get('/desk/account/second-factor', 'account.own', 'any', async (c) => {
    if (c.var.member.twoFactors) return c.redirect('/desk/account', 303);
    const factors = await readFactors(db, c.var.member.id);
    return secondFactorPage(c, factors, passkeysWork(site.settings.publicUrl));
  });

  desk.post(
    '/desk/account/password',
    'account.own',
    'any',
    changing(async (c, factors) => {
      const { t, member } = c.var;
      const form = await c.req.parseBody();
      if (factors.password && !(await isPassword(c, form.current)))
        return fault(c, 'current', t('desk.account.password.wrong'));
      const password = String(form.password ?? '');
      const wrong = faultOfPassword(password);
      if (wrong) return fault(c, 'password', t(`desk.entry.wrong.${wrong}`, { n: 12 }));
      await storePasswordHash(db, member.id, await hashPassword(password));
      await endSessions(db, member.id, member.sessionId);
      await tell(c);
      return c.redirect(doneAt('/desk/account', 'saved'), 303);
    }),
  );

  desk.post(
    '/desk/account/totp',
    'account.own',
    'any',
    changing(async (c, factors) => {
      const { current } = await c.req.parseBody();
      if (factors.totp) return c.redirect('/desk/account', 303);
      if (!(await isPassword(c, current))) {
        const text = c.var.t('desk.account.password.wrong');
        return c.var.member.twoFactors || !hasSecondNeeded(c)
          ? fault(c, 'totp', text)
          : secondFactorPage(c, factors, passkeysWork(site.settings.publicUrl), text);
      }
      const begun = await auth.api.enableTwoFactor({
        body: { password: String(current), method: 'totp' },
        headers: c.req.raw.headers,
      });
      return totpPage(c, { uri: 'totpURI' in begun ? begun.totpURI : '' });
    }),
  );

  desk.post(
    '/desk/account/totp/confirm',
    'account.own',
    'any',
    changing(async (c, factors) => {
      const form = await c.req.parseBody();
      const uri = String(form.uri ?? '').slice(0, 1_000);
      const code = String(form.code ?? '').replace(/\D/g, '');
      const { headers } = c.req.raw;
      if (!site.limits.take('desk-totp', c.var.member.id, passwordTriesPerHour))
        return deskMessage(c, 429, 'too_many_tries');
      const answer = await auth.api.verifyTOTP({ body: { code }, headers, asResponse: true });
      if (!answer.ok) return totpPage(c, { uri, wrong: true });
      passCookies(c, answer.headers);
      if (hasSecond(factors)) await tell(c);
      const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: c.var.member.id } });
      return codesPage(c, backupCodes);
    }),
  );

  desk.post(
    '/desk/account/totp/remove',
    'account.own',
    'any',
    changing(async (c, factors) => {
      if (!canDoWithout(c.var.member, factors, 'totp'))
        return fault(c, 'totp', c.var.t('desk.account.last_factor'));
      await db.transaction().execute((tx) => removeTotp(tx, c.var.member.id));
      await tell(c);
      return c.redirect(doneAt('/desk/account', 'removed'), 303);
    }),
  );

  desk.post(
    '/desk/account/codes',
    'account.own',
    'any',
    changing(async (c, factors) => {
      const { current } = await c.req.parseBody();
      if (!factors.totp || !(await isPassword(c, current)))
        return fault(c, 'codes', c.var.t('desk.account.password.wrong'));
      const made = await auth.api.generateBackupCodes({
        body: { password: String(current) },
        headers: c.req.raw.headers,
      });
      await tell(c);
      return codesPage(c, made.backupCodes);
    }),
  );

  desk.post('/desk/account/passkeys/:id', 'account.own', 'any', async (c) => {
    const id = idIn(c);
    const name = cleanName(String((await c.req.parseBody()).name ?? '')).slice(0, longestName);
    if (name === '') return fault(c, 'passkeys', c.var.t('desk.entry.wrong.name'));
    if (!id || !(await renamePasskey(db, c.var.member.id, id, name))) return deskMessage(c, 404, 'missing');
    return c.redirect(doneAt('/desk/account', 'saved'), 303);
  });

  desk.post(
    '/desk/account/passkeys/:id/remove',
    'account.own',
    'any',
    changing(async (c, factors) => {
      const id = idIn(c);
      if (!canDoWithout(c.var.member, factors, 'passkey'))
        return fault(c, 'passkeys', c.var.t('desk.account.last_factor'));
      if (!id || !(await removePasskey(db, c.var.member.id, id))) return deskMessage(c, 404, 'missing');
      await tell(c);
      return c.redirect(doneAt('/desk/account', 'removed'), 303);
    }),
  );

  desk.get(
    '/desk/auth/passkey/generate-register-options',
    'account.own',
    'any',
    changing(async (c) => auth.handler(c.req.raw)),
  );
  desk.post(
    '/desk/auth/passkey/verify-registration',
    'account.own',
    'any',
    changing(async (c, factors) => {
      const answer = isJson(c) ? await auth.handler(c.req.raw) : null;
      if (!answer?.ok) return c.json({ added: false }, 400);
      passCookies(c, answer.headers);
      // The first second factor there is, just shown to this session: it has two now.
      if (!hasSecond(factors)) await markTwoFactors(db, c.var.member.sessionId);
      else await tell(c);
      return c.json({ added: true });
    }),
  );
}

/** Whether a session waits for its second factor before it may do anything else. */
function hasSecondNeeded(c: DeskContext): boolean {
  return needsTwoFactors(c.var.member) && !c.var.member.twoFactors;
}
