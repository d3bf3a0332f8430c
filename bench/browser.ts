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
  const system = installed.find((path) => existsSync(path));
  return chromium.launch({
    executablePath: system ?? (await sparticuz.executablePath()),
    args: system ? ['--no-sandbox'] : sparticuz.args,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}
