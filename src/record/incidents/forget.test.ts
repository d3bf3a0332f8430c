import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { testSite } from '../../../tests/site.ts';
import { newId } from '../../foundation/database/id.ts';

// Names that nobody bears: whatever of them is found anywhere afterwards is a leak.
const name = 'Qamraya Zubaydexample';
const account = 'Zubaydexample told what happened.';
const incident = 'karrada-2007';

let database: TestDatabase;
let researcher: DeskAsker;
let reviewer: DeskAsker;
let owner: DeskAsker;
let editor: DeskAsker;
let at: string;
let id: string;

beforeEach(async () => {
  database = await testDatabase({ starter: true });
  const desk = testDesk(database.db);
  researcher = await desk.as('researcher', { name: 'Sample Researcher' });
  reviewer = await desk.as('reviewer', { name: 'Sample Reviewer' });
  owner = await desk.as('owner', { name: 'Sample Owner' });
  editor = await desk.as('editor', { name: 'Sample Editor' });
  const made = await researcher.post('/desk/victims/new', {
    primary_lang: 'en',
    incident_id: incident,
    chose_publicity_on: '2010',
    chose_publicity_source: await anySource(),
    name,
    account,
    why: `entered for ${name}`,
  });
  expect(made.status).toBe(303);
  at = (made.headers.get('location') ?? '').replace(/\?.*$/, '');
  id = at.split('/').at(-1) ?? '';
  await researcher.post(`${at}/sources`, {
    do: 'new:',
    url: 'https://press.example.org/named',
    title: 'A sample report',
    kind: 'press',
    quotation: `“I am ${name}”`,
  });
  await comeOut();
});

const anySource = async () =>
  (
    await sql<{ url: string }>`select url from source where url is not null order by id limit 1`.execute(
      database.db,
    )
  ).rows[0]?.url ?? '';
const page = async (path: string) => testSite(database.db).app.request(path);
const html = async (path: string) => (await page(path)).text();
const comeOut = async (why = '') => {
  const seen =
    /name="seen" value="(\d+)"/.exec(await (await reviewer.get(`/desk/record/review/${id}`)).text())?.[1] ??
    '';
  const form = { seen, langs: 'en', intent: 'publish', public_why: why, why };
  expect((await reviewer.post(`/desk/record/review/${id}`, form)).status).toBe(303);
};
const save = async (change: Record<string, string>) => {
  const form = await (await researcher.get(at)).text();
  const base = /name="base" value="([\d.]+)"/.exec(form)?.[1] ?? '';
  const source =
    /name="chose_publicity_source"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="chose_publicity_source"/.exec(
      form,
    );
  const saved = await researcher.post(at, {
    base,
    primary_lang: 'en',
    incident_id: incident,
    chose_publicity_on: '2010',
    chose_publicity_source: source?.[1] ?? source?.[2] ?? (await anySource()),
    account: '',
    intent: 'save',
    ...change,
  });
  expect(saved.status).toBe(303);
};
/** Another source takes the place of the one whose quotation has the name. */
const recite = async () => {
  const form = await (await researcher.get(`${at}/sources`)).text();
  const remove = /value="(remove:[^"]+)"/.exec(form)?.[1] ?? '';
  const other = { url: 'https://press.example.org/other', title: 'Another sample report', kind: 'press' };
  expect((await researcher.post(`${at}/sources`, { do: 'new:', ...other })).status).toBe(303);
  expect((await researcher.post(`${at}/sources`, { do: remove })).status).toBe(303);
};
const forget = (who: DeskAsker, form: Record<string, string>) => who.post(`${at}/forget`, form);
const sure = { ground: 'choice-taken-back', sure: 'yes' };

/** Every row of every table that holds these words, as `table: row`. */
async function found(words: string): Promise<string[]> {
  const tables = await database.pool.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const hits: string[] = [];
  for (const table of tables.rows) {
    const { rows } = await database.pool.query<{ row: string }>(
      `select to_jsonb(x)::text as row from ${table.name} x where to_jsonb(x)::text ilike $1`,
      [`%${words}%`],
    );
    hits.push(...rows.map(({ row }) => `${table.name}: ${row}`));
  }
  return hits;
}

