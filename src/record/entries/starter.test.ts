import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { putIntoBin } from '../../desk/editing/history/bin-store.ts';
import { publishWork, unpublish } from '../../desk/editing/publishing/publish-store.ts';
import { moveThing, readWork, saveText } from '../../desk/editing/work-store.ts';
import { editables } from '../../editables.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { type Actor, write } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import { root } from '../../foundation/paths.ts';
import { loadPart } from '../../foundation/starter/loader.ts';
import { make } from '../api/record.world.ts';
import { proposeMove } from '../companies/moving/list-store.ts';
import { doMove } from '../companies/moving/moves-desk-store.ts';
import { cite } from '../sources/store.ts';
import { loadRecord, loadSources } from '../starter.ts';

const staff: Actor = 'staff:author';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tadamun-starter-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Rows of a file of the starter record, as far as a test changes them. */
type Rows = Record<string, unknown>[];

/** The starter record with files changed. @returns its folder. */
async function starterWith(
  version: number,
  change: Record<string, (content: Rows) => unknown> = {},
): Promise<string> {
  const room = await mkdtemp(join(folder, `v${version}-`));
  const at = join(room, 'record');
  await cp(join(root, 'starter', 'record'), at, { recursive: true });
  const part = JSON.parse(await readFile(join(at, 'part.json'), 'utf8'));
  await writeFile(join(at, 'part.json'), JSON.stringify({ ...part, version }));
  for (const [name, changed] of Object.entries(change)) {
    const content = JSON.parse(await readFile(join(at, name), 'utf8'));
    await writeFile(join(at, name), JSON.stringify(changed(content)));
  }
  return at;
}

const load = (db: Db, from: string) =>
  db.transaction().execute((tx) =>
    loadPart(tx, 'record', from, cite, async (context) => {
      await loadSources(context);
      await loadRecord(context);
    }),
  );

async function idOf(db: Db, kind: ThingKind, slug: string): Promise<Id> {
  const found = db.selectFrom('thing').select('id').where('kind', '=', kind).where('slug', '=', slug);
  return (await found.executeTakeFirstOrThrow()).id;
}

/** What the staff does to a thing through the desk's own engine. */
async function edit(db: Db, kind: ThingKind, slug: string, change: 'text' | 'slug' | 'bin' | 'withdraw') {
  const editable = editables.find((one) => one.kind === kind);
  if (!editable) throw new Error(kind);
  const id = await idOf(db, kind, slug);
  await db.transaction().execute(async (tx) => {
    const history = write(staff, 'a sample', tx);
    const work = await readWork(tx, editable, id);
    if (!work) throw new Error(slug);
    if (change === 'slug') await moveThing(history, editable, work, `${slug}-renamed`);
    if (change === 'bin') await putIntoBin(tx, id, staff, 'a sample');
    if (change === 'withdraw' || change === 'bin') await unpublish(tx, editable, id, staff);
    if (change !== 'text') return;
    await saveText(
      history,
      editable,
      id,
      'en',
      { ...work.published.en?.values, title: 'As the coalition has it' },
      null,
    );
    await sql`insert into review (id, thing_id, kind, reviewer) values (${newId()}, ${id}, 'staff', 'staff:second')`.execute(
      tx,
    );
    const draft = await readWork(tx, editable, id);
    const options = { actor: staff, why: 'a sample reason' };
    expect(draft && (await publishWork(history, editable, draft, ['en'], options))).toEqual({
      outcome: 'published',
    });
  });
}

/** The parts that each case has, public or not. */
async function partsOfCases(db: Db): Promise<Record<string, string>> {
  const { rows } = await sql<{ slug: string; parts: string }>`
    select t.slug, (select count(*) from stage where case_id = t.id) || ' ' || (select count(*) from redress where case_id = t.id)
      as parts from thing t where t.kind = 'case'`.execute(db);
  return Object.fromEntries(rows.map(({ slug, parts }) => [slug, parts]));
}

const count = async (db: Db) => (await sql`select from thing`.execute(db)).rows.length;

