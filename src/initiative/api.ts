import { type Context, Hono } from 'hono';
import type { Site } from '../foundation/web/site.ts';
import type { PageEnv } from '../ui/respond.tsx';
import { securityTxt } from './machines/security-txt.ts';
import { filesFor, pagesOf, sitemapFile, sitemapIndex } from './machines/sitemap.ts';
import { listPublicThings } from './machines/store.ts';
import { readContactChannels } from './store.ts';

/** What machines look for at the root of a site: the sitemap, robots.txt, security.txt. */
export function machines(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const { db } = site;
  const { origin } = site.settings.publicUrl;

  app.get('/sitemap.xml', async (c) => {
    const { things, languages } = await listPublicThings(db);
    const pages = pagesOf(things);
    const files = filesFor(pages, languages);
    return xml(c, files > 1 ? sitemapIndex(files, origin) : sitemapFile(pages, languages, origin, 0));
  });

  app.get('/sitemaps/:file{[1-9][0-9]{0,3}\\.xml}', async (c) => {
    const file = Number.parseInt(c.req.param('file'), 10) - 1;
    const { things, languages } = await listPublicThings(db);
    const pages = pagesOf(things);
    if (file >= filesFor(pages, languages)) return c.notFound();
    return xml(c, sitemapFile(pages, languages, origin, file));
  });

  // RFC 9309. Pages whose address holds a token are linked from mails only; this is a second fence.
  app.get('/robots.txt', (c) => {
    const lines = [
      'User-agent: *',
      'Disallow: /desk',
      'Disallow: /*/declaration/confirm',
      'Disallow: /*/declaration/withdraw',
      `Sitemap: ${origin}/sitemap.xml`,
      '',
    ];
    return c.text(lines.join('\n'), 200, { 'cache-control': anHour });
  });

  app.get('/.well-known/security.txt', async (c) => {
    const [channels, { languages }] = await Promise.all([readContactChannels(db), listPublicThings(db)]);
    const text = securityTxt({ channels, languages, origin, now: site.now() });
    return text === null ? c.notFound() : c.text(text, 200, { 'cache-control': anHour });
  });

  return app;
}

const anHour = 'public, max-age=3600';

function xml(c: Context<PageEnv>, body: string): Response {
  return c.body(body, 200, { 'content-type': 'application/xml; charset=utf-8', 'cache-control': anHour });
}
