import { type Context, Hono } from 'hono';
import { readTextPictures } from '../files/pictures-store.ts';
import type { Site } from '../foundation/web/site.ts';
import { readInitiative } from '../initiative/store.ts';
import type { PageEnv } from '../ui/respond.tsx';
import { atomFeed } from './atom.ts';
import { type Feed, feedId } from './feed.ts';
import { jsonFeed } from './json-feed.ts';
import { listNews } from './store.ts';

/** Articles in a feed. */
const entries = 30;

/** The news for feed readers, per language: `/en/feed.atom` and `/en/feed.json`. */
export function newsFeeds(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/feed.atom', async (c) => {
    if (!c.var.lang) return c.notFound();
    return answer(c, atomFeed(await readFeed(c, site)), 'application/atom+xml; charset=utf-8');
  });
  app.get('/:lang/feed.json', async (c) => {
    if (!c.var.lang) return c.notFound();
    return answer(
      c,
      JSON.stringify(jsonFeed(await readFeed(c, site))),
      'application/feed+json; charset=utf-8',
    );
  });
  return app;
}

async function readFeed(c: Context<PageEnv>, { db, settings }: Site): Promise<Feed> {
  const { t, lang, origin, frame } = c.var;
  const [initiative, articles] = await Promise.all([
    readInitiative(db, lang),
    listNews(db, lang, { limit: entries }),
  ]);
  const newest = Math.max(
    0,
    ...articles.map(({ changedAt, publishedAt }) => Math.max(+changedAt, +publishedAt)),
  );
  return {
    origin,
    lang,
    title: frame.site,
    subtitle: initiative?.lang === lang ? initiative.purpose : '',
    rights: t('frame.licence'),
    id: feedId(initiative?.id ?? null, lang, settings.publicUrl.origin),
    updated: new Date(newest),
    articles,
    pictures: await readTextPictures(
      db,
      articles.map(({ body }) => body),
    ),
  };
}

function answer(c: Context<PageEnv>, body: string, type: string): Response {
  c.header('content-type', type);
  c.header('content-language', c.var.lang);
  c.header('x-cache', 'public');
  c.header('x-cache-tags', 'initiative,language,news');
  return c.body(body);
}
