import { type Context, Hono } from 'hono';
import { shownAs } from '../files/pictures-store.ts';
import { readStand } from '../foundation/history/stand.ts';
import type { Site } from '../foundation/web/site.ts';
import { readCitations } from '../record/sources/store.ts';
import { absent } from '../ui/absent.tsx';
import { type PageEnv, respond } from '../ui/respond.tsx';
import { itemCursor, itemKind } from './cursor.ts';
import { itemView } from './item.tsx';
import { libraryListView } from './list.tsx';
import { listAlbum } from './pictures-store.ts';
import { countItems, listItems, readItem } from './store.ts';

/** Items on one page of the list. */
export const itemsPerPage = 24;

/** The library: the list, newest first, by kind, and each item. */
export function librarySite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/library', (c) => (c.var.lang ? libraryList(c, site) : c.notFound()));
  app.get('/:lang/library/:slug', (c) =>
    c.var.lang ? libraryItem(c, site, c.req.param('slug')) : c.notFound(),
  );
  return app;
}

async function libraryList(c: Context<PageEnv>, { db }: Site): Promise<Response> {
  const asked = { kind: c.req.query('kind'), after: c.req.query('after') };
  const kind = itemKind(asked.kind);
  const after = itemCursor(asked.after);
  const [rows, counts] = await Promise.all([
    listItems(db, c.var.lang, { kind, after, limit: itemsPerPage + 1 }),
    countItems(db),
  ]);
  const items = rows.slice(0, itemsPerPage);
  const stand = await readStand(
    db,
    items.filter((item) => item.unadopted).map((item) => item.id),
  );
  const view = libraryListView(c.var.t, {
    items,
    more: rows.length > itemsPerPage,
    kind,
    counts,
    after: after === null ? null : (asked.after ?? null),
    unreviewedSince: stand.publishedAt,
    site: c.var.frame.site,
  });
  // An address with what is no kind and no cursor shows the first page, and makes no entry of the cache.
  const known = (asked.kind === undefined || kind !== null) && (asked.after === undefined || after !== null);
  return respond(c, known ? view : { ...view, tags: null });
}

async function libraryItem(c: Context<PageEnv>, { db }: Site, slug: string): Promise<Response> {
  const { t, lang, origin } = c.var;
  const item = await readItem(db, slug, lang);
  if (item === null) return absent(c, db, 'item', slug, '/library');
  const [cited, stand, pictures] = await Promise.all([
    readCitations(db, [item.id]),
    readStand(db, [item.id]),
    item.kind === 'album' ? listAlbum(db, item.id) : [],
  ]);
  const album = pictures.flatMap(({ alt, credit, ...picture }) => {
    const shown = shownAs({ ...picture, alt, credit });
    return shown ? [{ shown, alt, credit }] : [];
  });
  return respond(c, itemView(t, { item, cited, stand, origin, album }));
}
