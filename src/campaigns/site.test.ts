import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';

const path = 'campaigns/stop-private-military-companies';
let database: TestDatabase;
let app: ReturnType<typeof testSite>['app'];

beforeAll(async () => {
  database = await testDatabase({ starter: true });
  app = testSite(database.db).app;
});

const read = async (address: string) => (await app.request(address)).text();
/** The ids of the parts of the page, in their order. */
const parts = (html: string) =>
  [...html.matchAll(/<section class="(?:part|band)[^"]*" id="([^"]+)"/g)].map((m) => m[1]);
/** Text as it is read: without tags. */
const plain = (html: string) => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');

describe('the campaign page', () => {
  test('shows every part that the campaign has, in the order of its data', async () => {
    for (const lang of ['en', 'ar']) {
      expect(parts(await read(`/${lang}/${path}`))).toEqual(
        'who challenge report objectives news sign involved share documents videos asks signatories'.split(
          ' ',
        ),
      );
    }
  });

  test('strikes out former names and computes how many companies had one', async () => {
    const html = await read(`/en/${path}`);
    const rows = html.match(/<th scope="row">/g) ?? [];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(6);
    expect(html).toMatch(/<s><span class="vh">former name: <\/span><bdi>Blackwater<\/bdi><\/s>/);
    const [, n, all] = /(\d+) of the (\d+) companies on record/.exec(plain(html)) ?? [];
    expect(Number(n)).toBeGreaterThanOrEqual(rows.length);
    expect(Number(all)).toBe(34);
  });

  test('quotes the last sentence of the third article, in the language of the page', async () => {
    expect(await read(`/en/${path}`)).toContain(
      '“A new name or a new owner does not wipe out responsibility.”',
    );
    expect(await read(`/ar/${path}`)).toContain('«ولا يمحو الاسم الجديد أو المالك الجديد المسؤولية.»');
  });

  test('says honestly that nobody is listed yet', async () => {
    const html = plain(await read(`/en/${path}`));
    expect(html).toContain('Nobody is listed yet.');
    expect(html).not.toContain('All signatories');
  });

  test('has the London protest as its first film, and says where a film has no known address', async () => {
    const html = await read(`/en/${path}`);
    const films = html.slice(html.indexOf('id="videos"'));
    expect(films.indexOf('London, 2014')).toBeLessThan(films.indexOf('Private Warriors'));
    expect(plain(films)).toContain('We know of no address where this film can be watched.');
    expect(html).not.toMatch(/<iframe|<img|<video/);
  });

  test('is public to the cache, and told of the count and of what it shows', async () => {
    const answer = await app.request(`/en/${path}`);
    expect(answer.headers.get('x-cache')).toBe('public');
    const tags = answer.headers.get('x-cache-tags')?.split(',') ?? [];
    expect(tags).toEqual(expect.arrayContaining(['campaign', 'news', 'item', 'company', 'incident', 'case']));
    expect(tags.some((tag) => tag.startsWith('count-'))).toBe(true);
    expect(tags.some((tag) => tag.startsWith('signatories-'))).toBe(true);
  });

  test('runs at most eight queries', async () => {
    const seen: string[] = [];
    const counting = database.db.withPlugin({
      transformQuery: ({ node }) => {
        seen.push(node.kind);
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    await testSite(counting).app.request(`/en/${path}`);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThanOrEqual(8);
  });

  test('a campaign that is not there is not found', async () => {
    expect((await app.request('/en/campaigns/no-such-campaign')).status).toBe(404);
  });
});

describe('what the coalition sets', () => {
  test('links elsewhere are shown only where set', async () => {
    const own = await testDatabase({ starter: true });
    const mine = testSite(own.db).app;
    const before = await (await mine.request(`/en/${path}`)).text();
    expect(before).not.toContain('Like the campaign’s page');
    await sql`insert into campaign_link (campaign_id, kind, url)
      select id, 'facebook-page', 'https://social.example.org/page' from campaign`.execute(own.db);
    for (const address of [`/en/${path}`, '/en/act']) {
      const html = await (await mine.request(address)).text();
      expect(html).toContain('Like the campaign’s page on Facebook.');
      expect(html).toContain('href="https://social.example.org/page" rel="noreferrer external"');
      expect(html).not.toContain('Join the campaign’s group');
    }
  });

  test('sections that are hidden or moved follow the data, without the call when signing is closed', async () => {
    const own = await testDatabase({ starter: true });
    const mine = testSite(own.db).app;
    await sql`update campaign_section set shown = false where kind in ('names', 'videos', 'asks')`.execute(
      own.db,
    );
    await sql`update campaign_section set position = 99 where kind = 'who'`.execute(own.db);
    await sql`update signing_period set closed_at = now(), closed_by = 'operator'`.execute(own.db);
    const html = await (await mine.request(`/en/${path}`)).text();
    expect(parts(html)).toEqual(
      'challenge report objectives news sign involved share documents signatories who'.split(' '),
    );
    expect(html).not.toContain('class="register');
    expect(html).not.toContain('button call');
    expect(plain(html)).toContain('Signing has closed');
    expect(html).toContain('>Read the declaration</a>');
  });

  test('a former slug leads to the present one for good', async () => {
    const own = await testDatabase({ starter: true });
    await sql`update thing set slug = 'stop-them' where kind = 'campaign'`.execute(own.db);
    const answer = await testSite(own.db).app.request(`/ar/${path}`);
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe('/ar/campaigns/stop-them');
  });
});

test('an empty site has a list of campaigns that says so', async () => {
  const empty = await testDatabase({ starter: false });
  const answer = await testSite(empty.db).app.request('/en/campaigns');
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('No campaign has been published yet.');
});
