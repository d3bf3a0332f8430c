import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The system's Chromium if there is one, else the one of the package. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: installed.find((path) => existsSync(path)) ?? (await sparticuz.executablePath()),
    // Not the package's own: with a single process the browser ends with the first page that is closed.
    args: ['--no-sandbox', '--disable-background-networking', '--disable-dev-shm-usage'],
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}
