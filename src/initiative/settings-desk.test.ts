import { beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/database.ts';
import { testDesk } from '../../tests/desk.ts';
import { testSite } from '../../tests/site.ts';
import { query } from '../backup/testing.ts';
import { eraseExpired } from '../declarations/signing/retention-store.ts';
import { readSiteSettings } from './settings/store.ts';

let database: TestDatabase;
let owner: Awaited<ReturnType<ReturnType<typeof testDesk>['as']>>;
let app: ReturnType<typeof testSite>['app'];
let campaign: string;

beforeEach(async () => {
  database = await testDatabase({ starter: true });
  owner = await testDesk(database.db).as('owner');
  app = testSite(database.db).app;
  campaign = String((await query(database.url, 'select id from campaign'))[0]?.id);
});

const page = async (path: string) => (await app.request(path)).text();

test('the colour of a campaign goes out as a style sheet of its own, and no other can be asked for', async () => {
  expect(await page('/en')).not.toContain('/colours/');
  const set = { campaign, colour: '#1f5a99', own: '' };
  expect((await owner.post('/desk/settings/colour', set)).status).toBe(303);
  for (const path of ['/en', '/ar/campaigns/stop-private-military-companies', '/en/privacy']) {
    const [, sheet = ''] = /<link rel="stylesheet" href="(\/colours\/[^"]+)"/.exec(await page(path)) ?? [];
    const answer = await app.request(sheet);
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(await answer.text()).toContain('--signal:#1f5a99');
  }
  for (const name of ['ffff00-0000000000.css', '1f5a99-0000000000.css', '../settings'])
    expect((await app.request(`/colours/${name}`)).status).toBe(404);
  // Back to the house's own: nothing is linked any more.
  await owner.post('/desk/settings/colour', { campaign, colour: '#bd1220', own: '' });
  expect(await page('/en')).not.toContain('/colours/');
});

test('a logo stands before the name on every page, is used by the initiative, and goes again', async () => {
  const [picture, small, large] = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
  await query(
    database.url,
    `with f as (insert into file (sha256, bytes, media_type, name, uploaded_by)
       values (decode($1, 'hex'), 9, 'image/png', 'our-logo.png', 'staff:x') returning sha256),
     p as (insert into picture (sha256, width, height) select sha256, 960, 480 from f returning sha256)
     insert into picture_variant select sha256, 'webp', width, width / 2, decode(hash, 'hex'), 9
     from p, (values (160, $2::text), (480, $3::text)) v (width, hash)`,
    [picture, small, large],
  );
  expect(await (await owner.get('/desk/settings')).text()).toContain('our-logo.png');
  expect((await owner.post('/desk/settings/logo', { logo: picture ?? '' })).status).toBe(303);
  for (const path of ['/en', '/ar/news'])
    expect(await page(path)).toContain(
      `<img class="logo" src="/files/${large}/logo.webp" width="480" height="240" alt=""/>`,
    );
  const used = await query(database.url, `select field from file_use where sha256 = decode($1, 'hex')`, [
    picture,
  ]);
  expect(used).toEqual([{ field: 'logo' }]);
  // What is no picture of ours is no logo.
  await owner.post('/desk/settings/logo', { logo: 'd'.repeat(64) });
  expect(await page('/en')).not.toContain('class="logo"');
  expect(await query(database.url, 'select from file_use')).toEqual([]);
});

test('a colour that cannot be read is refused, with the reason and as it was typed', async () => {
  for (const [own, reason] of [
    ['#ffd400', 'This colour is too light'],
    ['reddish', 'six hexadecimal digits'],
  ] as const) {
    const answer = await owner.post('/desk/settings/colour', { campaign, own, colour: '#bd1220' });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(reason);
    expect(html).toContain(`value="${own}"`);
  }
  expect((await readSiteSettings(database.db)).colours).toEqual({});
});

test('what is set of retention is what the privacy page promises, the form says, and the erasing job keeps', async () => {
  const days = { confirmDays: '7', unconfirmedDays: '10', contactDays: '5', keptMailDays: '3' };
  expect((await owner.post('/desk/settings/retention', days)).status).toBe(303);
  expect(await page('/en/privacy')).toContain('Erased 5 days after confirming');
  expect(await page('/ar/privacy')).toContain('10 أيام');
  expect(await page('/en/campaigns/stop-private-military-companies/declaration')).toContain('7 days');
  await query(
    database.url,
    `insert into kept_mail (id, kind, sealed, made_at) values (gen_random_uuid(), 'confirm', '\\x00', now() - interval '4 days')`,
  );
  expect(await eraseExpired(database.db)).toMatchObject({ keptMails: 1 });
  // Longer than was promised, or a link that outlives its signature: refused.
  for (const [name, value] of [
    ['contactDays', '31'],
    ['confirmDays', '11'],
    ['keptMailDays', 'many'],
  ] as const) {
    const answer = await owner.post('/desk/settings/retention', { ...days, [name]: value });
    expect([name, answer.status]).toEqual([name, 422]);
    expect(await answer.text()).toContain(`value="${value}"`);
  }
});

