import type { Browser } from 'playwright-core';
import type { Line } from '../line.ts';
import { campaign } from '../pages.ts';
import type { Run } from '../run.ts';
import { openSlowLine } from '../slow-line.ts';
import { median } from '../statistics.ts';

const bytesPerSecond = 400_000 / 8;
const roundTripMs = 400;
const promisedMs = 2_500;
/** After loading: late fonts may paint something larger. */
const restMs = 1_000;

/** Largest contentful paint of the campaign page on a phone's screen, nothing in the browser's cache. */
export async function measureSlowLine(run: Run, port: number, browser: Browser): Promise<Line[]> {
  run.say('Slow line');
  const linePort = await run.port();
  const line = await openSlowLine({ port: linePort, to: port, bytesPerSecond, roundTripMs });
  run.atEnd(line.stop);
  const lines: Line[] = [];
  for (const lang of ['en', 'ar'] as const) {
    const path = `/${lang}${campaign}`;
    const throttled: Paint[] = [];
    const wired: Paint[] = [];
    for (let round = 0; round < (run.quick ? 1 : 3); round++) {
      throttled.push(await largestPaint(browser, `http://127.0.0.1:${port}${path}`, true));
      if (!run.quick || round === 0)
        wired.push(await largestPaint(browser, `http://127.0.0.1:${linePort}${path}`, false));
    }
    const seen = median(throttled.map(({ ms }) => ms));
    const withConnecting = median(wired.map(({ ms }) => ms));
    lines.push({
      what: `largest paint on a slow line, ${lang}`,
      promise: '< 2.5 s',
      measured: `${(seen / 1_000).toFixed(2)} s`,
      kept: seen < promisedMs,
      note: `median of ${throttled.length}, ${throttled.at(-1)?.of}; over a line where connecting takes its round trip too: ${(withConnecting / 1_000).toFixed(2)} s`,
      figures: {
        largestMs: Math.round(seen),
        rounds: throttled.map(({ ms }) => Math.round(ms)),
        firstMs: Math.round(median(throttled.map(({ firstMs }) => firstMs))),
        withConnectingMs: Math.round(withConnecting),
        of: throttled.at(-1)?.of,
      },
    });
  }
  await line.stop();
  return lines;
}

interface Paint {
  ms: number;
  firstMs: number;
  /** The element, as `h1.name`. */
  of: string;
}

/** Milliseconds from the start of the navigation. */
async function largestPaint(browser: Browser, url: string, throttle: boolean): Promise<Paint> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 });
  try {
    const page = await context.newPage();
    if (throttle) {
      const devtools = await context.newCDPSession(page);
      await devtools.send('Network.enable');
      await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
      // Its latency holds back each answer, not the connecting before it.
      await devtools.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: roundTripMs,
        downloadThroughput: bytesPerSecond,
        uploadThroughput: bytesPerSecond,
      });
    }
    await page.goto(url, { waitUntil: 'load', timeout: 30_000 });
    await page.waitForTimeout(restMs);
    return await page.evaluate(
      () =>
        new Promise<Paint>((done) => {
          new PerformanceObserver((list) => {
            const last = list.getEntries().at(-1);
            const element =
              last && 'element' in last && last.element instanceof Element ? last.element : null;
            done({
              ms: last?.startTime ?? Number.NaN,
              firstMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
              of: element ? [element.localName, ...element.classList].join('.') : 'unknown',
            });
          }).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
  } finally {
    await context.close();
  }
}
