import { type Context, Hono } from 'hono';
import type { Site } from '../foundation/web/site.ts';
import type { PageEnv } from '../ui/respond.tsx';
import { serveBlob } from './serving/serve.ts';
import { readPublicFile } from './serving/store.ts';

const hash = ':sha256{[0-9a-f]{64}}';

/**
 * The files that something public uses, each at the address of its content: `/files/<sha256>/<name>`. The name in the
 * address is for people; another than the file's own leads to it. No part of the address ever becomes a path on the disk.
 */
export function filesSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get(`/files/${hash}`, (c) => serve(c, site, c.req.param('sha256'), null));
  app.get(`/files/${hash}/:name`, (c) => serve(c, site, c.req.param('sha256'), c.req.param('name')));
  return app;
}

async function serve(
  c: Context<PageEnv>,
  site: Site,
  sha256: string,
  name: string | null,
): Promise<Response> {
  const found = await readPublicFile(site.db, sha256);
  if (found === null) return c.notFound();
  // Not for good: the picture may be made anew one day.
  if ('instead' in found) return c.redirect(`/files/${found.instead}`, 302);
  const { file } = found;
  if (name !== null && name !== file.name) {
    return c.redirect(`/files/${sha256}/${encodeURIComponent(file.name)}`, 301);
  }
  const answer = await serveBlob(
    c,
    site.settings.dataDir,
    sha256,
    file,
    'public, max-age=31536000, immutable',
  );
  if (answer === null) {
    site.log.error({ sha256 }, 'a stored file is not in the store');
    return c.notFound();
  }
  return answer;
}
