import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';
import { terms } from '../declarations/signing/model.ts';
import { hrefOf } from './pages/contact.tsx';

let database: TestDatabase;
let app: ReturnType<typeof testSite>['app'];

beforeAll(async () => {
  database = await testDatabase({ starter: true });
  app = testSite(database.db).app;
});

const plain = (html: string) => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');

test('home, about, contact and privacy answer in both languages, with a way to the other', async () => {
  for (const lang of ['en', 'ar']) {
    for (const page of ['', '/about', '/contact', '/privacy']) {
      const answer = await app.request(`/${lang}${page}`);
      const html = await answer.text();
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-language')).toBe(lang);
      expect(html).toContain(`<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"`);
      expect(html).toContain(`hreflang="${lang === 'ar' ? 'en' : 'ar'}"`);
      expect(html).toContain(`<link rel="canonical" href="http://tadamun.example.org/${lang}${page}"`);
    }
  }
});

test('home announces the campaign, shows news and the register, and runs at most eight queries', async () => {
  const seen: string[] = [];
  const counting = database.db.withPlugin({
    transformQuery: ({ node }) => {
      seen.push(node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const html = await (await testSite(counting).app.request('/en')).text();
  expect(seen.length).toBeLessThanOrEqual(8);
  expect(html).toContain('href="/en/campaigns/stop-private-military-companies"');
  expect(html).toContain('<s><span class="vh">former name: </span><bdi>Blackwater</bdi></s>');
  expect(html).toContain('"@type":"Organization"');
  expect(html.match(/button call/g)).toHaveLength(1);
});

test('an empty site has a home, an about, a list of everything, and no broken sentence', async () => {
  const empty = await testDatabase({ starter: false });
  const mine = testSite(empty.db).app;
  for (const page of ['', '/about', '/contact', '/privacy', '/campaigns', '/act', '/organisations']) {
    for (const lang of ['en', 'ar']) {
      const answer = await mine.request(`/${lang}${page}`);
      expect([page, answer.status]).toEqual([page, 200]);
      expect(await answer.text()).not.toMatch(/undefined|\bnull\b|\[object|NaN/);
    }
  }
});

describe('contact', () => {
  test('says that no channel is set, and offers no form', async () => {
    const html = await (await app.request('/en/contact')).text();
    expect(plain(html)).toContain('The coalition has not set its channels yet.');
    expect(html.slice(html.indexOf('<main'))).not.toContain('<form');
  });

  test('shows the channels that are set, and the onion address, and none of the others', async () => {
    const own = await testDatabase({ starter: true });
    await sql`insert into contact_channel (kind, value, note) values ('signal', '+999 555 0100', null),
      ('email', 'coalition@example.org', 'For the <public>.')`.execute(own.db);
    const onion = 'http://exampleexampleexampleexampleexampleexampleexampleexample.onion';
    const mine = testSite(own.db, { ONION_URL: onion }).app;
    const html = await (await mine.request('/en/contact')).text();
    expect(html).toContain('+999 555 0100');
    expect(html).toContain('href="mailto:coalition@example.org"');
    expect(html).toContain('For the &lt;public&gt;.');
    expect(html).toContain(`href="${onion}"`);
    expect(html).not.toContain('SecureDrop');
    expect(plain(html)).not.toContain('has not set its channels yet');
    expect(plain(html)).toContain('What an e-mail reveals');
  });

  test('a channel leads only to the web or to a mailbox', () => {
    expect(hrefOf({ kind: 'signal', value: 'https://signal.example.org/x' })).toBe(
      'https://signal.example.org/x',
    );
    expect(hrefOf({ kind: 'signal', value: 'javascript:alert(1)' })).toBeUndefined();
    expect(hrefOf({ kind: 'pgp', value: '0123 4567' })).toBeUndefined();
    expect(hrefOf({ kind: 'email', value: 'a@example.org?bcc=b@example.org' })).toBeUndefined();
    expect(hrefOf({ kind: 'post', value: 'a@example.org' })).toBeUndefined();
  });
});

test('privacy promises the terms that the software keeps', async () => {
  const en = plain(await (await app.request('/en/privacy')).text());
  expect(en).toContain(`Erased ${terms.contactDays} days after confirming`);
  expect(en).toContain(`erased after ${terms.unconfirmedDays} days`);
  expect(en).toContain(`Works once and for ${terms.confirmDays} days`);
  expect(en).toContain(`mails wait encrypted for ${terms.keptMailDays} days`);
  const ar = plain(await (await app.request('/ar/privacy')).text());
  expect(ar).toContain(`${terms.contactDays} يوماً`);
  expect(ar).not.toMatch(/[٠-٩]/);
});
