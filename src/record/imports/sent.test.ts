import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { formsOf } from '../../../tests/desk-forms.ts';
import { importWorld } from './import.world.ts';

// A finger that presses twice, and a table that somebody has sent before.

const { db } = await testDatabase({ starter: false });
const { as, atWork, researcher, html } = await importWorld(db);

/** The form of the page as a browser has it, with a file chosen. */
async function chosen(bytes: string, kind = 'law', who = researcher): Promise<FormData> {
  const form = formsOf(await html('/desk/import', who)).find(({ action }) => action === '/desk/import');
  const body = new FormData();
  for (const [name, value] of form?.fields ?? []) if (name !== 'file') body.append(name, value);
  body.set('kind', kind);
  body.set('file', new Blob([bytes]), 'table.csv');
  return body;
}
const press = (body: FormData, who = researcher) => who.ask('/desk/import', { method: 'POST', body });
const tables = async () =>
  (await sql<{ id: string }>`select id from import_run order by made_at, id`.execute(db)).rows.map(
    ({ id }) => id,
  );
const pageOf = (answer: Response) => (answer.headers.get('location') ?? '').replace(/\?.*/, '');
const rowsOf = (title: string) => `title,country,kind,status\n${title},IQ,licenses,in-force\n`;
/** A browser builds what it sends anew with each press. */
const copyOf = (body: FormData) => {
  const copy = new FormData();
  for (const [name, value] of body) copy.append(name, value);
  return copy;
};

test('pressed twice, at once or once the first is answered, brings one table, and leads to it', async () => {
  const body = await chosen(rowsOf('Pressed'));
  const answers = await atWork(Promise.all([press(copyOf(body)), press(copyOf(body))]));
  answers.push(await press(copyOf(body)));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(new Set(answers.map(pageOf)).size).toBe(1);
  expect(await tables()).toHaveLength(1);
  const { rows } = await sql`select from audit where subject = ${`import:${(await tables())[0]}`}`.execute(
    db,
  );
  expect(rows).toHaveLength(1);
});

test('the same form with other rows brings another table', async () => {
  const before = await tables();
  const body = await chosen(rowsOf('First'));
  await atWork(press(copyOf(body)));
  body.set('file', new Blob([rowsOf('Second')]), 'table.csv');
  await atWork(press(copyOf(body)));
  expect(await tables()).toHaveLength(before.length + 2);
});

test('the same file sent later is known, whoever sends it; who wants it all the same goes on', async () => {
  const first = pageOf(await atWork(press(await chosen(rowsOf('Later')))));
  const before = await tables();
  const other = await as('researcher');
  const refused = await press(await chosen(rowsOf('Later'), 'law', other), other);
  expect(refused.status).toBe(422);
  const said = await refused.text();
  expect(said).toMatch(/This file is already here: sent on .+ by .+\./);
  expect(said).toContain(`<a href="${first}">`);
  expect(said).toContain('<option value="law" selected');
  expect(await tables()).toEqual(before);

  const form = formsOf(said).find(({ action }) => action === '/desk/import');
  const body = await chosen(rowsOf('Later'), 'law', other);
  body.set('form_key', form?.fields.find(([name]) => name === 'form_key')?.[1] ?? '');
  body.set('anyway', 'yes');
  const answer = await atWork(press(copyOf(body), other));
  expect([answer.status, pageOf(answer) === first]).toEqual([303, false]);
  expect(await tables()).toHaveLength(before.length + 1);
  // That page is led to again by the same press, also without the box.
  body.delete('anyway');
  expect(pageOf(await press(body, other))).toBe(pageOf(answer));
});

test('a file that came to nothing, was taken away, or is of something else, is no hindrance', async () => {
  const refused = await chosen('a,A\n1,2\n');
  const answer = await atWork(press(refused));
  expect(await html(pageOf(answer))).toContain('Two columns have the same heading');
  expect((await atWork(press(await chosen('a,A\n1,2\n')))).status).toBe(303);
  const dropped = pageOf(await atWork(press(await chosen(rowsOf('Dropped')))));
  await researcher.post(`${dropped}/drop`);
  expect((await atWork(press(await chosen(rowsOf('Dropped'))))).status).toBe(303);
  expect((await atWork(press(await chosen(rowsOf('Dropped'), 'treaty-step')))).status).toBe(303);
});
