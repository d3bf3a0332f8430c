import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { listCompanies, listEndedNames } from '../companies/store.ts';
import { registerRows, renamings } from './model.ts';

test('of the companies on record, only those with a name that ended', async () => {
  const { db } = await testDatabase({ starter: true });
  const companies = await listCompanies(db, 'en');
  const all = renamings(companies);
  expect(all.length).toBeGreaterThan(0);
  expect(all.length).toBeLessThan(companies.length);
  for (const { former, current } of all) {
    expect(former.length).toBeGreaterThan(0);
    expect(former.map(({ name }) => name)).not.toContain(current.name);
  }
  const order = companies
    .map(({ slug }) => slug)
    .filter((slug) => all.some((renaming) => renaming.slug === slug));
  expect(all.map(({ slug }) => slug)).toEqual(order);
  const ended = await listEndedNames(db);
  expect(ended.length).toBeLessThan(companies.length);
  expect(renamings(ended)).toEqual(all);
});

test('a row leads to the company, and says a year only where one is known', async () => {
  const renaming = {
    slug: 'a-company',
    former: [{ name: 'Old', lang: 'en' }],
    current: { name: 'New', lang: 'en' },
  };
  const [known, unknown] = registerRows(
    [
      { ...renaming, since: parsePartialDate('2009-02') },
      { ...renaming, since: null },
    ],
    '/en/record',
  );
  expect(known).toMatchObject({
    href: '/en/record/companies/a-company',
    since: { text: '2009', datetime: '2009-02' },
  });
  expect(unknown?.since).toBeNull();
});
