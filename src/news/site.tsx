import { type Context, Hono } from 'hono';
import { readTextPictures } from '../files/pictures-store.ts';
import type { Site } from '../foundation/web/site.ts';
import { readCitations } from '../record/sources/store.ts';
import { absent } from '../ui/absent.tsx';
import { type PageEnv, respond } from '../ui/respond.tsx';
import { articleView } from './article.tsx';
import { newsCursor } from './cursor.ts';
import { newsListView } from './list.tsx';
import { readNeighbours } from './neighbours/store.ts';
import { pictureOf } from './sharing/picture.ts';
import { readWideCard } from './sharing/store.ts';
import { listNews, readNews } from './store.ts';

/** Articles on one page of the list. */
export const newsPerPage = 20;

/** News: the list, newest first, and each article. */
export function newsSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/news', (c) => (c.var.lang ? newsList(c, site) : c.notFound()));
  app.get('/:lang/news/:slug', (c) =>
    c.var.lang ? newsArticle(c, site, c.req.param('slug')) : c.notFound(),
  );
  // The picture of an article's previews. Its name holds its hash: another picture is another address.
  app.get('/:lang/news/:slug/:card{card-[0-9a-f]{16}\\.png}', async (c) => {
    if (!c.var.lang) return c.notFound();
    const sha256 = await readWideCard(site.db, c.req.param('slug'), c.var.lang);
    if (sha256?.slice(0, 16) !== c.req.param('card').slice(5, 21)) return c.notFound();
    const picture = await pictureOf(site.settings.dataDir, sha256);
    if (picture === null) return c.notFound();
    return c.body(picture.stream, 200, {
      ...picture.headers,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
  return app;
}

async function newsList(c: Context<PageEnv>, { db }: Site): Promise<Response> {
  const asked = c.req.query('after');
  const after = newsCursor(asked);
  const rows = await listNews(db, c.var.lang, { after, limit: newsPerPage + 1 });
  const view = newsListView(c.var.t, {
    articles: rows.slice(0, newsPerPage),
    more: rows.length > newsPerPage,
    after: after === null ? null : (asked ?? null),
  });
  // The first page under an address that is no cursor's would be one entry of the cache for each such address.
  return respond(c, asked !== undefined && after === null ? { ...view, tags: null } : view);
}

async function newsArticle(c: Context<PageEnv>, { db }: Site, slug: string): Promise<Response> {
  const { t, lang, origin, frame } = c.var;
  const article = await readNews(db, slug, lang);
  if (article === null) return absent(c, db, 'news', slug, '/news');
  const [cited, neighbours, pictures] = await Promise.all([
    readCitations(db, [article.id]),
    readNeighbours(db, article, lang),
    readTextPictures(db, [article.body]),
  ]);
  return respond(c, articleView(t, { article, cited, neighbours, pictures, origin, site: frame.site }));
}
