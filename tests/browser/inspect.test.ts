import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, telephone } from './chromium.ts';
import { inspect } from './inspect.ts';

// An inspector that sees nothing passes every page: here is a page with one of each fault.
const page = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Faults</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
  p { color: #999; background: #fff; }
  @media (prefers-color-scheme: dark) { p { color: #111; background: #000; } }
</style></head><body><main>
<h1>Faults</h1>
<p>Grey on white</p><p>نص بلغة أخرى</p>
<img src="http://localhost:9/elsewhere.png">
<div id="twice"></div><div id="twice"></div>
<div style="overflow: hidden; width: 5em; white-space: nowrap">A text that does not fit into its box</div>
<div style="width: 700px">Wide</div>
<script>document.cookie = 'kept=1'; console.error('said'); nothing();</script>
</main></body></html>`;

let server: Server;
let browser: Browser;
let url: string;

beforeAll(async () => {
  server = createServer((_, answer) => answer.writeHead(203, { 'content-type': 'text/html' }).end(page));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

test('each kind of fault is seen', async () => {
  const context = await browser.newContext(telephone);
  const faults = await inspect(context, { url, status: 200, name: null, lang: 'en' });
  for (const fault of [
    /^answers 203, not 200/,
    /^header content-type/,
    /^header content-security-policy: none/,
    /^header x-content-type-options: none/,
    /^header referrer-policy: none/,
    /^header content-language: none/,
    /^html no-dup-id/,
    /^is not en: /,
    /^asks http:\/\/localhost:9 for something/,
    /^console: said/,
    /^script: nothing is not defined/,
    /^at 360 px: scrolls sideways/,
    /^at 360 px: sticks out: div “Wide”/,
    /^at 360 px: is cut off: div “A text/,
    /^at 1280 px: is cut off/,
    /^axe image-alt \(light/,
    /^axe color-contrast \(light/,
    /^axe color-contrast \(dark/,
    /^sets a cookie/,
  ]) {
    expect(faults).toContainEqual(expect.stringMatching(fault));
  }
});
