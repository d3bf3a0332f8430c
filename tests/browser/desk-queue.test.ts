import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signed, starterPlace } from '../../src/declarations/moderation/moderation.world.ts';
import { root } from '../../src/foundation/paths.ts';
import { testDatabase } from '../database.ts';
import { testDesk } from '../desk.ts';
import { launchChromium, telephone } from './chromium.ts';

// The queue by keyboard: the desk's own pages and the script as it is written, in a real browser.

const { db } = await testDatabase({ starter: true });
const place = await starterPlace(db);
const script = stripTypeScriptTypes(readFileSync(join(root, 'src/ui/browser/desk/queue.ts'), 'utf8'));
let handle: Parameters<typeof getRequestListener>[0] = () => new Response(null, { status: 503 });
const server = createServer(getRequestListener((request, env) => handle(request, env)));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo; // it listens on TCP
const origin = `http://127.0.0.1:${port}`;
const { desk, as, site } = testDesk(db, { PUBLIC_URL: origin });
handle = (request) => desk.app.fetch(request);
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
});

test.each(['en', 'ar'] as const)(
  '%s: one key a decision, and the row is swapped in place',
  async (lang) => {
    const who = await as('moderator', { lang });
    const word = lang === 'ar' ? 'arabic' : 'english';
    const names = ['one', 'two', 'three'].map((name) => `Sample ${word} ${name}`);
    for (const name of names)
      await signed(db, site.keys, place, 'confirmed', { organisation_name: name }, lang);
    const context = await browser.newContext({
      ...telephone,
      viewport: { width: 1280, height: 800 },
      extraHTTPHeaders: { 'x-test-member': who.id },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.route('**/assets/*.css', (route) => route.fulfill({ contentType: 'text/css', body: '' }));
    await page.route('**/assets/*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: `${script}\ncomfortQueue(document);` }),
    );
    const states = async () =>
      Promise.all(
        names.map(
          async (name) =>
            (
              await db
                .selectFrom('signature')
                .select('state')
                .where('organisation_name', '=', name)
                .executeTakeFirstOrThrow()
            ).state,
        ),
      );
    await page.goto(`${origin}/desk/signatures?q=${encodeURIComponent(word)}`);
    const loads: string[] = [];
    page.on('load', () => loads.push(page.url()));
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

    await page.keyboard.press('j');
    expect(await focused()).toBe(names[0]);
    await page.keyboard.press('l');
    await page.waitForSelector('tr.decided[data-state=listed]');
    expect(await states()).toEqual(['listed', 'confirmed', 'confirmed']);
    // The focus has gone on to what still waits, and what was done is said.
    await expect.poll(focused).toBe(names[1]);
    expect(await page.textContent('#queue-said')).not.toBe('');

    // A ready reason in the signatory's language, edited before it is sent.
    await page.keyboard.press('r');
    await page.waitForSelector('#queue-reject[open] input[type=radio]');
    await page.check('#queue-reject input[value=not-found]');
    const ready = await page.inputValue('#queue-reject textarea');
    expect(ready).toMatch(lang === 'ar' ? /لم نتمكن/ : /We could not find/);
    await page.fill('#queue-reject textarea', `${ready} !`);
    await page.click('#queue-reject button.call');
    await page.waitForSelector('tr.decided[data-state=rejected]');
    expect(await states()).toEqual(['listed', 'rejected', 'confirmed']);
    const told = await db
      .selectFrom('signature_event')
      .select('reason')
      .where('becomes', '=', 'rejected')
      .where('reason', '=', `${ready} !`)
      .execute();
    expect(told).toHaveLength(1);

    await expect.poll(focused).toBe(names[2]);
    await page.keyboard.press('u');
    await expect.poll(states).toEqual(['listed', 'confirmed', 'confirmed']);
    await page.keyboard.press('x');
    expect(await page.locator('[data-queue] input:checked').count()).toBe(1);
    await page.keyboard.press('?');
    await page.waitForSelector('#queue-help[open]');
    await page.keyboard.press('Escape');
    expect(loads).toEqual([]);
    expect(faults).toEqual([]);

    // Without the script every button leads back to the same place.
    await page.route('**/assets/*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: '' }),
    );
    await page.reload();
    await page.locator('button[name=list]').first().click();
    await page.waitForURL(/did=list&n=1/);
    expect(page.url()).toContain(`q=${word}`);
    expect((await states()).filter((state) => state === 'listed')).toHaveLength(2);
    await context.close();
  },
  90_000,
);
