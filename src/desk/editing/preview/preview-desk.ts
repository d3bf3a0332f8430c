import { randomBytes } from 'node:crypto';
import { hashToken, newToken, parseToken } from '../../../foundation/crypto/token.ts';
import { networkOf } from '../../../foundation/web/network.ts';
import type { Desk } from '../../desk.ts';
import { deskMessage } from '../../message.tsx';
import { actorOf, choicesFor, type Engine, langAsked, whereThingIs, workIn } from '../context.ts';
import { showForm } from '../edit-desk.tsx';
import { typedIn } from '../form/fields.ts';
import type { Editable } from '../model.ts';
import { createGate, type Gate } from '../publishing/gate.ts';
import { renderPreview } from './preview.tsx';
import { findPreviewLink, keepPreviewLink } from './preview-store.ts';

/** A preview is looked at by a few people from one address; each costs as much as many pages. */
const perNetwork = 200;

/**
 * The gate of all previews of a desk. Each holds a connection for the time of a render, and those of one language wait
 * for each other: without it a crowd at one link would take every connection there is from the public pages.
 */
export const previewGate = (): Gate => createGate(2, 20);

/** Previews of one kind of thing: for the staff, and by a link for an outsider. */
export function previewRoutes(engine: Engine, kinds: readonly Editable[], gate: Gate): void {
  const { desk, editable } = engine;
  const { db } = desk.site;
  const where = whereThingIs(db, editable);
  desk.get(`${editable.path}/:id/preview`, 'content.read', where, async (c) => {
    const work = await workIn(c, engine);
    if (work === null) return deskMessage(c, 404, 'missing');
    const { languages } = await choicesFor(c, engine);
    const lang = langAsked(c.req.query('lang'), languages, work.primaryLang);
    const options = { lang, t: c.var.t, files: '/desk/files/shown', kinds };
    const page = await gate.through(() => renderPreview(db, desk.pages, editable, work.id, options));
    if (page === 'full') return deskMessage(c, 503, 'busy');
    return page ?? deskMessage(c, 404, 'no_preview');
  });
  desk.post(`${editable.path}/:id/preview-link`, 'text.translate', where, async (c) => {
    const work = await workIn(c, engine);
    if (work === null) return deskMessage(c, 404, 'missing');
    const { languages } = await choicesFor(c, engine);
    const lang = langAsked(typedIn(await c.req.parseBody()).lang, languages, work.primaryLang);
    const token = newToken(randomBytes);
    const link = { hash: hashToken(token), thingId: work.id, lang, actor: actorOf(c), now: desk.site.now() };
    await keepPreviewLink(db, link);
    c.set('audited', { thingId: work.id, detail: { lang } });
    // Shown once, here: the link is kept by its hash only.
    return showForm(c, engine, {
      lang,
      previewLink: `${desk.site.settings.publicUrl.origin}/desk/preview/${token}`,
    });
  });
}

/** What an outsider sees who was given a link: the page, and nothing else of the desk. */
export function sharedPreviewRoute(desk: Desk, editables: readonly Editable[], gate: Gate): void {
  const { settings, limits } = desk.site;
  const network = networkOf(settings.trustProxy);
  desk.outside('GET', '/desk/preview/:token', async (c) => {
    c.header('referrer-policy', 'no-referrer');
    const from = network(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'));
    if (!limits.take('desk-preview', from, perNetwork)) return deskMessage(c, 429, 'too_many');
    const token = parseToken(c.req.param('token'));
    const link = token && (await findPreviewLink(desk.site.db, hashToken(token), desk.site.now()));
    const editable = link && editables.find(({ kind }) => kind === link.kind);
    if (!link || !editable) return deskMessage(c, 410, 'expired');
    const options = { lang: link.lang, t: c.var.t, files: `/desk/preview/${token}/files`, kinds: editables };
    const page = await gate.through(() =>
      renderPreview(desk.site.db, desk.pages, editable, link.thingId, options),
    );
    if (page === 'full') return deskMessage(c, 503, 'busy');
    return page ?? deskMessage(c, 410, 'expired');
  });
}
