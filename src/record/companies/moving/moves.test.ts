import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/database.ts';
import { testSite } from '../../../../tests/site.ts';
import { editables } from '../../../editables.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import { write } from '../../../foundation/history/history.ts';
import { proposeMove, proposeUndo, readMove } from './list-store.ts';
import { doMove, undoMove } from './moves-desk-store.ts';
import { dumpRecord } from './moving.world.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase({ starter: true });
});

const [proposer, second] = ['staff:proposer', 'staff:second'] as const;
const by = (actor: `staff:${string}`) => ({ actor, lang: 'en' as const, editables });
const idOf = async (slug: string, kind = 'company'): Promise<Id> =>
  (await sql<{ id: Id }>`select id from thing where kind = ${kind} and slug = ${slug}`.execute(database.db))
    .rows[0]?.id ?? newId();

const dump = () => dumpRecord(database);

async function propose(kind: 'merge' | 'split', from: Id, to: Id, chosen: Id[] = []): Promise<Id> {
  const id = newId();
  expect(
    await proposeMove(database.db, {
      id,
      kind,
      fromCompany: from,
      toCompany: to,
      chosen,
      why: 'They are the same.',
      proposedBy: proposer,
    }),
  ).toBe(true);
  return id;
}
async function undo(id: Id) {
  await proposeUndo(database.db, id, { actor: second, why: 'They are not.' });
  return undoMove(database.db, id, by(proposer));
}
const get = async (path: string) => testSite(database.db).app.request(path);

