import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';
import { byCountry } from './page.tsx';
import { listOrganisations } from './store.ts';

test('lists every organisation with its part, marked as not yet reviewed', async () => {
  const { db } = await testDatabase({ starter: true });
  const { app } = testSite(db);
  for (const lang of ['en', 'ar'] as const) {
    const html = await (await app.request(`/${lang}/organisations`)).text();
    for (const { slug, role } of await listOrganisations(db, lang)) {
      expect(html).toContain(`<li id="${slug}"`);
      expect(html).toContain(role.slice(0, 30).replaceAll("'", '&#39;'));
    }
    expect(html.match(/data-tone="review"/g)).toHaveLength(1);
    expect(html).toContain('"@type":"CollectionPage"');
  }
});

test('groups by country: none is lost, and those of no one country come first', async () => {
  const { db } = await testDatabase({ starter: true });
  const all = await listOrganisations(db, 'en');
  fc.assert(
    fc.property(fc.shuffledSubarray(all), (some) => {
      const groups = byCountry(some);
      expect(groups.flatMap(({ members }) => members)).toHaveLength(some.length);
      expect(new Set(groups.map(({ country }) => country)).size).toBe(groups.length);
      expect(groups.findIndex(({ country }) => country === 'INT')).toBeLessThanOrEqual(0);
    }),
  );
});
