import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';

test('offers every way to take part, with one filled call', async () => {
  const { db } = await testDatabase({ starter: true });
  const html = await (await testSite(db).app.request('/en/act')).text();
  expect(html.match(/button call/g)).toHaveLength(1);
  for (const text of ['Share the public record', 'Write to your representatives', 'Invite the campaign']) {
    expect(html).toContain(text);
  }
  expect(html).toContain('href="/en/campaigns/stop-private-military-companies#asks"');
  expect(html).toContain('value="http://tadamun.example.org/en/campaigns/stop-private-military-companies"');
});

test('asks for no signature once signing is closed', async () => {
  const { db } = await testDatabase({ starter: true });
  await sql`update signing_period set closed_at = now(), closed_by = 'operator'`.execute(db);
  const html = await (await testSite(db).app.request('/en/act')).text();
  expect(html).not.toContain('button call');
  expect(html).not.toContain('for your organisation');
});
