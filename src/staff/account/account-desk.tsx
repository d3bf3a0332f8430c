import { z } from 'zod';
import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import {
  endSession,
  endSessions,
  listPasskeys,
  listSessions,
  readFactors,
  saveProfile,
} from '../access/account-store.ts';
import { passkeysWork } from '../access/passkeys-work.ts';
import { longestName } from '../access/terms.ts';
import { cleanName } from '../invitations/form.ts';
import { type AccountFault, accountPage } from './page.tsx';

const profile = z.object({ name: z.string().catch(''), lang: z.enum(['en', 'ar']).catch('en') });

/** Everybody's own account: who they are, and where they are signed in. What they sign in with: factors-desk.tsx. */
export function accountDesk(desk: Desk): void {
  const { db } = desk.site;

  desk.get('/desk/account', 'account.own', 'any', (c) => showAccount(desk, c));

  desk.post('/desk/account', 'account.own', 'any', async (c) => {
    const form = profile.parse(await c.req.parseBody());
    const name = cleanName(form.name);
    if (name === '' || [...name].length > longestName)
      return showAccount(desk, c, { field: 'name', text: c.var.t('desk.entry.wrong.name') });
    await saveProfile(db, c.var.member.id, name, form.lang);
    c.set('audited', { subject: `staff:${c.var.member.id}` });
    return c.redirect(doneAt('/desk/account', 'saved'), 303);
  });

  desk.post('/desk/account/sessions/end-others', 'account.own', 'any', async (c) => {
    await endSessions(db, c.var.member.id, c.var.member.sessionId);
    return c.redirect(doneAt('/desk/account', 'ended'), 303);
  });

  desk.post('/desk/account/sessions/:id/end', 'account.own', 'any', async (c) => {
    const id = idIn(c);
    if (id === null || !(await endSession(db, c.var.member.id, id))) return deskMessage(c, 404, 'missing');
    return c.redirect(doneAt('/desk/account', 'ended'), 303);
  });
}

/** @returns the account page, with what was wrong with what was sent. */
export async function showAccount(desk: Desk, c: DeskContext, fault?: AccountFault): Promise<Response> {
  const { db, settings } = desk.site;
  const { id } = c.var.member;
  const factors = await readFactors(db, id);
  const [passkeys, sessions] = [await listPasskeys(db, id), await listSessions(db, id)];
  return accountPage(c, {
    factors,
    passkeys,
    sessions,
    passkeysWork: passkeysWork(settings.publicUrl),
    fault,
  });
}
