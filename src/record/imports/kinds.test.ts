import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { editables } from '../../editables.ts';
import { recordKinds } from '../api/kinds/kinds.ts';
import { makeCompany } from '../api/record.world.ts';
import { columnsOf } from '../exports/cells.ts';
import { guessMap, targetsOf } from './columns/targets-desk.ts';
import { importWorld } from './import.world.ts';

const { db } = await testDatabase({ starter: false });
const { html, propose, take, send, mapAsOffered } = await importWorld(db);
const guards = await makeCompany(db, 'guards-example', 'Guards Example');
const watch = await makeCompany(db, 'watch-example', 'Watch Example');
const published = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from publication`.execute(db)).rows[0]?.n;
const before = await published();

/** Takes the newest rows as new. */
async function takeNew(kind: string, table: string): Promise<void> {
  const { page, rows } = await propose(kind, table);
  const answer = await take(page, rows, 'new');
  expect(answer.status, await answer.text()).toBe(303);
}
const only = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(db)).rows;

describe('a table brings', () => {
  test('further names of companies, tied by slug, id or any name', async () => {
    await takeNew(
      'company-name',
      `company,name,language,type,period_from,source\nGUARDS EXAMPLE,Guards Renamed,en,trade,2009,https://example.org/a\n${guards},حراس المثال,ar,transliteration,,\nwatch-example,Watch Renamed,en,,,\n`,
    );
    const names = await only(
      sql<{ name: string; company_id: string; valid_from: string | null; sources: number }>`
        select n.name, n.company_id, n.valid_from, (select count(*)::int from citation c where c.thing_id = n.id) as sources
        from company_name n where not exists (select from publication p where p.thing_id = n.id) order by n.name`,
    );
    expect(names).toEqual([
      { name: 'Guards Renamed', company_id: guards, valid_from: '2009', sources: 1 },
      { name: 'Watch Renamed', company_id: watch, valid_from: null, sources: 0 },
      { name: 'حراس المثال', company_id: guards, valid_from: null, sources: 0 },
    ]);
  });

  test('successions and ownerships', async () => {
    await takeNew(
      'succession',
      'from,to,type,date,note\nGuards Renamed,watch-example,acquired,2012,A sample.\n',
    );
    expect(await only(sql`select from_company, to_company, kind, date from succession`)).toEqual([
      { from_company: guards, to_company: watch, kind: 'acquired', date: '2012' },
    ]);
    await takeNew(
      'ownership',
      'company,owner_company,owner_is,share_min,share_max,owner\nguards-example,Watch Example,company,51,60,Watch Example\n',
    );
    expect(
      await only(sql`select company_id, owner_company, owner_is, share_min::float8 as least from ownership`),
    ).toEqual([{ company_id: guards, owner_company: watch, owner_is: 'company', least: 51 }]);
  });

  test('who was involved in incidents; the parties and incidents of cases, their steps and the redress', async () => {
    await takeNew(
      'incident',
      'title,slug,summary,standing,date,kinds,accountability,involved\nA sample incident,sample-incident,What happened.,reported,2007,shooting;other,none,Guards Renamed | staff-acted | alleged; watch-example|principal|reported\n',
    );
    expect(
      await only(sql`select company_id, role, standing from incident_company order by role desc`),
    ).toEqual([
      { company_id: guards, role: 'staff-acted', standing: 'alleged' },
      { company_id: watch, role: 'principal', standing: 'reported' },
    ]);
    await takeNew(
      'case',
      'title,slug,country,type,status,outcome,companies,incidents\nA sample case,sample-case,US,civil,pending,Nothing yet.,Watch Example|defendant,sample-incident\n',
    );
    expect(await only(sql`select company_id, role from case_company`)).toEqual([
      { company_id: watch, role: 'defendant' },
    ]);
    expect(await only(sql`select from case_incident`)).toHaveLength(1);
    await takeNew('stage', 'case,date,type,what\nsample-case,2008,filed,It was filed.\n');
    await takeNew(
      'redress',
      'case,incident,type,date,value_amount,value_currency,what\nsample-case,sample-incident,settlement,2009,1000,USD,A sum.\n',
    );
    expect(await only(sql`select s.kind, r.currency from stage s, redress r`)).toEqual([
      { kind: 'filed', currency: 'USD' },
    ]);
  });

  test('more of who was involved, and takes none of those away whom it does not name', async () => {
    const { page, rows } = await propose(
      'incident',
      'slug,involved\nsample-incident,watch-example | involved | established\n',
    );
    expect((await take(page, rows)).status).toBe(303);
    expect(
      await only(sql`select company_id, role, standing from incident_company order by role desc`),
    ).toEqual([
      { company_id: guards, role: 'staff-acted', standing: 'alleged' },
      { company_id: watch, role: 'involved', standing: 'established' },
    ]);
  });
});

test('a name that is only near, one that several bear, and a wrong code say so in their cells', async () => {
  await makeCompany(db, 'twin-one', 'Twin Example');
  await makeCompany(db, 'twin-two', 'Twin Example');
  const page = await send('succession', 'from,to,type,note\nGuard Examples,Twin Example,bought,A sample\n');
  await mapAsOffered(page);
  const preview = await html(page);
  expect(preview).toMatch(/If .*Guards Example.* is meant/);
  expect(preview).toContain('Several companies bear this name');
  expect(preview).toContain('Write one of these codes: acquired');
});

test('the headings of our own exports mean their fields', () => {
  for (const kind of recordKinds) {
    const editable = editables.find((one) => one.kind === kind.kind);
    if (!editable) continue;
    const head = columnsOf(kind, ['en', 'ar']).map(({ name }) => name);
    const map = guessMap(editable, head);
    const meant = new Set(map.filter((one) => one !== null));
    expect(map.filter((one) => one !== null).length, kind.kind).toBe(meant.size);
    const exported = new Set(kind.fields.map(({ column }) => column));
    const missing = targetsOf(editable)
      .map(({ name }) => name)
      .filter((name) => (exported.has(name) || /:(en|ar)$/.test(name) || name === 'id') && !meant.has(name));
    expect(missing, kind.kind).toEqual([]);
  }
});

test('none of it is public', async () => {
  // Only the two twins came out, with their names: they were made as public.
  expect(await published()).toBe((before ?? 0) + 4);
});
