import { existsSync } from 'node:fs';
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

/** A telephone of 360 px, without motion. */
export const telephone: BrowserContextOptions = {
  viewport: { width: 360, height: 780 },
  reducedMotion: 'reduce',
  colorScheme: 'light',
  locale: 'en-GB',
  timezoneId: 'Asia/Baghdad',
};
