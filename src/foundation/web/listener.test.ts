import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import { pageKey } from './cache/keys.ts';
import { createPageCache } from './cache/page-cache.ts';
import { createListener, type Listener, type ListenerOptions, renderer } from './listener.ts';

const publicUrl = new URL('https://tadamun.example.org');
const open: Listener[] = [];
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.stop(0);
});

async function start(app: Hono, more: Partial<ListenerOptions> = {}) {
  const errors: unknown[] = [];
  const log = { warn() {}, error: (...what: unknown[]) => void errors.push(what) };
  const fetch = (request: Request, bindings: object) => app.fetch(request, bindings);
  const cache = createPageCache({
    render: renderer(fetch, publicUrl),
    keyOf: (url) => (url.pathname.startsWith('/en') ? pageKey(url) : null),
    publicUrl,
    log,
  });
  cache.heard();
  const listener = createListener({ cache, fetch, publicUrl, log, ...more });
  open.push(listener);
  listener.server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.server.once('listening', resolve));
  // A server on TCP has an address with a port, never a path.
  const { port } = listener.server.address() as AddressInfo;
  return { port, cache, listener, errors };
}

/** Sends bytes as they are and reads until the server closes. */
function raw(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const ask = (target: string, headers = 'Host: evil.example\r\n', method = 'GET') =>
  `${method} ${target} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`;
const statusOf = (answer: string) => Number(answer.slice(9, 12));

function echo() {
  const app = new Hono();
  app.get('/en/*', (c) => {
    c.header('x-cache', 'public');
    c.header('x-cache-tags', 'home');
    return c.html(`<link rel="canonical" href="${c.req.url}"> render=${c.req.header('x-tadamun-render')}`);
  });
  app.all('/free', (c) => {
    c.header('x-cache', 'public');
    c.header('x-cache-tags', 'secret');
    return c.text(`${c.req.method} ${c.req.url} render=${c.req.header('x-tadamun-render')}`);
  });
  return app;
}

test('neither Host nor an absolute target gets into a page, whoever asks first', async () => {
  const { port, cache } = await start(echo());
  const first = await raw(port, ask('/en/x', 'Host: evil.example\r\nX-Forwarded-Host: evil.example\r\n'));
  const second = await raw(port, ask('http://evil.example/en/x'));
  const third = await raw(port, ask('/en/x', 'Host: tadamun.example.org\r\n'));
  for (const answer of [first, second, third]) {
    expect(answer).toContain('href="https://tadamun.example.org/en/x"');
    expect(answer).not.toContain('evil');
    expect(answer).not.toMatch(/x-cache/i);
  }
  expect(cache.stats).toMatchObject({ renders: 1, hits: 2 });
});

test('the application sees the public address, no faked render, and tells no visitor its tags', async () => {
  const { port } = await start(echo());
  const headers = 'Host: evil.example\r\nX-Tadamun-Render: 1\r\nx-tadamun-render: 1\r\n';
  for (const target of ['/free', 'http://evil.example/free']) {
    const answer = await raw(port, ask(target, headers));
    expect(answer).toContain('GET https://tadamun.example.org/free render=undefined');
    expect(answer).not.toMatch(/x-cache/i);
    expect(answer).toMatch(/cache-control: no-store/i);
  }
  expect(await raw(port, ask('/en/x', headers))).toContain('render=1');
});

test('POST reaches the application with its body', async () => {
  const app = new Hono().post('/en/sign', async (c) => c.text(`got ${(await c.req.parseBody()).name}`));
  const { port } = await start(app);
  const answer = await raw(
    port,
    'POST /en/sign HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nname=Dana',
  );
  expect(answer).toContain('got Dana');
});

test.each([
  ['//', 404],
  ['//evil.example/en', 404],
  ['/%', 404],
  ['/en/%', 200],
  ['/en/%00', 200],
  ['/en/%ff%fe', 200],
  ['/en/../../../etc/passwd', 404],
  ['/\\evil.example/en', 400],
  ['/en/\\x', 200],
  ['http://', 404],
  ['http:///en/x', 200],
  ['http://evil.example?x', 404],
  ['https://u:p@evil.example/en/x', 200],
  ['*', 400],
  ['/en/\0', 400],
  ['/en/\u0001', 400],
  ['/en/ x', 400],
  ['ftp://evil.example/', 400],
  [`/${'a'.repeat(9_000)}`, 404],
  [`/${'a'.repeat(20_000)}`, 431],
])('target %j is answered %i, without a fault', async (target, status) => {
  const { port, errors } = await start(echo());
  expect(statusOf(await raw(port, ask(target)))).toBe(status);
  expect(errors).toEqual([]);
  expect(statusOf(await raw(port, ask('/en/after')))).toBe(200);
});

test.each([
  ['no request at all', 'hello\r\n\r\n', 400],
  ['no Host', 'GET /en/x HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['two lengths', 'POST /free HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na', 400],
  [
    'length and chunks',
    'POST /free HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), 400],
  ['odd host', ask('/free', 'Host: a b/c\r\n'), 200],
  ['no host in 1.0', 'GET /free HTTP/1.0\r\n\r\n', 200],
  [
    'GET with a body',
    'GET /en/x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc',
    200,
  ],
])('%s is answered', async (_, bytes, status) => {
  const { port, errors } = await start(echo());
  expect(statusOf(await raw(port, bytes))).toBe(status);
  expect(errors).toEqual([]);
});

test('two requests on one connection are answered in order, kept page and application alike', async () => {
  const { port } = await start(echo());
  await raw(port, ask('/en/x'));
  const keep = (target: string) => `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`;
  const answer = await raw(port, keep('/free') + keep('/en/x') + keep('/en/new') + ask('/free'));
  const order = [...answer.matchAll(/(GET|href="https:\/\/tadamun.example.org\/en\/(?:x|new))/g)].map(
    ([found]) => found,
  );
  expect(order.map((found) => found.slice(-3))).toEqual(['GET', 'n/x', 'new', 'GET']);
});

test('a throwing application gives a plain 503 that tells nothing, and the server lives on', async () => {
  const fetch = () => Promise.reject(new Error('password=hunter2'));
  const log = { warn() {}, error() {} };
  const cache = createPageCache({ render: fetch, keyOf: () => null, publicUrl, log });
  const listener = createListener({ cache, fetch, publicUrl, log });
  open.push(listener);
  listener.server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.server.once('listening', resolve));
  // As above.
  const { port } = listener.server.address() as AddressInfo;
  for (let i = 0; i < 2; i++) {
    const answer = await raw(port, ask('/'));
    expect(statusOf(answer)).toBe(503);
    expect(answer).not.toContain('hunter2');
  }
});

test('many who leave in the middle leave nothing behind', async () => {
  const app = new Hono().get('/en/slow', async (c) => {
    await sleep(30);
    c.header('x-cache', 'public');
    return c.html('x'.repeat(1_000_000));
  });
  const { port, listener, errors } = await start(app);
  for (let round = 0; round < 3; round++) {
    const sockets = Array.from({ length: 50 }, () => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write('GET /en/slow HTTP/1.1\r\nHost: x\r\n\r\n'),
      );
      return socket.on('error', () => {});
    });
    await sleep(round * 20 + 5);
    for (const socket of sockets) socket.destroy();
  }
  expect(statusOf(await raw(port, ask('/en/slow')))).toBe(200);
  const left = () => new Promise((resolve) => listener.server.getConnections((_, count) => resolve(count)));
  await expect.poll(left).toBe(0);
  expect(errors).toEqual([]);
});

test('stop lets an open request end, ends idle connections at once, and cuts what lasts too long', async () => {
  const begun: string[] = [];
  const app = new Hono().get('/slow', async (c) => {
    begun.push(c.req.query('ms') ?? '');
    await sleep(Number(c.req.query('ms')));
    return c.text('done');
  });
  const { port, listener } = await start(app);
  const idle = raw(port, 'GET /slow?ms=0 HTTP/1.1\r\nHost: x\r\n\r\n');
  const busy = raw(port, 'GET /slow?ms=300 HTTP/1.1\r\nHost: x\r\n\r\n');
  await expect.poll(() => begun.length).toBe(2);
  // An idle connection would be kept for a minute, and so would the one that goes idle meanwhile.
  await listener.stop(30_000);
  expect(await idle).toContain('done');
  expect(await busy).toContain('done');

  const second = await start(app);
  const cut = raw(second.port, 'GET /slow?ms=60000 HTTP/1.1\r\nHost: x\r\n\r\n').catch(() => '');
  await expect.poll(() => begun.length).toBe(3);
  await second.listener.stop(100);
  expect(await cut).toBe('');
});

test('what drips in is cut off after its time, but for an upload', async () => {
  const app = new Hono().post('*', async (c) => c.text(`got ${(await c.req.text()).length}`));
  const { port } = await start(app, { slow: (path) => path.startsWith('/desk/uploads'), bodyMs: 200 });
  const drip = async (path: string) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\nConnection: close\r\n\r\n`);
    for (let n = 0; n < 8; n += 1) {
      await sleep(50);
      if (socket.writable) socket.write('x');
    }
    await closed;
    return answer;
  };
  const [form, upload] = await Promise.all([drip('/en/sign'), drip('/desk/uploads')]);
  expect(statusOf(form)).toBe(408);
  expect(statusOf(upload)).toBe(200);
  expect(upload).toContain('got 8');
});
