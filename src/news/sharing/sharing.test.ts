import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { testAssets } from '../../../tests/site.ts';
import { createApp } from '../../app.ts';
import { newId } from '../../foundation/database/id.ts';
import { createLog } from '../../foundation/log.ts';
import { openTypesetter } from '../../foundation/typeset/typeset.ts';
import { drawCard, makeWaitingCards } from './make.ts';
import { channels, leaning, shapes, textFor } from './model.ts';
import { askDueCards } from './store.ts';

const { db, pool } = await testDatabase({ starter: true });
const dataDir = await mkdtemp(join(tmpdir(), 'tadamun-cards-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const { as, site } = testDesk(db, { DATA_DIR: dataDir });
const app = createApp(site, testAssets);
const log = createLog('fatal', 'jobs');
const make = () => makeWaitingCards({ db, dataDir, origin: site.settings.publicUrl.origin, log });
const { rows: news } = await pool.query(
  `select t.id, t.slug from thing t where kind = 'news' and exists (select from news_text x where x.thing_id = t.id and x.lang = 'ar')
   order by t.slug limit 2`,
);
const [first, second] = news;
const path = `/desk/news/${first.id}/share`;

describe('ready texts', () => {
  const lengths = { facebook: 480, telegram: 1024, whatsapp: 700 } as const;

  test('hold title and address whole, in the room of their channel', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 170 })
      .filter((text) => /\p{L}/u.test(text));
    fc.assert(
      fc.property(
        words,
        fc.lorem({ maxCount: 200 }),
        fc.constantFrom(...channels),
        fc.constantFrom('en' as const, 'ar' as const),
        (title, body, channel, lang) => {
          const url = `https://campaign.example.org/${lang}/news/a-slug`;
          const text = textFor(channel, { lang, title, body, url });
          expect(text.endsWith(`\n\n${url}`)).toBe(true);
          if ([...title].length <= 120) expect([...text].length).toBeLessThanOrEqual(lengths[channel] + 60);
        },
      ),
    );
  });

  test('lean to the side of their language, whatever they begin with', () => {
    expect(leaning('CACI أمام المحكمة', 'rtl')).toBe('\u200fCACI أمام المحكمة');
    expect(leaning('شركة CACI أمام المحكمة', 'rtl')).toBe('شركة CACI أمام المحكمة');
    expect(leaning('“القدس” in an English title', 'ltr')).toBe('\u200e“القدس” in an English title');
    expect(leaning('2026', 'rtl')).toBe('2026');
  });

  test('a star in a title does not end the bold of WhatsApp', () => {
    const text = textFor('whatsapp', { lang: 'en', title: 'A * B', body: '', url: 'https://x.example.org' });
    expect(text).toBe('*A   B*\n\nhttps://x.example.org');
  });
});

describe('a card', () => {
  test('is of its size, and holds any title', async () => {
    const typesetter = openTypesetter();
    const titles = [
      'A',
      'w'.repeat(200),
      'كلمة '.repeat(40).trim(),
      '#let x = $ \\ "quoted" *bold* [a](b) @ref',
      '日本 😀 \u0007',
    ];
    for (const title of titles)
      for (const shape of ['wide', 'square'] as const) {
        const png = await drawCard(
          typesetter,
          { lang: 'ar', shape, title, date: '2026-05' },
          'ICSSI',
          'https://a.example.org',
        );
        const { width, height, format } = await sharp(png).metadata();
        expect({ width, height, format }).toEqual({ ...shapes[shape], format: 'png' });
        // Previews of links are left out by some services where a picture is larger.
        expect(png.length).toBeLessThan(300_000);
      }
    typesetter.close();
  });
});

describe('in the desk', () => {
  test('texts stand there in each public language; pictures are asked for, made and saved', async () => {
    const editor = await as('editor');
    const page = await (await editor.get(path)).text();
    expect(page).toContain('For Telegram');
    expect(page).toContain(`http://tadamun.example.org/ar/news/${first.slug}`);
    expect(page).toContain('dir="rtl"');
    expect((await editor.post(path)).status).toBe(303);
    expect(await (await editor.get(path)).text()).toContain('Pictures are being made');
    expect(await make()).toBeGreaterThanOrEqual(4);
    const html = await (await editor.get(path)).text();
    const src = /<img src="([^"]+wide\.png[^"]+)"/.exec(html)?.[1] ?? '';
    const picture = await editor.get(src);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).width).toBe(1200);
    const saved = await editor.get(`${src}&download`);
    expect(saved.headers.get('content-disposition')).toMatch(
      /attachment; filename="[a-z0-9-]+-(en|ar)-wide\.png"/,
    );
  });

  test('the wide one is the picture of the article’s previews, at an address that its hash makes', async () => {
    const html = await (await app.request(`/ar/news/${first.slug}`)).text();
    const image = /property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(image).toMatch(/^http:\/\/tadamun\.example\.org\/ar\/news\/[a-z0-9-]+\/card-[0-9a-f]{16}\.png$/);
    const picture = await app.request(new URL(image).pathname);
    expect(picture.status).toBe(200);
    expect(picture.headers.get('cache-control')).toContain('immutable');
    expect((await app.request(`/ar/news/${first.slug}/card-0123456789abcdef.png`)).status).toBe(404);
    expect(await (await app.request(`/ar/news/${second.slug}`)).text()).not.toContain('og:image');
  });

  test('what the staff publish gets its cards unasked, and new ones with a new title', async () => {
    expect(await askDueCards(db)).toBe(false);
    await pool.query(`update publication set actor = 'staff:' || gen_random_uuid() where thing_id = $1`, [
      second.id,
    ]);
    expect(await askDueCards(db)).toBe(true);
    await make();
    expect(await askDueCards(db)).toBe(false);
    await pool.query(`update news_text set title = 'Another title' where thing_id = $1 and lang = 'en'`, [
      second.id,
    ]);
    expect(await askDueCards(db)).toBe(true);
    expect(await make()).toBe(2);
  });

  test('roles: everyone reads, editors make, those of another campaign do not', async () => {
    for (const role of ['translator', 'moderator', 'researcher', 'reviewer'] as const) {
      const member = await as(role);
      expect((await member.get(path)).status).toBe(200);
      expect((await member.post(path)).status).toBe(403);
    }
    const other = newId();
    await pool.query(
      `insert into thing (id, kind, slug, primary_lang) values ($1, 'campaign', 'another', 'en')`,
      [other],
    );
    await pool.query(`insert into campaign (id, position) values ($1, 9)`, [other]);
    expect((await (await as('editor', { campaignId: other })).post(path)).status).toBe(403);
    const owner = await as('owner');
    expect((await owner.get(`/desk/news/${newId()}/share`)).status).toBe(404);
    expect((await owner.get(`${path}/fr/wide.png`)).status).toBe(404);
    expect((await owner.get(`${path}/en/tall.png`)).status).toBe(404);
  });
});
