import { createServer } from 'node:http';
import { brotliCompressSync, constants } from 'node:zlib';
import pg from 'pg';
import type { PlainPage } from './plain-page.ts';

// The floor of a page afresh: as many queries that find nothing, the same HTML from memory. It is compressed once: the cache
// too keeps what it compressed where a page turns out the same.

interface Order {
  port: number;
  databaseUrl: string;
  pages: readonly PlainPage[];
}

const params = {
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  [constants.BROTLI_PARAM_QUALITY]: 4,
};

process.once('message', async ({ port, databaseUrl, pages }: Order) => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const known = new Map(
    pages.map(({ path, html, queries }) => [
      path,
      { queries, body: brotliCompressSync(Buffer.from(html, 'base64'), { params }) },
    ]),
  );
  createServer(async (req, res) => {
    const page = known.get(req.url ?? '');
    if (!page) return res.writeHead(404).end();
    for (let asked = 0; asked < page.queries; asked++)
      await client.query({ name: 'nothing', text: 'select $1::int as n', values: [asked] });
    res.writeHead(200, {
      'content-type': 'text/html',
      'content-encoding': 'br',
      'content-length': page.body.length,
    });
    res.end(page.body);
  }).listen(port, '127.0.0.1', () => process.send?.('ready'));
});
process.on('disconnect', () => process.exit(0));
