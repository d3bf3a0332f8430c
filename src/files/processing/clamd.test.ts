import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fakeClamd } from '../testing.ts';
import { scan } from './clamd.ts';

async function fileOf(bytes: Buffer | string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tadamun-scan-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  return path;
}

test('a file arrives whole, and what the scanner says of it is heard', async () => {
  const scanner = await fakeClamd();
  onTestFinished(scanner.close);
  const bytes = Buffer.alloc(300_000, 'abc');
  expect(await scan(scanner.url, await fileOf(bytes))).toBe('clean');
  expect(scanner.seen.at(-1)).toEqual(bytes);
  expect(await scan(scanner.url, await fileOf('this is a VIRUS'))).toBe('virus');
  scanner.says = 'INSTREAM size limit exceeded. ERROR\0';
  expect(await scan(scanner.url, await fileOf('large'))).toBe('too_large');
  for (const says of ['', 'nonsense\0', 'stream: OK but FOUND not\0', 'stream: lstat() failed. ERROR\0']) {
    scanner.says = says;
    expect(await scan(scanner.url, await fileOf('a'), 300), says).toBe('unreachable');
  }
});

test('a scanner that is not there, hangs, or hangs up lets nothing pass', async () => {
  expect(await scan('tcp://127.0.0.1:1', await fileOf('a'))).toBe('unreachable');
  expect(await scan('unix:/nonexistent/clamd.sock', await fileOf('a'))).toBe('unreachable');
  const sockets: Socket[] = [];
  for (const behave of [() => {}, (socket: Socket) => socket.destroy()]) {
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      behave(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await scan(`tcp://127.0.0.1:${port}`, await fileOf(Buffer.alloc(9_000_000)), 300)).toBe(
      'unreachable',
    );
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});
