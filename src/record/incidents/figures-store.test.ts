import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { comesOutAs } from '../../../tests/claims.ts';
import { testDatabase } from '../../../tests/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { write } from '../../foundation/history/history.ts';
import { killedByStaff } from '../report/model.ts';
import type { FigurePart } from './figures.ts';
import { isInFigure, readIncidentFigures } from './figures-store.ts';
import type { Harmed, HarmedBy } from './model.ts';
import { listIncidents } from './store.ts';

const { db } = await testDatabase({ starter: true });
const empty = (await testDatabase({ starter: false })).db;

async function slugsIn(part: FigurePart): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`select t.slug from incident i join thing t on t.id = i.id
    where ${isInFigure(part)} order by t.slug`.execute(db);
  return rows.map(({ slug }) => slug);
}

test('the starter record: 23 to 26 people killed by companies’ staff, and one incident that is only alleged', async () => {
  expect((await readIncidentFigures(db)).killed).toEqual({
    incidents: 6,
    min: 23,
    max: 26,
    of: [
      { who: 'civilian', incidents: 3, min: 17, max: 20 },
      { who: 'guard', incidents: 2, min: 4, max: 4 },
      { who: 'company-guard', incidents: 1, min: 2, max: 2 },
    ],
    disputed: { incidents: 4, min: 7, max: 7 },
    unknown: 0,
    alleged: { incidents: 1, min: 0, max: 0, unknown: 1 },
  });
});

test('each part of the figure leads to the incidents that make it up, and to no ambush or kidnapping', async () => {
  expect(await slugsIn('killed')).toEqual([
    'armorgroup-shooting-2009',
    'dyncorp-taxi-2007',
    'green-zone-guard-2006',
    'iraqi-media-network-guards',
    'karrada-2007',
    'nisour-square',
  ]);
  expect(await slugsIn('unknown')).toEqual([]);
  expect(await slugsIn('alleged')).toEqual(['watahba-square']);
});

test('guards and workers whom armed groups killed change no number, however many they are', async () => {
  const before = (await readIncidentFigures(db)).killed;
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: Id }>`select id from thing where kind = 'incident'
      and slug in ('falluja-ambush-2004', 'nepali-workers-2004')`.execute(tx);
    for (const { id } of rows)
      await comesOutAs(tx, { kind: 'incident', id }, { killed_min: 900, killed_max: 1000 });
    await sql`update incident set killed_min = 900, killed_max = 1000 where harmed_by = 'armed-group'
      and id in (select id from thing where slug in ('falluja-ambush-2004', 'nepali-workers-2004'))`.execute(
      tx,
    );
  });
  expect((await readIncidentFigures(db)).killed).toEqual(before);
});

test('an empty record has no figure, and an unpublished incident is in none', async () => {
  const none = {
    incidents: 0,
    min: 0,
    max: 0,
    of: [],
    disputed: { incidents: 0, min: 0, max: 0 },
    unknown: 0,
    alleged: { incidents: 0, min: 0, max: 0, unknown: 0 },
  };
  expect((await readIncidentFigures(empty)).killed).toEqual(none);
  await incident({ harmedBy: 'company-staff', killed: [7, 9], public: false });
  expect((await readIncidentFigures(empty)).killed).toEqual(none);
});

test('an unknown figure is not 0, harm together with others is in no sum, and both ways of counting agree', async () => {
  await incident({ harmedBy: 'company-staff', killed: [2, 5] });
  await incident({ harmedBy: 'company-staff', killed: [1, 1], harmed: ['civilian', 'guard'] });
  await incident({ harmedBy: 'company-staff', killed: null });
  await incident({ harmedBy: 'company-staff', killed: [0, 0] });
  await incident({ harmedBy: 'company-staff-and-others', killed: [30, 30] });
  await incident({ harmedBy: 'subcontractor', killed: [40, 40] });
  await incident({ harmedBy: 'company-staff', killed: [50, 60], standing: 'alleged' });
  const figures = (await readIncidentFigures(empty)).killed;
  expect(figures).toEqual({
    incidents: 2,
    min: 3,
    max: 6,
    of: [
      { who: 'civilian', incidents: 1, min: 2, max: 5 },
      { who: null, incidents: 1, min: 1, max: 1 },
    ],
    disputed: { incidents: 0, min: 0, max: 0 },
    unknown: 1,
    alleged: { incidents: 1, min: 50, max: 60, unknown: 0 },
  });
  const { min, max, unknown, alleged } = killedByStaff(await listIncidents(empty, 'en'));
  expect({ min, max, unknown, alleged }).toEqual({ min: 3, max: 6, unknown: 1, alleged: 1 });
});

interface Sample {
  harmedBy: HarmedBy;
  killed: [number, number] | null;
  harmed?: Harmed[];
  standing?: 'alleged' | 'reported';
  public?: boolean;
}

/** An invented incident, written as a claim is. */
async function incident(sample: Sample): Promise<Id> {
  return empty.transaction().execute(async (tx) => {
    const history = write('staff:author', 'a sample', tx);
    const id = await history.begin({ kind: 'incident', slug: `sample-${newId()}`, primaryLang: 'en' });
    await tx
      .insertInto('incident')
      .values({
        id,
        date: '2007' as never, // a date of a test is written well-formed
        date_to: null,
        latitude: null,
        longitude: null,
        place_precision: null,
        kinds: ['killing'],
        killed_min: sample.killed?.[0] ?? null,
        killed_max: sample.killed?.[1] ?? null,
        injured_min: null,
        injured_max: null,
        harmed: sample.harmed ?? ['civilian'],
        harmed_by: sample.harmedBy,
        accountability: 'none',
        standing: sample.standing ?? 'reported',
      })
      .execute();
    await sql`insert into incident_text (thing_id, lang, state, title, summary)
      values (${id}, 'en', 'published', 'A sample', 'A sample')`.execute(tx);
    await history.revise(id, 'incident', null, {});
    await history.revise(id, 'incident', 'en', { title: 'A sample', summary: 'A sample' });
    if (sample.public === false) return id;
    const source = await history.begin({ kind: 'source', slug: null, primaryLang: 'en' });
    await sql`insert into source (id, key, kind, title) values (${source}, ${source}, 'press', 'A sample')`.execute(
      tx,
    );
    await sql`insert into citation (id, thing_id, source_id) values (${newId()}, ${id}, ${source})`.execute(
      tx,
    );
    await sql`insert into review (id, thing_id, kind, reviewer) values (${newId()}, ${id}, 'staff', 'staff:second')`.execute(
      tx,
    );
    await history.publish(id);
    return id;
  });
}
