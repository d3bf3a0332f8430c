import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/database.ts';
import { make, makeCompany } from '../../api/record.world.ts';
import { importWorld } from '../import.world.ts';

const { db } = await testDatabase({ starter: false });
const { as, html, propose, take, researcher } = await importWorld(db);

const count = async (table: 'citation' | 'citation_draft', id: string) =>
  (
    await sql<{
      n: number;
    }>`select count(*)::int as n from ${sql.table(table)} where thing_id = ${id}`.execute(db)
  ).rows[0]?.n;

test('the source of a row for what is public waits with its words, and the reviewer sees it', async () => {
  const id = await make(db, {
    kind: 'law',
    slug: 'a-public-law',
    table: 'law',
    own: { country: 'IQ', kind: 'order', status: 'draft' },
    texts: { en: { title: 'A public law', summary: 'As it was.' } },
  });
  const table = 'slug,summary,source,page\na-public-law,As it is now.,https://example.org/new-report,p. 7\n';
  const { page, rows } = await propose('law', table);
  expect((await take(page, rows)).status).toBe(303);
  expect(await count('citation', id)).toBe(1);
  expect(await count('citation_draft', id)).toBe(2);
  const reviewer = await as('reviewer');
  const review = await html(`/desk/record/review/${id}`, reviewer);
  expect(review).toContain('https://example.org/new-report');
  expect(review).toContain('p. 7');
  // The same row once more adds nothing.
  const again = await propose('law', table);
  expect((await take(again.page, again.rows)).status).toBe(303);
  expect(await count('citation_draft', id)).toBe(2);
});

test('of two who take a row at once one does, and the other is told', async () => {
  const { page, rows } = await propose('law', 'title,country,type,status\nTaken once,IQ,order,draft\n');
  const editor = await as('editor');
  const answers = await Promise.all([
    take(page, rows, 'new'),
    take(page, rows, 'new', editor),
    take(page, rows, 'new'),
    take(page, rows, 'decline', editor),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422]);
  const { rows: made } = await sql`select from law_text where title = 'Taken once'`.execute(db);
  expect(made.length).toBeLessThan(2);
  const late = await take(page, rows, 'new', editor);
  expect(await late.text()).toContain('Somebody has decided on it meanwhile');
});

test('a row that does not go together says why, and changes nothing', async () => {
  const company = await makeCompany(db, 'dated-example', 'Dated Example');
  const { rows: names } = await sql<{
    id: string;
  }>`select id from company_name where company_id = ${company}`.execute(db);
  const { page, rows } = await propose(
    'company-name',
    `id,company,name,language,period_to\n${names[0]?.id},dated-example,Dated Example,en,2009\n`,
  );
  const answer = await take(page, rows);
  expect(answer.status).toBe(422);
  const said = await answer.text();
  expect(said).toContain('Dated Example');
  expect(said).toContain('<b>End</b>');
  const { rows: draft } = await sql<{
    draft: unknown;
  }>`select draft from thing where id = ${names[0]?.id}`.execute(db);
  expect(draft).toEqual([{ draft: null }]);
  await take(page, rows, 'decline');
});

test('rows that wait are seen with the other proposals, by those who decide on them', async () => {
  const { page, rows } = await propose('law', 'title,country,type,status\nA waiting law,IQ,order,draft\n');
  const editor = await as('editor');
  const list = await html('/desk/proposals', editor);
  expect(list).toContain(`href="${page}"`);
  expect(list).toContain('1 row waits');
  expect(await html(page, editor)).toContain('A waiting law');
  const reviewer = await as('reviewer');
  expect(await html('/desk/proposals', reviewer)).not.toContain(`href="${page}"`);
  expect((await reviewer.get(page)).status).toBe(403);
  await researcher.post(`${page}/decide`, { row: rows.map(({ id }) => id), how: 'decline' });
  expect(await html('/desk/proposals', editor)).not.toContain(page);
});
