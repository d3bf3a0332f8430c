import type { Desk } from '../desk/desk.ts';
import { findPreviewLink } from '../desk/editing/preview/preview-store.ts';
import { deskMessage } from '../desk/message.tsx';
import type { DeskContext } from '../desk/model.ts';
import { hashToken, parseToken } from '../foundation/crypto/token.ts';
import type { Id } from '../foundation/database/id.ts';
import { serveBlob } from './serving/serve.ts';
import { readShownFile } from './serving/store.ts';

const file = ':sha256{[0-9a-f]{64}}/:name?';

/** The files of a preview, which are not public before its page is: for the staff, and for whoever has a living link. */
export function shownDesk(desk: Desk): void {
  const { db, settings } = desk.site;
  const serve = async (c: DeskContext, thingId: Id | null, where: string) => {
    const sha256 = c.req.param('sha256') ?? '';
    const found = await readShownFile(db, sha256, thingId);
    if (found === null) return deskMessage(c, 404, 'missing');
    if ('instead' in found) return c.redirect(`${where}/${found.instead}`, 302);
    return (
      (await serveBlob(c, settings.dataDir, sha256, found.file, 'no-store')) ?? deskMessage(c, 404, 'missing')
    );
  };
  desk.get(`/desk/files/shown/${file}`, 'content.read', 'any', (c) => serve(c, null, '/desk/files/shown'));
  desk.outside('GET', `/desk/preview/:token/files/${file}`, async (c) => {
    c.header('referrer-policy', 'no-referrer');
    const token = parseToken(c.req.param('token') ?? '');
    const link = token && (await findPreviewLink(db, hashToken(token), desk.site.now()));
    // An expired link says so on its page; what it showed is simply not there.
    return link ? serve(c, link.thingId, `/desk/preview/${token}/files`) : deskMessage(c, 404, 'missing');
  });
}
