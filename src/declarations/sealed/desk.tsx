import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import { approve, reject } from '../moderation/decide.ts';
import { reasonLine } from '../register/model.ts';
import type { SealedName, Signature } from '../signing/model.ts';
import { readForm } from '../signing/read-form.ts';
import { openContact, openName } from '../signing/sign.ts';
import { readSignature } from '../signing/store.ts';
import { listSealedPage, namePage } from './pages-desk.tsx';
import { sealedReadersDesk } from './readers-desk.tsx';
import { campaignOfSealed, hasOpened, noteOpening } from './store.ts';

/**
 * Sealed names: for the two who were named for it, and for nobody else, whatever their roles. A name is shown in answer
 * to a reason, which is kept with who opened it; it stands in no address, no log and no list.
 */
export function sealedDesk(desk: Desk): void {
  const { site } = desk;
  const where = async (c: DeskContext) => {
    const id = idIn(c);
    return (id && (await campaignOfSealed(site.db, id))) ?? 'absent';
  };
  const path = '/desk/sealed/:id';

  desk.get('/desk/sealed', 'signature.sealed', 'any', (c) => listSealedPage(site, c, {}));
  desk.post(`${path}/open`, 'signature.sealed', where, async (c) => {
    const id = idIn(c);
    const reason = await reasonOf(c);
    if (reason === null) return listSealedPage(site, c, { wrong: id });
    const signature = id && (await readSignature(site.db, id));
    if (!signature) return deskMessage(c, 404, 'missing');
    await noteOpening(site.db, signature.id, c.var.member.id, reason);
    c.set('audited', { subject: `signature:${signature.id}`, detail: { opened: 'name' } });
    return show(c, signature, null);
  });
  desk.post(`${path}/approve`, 'signature.sealed', where, async (c) => {
    const signature = await opened(c);
    if (signature === null) return deskMessage(c, 403, 'refused');
    c.set('audited', { subject: `signature:${signature.id}`, detail: { decided: 'listed' } });
    await approve(site.db, site.keys, signature.id, decider(c));
    return c.redirect(doneAt('/desk/sealed', 'saved'), 303);
  });
  desk.post(`${path}/reject`, 'signature.sealed', where, async (c) => {
    const signature = await opened(c);
    if (signature === null) return deskMessage(c, 403, 'refused');
    const reason = await reasonOf(c);
    if (reason === null) return show(c, signature, 'desk.register.error.reason');
    const name = openName(site.keys, signature);
    if (name && tells(reason, name)) return show(c, signature, 'desk.sealed.error.tells');
    c.set('audited', { subject: `signature:${signature.id}`, detail: { decided: 'rejected' } });
    await reject(site.db, site.keys, signature.id, decider(c), reason);
    return c.redirect(doneAt('/desk/sealed', 'saved'), 303);
  });
  sealedReadersDesk(desk);

  /** The signature, where this person has opened its name: nobody decides on what they have not seen. */
  const opened = async (c: DeskContext): Promise<Signature | null> => {
    const id = idIn(c);
    if (id === null || !(await hasOpened(site.db, id, c.var.member.id))) return null;
    return readSignature(site.db, id);
  };
  const show = (c: DeskContext, signature: Signature, error: MessageKey | null) =>
    namePage(c, {
      signature,
      name: openName(site.keys, signature),
      contact: openContact(site.keys, signature),
      error,
    });
}

/** A decision about a sealed name is told at once: it stands in no list from which it could be taken back. */
function decider(c: DeskContext) {
  return { actor: `staff:${c.var.member.id}`, mailAfterS: 0 } as const;
}

async function reasonOf(c: DeskContext): Promise<string | null> {
  const typed: Record<string, unknown> = await readForm(c.req.raw).catch(() => ({}));
  const reason = reasonLine.safeParse(typed.reason);
  return reason.success ? reason.data : null;
}

/** Whether a reason, which is stored and mailed in clear, holds the name or the site. */
function tells(reason: string, name: SealedName): boolean {
  const said = ` ${searchKey(reason)} `;
  const host = name.website && new URL(name.website).hostname.replace(/^www\./, '');
  return [name.name, name.nameAr, host]
    .filter((text) => text !== null)
    .some((text) => said.includes(` ${searchKey(text)} `));
}
