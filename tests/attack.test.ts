import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createApp, keyOfPage } from '../src/app.ts';
import { openDatabase } from '../src/foundation/database/database.ts';
import { createLog } from '../src/foundation/log.ts';
import { createMetrics } from '../src/foundation/web/metrics.ts';
import { testDatabase } from './database.ts';
import { testAssets, testSite } from './site.ts';

const { db } = await testDatabase({ starter: true });
const { app, site } = testSite(db);
const campaign = '/en/campaigns/stop-private-military-companies';
const notADay = '0000-01-01.01900000-0000-7000-8000-000000000000';

describe('no request answers 5xx', () => {
  test('a list from a place that no list has is a list, and the process lives', async () => {
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
    test(`not for ${address}`, async () => {
      expect((await app.request(address)).status).toBeLessThan(500);
    });
  }
});

test('a path that can name nothing is a missing page, in its language where it has one', async () => {
  for (const path of [
    '/en/news/a%00b',
    '/ar/%00',
    '/en/news/%E0%A4',
    '/en/news/%ZZ',
    '/a%00b',
    '/assets/a%00.css',
  ]) {
    const answer = await app.request(path);
    expect(answer.status).toBe(404);
    if (/^\/(en|ar)\//.test(path)) expect(await answer.text()).toContain(`<html lang="${path.slice(1, 3)}"`);
  }
});

test('while the database is away, who signs is told that nothing was saved', async () => {
  const { db: none, close } = openDatabase('postgres://nobody@127.0.0.1:1/none');
  const { app: away } = testSite(none);
  const answer = await away.request(`${campaign}/declaration/sign`, {
    method: 'POST',
    body: new URLSearchParams({ kind: 'person', contact_name: 'Sara Example', email: 'sara@example.org' }),
  });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('30');
  expect(await answer.text()).toContain('What you typed was not saved');
  await close();
});

test('the address of a form leads back to the declaration: a form with mistakes offers it in other languages', async () => {
  const answer = await app.request(`${campaign.replace('/en/', '/ar/')}/declaration/sign`);
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe(`${campaign.replace('/en/', '/ar/')}/declaration#sign`);
});

test('a proxy in front that TRUST_PROXY does not name is said once', async () => {
  for (const [trusted, times] of [
    ['', 1],
    ['127.0.0.1/32', 0],
  ] as const) {
    const lines: string[] = [];
    const log = createLog('warn', 'web', { write: (line: string) => void lines.push(line) });
    const { site: behind } = testSite(db, { TRUST_PROXY: trusted });
    const proxied = createApp({ ...behind, log }, testAssets);
    await proxied.request('/healthz');
    expect(lines).toEqual([]);
    for (let n = 0; n < 3; n += 1) {
      await proxied.request('/healthz', { headers: { 'x-forwarded-for': '192.0.2.77' } });
    }
    expect(lines.filter((line) => line.includes('TRUST_PROXY'))).toHaveLength(times);
    expect(lines.join('')).not.toContain('192.0.2.77');
  }
});

describe('the page cache', () => {
  const keyOf = (address: string) => keyOfPage(new URL(address, 'http://tadamun.example.org'))?.key;
  test('keeps what means something, and nothing of a search', () => {
    const after = '2026-01-02.01900000-0000-7000-8000-000000000000';
    const list = `${campaign}/signatories`;
    expect(keyOf(`${list}?kind=person&q=%20&country=IQ&after=${after}&x=1`)).toBe(
      `${list}?after=${after}&country=IQ&kind=person`,
    );
    expect(keyOf('/en/library?kind=video&kind=junk')).toBe('/en/library?kind=video');
    expect(keyOf(`${list}?q=ab`)).toBeUndefined();
  });
  for (const [junk, page] of [
    ['/en/news?after=junk', '/en/news'],
    ['/en/library?after=junk', '/en/library'],
    ['/en/library?kind=junk', '/en/library'],
    [`${campaign}/signatories?country=junk`, `${campaign}/signatories`],
    [`${campaign}/signatories?version=junk`, `${campaign}/signatories`],
  ] as const) {
    test(`keeps ${junk} as ${page}`, () => {
      expect(keyOf(junk)).toBe(keyOf(page));
    });
  }
});

test('/metrics is for who asks this machine by its own name, not for what an onion service or a proxy passes on', async () => {
  const measured = createApp(site, testAssets, createMetrics());
  const ask = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') => {
    const bindings = { incoming: { socket: { remoteAddress }, headers } };
    return (await measured.request('/metrics', { headers }, bindings)).status;
  };
  for (const host of ['127.0.0.1:3000', 'localhost', '[::1]:3000']) {
    expect(await ask({ host })).toBe(200);
    expect(await ask({ host }, '192.0.2.1')).toBe(404);
    expect(await ask({ host, 'x-forwarded-for': '192.0.2.1' })).toBe(404);
    expect(await ask({ host, forwarded: 'for=192.0.2.1' })).toBe(404);
  }
  for (const host of [
    'example.onion',
    'tadamun.example.org',
    'localhost.example.org',
    '127.0.0.1.example.org',
    '',
  ]) {
    expect(await ask({ host })).toBe(404);
  }
  const bare = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
  expect((await measured.request('/metrics', { headers: { host: 'example.onion' } }, bare)).status).toBe(404);
});
