import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { notifyChanged } from '../../foundation/database/changed.ts';
import { listenForChanges } from '../../foundation/web/changes.ts';
import type { Site } from '../../foundation/web/site.ts';
import { countingOnce } from './counted.ts';

const database = await testDatabase({ starter: true });
const { db, url } = database;

/** A web process of its own: its memory hears what the database tells. */
async function process(): Promise<{
  site: Site;
  page: (path: string) => Promise<string>;
  close: () => Promise<void>;
}> {
  const { app, site } = testSite(db);
  const heard = Promise.withResolvers<void>();
  const listener = listenForChanges(url, {
    onTags: () => site.memo.forget(),
    onLost: () => site.memo.hear(false),
    onBack: () => {
      site.memo.hear(true);
      heard.resolve();
    },
    log: { warn: () => {}, error: () => {} },
  });
  await heard.promise;
  return { site, page: async (path) => (await app.request(path)).text(), close: () => listener.close() };
}

const incidentsIn = (html: string) => Number(/figure-incidents">.*?<dd><a[^>]*>(\d+)</s.exec(html)?.[1]);

/** Ends the publication of an incident, or gives it a new one that begins then. */
async function publication(slug: string, at: Date | null): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const of = sql`(select id from thing where kind = 'incident' and slug = ${slug})`;
    if (at === null)
      await sql`update publication set ended_at = now(), ended_by = 'staff:one' where thing_id = ${of} and ended_at is null`.execute(
        tx,
      );
    else
      await sql`insert into publication (id, thing_id, at, actor) values (gen_random_uuid(), ${of}, ${at}, 'staff:one')`.execute(
        tx,
      );
    await notifyChanged(tx, ['incident']);
  });
}

test('a figure is counted once until something changes, and then anew in each process', async () => {
  const [one, other] = await Promise.all([process(), process()]);
  const before = incidentsIn(await one.page('/en/record'));
  expect(before).toBeGreaterThan(10);
  expect(incidentsIn(await other.page('/en/record'))).toBe(before);
  await publication('nisour-square', null);
  for (const { page } of [one, other])
    await expect.poll(async () => incidentsIn(await page('/en/record'))).toBe(before - 1);
  await publication('nisour-square', new Date());
  for (const { page } of [one, other])
    await expect.poll(async () => incidentsIn(await page('/ar/record'))).toBe(before);
  await Promise.all([one.close(), other.close()]);
});

test('no figure is read from the database again while nothing changes', async () => {
  const { site, close } = await process();
  let counted = 0;
  const count = async () => {
    counted += 1;
    return counted;
  };
  for (let time = 0; time < 5; time += 1) expect(await countingOnce(site)('a test', count)).toBe(1);
  await notifyChanged(db, ['news']);
  await expect.poll(async () => countingOnce(site)('a test', count)).toBe(2);
  await close();
});

test('a publication whose time was given beforehand comes into what was counted when it begins, though nobody tells', async () => {
  const { site, page, close } = await process();
  let told = 0;
  const forget = site.memo.forget;
  site.memo.forget = () => {
    told += 1;
    forget();
  };
  const before = incidentsIn(await page('/en/record'));
  const begins = new Date(Date.now() + 60_000);
  await publication('nisour-square', null);
  await publication('nisour-square', begins);
  await expect.poll(() => told).toBe(2);
  expect(incidentsIn(await page('/en/record'))).toBe(before - 1);
  // Its time comes, for the site's clock and for the database's, which nobody waits for here.
  await sql`update publication set at = now() where at > now()`.execute(db);
  Object.assign(site, { now: () => new Date(begins.getTime() + 1) });
  expect(incidentsIn(await page('/en/record'))).toBe(before);
  expect(told).toBe(2);
  await close();
});