test('the menu: order, what is shown, and a link of one’s own in each language', async () => {
  const form: Record<string, string> = { rows: '8' };
  for (const [at, place] of ['campaign', 'declaration', 'news', 'library', 'report', 'act'].entries()) {
    form[`place-${at}`] = place;
    form[`order-${at}`] = String(at + 2);
    if (place !== 'report') form[`shown-${at}`] = 'yes';
  }
  Object.assign(form, {
    'order-6': '1',
    'shown-6': 'yes',
    'href-6': '/organisations',
    'text-6-en': 'Who we are',
    'text-6-ar': 'من نحن',
  });
  expect((await owner.post('/desk/initiative/menu', form)).status).toBe(303);
  const menu = async (lang: string) => {
    const [, list = ''] = /<nav class="sections"[^>]*>(.*?)<\/nav>/s.exec(await page(`/${lang}`)) ?? [];
    return [...list.matchAll(/href="([^"]+)"[^>]*>([^<]+)</g)].map(([, href, text]) => `${href} ${text}`);
  };
  expect((await menu('en'))[0]).toBe('/en/organisations Who we are');
  expect((await menu('ar'))[0]).toBe('/ar/organisations من نحن');
  expect((await menu('en')).join()).not.toContain('/record/report');
  const wrong = await owner.post('/desk/initiative/menu', { ...form, 'href-6': 'javascript:alert(1)' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('Write an address that begins with');
});

test('languages: which are offered, and which comes first', async () => {
  const form = { 'order-ar': '1', 'on-ar': 'yes', 'order-en': '2', 'on-en': 'yes', 'order-ckb': '3' };
  expect((await owner.post('/desk/initiative/languages', form)).status).toBe(303);
  const first = await app.request('/', { headers: { 'accept-language': 'de' } });
  expect(first.headers.get('location')).toBe('/ar');
  expect((await app.request('/', { headers: { 'accept-language': 'en' } })).headers.get('location')).toBe(
    '/en',
  );
  const one = { 'order-ar': '1', 'on-ar': 'yes', 'order-en': '2', 'order-ckb': '3' };
  expect((await owner.post('/desk/initiative/languages', one)).status).toBe(303);
  expect((await app.request('/en')).status).toBe(404);
  expect((await app.request('/', { headers: { 'accept-language': 'en' } })).headers.get('location')).toBe(
    '/ar',
  );
  expect((await owner.post('/desk/initiative/languages', { 'order-ar': '1' })).status).toBe(422);
});

test('contact channels: set, shown in public, noted as a revision, taken away', async () => {
  const set = { email: 'office@example.org', 'email-note': 'Mondays only', signal: '' };
  expect((await owner.post('/desk/initiative/channels', set)).status).toBe(303);
  expect(await page('/ar/contact')).toContain('office@example.org');
  const [revision] = await query(database.url, `select actor, why from revision where why = 'contact email'`);
  expect(revision).toEqual({ actor: `staff:${owner.id}`, why: 'contact email' });
  const wrong = await owner.post('/desk/initiative/channels', { email: 'not an address' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('value="not an address"');
  await owner.post('/desk/initiative/channels', {});
  expect(await page('/ar/contact')).not.toContain('office@example.org');
});

test('words of a mail: changed for one language, refused with the reason, set back to the standard ones', async () => {
  const at = '/desk/settings/mails/ar/listed';
  const html = await (await owner.get(at)).text();
  expect(html).toContain('أُدرج اسم {name}');
  const own = { 'mail-listed-subject': 'شكراً لكم', 'mail-listed-body': 'صار اسم {name} في القائمة.' };
  expect((await owner.post(at, own)).status).toBe(303);
  expect((await readSiteSettings(database.db)).mails.ar).toEqual({
    'mail.listed.subject': 'شكراً لكم',
    'mail.listed.body': 'صار اسم {name} في القائمة.',
  });
  const wrong = await owner.post(at, { ...own, 'mail-listed-body': 'إلى {email}' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('{email}');
  expect((await owner.post(`${at}/standard`)).status).toBe(303);
  expect((await readSiteSettings(database.db)).mails.ar).toEqual({});
  expect((await owner.get('/desk/settings/mails/xx/listed')).status).toBe(404);
});

test('an ill-formed value in the database gives the default, never a broken page', async () => {
  await query(
    database.url,
    `insert into site_setting (key, value, actor) values ('menu', '{"no": 1}', 'x'), ('retention', '[]', 'x')`,
  );
  expect((await app.request('/en')).status).toBe(200);
  expect(await page('/en/privacy')).toContain('30 days');
});

test('only owners', async () => {
  const editor = await testDesk(database.db).as(['editor', 'moderator', 'reviewer']);
  for (const path of ['settings', 'settings/mails', 'initiative', 'initiative/menu', 'initiative/channels'])
    expect((await editor.get(`/desk/${path}`)).status).toBe(403);
  expect((await editor.post('/desk/settings/retention', {})).status).toBe(403);
});
