import { Readable } from 'node:stream';
import type { Context, Hono } from 'hono';
import { openBlob } from '../../foundation/files/blobs.ts';
import { matchedTag } from '../../foundation/web/cache/if-none-match.ts';
import type { Site } from '../../foundation/web/site.ts';
import type { PageEnv } from '../../ui/respond.tsx';
import { document, problem, termsOf } from '../api/answer.ts';
import { findDataset, listDatasets } from './dataset-store.ts';
import { archiveName, type Dataset, datasetAddress } from './model.ts';

/** The datasets that are kept, and their files. */
export function datasetApi(app: Hono<PageEnv>, site: Site): void {
  const { origin } = site.settings.publicUrl;
  const listed = ({ version, madeAt, change, sha256, bytes, statements, files }: Dataset) => ({
    version,
    madeAt: madeAt.toISOString(),
    change,
    statements,
    sha256,
    bytes,
    address: origin + datasetAddress(version),
    files: files.map((file) => ({ ...file, address: origin + datasetAddress(version, file.path) })),
  });

  app.get('/api/v1/dataset', async (c) => {
    const data = (await listDatasets(site.slow, 400)).map(listed);
    return document(c, { data, ...(await termsOf(site, `${origin}/en/record/data`)) }, ['dataset']);
  });

  // The newest, whichever it is: for those who fetch it regularly. Leads to nothing but a file of it, whatever was asked.
  app.get('/api/v1/dataset/latest/:path{.+}', async (c) => {
    const [newest] = await listDatasets(site.slow, 1);
    const path = c.req.param('path');
    const whole = path === 'record.tar.gz';
    if (!newest || !(whole || newest.files.some((file) => file.path === path))) return none(c);
    c.header('cache-control', 'no-store');
    return c.redirect(datasetAddress(newest.version, whole ? undefined : path), 302);
  });

  app.get('/api/v1/dataset/:version{[0-9]{4}-[0-9]{2}-[0-9]{2}\\.[0-9]{1,6}}/:path{.+}', async (c) => {
    const dataset = await findDataset(site.slow, c.req.param('version'));
    const path = c.req.param('path');
    const file =
      dataset && path === archiveName(dataset.version)
        ? { ...dataset, path, mediaType: 'application/gzip' }
        : dataset?.files.find((one) => one.path === path);
    return file ? send(c, site, file) : none(c);
  });
}

const none = (c: Context<PageEnv>) =>
  problem(c, {
    status: 404,
    detail:
      'There is no such file: /api/v1/dataset lists those there are. Single files are kept of the newest only.',
  });

async function send(
  c: Context<PageEnv>,
  site: Site,
  file: { path: string; mediaType: string; sha256: string },
): Promise<Response> {
  const etag = `"${file.sha256}"`;
  c.header('etag', etag);
  // What a version holds never changes.
  c.header('cache-control', 'public, max-age=31536000, immutable');
  if (matchedTag(c.req.header('if-none-match'), [etag]) !== null) return c.body(null, 304);
  const blob = await openBlob(site.settings.dataDir, file.sha256);
  if (blob === null) return none(c);
  c.header(
    'content-type',
    file.mediaType.startsWith('text/') ? `${file.mediaType}; charset=utf-8` : file.mediaType,
  );
  c.header('content-length', String(blob.bytes));
  c.header('content-disposition', `attachment; filename="${file.path.replace(/^.*\//, '')}"`);
  if (c.req.method === 'HEAD') {
    blob.stream.destroy();
    return c.body(null);
  }
  // Node's stream type and the web's differ only in name here.
  return c.body(Readable.toWeb(blob.stream) as ReadableStream);
}
