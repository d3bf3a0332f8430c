import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createApp, keyOfPage } from '../src/app.ts';
import { createMetrics } from '../src/foundation/web/metrics.ts';
import { testDatabase } from './database.ts';
import { testSite } from './site.ts';

const { db } = await testDatabase({ starter: true });
const { app, site } = testSite(db);
const campaign = '/en/campaigns/stop-private-military-companies';
const notADay = '0000-01-01.01900000-0000-7000-8000-000000000000';

describe('no request answers 5xx', () => {
  test('FAULT: one GET ends the web process: an error below the CSV stream is heard by nobody', async () => {
    const heard: unknown[] = [];
    const note = (error: unknown) => heard.push(error);
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', note);
    try {
      const answer = await app.request(`${campaign}/signatories.csv?after=${notADay}`);
      await Promise.race([answer.text().catch(() => ''), sleep(2_000)]);
      await sleep(200);
    } finally {
      process.off('uncaughtException', note);
      for (const listener of listeners) process.on('uncaughtException', listener);
    }
    expect(heard).toEqual([]);
  });

  for (const address of [
    `${campaign}/signatories?after=${notADay}`,
    `${campaign}/signatories.json?after=${notADay}`,
    '/en/news/a%00b',
    '/en/library/a%00b',
    '/en/campaigns/a%00b',
    '/en/campaigns/a%00b/declaration',
    '/en/campaigns/a%00b/signatories',
    `/en/campaigns/a%00b/declaration/wordings/${'0'.repeat(64)}`,
  ]) {
    test(`FAULT: 500 for ${address}`, async () => {
      expect((await app.request(address)).status).toBeLessThan(500);
    });
  }
});

describe('the page cache', () => {
  const keyOf = (address: string) => keyOfPage(new URL(address, 'http://tadamun.example.org'))?.key;
  for (const [junk, page] of [
    ['/en/news?after=junk', '/en/news'],
    ['/en/library?after=junk', '/en/library'],
    ['/en/library?kind=junk', '/en/library'],
    [`${campaign}/signatories?country=junk`, `${campaign}/signatories`],
    [`${campaign}/signatories?version=junk`, `${campaign}/signatories`],
  ] as const) {
    test(`FAULT: ${junk} is kept as a page of its own`, () => {
      expect(keyOf(junk)).toBe(keyOf(page));
    });
  }
});

test('FAULT: /metrics is open to everyone who comes through an onion service or a proxy that adds no header', async () => {
  const measured = createApp(site, { css: '/a.css', js: '/a.js' }, createMetrics());
  const bindings = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
  const answer = await measured.request('/metrics', { headers: { host: 'example.onion' } }, bindings);
  expect(answer.status).toBe(404);
});
