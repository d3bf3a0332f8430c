import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { editables } from '../../editables.ts';
import type { Id } from '../../foundation/database/id.ts';
import { askMatching, noteLooked, takeToMatch } from './at-work-store.ts';
import { importWorld } from './import.world.ts';
import { matchWaitingTables } from './match-desk.ts';

const { db } = await testDatabase({ starter: false });
const { as, ask, html, mapAsOffered, researcher, send, waiting } = await importWorld(db);
const going = new AbortController().signal;
const lines = 45;

/** A table of laws, no two alike, that has been read and mapped. @returns its page and its id. */
async function laws(rows: number, word: string): Promise<{ page: string; id: Id }> {
  const titles = Array.from({ length: rows }, (_, n) => `${word} ${n},IQ,licenses,in-force`);
  const page = await send('law', `title,country,kind,status\n${titles.join('\n')}\n`);
  await mapAsOffered(page);
  return { page, id: page.slice(page.lastIndexOf('/') + 1) as Id }; // the address ends with the id
}

const titlesOf = async (id: Id) =>
  (
    await sql<{ title: string }>`select payload->>'title' as title from proposal where import_run = ${id}
      order by id`.execute(db)
  ).rows.map(({ title }) => title);
const stateOf = async (id: Id) =>
  (await sql<{ state: string }>`select state from import_run where id = ${id}`.execute(db)).rows[0]?.state;
/** A process was killed: what it held is free once its time is over. */
const expire = () => sql`update import_run set leased_until = now() - interval '1 second'`.execute(db);
const inOrder = (word: string) => Array.from({ length: lines }, (_, n) => `${word} ${n}`);

describe('the rows of a table', () => {
  test('are matched in parts; a process that is killed doubles none, and the next one goes on', async () => {
    const { id } = await laws(lines, 'Bromvel');
    expect(await askMatching(db, id)).toBe(true);
    const first = await takeToMatch(db, 20);
    expect(first?.rows).toHaveLength(20);
    // Who holds it is at work: nobody else begins.
    expect(await takeToMatch(db, 20)).toBeNull();
    await expire();
    const again = await takeToMatch(db, 20);
    expect(again?.rows).toEqual(first?.rows);
    const looked = (again?.rows ?? []).map(({ number, cells }) => ({
      number,
      payload: { title: cells[0] ?? '', match: null },
    }));
    await noteLooked(db, id, looked);
    // The first one was slow, and not dead.
    await noteLooked(db, id, looked);
    expect(await titlesOf(id)).toHaveLength(20);
    expect(await matchWaitingTables(db, editables, going)).toBe(lines - 20);
    expect(await titlesOf(id)).toEqual(inOrder('Bromvel'));
    expect(await stateOf(id)).toBe('proposed');
  });

  test('are matched by two processes at once, each row by one', async () => {
    const { id } = await laws(lines, 'Kartan');
    await askMatching(db, id);
    await Promise.all([1, 2, 3].map(() => matchWaitingTables(db, editables, going)));
    expect((await titlesOf(id)).toSorted()).toEqual(inOrder('Kartan').toSorted());
    expect(await stateOf(id)).toBe('proposed');
  });

  test('of a short table do not wait for those of a long one', async () => {
    const long = await laws(lines, 'Gralt');
    const short = await laws(3, 'Tosk');
    await askMatching(db, long.id);
    await askMatching(db, short.id);
    expect((await takeToMatch(db, 20))?.run.id).toBe(short.id);
    await expire();
    await matchWaitingTables(db, editables, going);
  });

  test('are asked for once, however often the button is pressed', async () => {
    const { page, id } = await laws(2, 'Umbrel');
    const answers = await Promise.all([ask(page), ask(page)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await titlesOf(id)).toHaveLength(2);
  });
});

test('while they are compared the page says how far it is, and nobody decides on them; stopped, it is as before', async () => {
  const { page, id } = await laws(lines, 'Dravel');
  // Nobody is at work: the answer does not wait for ever.
  expect((await researcher.post(`${page}/propose`)).status).toBe(303);
  const work = await takeToMatch(db, 20);
  const looked = (work?.rows ?? []).map(({ number }) => ({ number, payload: { title: 'x', match: null } }));
  await noteLooked(db, id, looked);
  expect(await html(page)).toMatch(/20 of 45 rows/);
  expect(await html('/desk/import')).toMatch(/20 of 45 rows/);
  const [row] = await waiting();
  expect((await researcher.post(`${page}/decide`, { row: row?.id ?? '', how: 'new' })).status).toBe(422);
  expect(await html('/desk/proposals')).not.toContain(`/desk/import/${id}`);
  expect((await researcher.post(`${page}/stop`)).status).toBe(303);
  expect(await stateOf(id)).toBe('read');
  expect(await titlesOf(id)).toEqual([]);
  expect((await researcher.post(`${page}/stop`)).status).toBe(422);
  // Tried again it comes to its end, each row once.
  await ask(page);
  await matchWaitingTables(db, editables, going);
  expect(await titlesOf(id)).toEqual(inOrder('Dravel'));
});

test('work that fails thrice gives up, and says so to whoever sent the table', async () => {
  const { page, id } = await laws(3, 'Norvel');
  await askMatching(db, id);
  for (let tried = 0; tried < 3; tried += 1) {
    // Nobody can import a kind that is not there.
    await expect(matchWaitingTables(db, [], going)).rejects.toThrow('cannot be imported');
  }
  expect(await matchWaitingTables(db, [], going)).toBe(0);
  expect(await html(page)).toContain('the work ended three times');
  await ask(page);
  expect(await stateOf(id)).toBe('proposed');
  expect(await html(page)).not.toContain('the work ended three times');
});

test('rows that are left out stay on the page, each with what is wrong; where all are, nothing is proposed', async () => {
  const page = await send(
    'law',
    'title,country,kind,status\nA sound one,IQ,licenses,in-force\nA wrong one,Nowhere,licenses,in-force\n,IQ,order,draft\n',
  );
  await mapAsOffered(page);
  await ask(page);
  const shown = await html(page);
  expect(shown).toContain('2 rows were left out');
  expect(shown).toMatch(/Row 2<\/b>.*country/);
  expect(shown).toMatch(/Row 3<\/b>.*without a title/);
  const wrong = await send('law', 'title,country,kind,status\nA wrong one,Nowhere,licenses,in-force\n');
  await mapAsOffered(wrong);
  await ask(wrong);
  expect(await html(wrong)).toContain('No row can be proposed');
});

test('a table is taken away before its rows are proposals, by those who import, and not after', async () => {
  const { page, id } = await laws(2, 'Felk');
  expect((await (await as('editor')).post(`${page}/drop`)).status).toBe(403);
  expect((await researcher.post(`${page}/drop`)).status).toBe(303);
  expect((await researcher.get(page)).status).toBe(404);
  expect((await sql`select from import_row where run_id = ${id}`.execute(db)).rows).toHaveLength(0);
  const kept = await laws(2, 'Felk');
  await ask(kept.page);
  expect((await researcher.post(`${kept.page}/drop`)).status).toBe(422);
  expect(await titlesOf(kept.id)).toHaveLength(2);
});
