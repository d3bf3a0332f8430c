import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { readForm } from '../signing/read-form.ts';
import { endVerification, noteVouching, type RegisterDecision, reinstate, suspend } from './decide.ts';
import { showEntry } from './entry-page-desk.tsx';
import type { Shown } from './forms-desk.tsx';
import { letterDesk } from './letter-desk.ts';
import { reasonLine } from './model.ts';
import { campaignOfEntry } from './store.ts';

/** An organisation in the register: its steps, its history, and what one may decide about it. */
export function registerEntryDesk(desk: Desk): void {
  const { site } = desk;
  const where = async (c: DeskContext) => {
    const id = idIn(c);
    return (id && (await campaignOfEntry(site.db, id))) ?? 'absent';
  };
  const path = '/desk/register/:id';
  const show = (c: DeskContext, shown: Partial<Shown> = {}) => showEntry(site, c, idIn(c), shown);
  const by = (c: DeskContext, reason: string) => ({ actor: `staff:${c.var.member.id}`, reason });
  /** Reads the reason, decides, and leads back; a reason that is missing, or a state that has changed, is said. */
  const decision =
    (form: string, decide: (c: DeskContext, id: Id, reason: string) => Promise<RegisterDecision>) =>
    async (c: DeskContext) => {
      const id = idIn(c);
      const typed = await readForm(c.req.raw).catch(() => ({}));
      const reason = reasonLine.safeParse(Reflect.get(typed, 'reason'));
      if (!reason.success) return show(c, { form, errors: { reason: 'desk.register.error.reason' } });
      return answer(c, form, id ? await decide(c, id, reason.data) : 'not-found');
    };
  const answer = (c: DeskContext, form: string, outcome: RegisterDecision) => {
    c.set('audited', { subject: `signature:${c.req.param('id')}` });
    if (outcome === 'not-found') return deskMessage(c, 404, 'missing');
    if (outcome === 'done') return c.redirect(doneAt(`/desk/register/${c.req.param('id')}`, 'saved'), 303);
    return show(c, { form, errors: { reason: 'desk.register.error.state' } });
  };

  desk.get(path, 'signature.read', where, (c) => show(c));
  desk.post(
    `${path}/suspend`,
    'signature.decide',
    where,
    decision('suspend', (c, id, reason) => suspend(site.db, id, by(c, reason).actor, reason)),
  );
  desk.post(
    `${path}/reinstate`,
    'signature.decide',
    where,
    decision('reinstate', (c, id, reason) => reinstate(site.db, id, by(c, reason).actor, reason)),
  );
  desk.post(
    `${path}/steps/:step/end`,
    'signature.decide',
    where,
    decision('end', async (c, id, reason) => {
      const step = idIn(c, 'step');
      return step ? endVerification(site.db, id, step, by(c, reason)) : 'not-possible';
    }),
  );
  letterDesk(desk, path, where);
  desk.post(`${path}/member`, 'signature.decide', where, async (c) => {
    const id = idIn(c);
    const typed: Record<string, unknown> = await readForm(c.req.raw).catch(() => ({}));
    const memberId = parseId(String(typed.member_id ?? ''));
    const reason = reasonLine.safeParse(typed.reason);
    if (memberId === null || !reason.success) {
      const errors: Record<string, MessageKey> = {
        ...(memberId === null && { member_id: 'desk.register.error.member' }),
        ...(!reason.success && { reason: 'desk.register.error.reason' }),
      };
      return show(c, { form: 'member', errors, typed });
    }
    return answer(
      c,
      'member',
      id ? await noteVouching(site.db, id, memberId, by(c, reason.data)) : 'not-found',
    );
  });
}