describe('the history of somebody who chose to be named', () => {
  test('tells the public that the name was taken back, and not which it was', async () => {
    await recite();
    await save({ name: 'A woman from Baghdad' });
    await comeOut('Taken back.');
    const shown = await html(`/en/record/history/victim/${await handle()}`);
    expect(shown).toContain('A woman from Baghdad');
    expect(shown).toContain('Taken back.');
    expect(shown).toContain('earlier wordings are not repeated');
    for (const secret of ['Qamraya', 'Zubaydexample']) expect(shown).not.toContain(secret);
    // The database still has it, until somebody says that it is to be forgotten.
    expect(await found('Zubaydexample')).not.toEqual([]);
  });

  test('is not there once the statement is withdrawn; neither the page, nor the data, nor the changes have the name', async () => {
    const slug = await handle();
    await reviewer.post(`${at}/unpublish`);
    expect((await page(`/en/record/history/victim/${slug}`)).status).toBe(404);
    for (const path of [
      `/en/record/incidents/${incident}`,
      `/api/v1/incidents/${incident}`,
      '/api/v1/changes?since=0',
      `/en/record/history/incident/${incident}`,
    ])
      expect(await html(path), path).not.toContain('Zubaydexample');
  });
});

const handle = async () =>
  (
    await sql<{
      handle: string;
    }>`select coalesce(slug, id::text) as handle from thing where id = ${id}`.execute(database.db)
  ).rows[0]?.handle ?? '';

