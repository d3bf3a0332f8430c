import { createServer } from 'node:http';

// The floor of a cached page: a process that does nothing but send the same bytes with the same headers.

interface Order {
  port: number;
  /** Names and values in turn. */
  headers: string[];
  /** Base64. */
  body: string;
}

process.once('message', ({ port, headers, body }: Order) => {
  const bytes = Buffer.from(body, 'base64');
  createServer((_req, res) => {
    res.writeHead(200, headers);
    res.end(bytes);
  }).listen(port, '127.0.0.1', () => process.send?.('ready'));
});
process.on('disconnect', () => process.exit(0));
