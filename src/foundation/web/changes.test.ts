import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Embedded, startEmbedded } from '../database/embedded/server.ts';
import { type ChangeListener, listenForChanges } from './changes.ts';

let dataDir: string;
let server: Embedded;
let url: string;
const open: ChangeListener[] = [];

// A server of its own: the tests cut connections and stop it.
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tadamun-changes-'));
  await chmod(dataDir, 0o711); // under root PostgreSQL's own user must get through
  server = await startEmbedded({ dataDir, durable: false });
  url = server.url('postgres', 'postgres');
});

afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});

afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

function listen(databaseUrl: string, checkMs?: number) {
  const events: string[] = [];
  const listener = listenForChanges(databaseUrl, {
    onTags: (tags) => void events.push(tags.join('+')),
    onLost: () => void events.push('lost'),
    onBack: () => void events.push('back'),
    log: { warn() {}, error() {} },
    checkMs,
  });
  open.push(listener);
  return { listener, events };
}

async function until(events: string[], wanted: string[]) {
  for (let i = 0; i < 2_400 && events.length < wanted.length; i++) await sleep(25);
  expect(events).toEqual(wanted);
}

async function query(text: string, values: unknown[] = []) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
}

const notify = (payload: string) => query("select pg_notify('tadamun_changed', $1)", [payload]);

test('hears what is reported, from the first connection on', async () => {
  const { events } = listen(url);
  await until(events, ['back']);
  await notify('news,news:0190');
  await notify('');
  await notify('home');
  await until(events, ['back', 'news+news:0190', 'home']);
  expect(
    await query("select 1 from pg_stat_activity where application_name = 'tadamun changes'"),
  ).toHaveLength(1);
});

test('a cut connection is told once, and found again', async () => {
  const { events } = listen(url);
  await until(events, ['back']);
  await query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tadamun changes'",
  );
  await until(events, ['back', 'lost', 'back']);
  await notify('news');
  await until(events, ['back', 'lost', 'back', 'news']);
});

test('a connection over which nothing comes any more is noticed', async () => {
  const held: Socket[] = [];
  let silent = false;
  const folder = decodeURIComponent(new URL(url).hostname);
  const proxy = createServer((client) => {
    const upstream = connect(join(folder, '.s.PGSQL.5432'));
    held.push(client, upstream);
    client.on('data', (data) => silent || upstream.write(data)).on('error', () => {});
    upstream.on('data', (data) => silent || client.write(data)).on('error', () => {});
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => proxy.once('listening', resolve));
  // A server on TCP has an address with a port, never a path.
  const { port } = proxy.address() as AddressInfo;
  const { events, listener } = listen(`postgres://postgres@127.0.0.1:${port}/postgres`, 3_000);
  await until(events, ['back']);
  // Asked once and again, and answered.
  await sleep(7_000);
  expect(events).toEqual(['back']);
  silent = true;
  await until(events, ['back', 'lost']);
  silent = false;
  await until(events, ['back', 'lost', 'back']);
  await listener.close();
  for (const socket of held) socket.destroy();
  proxy.close();
});

test('without a database it keeps trying, throws nothing and closes at once', async () => {
  const { events, listener } = listen('postgres://nobody@127.0.0.1:1/none');
  await sleep(3_200);
  const begun = performance.now();
  await listener.close();
  // It sleeps for seconds between its tries by now.
  expect(performance.now() - begun).toBeLessThan(1_500);
  expect(events).toEqual([]);
});

test('close ends the connection, and says that nothing is heard any more', async () => {
  const { events, listener } = listen(url);
  await until(events, ['back']);
  await listener.close();
  expect(events).toEqual(['back', 'lost']);
  expect(
    await query("select 1 from pg_stat_activity where application_name = 'tadamun changes'"),
  ).toHaveLength(0);
});