describe('to forget what was said', () => {
  test('keeps what is public and what waits, in fields, texts and sources, so that it can still come out', async () => {
    await recite();
    await save({ name: 'A woman from Baghdad', chose_publicity_on: '2011' });
    await comeOut('Taken back.');
    await save({ name: 'A woman of Baghdad', chose_publicity_on: '2012' });
    await forget(owner, sure);
    const shown = await html(`/en/record/incidents/${incident}`);
    expect(shown).toMatch(
      /A woman from Baghdad[\s\S]*Chose it: 2011|Chose it: 2011[\s\S]*A woman from Baghdad/,
    );
    expect(await html(`/en/record/history/victim/${await handle()}`)).toContain('2011');
    await comeOut('Better words.');
    expect(await html(`/en/record/incidents/${incident}`)).toMatch(/Chose it: 2012/);
    expect(await html(`/en/record/incidents/${incident}`)).toContain('A woman of Baghdad');
  });

  test('of what was withdrawn erases it altogether: the whole database has nothing of the name', async () => {
    await database.pool.query(
      `insert into proposal (id, origin, reference, wants, payload, result, state, decided_at, decided_by)
       values ($1, 'visitor', '2345-6789', 'missing', $2, $3, 'taken', now(), 'staff:sample')`,
      [newId(), JSON.stringify({ text: `Please name ${name}.`, urls: [] }), id],
    );
    await reviewer.post(`${at}/bin`, { why: `${name} asks for it` });
    expect((await found('Zubaydexample')).length).toBeGreaterThan(4);
    const done = await forget(reviewer, sure);
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe('/desk/victims?done=erased');
    expect(await found('Zubaydexample')).toEqual([]);
    expect(await found('Qamraya')).toEqual([]);
    for (const path of ['/api/v1/changes?since=0', `/api/v1/incidents/${incident}`])
      expect(await html(path), path).not.toMatch(/Qamraya|Zubaydexample/);
    const { rows } = await database.pool.query(
      'select thing_id, kind, ground, erased, actor from forgotten union all select null, null, action, null, actor from audit where action = $1',
      ['record.forget'],
    );
    expect(rows).toEqual([
      { thing_id: id, kind: 'victim', ground: sure.ground, erased: true, actor: `staff:${reviewer.id}` },
      expect.objectContaining({ ground: 'record.forget' }),
    ]);
  });

  test('of what is public blanks all that it said before: what stands stays, and the name is nowhere', async () => {
    await recite();
    await save({ name: 'A woman from Baghdad' });
    await comeOut('Taken back.');
    const done = await forget(owner, { ground: 'person-asked', sure: 'yes' });
    expect(done.headers.get('location')).toBe(`${at}/history?done=forgotten`);
    expect(await found('Zubaydexample')).toEqual([]);
    expect(await html(`/en/record/incidents/${incident}`)).toContain('A woman from Baghdad');
    const shown = await html(`/en/record/history/victim/${await handle()}`);
    expect(shown).toContain('A woman from Baghdad');
    expect(shown).toContain('Taken back.');
    // The staff sees that there was something, and cannot bring it back.
    const history = await (await reviewer.get(`${at}/history`)).text();
    const links = [...history.matchAll(/history\/([0-9a-f-]{36})"/g)].map(([, one]) => one ?? '');
    const gone: string[] = [];
    for (const one of new Set(links)) {
      const revision = await (await reviewer.get(`${at}/history/${one}`)).text();
      expect(revision).not.toContain('Zubaydexample');
      if (!revision.includes('has been forgotten')) continue;
      expect(revision).not.toContain('/restore"');
      gone.push(one);
    }
    // The name as it was, and two lists of sources that had the quotation.
    expect(gone).toHaveLength(3);
    expect((await editor.post(`${at}/history/${gone[0]}/restore`)).status).toBe(404);
    // Once more there is nothing to do, and what stands can be changed as before.
    expect((await forget(owner, { ground: 'law', sure: 'yes' })).status).toBe(303);
    await save({ name: 'A woman of Baghdad' });
    await comeOut('Better words.');
    expect(await html(`/en/record/incidents/${incident}`)).toContain('A woman of Baghdad');
  });

  test('takes the datasets that were made while it was public, and their versions are not given again', async () => {
    await database.pool.query(
      `insert into dataset (id, version, made_at, change, sha256, bytes, statements) values
        ($1, '2000-01-01.1', '2000-01-01', 0, sha256('old'), 1, 1), ($2, '2026-11-26.1', now(), 0, sha256('new'), 1, 1)`,
      [newId(), newId()],
    );
    await reviewer.post(`${at}/unpublish`);
    await forget(reviewer, sure);
    const { rows } = await database.pool.query(
      'select version from dataset union all select version from dataset_forgotten',
    );
    expect(rows).toEqual([{ version: '2000-01-01.1' }, { version: '2026-11-26.1' }]);
    const left = await database.pool.query('select version from dataset');
    expect(left.rows).toEqual([{ version: '2000-01-01.1' }]);
  });

  test('is for reviewers and owners, who say why and that they are sure', async () => {
    for (const who of [researcher, editor]) {
      expect((await forget(who, sure)).status).toBe(403);
      expect(await (await who.get(`${at}/history`)).text()).not.toContain(`${at}/forget`);
    }
    for (const form of [{}, { sure: 'yes' }, { ground: 'law' }, { ground: name, sure: 'yes' }]) {
      const refused = await forget(reviewer, form as Record<string, string>); // some of the fields of a form
      expect(refused.status).toBe(422);
      expect(await refused.text()).toContain('Nothing was erased.');
    }
    expect((await found('Zubaydexample')).length).toBeGreaterThan(0);
  });

  test('does nothing where something else hangs on what is to go', async () => {
    const { rows } = await sql<{
      id: string;
    }>`select id from thing where kind = 'incident' and slug = ${incident}`.execute(database.db);
    const path = `/desk/incidents/${rows[0]?.id}`;
    await reviewer.post(`${path}/unpublish`);
    const refused = await reviewer.post(`${path}/forget`, sure);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Something else hangs on this');
    expect((await found('Zubaydexample')).length).toBeGreaterThan(0);
  });
});

describe('the database', () => {
  const blank = `update revision set data = '{"forgotten": true}', why = 'forgotten' where thing_id = $1`;
  const row = `insert into forgotten (id, thing_id, actor, ground) values ($2, $1, 'staff:sample', 'law')`;

  test('changes no revision but into nothing, and that only while it forgets', async () => {
    await expect(database.pool.query(blank, [id])).rejects.toMatchObject({ code: 'TD001' });
    await expect(database.pool.query('delete from revision where thing_id = $1', [id])).rejects.toMatchObject(
      {
        code: 'TD001',
      },
    );
    const client = await database.pool.connect();
    try {
      for (const forged of [
        `update revision set data = '{"name": "Somebody else"}' where thing_id = $1`,
        `update revision set actor = 'staff:other' where thing_id = $1`,
        `update text_publication set why = 'because' where thing_id = $1`,
        `update text_publication set corrects = true, why = 'forgotten' where thing_id = $1`,
      ]) {
        await client.query('begin');
        await client.query(row.replaceAll('$1', `'${id}'`).replaceAll('$2', `'${newId()}'`));
        await expect(client.query(forged, [id]), forged).rejects.toMatchObject({ code: 'TD001' });
        await client.query('rollback');
      }
    } finally {
      client.release();
    }
  });

  test('forgets claims only, in words and no sentence, and remembers that it did', async () => {
    const insert = (thing: string, ground: string) =>
      database.pool.query('insert into forgotten (id, thing_id, actor, ground) values ($1, $2, $3, $4)', [
        newId(),
        thing,
        'staff:sample',
        ground,
      ]);
    const { rows } = await sql<{ id: string }>`select id from thing where kind = 'campaign' limit 1`.execute(
      database.db,
    );
    await expect(insert(rows[0]?.id ?? '', 'law')).rejects.toMatchObject({ code: 'TD006' });
    await expect(insert(newId(), 'law')).rejects.toMatchObject({ code: 'TD006' });
    await expect(insert(id, `${name} asks`)).rejects.toMatchObject({ code: '23514' });
    await insert(id, 'law');
    for (const change of ['delete from forgotten', `update forgotten set actor = 'x'`, 'truncate forgotten'])
      await expect(database.pool.query(change)).rejects.toMatchObject({ code: 'TD001' });
  });
});