describe('a merge', () => {
  test('moves all that is said of a company, leads on from its address, and taken back leaves the record as it was', async () => {
    const [titan, caci] = [await idOf('titan'), await idOf('caci')];
    // Each has a legal name at one time in one language, and an answer to what is said of it.
    await sql`insert into thing (id, kind, slug, primary_lang) values (${newId()}, 'response', 'answer', 'en')`.execute(
      database.db,
    );
    await sql`insert into response (id, company_id, about) select id, ${titan}, ${titan} from thing where slug = 'answer'`.execute(
      database.db,
    );
    const before = await dump();
    const id = await propose('merge', titan, caci);
    expect(await doMove(database.db, id, by(second))).toEqual({ outcome: 'done' });

    const old = await get('/en/record/companies/titan');
    expect(old.status).toBe(301);
    expect(old.headers.get('location')).toBe('/en/record/companies/caci');
    const then = await get('/en/record/companies/titan?on=2008-06&other=x');
    expect(then.headers.get('location')).toBe('/en/record/companies/caci?on=2008-06');
    const page = await (await get('/en/record/companies/caci')).text();
    for (const moved of [
      'Titan Corporation',
      'L-3 Services, Inc.',
      'Al-Quraishi',
      'Engility',
      'CACI International',
    ])
      expect(page, moved).toContain(moved);
    expect(page.match(/ id="incident-abu-ghraib"/g)).toHaveLength(1);
    const left = await sql<{
      n: number;
    }>`select (select count(*) from company_name where company_id = ${titan})
      + (select count(*) from contract where company_id = ${titan}) + (select count(*) from incident_company where company_id = ${titan})
      + (select count(*) from case_company where company_id = ${titan}) + (select count(*) from response where ${titan} in (company_id, about)) as n`.execute(
      database.db,
    );
    expect(left.rows).toEqual([{ n: 0 }]);

    expect(await undo(id)).toEqual({ outcome: 'done' });
    expect(await dump()).toEqual(before);
    expect((await get('/en/record/companies/titan')).status).toBe(200);
    expect(await (await get('/en/record/companies/caci')).text()).not.toContain('Engility');
  });

  test('of companies that are linked takes the link from the public, and puts it back', async () => {
    const before = await dump();
    const id = await propose('merge', await idOf('triple-canopy'), await idOf('constellis'));
    expect(await doMove(database.db, id, by(second))).toEqual({ outcome: 'done' });
    const page = await (await get('/en/record/companies/constellis')).text();
    expect(page).toContain('Triple Canopy, Inc.');
    expect(page).not.toContain('came under one parent');
    expect(await undo(id)).toEqual({ outcome: 'done' });
    expect(await dump()).toEqual(before);
  });

  test('any two public companies can be merged and parted again without a trace in what is said', async () => {
    const { rows } = await sql<{ id: Id }>`select id from company order by id`.execute(database.db);
    const before = await dump();
    for (const [n, { id: from }] of rows.slice(0, 12).entries()) {
      const to = rows[(n * 7 + 5) % rows.length]?.id ?? from;
      if (to === from) continue;
      const id = await propose('merge', from, to);
      expect(await doMove(database.db, id, by(second))).toEqual({ outcome: 'done' });
      expect(await undo(id)).toEqual({ outcome: 'done' });
    }
    expect(await dump()).toEqual(before);
  });

  test('is done by nobody alone: not by who proposed it, nor taken back so; the database refuses it too', async () => {
    const id = await propose('merge', await idOf('titan'), await idOf('caci'));
    const before = await dump();
    expect(await doMove(database.db, id, by(proposer))).toEqual({ outcome: 'own' });
    expect(await dump()).toEqual(before);
    await expect(
      sql`update company_move set done_by = ${proposer}, done_at = now() where id = ${id}`.execute(
        database.db,
      ),
    ).rejects.toMatchObject({ code: '23514' });
    expect(await doMove(database.db, id, by(second))).toEqual({ outcome: 'done' });
    await proposeUndo(database.db, id, { actor: proposer, why: 'No.' });
    expect(await undoMove(database.db, id, by(proposer))).toEqual({ outcome: 'own' });
    expect(await doMove(database.db, id, by(second))).toEqual({ outcome: 'gone' });
  });

  test('waits for statements whose changes nobody has read, and says which', async () => {
    const [titan, caci] = [await idOf('titan'), await idOf('caci')];
    const incident = await idOf('abu-ghraib', 'incident');
    await database.db
      .transaction()
      .execute((tx) => write('staff:author', 'a slip', tx).revise(incident, 'incident', 'en', {}));
    const before = await dump();
    const id = await propose('merge', titan, caci);
    expect(await doMove(database.db, id, by(second))).toMatchObject({
      outcome: 'waiting',
      obstacles: [{ id: incident }],
    });
    expect(await dump()).toEqual(before);
  });

  test('is not put back over what somebody has changed since; what came since stays where it was put', async () => {
    const [titan, caci, kbr] = [await idOf('titan'), await idOf('caci'), await idOf('kbr')];
    const id = await propose('merge', titan, caci);
    await doMove(database.db, id, by(second));
    const onward = await propose('merge', caci, kbr);
    expect(await doMove(database.db, onward, by(second))).toEqual({ outcome: 'done' });
    expect(await undo(id)).toMatchObject({ outcome: 'changed' });
    await proposeUndo(database.db, onward, { actor: second, why: 'No.' });
    expect(await undoMove(database.db, onward, by(proposer))).toEqual({ outcome: 'done' });
    expect(await undoMove(database.db, id, by(proposer))).toEqual({ outcome: 'done' });
  });

  test('keeps who wrote what: each statement has a revision of the proposer, reviewed by the one who did it', async () => {
    const [titan, caci] = [await idOf('titan'), await idOf('caci')];
    const id = await propose('merge', titan, caci);
    await doMove(database.db, id, by(second));
    const { rows } = await sql<{ actor: string; reviewer: string; corrects: boolean; why: string }>`
      select distinct v.actor, r.reviewer, x.corrects, x.why from company_name n
      join lateral (select actor from revision where thing_id = n.id order by at desc, number desc limit 1) v on true
      join lateral (select reviewer from review where thing_id = n.id order by at desc limit 1) r on true
      join text_publication x on x.thing_id = n.id and x.corrects
      where n.company_id = ${caci}`.execute(database.db);
    expect(rows).toEqual([{ actor: proposer, reviewer: second, corrects: true, why: 'They are the same.' }]);
    expect((await readMove(database.db, id))?.doneBy).toBe(second);
    await expect(
      sql`insert into publication (id, thing_id, actor) values (gen_random_uuid(), ${titan}, 'staff:other')`.execute(
        database.db,
      ),
    ).rejects.toMatchObject({ code: 'TD004' });
  });
});
