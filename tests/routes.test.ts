import { expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { openDatabase } from '../src/foundation/database/database.ts';
import { createMetrics } from '../src/foundation/web/metrics.ts';
import { documents, machines, pages } from './routes.ts';
import { testAssets, testSite } from './site.ts';

test('every route has its example, and every example its route', async () => {
  const { db, close } = openDatabase('postgres://nobody@127.0.0.1:1/none');
  const { site } = testSite(db);
  const app = createApp(site, testAssets, createMetrics());
  await close();
  const routes = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
  const known = [...Object.keys(pages), ...Object.keys(documents), ...Object.keys(machines)];
  expect(routes.length).toBeGreaterThan(30);
  expect([...new Set(routes)].sort()).toEqual(known.sort());
});
