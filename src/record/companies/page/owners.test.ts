import { expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/database.ts';
import { testSite } from '../../../../tests/site.ts';
import { make, makeCompany } from '../../api/record.world.ts';

const { db } = await testDatabase({ starter: false });
const { app } = testSite(db);

test('a page says who owns the company, whether a company of the record or not, with dates or without, today and on a day', async () => {
  const owned = await makeCompany(db, 'example-guards', 'Example Guards');
  const holder = await makeCompany(db, 'example-holding', 'Example Holding');
  const owns = (own: Record<string, unknown>, text: Record<string, unknown>) =>
    make(db, {
      kind: 'ownership',
      table: 'ownership',
      own: { company_id: owned, standing: 'reported', ...own },
      texts: { en: { office: '', note: '', ...text } },
    });
  await owns(
    { owner_is: 'office-holder', end_is: 'unknown' },
    { owner: 'Sample Person', office: 'minister of samples' },
  );
  await owns(
    { owner_is: 'organisation', end_is: 'known', valid_from: '2005', valid_to: '2009' },
    { owner: 'Sample Trust' },
  );
  await owns(
    {
      owner_is: 'company',
      owner_company: holder,
      end_is: 'unknown',
      valid_from: '2010',
      share_min: 51,
      share_max: 60,
    },
    { owner: 'Example Holding' },
  );
  const ask = async (path: string) => {
    const answer = await app.request(path);
    expect(answer.status, path).toBe(200);
    return (await answer.text()).replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
  };
  const today = await ask('/en/record/companies/example-guards');
  expect(today).toContain('owner: Sample Person, minister of samples');
  expect(today).toContain('owner: Example Holding');
  expect(today).toContain('Sample Trust');
  const then = await ask('/en/record/companies/example-guards?on=2007-01-01');
  expect(then).toContain('owner: Sample Trust');
  expect(then).not.toContain('owner: Example Holding');
  expect(await ask('/ar/record/companies/example-guards')).toContain('Sample Person');
  expect(await ask('/en/record/companies/example-holding')).toContain('Example Holding');
});
