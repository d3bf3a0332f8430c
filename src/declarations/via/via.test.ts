import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { keyOfPage } from '../../app.ts';
import { newId } from '../../foundation/database/id.ts';
import { readVia } from './model.ts';
import { addVia } from './store.ts';

const { db, pool } = await testDatabase({ starter: true });
const { app } = testSite(db);
const campaign = '/campaigns/stop-private-military-companies';
const { rows } = await pool.query(`select campaign_id as id from declaration`);
await addVia(db, { campaignId: rows[0].id, slug: 'telegram-may', name: 'Telegram, May', madeBy: 'operator' });
const other = newId();
await pool.query(
  `insert into thing (id, kind, slug, primary_lang) values ($1, 'campaign', 'another', 'en')`,
  [other],
);
await pool.query(`insert into campaign (id, position) values ($1, 9)`, [other]);
await addVia(db, { campaignId: other, slug: 'elsewhere', name: 'Of another campaign', madeBy: 'operator' });

const person = {
  kind: 'person',
  country: 'IQ',
  contact_name: 'Sample Person',
  publicity: 'name',
  consent: 'yes',
};
const post = (fields: Record<string, string>) =>
  app.request(`/en${campaign}/declaration/sign`, { method: 'POST', body: new URLSearchParams(fields) });

describe('a campaign link', () => {
  test('shows the declaration, whose form knows by which link one came', async () => {
    const answer = await app.request(`/ar${campaign}/via/telegram-may`);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain('<input type="hidden" name="via" value="telegram-may"');
    expect(html).toContain(
      `<link rel="canonical" href="http://tadamun.example.org/ar${campaign}/declaration"`,
    );
    expect(html).toContain('noindex');
    // Who changes the language is still counted.
    expect(html).toContain(`href="/en${campaign}/via/telegram-may"`);
    expect(answer.headers.get('x-cache')).toBe('public');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('that nobody made leads to the declaration, and is kept in no cache', async () => {
    for (const name of ['unknown', 'elsewhere', 'Telegram-May', '%00', 'a'.repeat(41), '-', '%D8%A3']) {
      const answer = await app.request(`/en${campaign}/via/${name}`);
      expect([303, 404]).toContain(answer.status);
      expect(answer.headers.get('x-cache')).toBeNull();
      if (answer.status === 303) expect(answer.headers.get('location')).toBe(`/en${campaign}/declaration`);
    }
  });

  test('is one page, whatever is added to its address', () => {
    const key = (query: string) => keyOfPage(new URL(`http://x/en${campaign}/via/telegram-may${query}`))?.key;
    expect(key('?from=a')).toBe(key('?utm_source=b&x=1'));
    expect(key('')).toBe(key('?from=c'));
  });

  test('is stored with the signature; another campaign’s, or an invented one, is not', async () => {
    expect((await post({ ...person, email: 'none@example.org' })).status).toBe(303);
    for (const [email, via] of [
      ['came@example.org', 'telegram-may'],
      ['foreign@example.org', 'elsewhere'],
      ['invented@example.org', 'nothing'],
      ['odd@example.org', "'; drop table via; --"],
    ] as const)
      expect((await post({ ...person, email, via })).status).toBe(303);
    const { rows: stored } = await pool.query(
      `select l.slug, count(*)::int as n from signature s left join via l on l.id = s.via_id group by 1 order by 1 nulls last`,
    );
    expect(stored).toEqual([
      { slug: 'telegram-may', n: 1 },
      { slug: null, n: 4 },
    ]);
  });

  test('stays in the form that comes back with its mistakes', async () => {
    const answer = await post({ ...person, email: 'wrong', via: 'telegram-may' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<input type="hidden" name="via" value="telegram-may"');
    expect(await (await post({ ...person, email: 'wrong', via: '"><script>' })).text()).not.toContain(
      'name="via"',
    );
  });

  test('is said on the privacy page', async () => {
    expect(await (await app.request('/en/privacy')).text()).toContain('Campaign links');
    expect(await (await app.request('/ar/privacy')).text()).toContain('روابط الحملة');
  });
});

test('a name that is taken from an address fits the database', async () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const via = readVia(text);
      if (via !== null) expect(via).toMatch(/^[a-z0-9-]{1,40}$/);
    }),
  );
});
