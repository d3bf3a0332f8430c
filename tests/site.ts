import { createApp } from '../src/app.ts';
import { newKeys } from '../src/foundation/crypto/keys.ts';
import type { Db } from '../src/foundation/database/database.ts';
import { createLog } from '../src/foundation/log.ts';
import { createLimits } from '../src/foundation/web/limits.ts';
import { createMemo } from '../src/foundation/web/memo.ts';
import type { Site } from '../src/foundation/web/site.ts';
import { readSettings } from '../src/settings.ts';

/** Addresses as a build gives them. */
export const testAssets = {
  css: '/assets/look.css',
  js: '/assets/main.js',
  deskCss: '/assets/desk.css',
  deskJs: '/assets/desk-main.js',
};

/** The application over a test's database, with keys of its own: `app.request('/en/news')` answers as the web process does. */
export function testSite(db: Db, env: Record<string, string> = {}) {
  const settings = readSettings(
    { PUBLIC_URL: 'http://tadamun.example.org', DATA_DIR: '/nonexistent', ...env },
    '/',
  );
  const keys = newKeys();
  const site: Site = {
    db,
    slow: db,
    settings,
    keys,
    log: createLog('fatal', 'test'),
    limits: createLimits(keys),
    memo: createMemo(),
    now: () => new Date(),
  };
  return { app: createApp(site, testAssets), site };
}
