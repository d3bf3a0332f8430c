import { z } from 'zod';
import type { Desk } from '../../desk/desk.ts';
import { listCampaignTitles } from '../../desk/editing/place-store.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import type { parseId } from '../../foundation/database/id.ts';
import { queueMail } from '../../foundation/mail/outbox-store.ts';
import { accountAddress } from '../invitations/form.ts';
import { invite, listInvitations, withdrawInvitation } from '../invitations/store.ts';
import { type Grant, roles } from '../model.ts';
import { namesOfActors } from '../store.ts';
import { personPage, type StaffFault, staffPage } from './pages.tsx';
import {
  endMembership,
  findMember,
  giveRole,
  listPeople,
  readMember,
  resetFactors,
  takeRole,
} from './store.ts';

const grantForm = z.object({ role: z.enum(roles), where: z.string().catch('') });
const here = '/desk/staff';

/** Who is on the staff and what they may: for owners. Each act is in the audit log, with whom it was done to. */
export function staffDesk(desk: Desk): void {
  const { db } = desk.site;

  const showStaff = async (c: DeskContext, fault?: StaffFault) => {
    const [people, invitations, campaigns] = await Promise.all([
      listPeople(db),
      listInvitations(db),
      listCampaignTitles(db, c.var.lang),
    ]);
    const names = await namesOfActors(
      db,
      invitations.map(({ invitedBy }) => invitedBy),
    );
    return staffPage(c, { people, invitations, campaigns, names, fault });
  };
  const showPerson = async (c: DeskContext, fault?: string) => {
    const id = idIn(c);
    const person = id && (await readMember(db, id));
    if (!person) return deskMessage(c, 404, 'missing');
    return personPage(c, { person, campaigns: await listCampaignTitles(db, c.var.lang), fault });
  };
  /** A role with its place, as the forms say it: a campaign of ours, or none for the whole initiative. */
  const readGrant = async (c: DeskContext, form: unknown): Promise<Grant | null> => {
    const given = grantForm.safeParse(form);
    if (!given.success) return null;
    const { role, where } = given.data;
    if (where === '' || role === 'owner') return where === '' ? { role, campaignId: null } : null;
    const campaign = (await listCampaignTitles(db, c.var.lang)).find(({ id }) => id === where);
    return campaign ? { role, campaignId: campaign.id } : null;
  };
  /** Routes about one person: what they change is logged as done to them. */
  const about = (
    path: string,
    act: (c: DeskContext, id: NonNullable<ReturnType<typeof parseId>>) => Promise<Response>,
  ) =>
    desk.post(`${here}/:id/${path}`, 'staff.manage', null, async (c) => {
      const id = idIn(c);
      if (!id || !(await readMember(db, id))) return deskMessage(c, 404, 'missing');
      c.set('audited', { subject: `staff:${id}`, detail: { did: path } });
      return act(c, id);
    });
  const done = (c: DeskContext, id: string, what: 'saved' | 'removed' = 'saved') =>
    c.redirect(doneAt(`${here}/${id}`, what), 303);

  desk.get(here, 'staff.manage', null, (c) => showStaff(c));
  desk.get(`${here}/:id`, 'staff.manage', null, (c) => showPerson(c));

  desk.post(`${here}/invite`, 'staff.manage', null, async (c) => {
    const { t, member } = c.var;
    const form = await c.req.parseBody();
    const typed = {
      email: String(form.email ?? '').slice(0, 254),
      lang: form.lang === 'ar' ? 'ar' : 'en',
    } as const;
    const email = accountAddress(typed.email);
    if (email === null) return showStaff(c, { ...typed, field: 'email', text: t('desk.entry.wrong.email') });
    const grant = await readGrant(c, form);
    if (grant === null) return showStaff(c, { ...typed, field: 'role', text: t('desk.staff.wrong.role') });
    if (await findMember(db, email))
      return showStaff(c, { ...typed, field: 'email', text: t('desk.staff.wrong.there') });
    const by = `staff:${member.id}`;
    const id = await db.transaction().execute(async (tx) => {
      const made = await invite(tx, { email, lang: typed.lang, grants: [grant], by });
      await queueMail(tx, 'staff-invitation', 'invitation_id', made);
      return made;
    });
    c.set('audited', { subject: `invitation:${id}`, detail: { did: 'invite', role: grant.role } });
    return c.redirect(doneAt(here, 'invited'), 303);
  });

  desk.post(`${here}/invitations/:id/withdraw`, 'staff.manage', null, async (c) => {
    const id = idIn(c);
    if (!id || !(await withdrawInvitation(db, id))) return deskMessage(c, 404, 'missing');
    c.set('audited', { subject: `invitation:${id}`, detail: { did: 'withdraw' } });
    return c.redirect(doneAt(here, 'removed'), 303);
  });

  about('give', async (c, id) => {
    const grant = await readGrant(c, await c.req.parseBody());
    if (grant === null) return showPerson(c, c.var.t('desk.staff.wrong.role'));
    await giveRole(db, id, grant, `staff:${c.var.member.id}`);
    c.set('audited', { subject: `staff:${id}`, detail: { did: 'give', role: grant.role } });
    return done(c, id);
  });
  about('take', async (c, id) => {
    const grant = await readGrant(c, await c.req.parseBody());
    if (grant === null) return showPerson(c, c.var.t('desk.staff.wrong.role'));
    if ((await takeRole(db, id, grant)) === 'last-owner')
      return showPerson(c, c.var.t('desk.staff.wrong.last_owner'));
    c.set('audited', { subject: `staff:${id}`, detail: { did: 'take', role: grant.role } });
    return done(c, id);
  });
  about('reset', async (c, id) => {
    await db.transaction().execute(async (tx) => {
      await resetFactors(tx, id);
      await queueMail(tx, 'staff-reset', 'staff_id', id);
    });
    return done(c, id);
  });
  about('end', async (c, id) => {
    if ((await endMembership(db, id)) === 'last-owner')
      return showPerson(c, c.var.t('desk.staff.wrong.last_owner'));
    return c.redirect(doneAt(here, 'removed'), 303);
  });
}
