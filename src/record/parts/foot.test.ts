import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';

const { db } = await testDatabase({ starter: true });
const { app } = testSite(db);

test.each([
  'companies',
  'companies/blackwater',
  'incidents',
  'incidents?kind=shooting',
  'incidents/nisour-square',
  'contracts',
  'contracts/blackwater-wpps',
  'cases',
  'cases/us-v-slough',
  'laws',
  'laws/iq-cpa-order-17',
  'treaty',
  'sources',
  'sources/wapo-2009-xe',
])('%s says how it is cited, can be printed, and has its data beside it', async (path) => {
  for (const lang of ['en', 'ar']) {
    const page = await (await app.request(`/${lang}/record/${path}`)).text();
    expect(page.match(/id="cite"/g)).toHaveLength(1);
    const line = /<p class="cite-line">.*?<\/p>/s.exec(page)?.[0] ?? '';
    expect(line).toContain(`/${lang}/record/${path}"`);
    expect(page).toMatch(/<button[^>]*data-print/);
    const json = /href="(\/api\/v1\/[^"]+)"/.exec(page)?.[1] ?? '';
    const data = await app.request(json);
    expect([data.status, data.headers.get('content-type')]).toEqual([200, 'application/json']);
  }
});
