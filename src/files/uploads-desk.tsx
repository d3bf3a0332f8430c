import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Desk } from '../desk/desk.ts';
import { idIn } from '../desk/ids.ts';
import { deskMessage } from '../desk/message.tsx';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { newId } from '../foundation/database/id.ts';
import { openBlob } from '../foundation/files/blobs.ts';
import { filesPage } from './desk.tsx';
import { readFile } from './desk-store.ts';
import { takeForm } from './form-upload.ts';
import { listAddress } from './list-page.tsx';
import { openUploadsFolder, uploadPath } from './places.ts';
import { openUploads, tusPath, type Uploads } from './tus.ts';
import { beginUpload, readUpload, uploadReceived } from './upload-store.ts';
import { stateInWords } from './words.ts';

const path = '/desk/uploads';

/** What comes in: by a form, or in pieces. Looked into it is elsewhere, by the jobs process. */
export function uploadsDesk(desk: Desk): void {
  const { site } = desk;
  const { dataDir, publicUrl } = site.settings;
  let opened: Promise<Uploads> | undefined;
  const uploads = () => {
    opened ??= openUploads(site.db, dataDir, publicUrl.origin);
    // A folder that cannot be made may be there the next time.
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };

  desk.post(path, 'file.upload', 'any', async (c) => {
    const { received, trouble } = await takeForm(c.req.raw, c.var.member.id, { db: site.db, dataDir });
    c.set('audited', { subject: `uploads:${received.length}` });
    if (trouble !== null) return filesPage(c, site, c.var.t(`desk.upload.trouble.${trouble}`));
    return c.redirect(doneAt(listAddress({ show: 'arriving' }), 'received'), 303);
  });

  const speak = async (c: DeskContext) => {
    const { answer, begun, finished } = await (await uploads()).handle(c.req.raw, c.var.member.id);
    const id = begun ?? finished;
    // Its thousands of pieces are not told one by one.
    c.set('audited', id ? { subject: `upload:${id}` } : null);
    return answer;
  };
  const own = async (c: DeskContext) => {
    const id = idIn(c);
    return id && readUpload(site.db, id, c.var.member.id);
  };
  desk.post(tusPath, 'file.upload', 'any', speak);
  for (const method of ['GET', 'PATCH', 'DELETE'])
    desk.on(method, `${tusPath}/:id`, 'file.upload', 'any', async (c) => {
      // HEAD comes as GET. A GET of the protocol would hand out what nobody has looked into.
      if (c.req.raw.method === 'GET') return deskMessage(c, 404, 'missing');
      const upload = await own(c);
      if (!upload) return c.body(null, 404);
      if (upload.state === 'receiving') return speak(c);
      if (c.req.raw.method !== 'HEAD') return c.body(null, 409);
      // All of it came in, and the answer that said so was lost on the way.
      const all = String(upload.bytes);
      return c.body(null, 200, { 'tus-resumable': '1.0.0', 'upload-offset': all, 'upload-length': all });
    });

  desk.get(`${path}/:id/state`, 'file.upload', 'any', async (c) => {
    const upload = await own(c);
    if (!upload) return c.json({ state: 'missing' }, 404);
    const href = upload.sha256 && `/desk/files/${upload.sha256}`;
    return c.json({ state: upload.state, held: upload.held, said: stateInWords(c.var.t, upload), href });
  });

  // The file as it is kept goes in once more, to come out without who made it.
  desk.post('/desk/files/:sha256{[0-9a-f]{64}}/discreet', 'file.upload', 'any', async (c) => {
    const file = await readFile(site.db, c.req.param('sha256') ?? '');
    const blob = file && (await openBlob(dataDir, file.sha256));
    if (!file || !blob) return deskMessage(c, 404, 'missing');
    await openUploadsFolder(dataDir);
    const id = newId();
    await pipeline(blob.stream, createWriteStream(uploadPath(dataDir, id), { flags: 'wx', mode: 0o600 }));
    const upload = { id, staffId: c.var.member.id, name: file.name, bytes: blob.bytes, discreet: true };
    if (!(await beginUpload(site.db, upload))) return deskMessage(c, 429, 'too_many');
    await uploadReceived(site.db, id, blob.bytes);
    c.set('audited', { subject: `file:${file.sha256}` });
    return c.redirect(doneAt(listAddress({ show: 'arriving' }), 'received'), 303);
  });
}
