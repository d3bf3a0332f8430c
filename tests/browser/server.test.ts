import { once } from 'node:events';
import net from 'node:net';
import { expect, test } from 'vitest';
import { freePort, startSite, stopSites } from './server.ts';

test('a port that somebody took between its choice and the start is no failure', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const ports = [address.port];
  const site = await startSite({ starter: 'none' }, async () => ports.pop() ?? freePort());
  expect(site.origin).not.toContain(`:${address.port}`);
  expect((await fetch(`${site.origin}/healthz`)).status).toBe(200);
  await site.stop();
  other.close();
});

test('a server whose start nobody waits for any longer is stopped with the file', async () => {
  let port = 0;
  const started = startSite({ starter: 'none' }, async () => {
    port = await freePort();
    return port;
  }).then(
    () => 'there',
    () => 'stopped',
  );
  // Either it is on its way, or it has just come: both are stopped.
  await expect.poll(() => port).toBeGreaterThan(0);
  await expect
    .poll(async () => {
      await stopSites();
      return Promise.race([started, new Promise((resolve) => setTimeout(() => resolve('going'), 100))]);
    })
    .not.toBe('going');
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
});
