import { Readable } from 'node:stream';
import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext, Where } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { dropStaged, type PrivateForm, takePrivateForm } from '../../files/private-store.ts';
import { open } from '../../foundation/crypto/seal.ts';
import type { Id } from '../../foundation/database/id.ts';
import { openBlob } from '../../foundation/files/blobs.ts';
import { dayIn } from '../../foundation/i18n/dates.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { audit } from '../../staff/audit/store.ts';
import { readForm } from '../signing/read-form.ts';
import { noteLetter } from './decide.ts';
import { showEntry } from './entry-page-desk.tsx';
import { letterForm, officersPlace } from './model.ts';
import { readLetter, readOfficers } from './steps-store.ts';

/** The letter with two officers: it is noted, with the letter itself; who may, opens it and reads the names, and is logged. */
export function letterDesk(desk: Desk, path: string, where: Where): void {
  const { site } = desk;
  const { dataDir } = site.settings;

  desk.post(`${path}/letter`, 'signature.decide', where, async (c) => {
    const id = idIn(c);
    const { fields, file, trouble } = await formOf(c.req.raw, dataDir);
    let kept = false;
    try {
      const parsed = letterForm(dayIn(site.now(), 'Asia/Baghdad')).safeParse(fields);
      const wrong = new Set(parsed.error?.issues.map(({ path: [field] }) => String(field)));
      const errors: Record<string, MessageKey> = {
        ...Object.fromEntries(Object.entries(letterErrors).filter(([field]) => wrong.has(field))),
        ...(trouble !== null && { file: `desk.register.trouble.${trouble}` as const }),
      };
      const again = (errors: Record<string, MessageKey>) =>
        showEntry(site, c, id, { form: 'letter', errors, typed: fields });
      if (!parsed.success || trouble !== null) return await again(errors);
      const { seen_on: seenOn, officer_1, officer_2, reason } = parsed.data;
      const letter = { seenOn, officers: [officer_1, officer_2] as const, file };
      const by = { staffId: c.var.member.id, reason };
      const outcome = id ? await noteLetter(site.db, site.keys, id, letter, by) : 'not-found';
      kept = outcome === 'done';
      c.set('audited', { subject: `signature:${id}` });
      if (outcome === 'not-found') return await deskMessage(c, 404, 'missing');
      if (outcome === 'too-many') return await again({ file: 'desk.upload.trouble.too_many' });
      if (outcome === 'not-possible') return await again({ reason: 'desk.register.error.state' });
      return c.redirect(doneAt(`/desk/register/${id}`, 'saved'), 303);
    } finally {
      if (file && !kept) await dropStaged(dataDir, file);
    }
  });

  desk.post(`${path}/steps/:step/officers`, 'signature.contact', where, async (c) => {
    const [id, step] = ids(c);
    const sealed = id && step ? await readOfficers(site.db, id, step) : null;
    const opened = sealed && step ? open(site.keys, 'contact', sealed, officersPlace(step)) : null;
    c.set('audited', { subject: `signature:${id}`, detail: { opened: 'officers' } });
    const officers: string[] | null = opened?.ok ? JSON.parse(opened.text).officers : null;
    return showEntry(site, c, id, { officers: { step: step ?? '', names: officers }, status: 200 });
  });

  desk.post(`${path}/steps/:step/letter`, 'signature.contact', where, async (c) => {
    const [id, step] = ids(c);
    const letter = id && step ? await readLetter(site.db, id, step) : null;
    if (!letter) return deskMessage(c, 404, 'missing');
    // Before a byte of it leaves: the answer is a stream, and the guard's line would come after it began.
    await audit(site.db, {
      actor: `staff:${c.var.member.id}`,
      action: 'signature.contact',
      route: `POST ${path}/steps/:step/letter`,
      subject: `signature:${id}`,
      detail: { opened: 'letter' },
    });
    c.set('audited', null);
    const blob = await openBlob(dataDir, letter.sha256);
    if (blob === null) return deskMessage(c, 404, 'missing');
    // Saved, never shown, whatever it is; its name says nothing of whose it is.
    const ending = /\.[a-z0-9]{1,8}$/i.exec(letter.name)?.[0] ?? '';
    return c.body(
      // Node's stream type and the web's differ only in name here.
      Readable.toWeb(blob.stream) as ReadableStream,
      200,
      {
        'cache-control': 'no-store',
        'content-type': letter.mediaType,
        'content-length': String(blob.bytes),
        'content-disposition': `attachment; filename="letter${ending}"`,
        'x-content-type-options': 'nosniff',
      },
    );
  });
}

const letterErrors: Record<string, MessageKey> = {
  seen_on: 'desk.register.error.day',
  officer_1: 'desk.register.error.officer',
  officer_2: 'desk.register.error.officer',
  reason: 'desk.register.error.reason',
};

/** Our form comes in parts, for the file in it; without one it may come in the usual encoding. */
async function formOf(request: Request, dataDir: string): Promise<PrivateForm> {
  if (/^multipart\//i.test(request.headers.get('content-type') ?? ''))
    return takePrivateForm(request, dataDir);
  const typed: Record<string, unknown> = await readForm(request).catch(() => ({}));
  const fields = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value)]));
  return { fields, file: null, trouble: null };
}

function ids(c: DeskContext): [Id | null, Id | null] {
  return [idIn(c), idIn(c, 'step')];
}
