import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type LaunchOptions } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A real Chromium: the one that is installed, else the one in the package @sparticuz/chromium, unpacked once.
 * @param options of the launch besides, such as who minds its signals
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const path = installed.find((candidate) => existsSync(candidate)) ?? (await packedChromium());
  return chromium.launch({
    ...options,
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
    ],
  });
}

async function packedChromium(): Promise<string> {
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

/**
 * Unpacks the packed Chromium where it will be used and is not there yet. The package takes whatever stands under the
 * name for the whole: so it is unpacked apart, and moved there when it is complete, the program last.
 */
export async function unpackChromium(): Promise<void> {
  const place = tmpdir();
  if (installed.some((candidate) => existsSync(candidate)) || existsSync(join(place, 'chromium'))) return;
  const apart = mkdtempSync(join(place, 'tadamun-chromium-'));
  const { TMPDIR } = process.env;
  try {
    process.env.TMPDIR = apart;
    await packedChromium();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  const parts = readdirSync(apart).filter((name) => name !== 'chromium' && !existsSync(join(place, name)));
  for (const name of [...parts, 'chromium']) renameSync(join(apart, name), join(place, name));
  rmSync(apart, { recursive: true });
}

/** A telephone of 360 px, without motion. */
export const telephone: BrowserContextOptions = {
  viewport: { width: 360, height: 780 },
  reducedMotion: 'reduce',
  colorScheme: 'light',
  locale: 'en-GB',
  timezoneId: 'Asia/Baghdad',
};
