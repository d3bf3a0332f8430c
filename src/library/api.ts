import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { openBlob } from '../foundation/files/blobs.ts';
import type { Site } from '../foundation/web/site.ts';
import type { PageEnv } from '../ui/respond.tsx';
import { fileHeaders } from './files/disposition.ts';
import { readPublicFile } from './files/store.ts';

const hash = ':sha256{[0-9a-f]{64}}';

/**
 * The files of public items, each at the address of its content: `/files/<sha256>/<name>`. The name in the address is
 * for people; another than the file's own leads to it. No part of the address ever becomes a path on the disk.
 */
export function libraryFiles(site: Site): Hono<PageEnv> {
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
  const file = await readPublicFile(site.db, sha256);
  if (file === null) return c.notFound();
  if (name !== null && name !== file.name) {
    return c.redirect(`/files/${sha256}/${encodeURIComponent(file.name)}`, 301);
  }
  const etag = `"${sha256}"`;
  const kept = { etag, 'cache-control': 'public, max-age=31536000, immutable' };
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, kept);
  const blob = await openBlob(site.settings.dataDir, sha256);
  if (blob === null) {
    site.log.error({ sha256 }, 'a file of the library is not in the store');
    return c.notFound();
  }
  const headers = {
    ...kept,
    ...fileHeaders(file),
    'content-length': String(blob.bytes),
    'x-content-type-options': 'nosniff',
  };
  if (c.req.method === 'HEAD') {
    blob.stream.destroy();
    return c.body(null, 200, headers);
  }
  // Node's stream type and the web's differ only in name here.
  return c.body(Readable.toWeb(blob.stream) as ReadableStream, 200, headers);
}
