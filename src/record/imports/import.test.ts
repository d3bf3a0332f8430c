import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { makeCompany } from '../api/record.world.ts';
import { importWorld } from './import.world.ts';

const { db } = await testDatabase({ starter: false });
const { as, ask, researcher, send, html, waiting: proposals } = await importWorld(db);

const laws = `Title,Land,type,status,source
A sample law,IQ,licenses,in-force,https://example.org/law
=cmd|' /C calc'!A0,IQ,order,draft,
Another law,Iraq,no such kind,in-force,javascript:alert(1)
`;
const map = {
  'column-0': 'title:en',
  'column-1': 'country',
  'column-2': 'kind',
  'column-3': 'status',
  'column-4': 'source',
};

describe('a table', () => {
  test('is read, looked at cell by cell, proposed and taken as drafts; nothing is public by it', async () => {
    const page = await send('law', laws);
    expect(await html(page)).toContain('A sample law');
    expect((await researcher.post(`${page}/map`, map)).status).toBe(303);
    const preview = await html(page);
    expect(preview.match(/class="error"/g)?.length).toBe(3);
    expect((await ask(page)).status).toBe(303);
    const waiting = await proposals();
    expect(waiting.map(({ payload }) => payload.title)).toEqual(['A sample law', "=cmd|' /C calc'!A0"]);
    const taken = await researcher.post(`${page}/decide`, { row: waiting.map(({ id }) => id), how: 'new' });
    expect(taken.status).toBe(303);
    const { rows } = await sql<{ title: string; state: string; sources: number; out: boolean }>`
      select x.title, x.state, (select count(*)::int from citation c where c.thing_id = l.id) as sources, is_out(l.id) as out
      from law l join law_text x on x.thing_id = l.id order by x.title desc`.execute(db);
    expect(rows).toEqual([
      { title: 'A sample law', state: 'draft', sources: 1, out: false },
      { title: "=cmd|' /C calc'!A0", state: 'draft', sources: 0, out: false },
    ]);
  });

  test('with the headings of before needs no map; what is alike is found with its score, and changed as a draft', async () => {
    const page = await send('law', 'Title,Land,type,status,source\nA sample law,US,,,\n');
    expect(await html(page)).toMatch(/<option value="country" selected/);
    await ask(page);
    const [row] = await proposals();
    expect(row?.score).toBe(1);
    expect((await researcher.post(`${page}/decide`, { row: row?.id ?? '', how: 'matched' })).status).toBe(
      303,
    );
    const { rows } = await sql<{ country: string; kind: string }>`
      select country, kind from law l join law_text x on x.thing_id = l.id where x.title = 'A sample law'`.execute(
      db,
    );
    expect(rows).toEqual([{ country: 'US', kind: 'licenses' }]);
  });

  test('of contracts finds its companies by slug or name, and says where there is none', async () => {
    await makeCompany(db, 'known-example', 'Known Example');
    const page = await send(
      'contract',
      'title,company\nFirst,known-example\nSecond,Known Example\nThird,Nobody\n',
    );
    await researcher.post(`${page}/map`, { 'column-0': 'title:en', 'column-1': 'company_id' });
    const preview = await html(page);
    expect(preview.match(/data-invalid/g)?.length).toBe(1);
    expect(preview.match(/To be taken as new it lacks: Buyer/g)?.length).toBe(2);
    await ask(page);
    const waiting = await proposals();
    expect(waiting).toHaveLength(2);
    // Without a buyer neither can be a draft: they wait, and the page says so.
    const answer = await researcher.post(`${page}/decide`, { row: waiting.map(({ id }) => id), how: 'new' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/First<\/bdi>:.*<b>Buyer<\/b>/);
    expect(await proposals()).toHaveLength(2);
    await researcher.post(`${page}/decide`, { row: waiting.map(({ id }) => id), how: 'decline' });
    expect(await proposals()).toHaveLength(0);
  });

  test('of companies brings each with its first name', async () => {
    const page = await send('company', 'name,lang,country,summary\nTable Example,en,IQ,A sample.\n');
    await researcher.post(`${page}/map`, {
      'column-0': 'first:name',
      'column-1': 'first:lang',
      'column-2': 'country',
      'column-3': 'summary:en',
    });
    await ask(page);
    const [row] = await proposals();
    expect((await researcher.post(`${page}/decide`, { row: row?.id ?? '', how: 'new' })).status).toBe(303);
    const { rows } = await sql<{ name: string; slug: string; out: boolean }>`
      select n.name, t.slug, is_out(n.id) or is_out(t.id) as out from company_name n join thing t on t.id = n.company_id
      where n.name = 'Table Example'`.execute(db);
    expect(rows).toEqual([{ name: 'Table Example', slug: 'table-example', out: false }]);
  });

  test('of companies without the language of the names says that it lacks it, and takes none', async () => {
    const page = await send('company', 'name,country,summary\nNo Language,IQ,A sample.\n');
    await researcher.post(`${page}/map`, {
      'column-0': 'first:name',
      'column-1': 'country',
      'column-2': 'summary:en',
    });
    expect(await html(page)).toContain('To be taken as new it lacks: Language of the name');
    await ask(page);
    const [row] = await proposals();
    const answer = await researcher.post(`${page}/decide`, { row: row?.id ?? '', how: 'new' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/No Language<\/bdi>:.*<b>Language of the name<\/b>/);
    await researcher.post(`${page}/decide`, { row: row?.id ?? '', how: 'decline' });
  });

  test('that cannot be read is refused with a sentence', async () => {
    const page = await send('law', 'a,A\n1,2\n');
    expect(await html(page)).toContain('Two columns have the same heading');
    expect((await ask(page)).status).toBe(422);
  });
});

test('two columns for one field, no chosen row and a kind that there is not are refused', async () => {
  const page = await send('law', laws);
  expect(
    (await researcher.post(`${page}/map`, { 'column-0': 'title:en', 'column-1': 'title:en' })).status,
  ).toBe(422);
  expect((await researcher.post(`${page}/decide`)).status).toBe(422);
  const body = new FormData();
  body.set('kind', 'staff');
  body.set('file', new Blob(['a\n1']), 'a.csv');
  expect((await researcher.ask('/desk/import', { method: 'POST', body })).status).toBe(422);
});

test('nobody but a researcher imports', async () => {
  for (const role of ['editor', 'translator', 'moderator', 'reviewer'] as const)
    expect((await (await as(role)).get('/desk/import')).status, role).toBe(403);
});
