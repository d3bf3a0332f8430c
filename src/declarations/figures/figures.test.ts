import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { newId } from '../../foundation/database/id.ts';
import { seedSignatories } from '../handover/signatories.world.ts';
import { barsOf, spansOf, spansShown, weekOf } from './model.ts';
import { listFiguredCampaigns, readFigures } from './store.ts';

const { db, pool } = await testDatabase({ starter: true });
const { as, site } = testDesk(db);
await seedSignatories(pool, { organisations: 30, people: 20, counted: 5 });
const links = '/desk/figures/links?campaign=stop-private-military-companies';

describe('sums', () => {
  test('of one reading agree with each other', async () => {
    const [campaign] = await listFiguredCampaigns(db, 'en');
    const figures = await readFigures(db, campaign?.declarationId ?? newId());
    const sum = (rows: readonly { n: number }[]) => rows.reduce((all, { n }) => all + n, 0);
    for (const rows of [figures.days, figures.countries, figures.langs, figures.vias, figures.states])
      expect(sum(rows)).toBe(55);
    expect(figures.states).toContainEqual({ state: 'listed', kind: 'organisation', n: 30 });
    expect(figures.vias).toEqual([{ via: null, n: 55 }]);
  });

  test('of spans are those of their days', () => {
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((n) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
    const row = fc.record({
      day,
      kind: fc.constantFrom('organisation' as const, 'person' as const),
      n: fc.nat(1000),
    });
    fc.assert(
      fc.property(fc.array(row), day, fc.constantFrom('day' as const, 'week' as const), (days, today, by) => {
        const spans = spansOf(days, by, today);
        expect(spans).toHaveLength(spansShown[by]);
        const first = spans[0]?.from ?? '';
        const end = new Date(
          Date.parse(spans.at(-1)?.from ?? '') + (by === 'day' ? 1 : 7) * 86_400_000,
        ).toISOString();
        const within = days.filter((one) => one.day >= first && one.day < end.slice(0, 10));
        expect(spans.reduce((all, { organisations, people }) => all + organisations + people, 0)).toBe(
          within.reduce((all, { n }) => all + n, 0),
        );
        expect(today >= (spans.at(-1)?.from ?? '') && today < end).toBe(true);
      }),
    );
  });

  test('of rows with bars lose nothing; none is longer than the whole', () => {
    const rows = fc.array(fc.record({ label: fc.string(), n: fc.integer({ min: 1, max: 1e6 }) }));
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 10 }), (all, most) => {
        const bars = barsOf(all, most, 'rest');
        expect(bars.length).toBeLessThanOrEqual(most + 1);
        expect(bars.reduce((sum, { n }) => sum + n, 0)).toBe(all.reduce((sum, { n }) => sum + n, 0));
        for (const { part } of bars) expect(part > 0 && part <= 1).toBe(true);
      }),
    );
  });

  test('weeks begin on Saturday', () => {
    expect(weekOf('2026-05-02')).toBe('2026-05-02');
    expect(weekOf('2026-05-08')).toBe('2026-05-02');
    expect(weekOf('2026-05-09')).toBe('2026-05-09');
  });
});

describe('the page', () => {
  test('shows them to every role, right to left mirrored, each drawing with its table', async () => {
    for (const role of ['owner', 'translator', 'reviewer'] as const)
      expect((await (await as(role)).get('/desk/figures')).status).toBe(200);
    const html = await (await (await as('editor', { lang: 'ar' })).get('/desk/figures?by=week')).text();
    expect(html).toContain('العراق');
    expect(html).toMatch(/<rect x="[1-9][^"]*" y="0" width="[^"]+" height="10"/);
    expect(html).toContain('<summary>');
    expect(html.match(/role="img"/g)).toHaveLength(1);
    expect(html).not.toMatch(/Example Association/);
  });

  test('of an empty site, and of a campaign that is not there, says so', async () => {
    const owner = await as('owner');
    expect(await (await owner.get('/desk/figures?campaign=none')).text()).toContain('there are no figures');
    const empty = testDesk((await testDatabase({ starter: false })).db);
    expect((await (await empty.as('owner')).get('/desk/figures')).status).toBe(200);
  });
});

describe('campaign links', () => {
  test('are made by editors, once, with a ready address in each language', async () => {
    const editor = await as('editor');
    expect((await editor.post(links, { name: 'Telegram, May', slug: 'Telegram-May' })).status).toBe(303);
    const html = await (await editor.get(links)).text();
    const { origin } = site.settings.publicUrl;
    for (const lang of ['en', 'ar'])
      expect(html).toContain(`${origin}/${lang}/campaigns/stop-private-military-companies/via/telegram-may`);
    const again = await editor.post(links, { name: 'Another', slug: 'telegram-may' });
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('has a link of this name');
    for (const slug of ['', 'a b', '-', 'ö', 'x'.repeat(41)])
      expect((await editor.post(links, { name: 'Another', slug })).status).toBe(422);
    expect((await editor.post(links, { name: ' ', slug: 'fine' })).status).toBe(422);
    const { rows } = await pool.query(
      `select subject from audit where action = 'campaign.edit' and outcome = 'done'`,
    );
    expect(rows).toEqual([{ subject: 'via:telegram-may' }]);
  });

  test('are made by nobody else, and in no other campaign', async () => {
    const other = newId();
    await pool.query(
      `insert into thing (id, kind, slug, primary_lang) values ($1, 'campaign', 'another', 'en')`,
      [other],
    );
    await pool.query(`insert into campaign (id, position) values ($1, 9)`, [other]);
    for (const role of ['translator', 'moderator', 'researcher', 'reviewer'] as const)
      expect((await (await as(role)).post(links, { name: 'X', slug: 'x' })).status).toBe(403);
    expect(
      (await (await as('editor', { campaignId: other })).post(links, { name: 'X', slug: 'x' })).status,
    ).toBe(403);
  });
});