test('an installation of the first version gets what it lacks, and keeps what it made of the rest', async () => {
  const { db } = await testDatabase({ starter: false });
  const none = () => [];
  const first = await starterWith(1, {
    'cases.json': (all) => all.map((one) => ({ ...one, stages: [], redress: [] })),
    'contracts.json': none,
    'laws.json': none,
    'treaty.json': () => ({ process: [] }),
  });
  expect(await load(db, first)).toBeGreaterThan(100);

  await edit(db, 'case', 'us-v-slough', 'text');
  await edit(db, 'case', 'in-re-xe-services', 'slug');
  await edit(db, 'company', 'blackwater', 'slug');
  await edit(db, 'case', 'adhikari-v-kbr', 'bin');
  const stageOf = async (slug: string) =>
    make(db, {
      kind: 'stage',
      table: 'stage',
      own: { case_id: await idOf(db, 'case', slug), kind: 'filed', position: 1 },
      texts: { en: { what: 'A sample step.' } },
    });
  const [binned, withdrawn] = [await stageOf('al-shimari-v-caci'), await stageOf('al-quraishi-v-nakhla')];
  await db.transaction().execute(async (tx) => {
    await putIntoBin(tx, binned, staff, 'a sample');
    for (const id of [binned, withdrawn]) await unpublish(tx, { kind: 'stage' }, id, staff);
  });

  const before = await count(db);
  const brought = await load(db, await starterWith(2));
  expect(await count(db)).toBe(before + (brought ?? 0));
  const parts = await partsOfCases(db);
  const told: { id: string; stages: unknown[]; redress: unknown[] }[] = JSON.parse(
    await readFile(join(root, 'starter/record/cases.json'), 'utf8'),
  );
  const { 'in-re-xe-services': renamed, ...rest } = Object.fromEntries(
    told.map(({ id, stages, redress }) => [id, `${stages.length} ${redress.length}`]),
  );
  expect(parts).toEqual({
    ...rest,
    'in-re-xe-services-renamed': renamed,
    // Its only step lies in the bin, or was withdrawn: steps it had. Redress it never had.
    'al-shimari-v-caci': '1 1',
    'al-quraishi-v-nakhla': '1 1',
    // What lies in the bin gets nothing.
    'adhikari-v-kbr': '0 0',
  });
  const title = sql<{
    title: string;
  }>`select x.title from court_case_text x join thing t on t.id = x.thing_id
    where t.slug = 'us-v-slough' and x.lang = 'en'`;
  expect((await title.execute(db)).rows).toEqual([{ title: 'As the coalition has it' }]);
  // A contract that is new names the company by the slug that it no longer has.
  const { rows } =
    await sql`select from contract where company_id = ${await idOf(db, 'company', 'blackwater-renamed')}`.execute(
      db,
    );
  expect(rows.length).toBeGreaterThan(0);
  const twice =
    await sql`select kind, slug from thing where slug is not null group by 1, 2 having count(*) > 1
    union all select 'name', company_id || name || lang from company_name group by 2 having count(*) > 1`.execute(
      db,
    );
  expect(twice.rows).toEqual([]);
  // What came is marked as what came with the software, public, and sourced.
  const bare =
    await sql`select t.kind, t.id from thing t where t.kind in ('stage', 'redress', 'contract') and t.id <> ${binned}
    and t.id <> ${withdrawn} and not (exists (select from unadopted where thing_id = t.id) and exists (select from citation
      where thing_id = t.id) and exists (select from publication where thing_id = t.id and ended_at is null))`.execute(
      db,
    );
  expect(bare.rows).toEqual([]);

  expect(await load(db, await starterWith(2))).toBeNull();
  expect(await load(db, await starterWith(3))).toBe(0);
  expect(await partsOfCases(db)).toEqual(parts);
});

test('what a merge took away does not come again, and what is new comes to the company that is left', async () => {
  const { db } = await testDatabase({ starter: true });
  const [from, to] = [await idOf(db, 'company', 'aegis'), await idOf(db, 'company', 'blackwater')];
  const id = newId();
  const move = { id, kind: 'merge', fromCompany: from, toCompany: to, why: 'a sample' } as const;
  expect(await proposeMove(db, { ...move, chosen: [], proposedBy: staff })).toBe(true);
  expect(await doMove(db, id, { actor: 'staff:second', lang: 'en', editables })).toEqual({ outcome: 'done' });
  const newer = await starterWith(1_000, {
    'contracts.json': (all) => [...all, { ...all[0], id: 'new', company: 'aegis' }],
  });
  expect(await load(db, newer)).toBe(1);
  const names = await db.selectFrom('company_name').select('id').where('company_id', '=', from).execute();
  expect(names).toEqual([]);
  const contract = db
    .selectFrom('contract')
    .select('company_id')
    .where('id', '=', await idOf(db, 'contract', 'new'));
  expect(await contract.executeTakeFirst()).toEqual({ company_id: to });
});

test.each<[string, string, (content: Rows) => unknown, RegExp]>([
  [
    'a rule of the database',
    'contracts.json',
    (all) => all.map((one, n) => (n === 1 ? { ...one, id: 'wrong', amount: 5, currency: null } : one)),
    /^The starter file contracts\.json is refused at contract wrong: .*check constraint/,
  ],
  [
    'a rule for a part',
    'cases.json',
    (all) =>
      all.map((one, n) => {
        const redress = {
          kind: 'nothing',
          date: null,
          amount: null,
          currency: null,
          what: { en: 'Nothing.' },
        };
        return n === 1 ? { ...one, id: 'wrong', stages: [], redress: [redress] } : one;
      }),
    /^The starter file cases\.json is refused at case wrong: part 1, redress: .*check constraint/,
  ],
  [
    'what is not there',
    'incidents.json',
    (all) =>
      all.map((one, n) =>
        n === 2
          ? { ...one, id: 'wrong', companies: [{ id: 'nobody', part: 'staff-acted', standing: 'alleged' }] }
          : one,
      ),
    /^The starter file incidents\.json is refused at incident wrong: there is no company nobody\.$/,
  ],
  [
    'the shape of a file',
    'companies.json',
    (all) => all.map((one, n) => (n === 0 ? { ...one, id: 'wrong', founded: 'long ago' } : one)),
    /^The starter file companies\.json is refused at wrong founded: long ago is not a date\.$/,
  ],
  [
    'a source that is not there',
    'laws.json',
    (all) => all.map((one, n) => (n === 0 ? { ...one, id: 'wrong', sources: ['no-such'] } : one)),
    /^The starter file laws\.json is refused at law wrong: there is no source no-such\.$/,
  ],
])('%s refuses a row by its file and slug, and nothing comes in', async (_, file, change, told) => {
  const { db } = await testDatabase({ starter: false });
  const wrong = await starterWith(2, { [file]: change });
  await expect(load(db, wrong)).rejects.toMatchObject({
    code: 'starter-refused',
    message: expect.stringMatching(told),
  });
  expect(await count(db)).toBe(0);
});
