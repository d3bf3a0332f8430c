import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { newId } from '../../foundation/database/id.ts';
import { csvLine } from './csv.ts';
import { audit } from './store.ts';

const { db } = await testDatabase({ starter: true });
const { as } = testDesk(db);
const owner = await as('owner', { name: 'First Owner' });

test('nothing in SQL changes, removes or empties it', async () => {
  await audit(db, { actor: 'operator', action: 'staff.manage' });
  for (const change of [
    sql`update audit set actor = 'x'`,
    sql`delete from audit`,
    sql`truncate audit`,
    sql`truncate audit cascade`,
  ])
    await expect(change.execute(db)).rejects.toMatchObject({ code: 'TD001' });
});

test('says who did what to what in words, by person, action and day, page by page', async () => {
  const translator = await as('translator', { name: 'Sample Translator' });
  for (let i = 0; i < 60; i += 1)
    await audit(db, {
      actor: `staff:${translator.id}`,
      action: 'text.translate',
      route: 'POST /desk/sample',
    });
  await audit(db, {
    actor: `staff:${owner.id}`,
    action: 'staff.manage',
    subject: `staff:${translator.id}`,
    detail: { did: 'give' },
  });
  const read = async (path: string) => (await owner.get(path)).text();
  const all = await read('/desk/audit');
  expect(all).toContain('First Owner');
  expect(all).toContain('role given');
  const only = `/desk/audit?who=staff:${translator.id}&action=text.translate`;
  const first = await read(only);
  const count = (html: string) => html.split('<time ').length - 1;
  expect(count(first)).toBe(50);
  const next = /href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(count(await read(next))).toBe(10);
  expect(count(await read('/desk/audit?from=2999-01-01'))).toBe(0);
  // What stands there was done today, or yesterday where this test met midnight.
  const day = (ago: number) =>
    new Date(Date.now() - ago * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Baghdad' });
  expect(count(await read(`/desk/audit?from=${day(1)}&until=${day(0)}`))).toBe(50);
  expect(count(await read(`/desk/audit?from=${day(3)}&until=${day(2)}`))).toBe(0);
  // What the address says wrongly is left out.
  for (const query of ['who=%27', 'from=2026-02-31', 'after=x', 'action=%00'])
    expect((await owner.get(`/desk/audit?${query}`)).status, query).toBe(200);
});

test('is exported whole, by owners alone', async () => {
  const answer = await owner.get('/desk/audit.csv?action=text.translate');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const text = await answer.text();
  expect(text.trim().split('\r\n')).toHaveLength(61);
  expect(text).toContain('Sample Translator');
  const editor = await as('editor');
  for (const path of ['/desk/audit', '/desk/audit.csv']) expect((await editor.get(path)).status).toBe(403);
});

test('a thousand lines and more go out, each once', async () => {
  const actor = `staff:${newId()}`;
  await sql`insert into audit (id, actor, action) select gen_random_uuid(), ${actor}, 'desk.open' from generate_series(1, 2001)`.execute(
    db,
  );
  const text = await (await owner.get(`/desk/audit.csv?who=${actor}`)).text();
  expect(text.trim().split('\r\n')).toHaveLength(2002);
});

test('a line of CSV comes back as it was, and no cell is a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 5 }), (cells) => {
      const back = parse(csvLine(cells));
      expect(back.map((cell, i) => (cell === `'${cells[i]}` ? cells[i] : cell))).toEqual(cells);
      for (const cell of back) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

/** The cells of one line (RFC 4180). */
function parse(line: string): string[] {
  const cells: string[] = [];
  const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/gy;
  for (let found = cell.exec(line); found; found = cell.exec(line)) {
    const text = found[1] ?? '';
    cells.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
    if (found[2] === '\r\n') break;
  }
  return cells;
}
