import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import pg from 'pg';
import type { PlainPage } from './plain-page.ts';

// The floor of a page afresh: as many queries that find nothing, the same HTML from memory, compressed as fast as ours.

interface Order {
  port: number;
  databaseUrl: string;
  pages: readonly PlainPage[];
}

const compress = promisify(brotliCompress);
const params = {
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  [constants.BROTLI_PARAM_QUALITY]: 4,
};

process.once('message', async ({ port, databaseUrl, pages }: Order) => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const known = new Map(
    pages.map((page) => [page.path, { ...page, html: Buffer.from(page.html, 'base64') }]),
  );
  createServer(async (req, res) => {
    const page = known.get(req.url ?? '');
    if (!page) return res.writeHead(404).end();
    for (let asked = 0; asked < page.queries; asked++)
      await client.query({ name: 'nothing', text: 'select $1::int as n', values: [asked] });
    const body = await compress(page.html, { params });
    res.writeHead(200, {
      'content-type': 'text/html',
      'content-encoding': 'br',
      'content-length': body.length,
    });
    res.end(body);
  }).listen(port, '127.0.0.1', () => process.send?.('ready'));
});
process.on('disconnect', () => process.exit(0));
