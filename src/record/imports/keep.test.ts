import type { KyselyPlugin } from 'kysely';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { editables } from '../../editables.ts';
import { newId } from '../../foundation/database/id.ts';
import { createLog } from '../../foundation/log.ts';
import { askMatching, takeToMatch } from './at-work-store.ts';
import { readRun, saveMap, takeReceived } from './import-store.ts';
import { keepImports } from './keep-desk.ts';
import { insertRun } from './sent-store.ts';
import { readTable } from './table/table.ts';

const { db } = await testDatabase({ starter: false });
const log = createLog('fatal', 'test');
/** As slow and busy as a machine may be. */
const patient = { timeout: 120_000, interval: 50 };
const bytes = Buffer.from('title,country,kind,status\nA sample,IQ,licenses,in-force\n');
const map = ['title:en', 'country', 'kind', 'status'];

const stateOf = async (id: string) =>
  (await sql<{ state: string }>`select state from import_run where id = ${id}`.execute(db)).rows[0]?.state;
const comesTo = (id: string, state: string) =>
  vi.waitFor(async () => expect(await stateOf(id)).toBe(state), patient);
const expire = () => sql`update import_run set leased_until = now() - interval '1 second'`.execute(db);

async function sent() {
  const id = newId();
  await insertRun(db, { id, actor: 'staff:sample', kind: 'law', bytes, sha256: Buffer.alloc(32) });
  return id;
}
/** A table whose rows somebody wants proposed. */
async function asked() {
  const id = await sent();
  await sql`update import_run set state = 'read', bytes = null, head = ${['title', 'country', 'kind', 'status']} where id = ${id}`.execute(
    db,
  );
  await sql`insert into import_row values (${id}, 1, ${['A sample', 'IQ', 'licenses', 'in-force']})`.execute(
    db,
  );
  const run = await readRun(db, id);
  if (run === null) throw new Error('the table is gone');
  await db.transaction().execute((tx) => saveMap(tx, run, map));
  await askMatching(db, id);
  return id;
}
function keeping(over = db, read: Parameters<typeof keepImports>[0]['read'] = ({ path }) => readTable(path)) {
  const stop = new AbortController();
  const kept = keepImports({ db: over, editables, read, log, stop: stop.signal });
  return async () => {
    stop.abort();
    await kept.stop();
  };
}

test('while no table waits the database is asked one and the same thing, over and over', async () => {
  const questions: string[] = [];
  const listening: KyselyPlugin = {
    transformQuery({ node }) {
      questions.push(JSON.stringify(node));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const end = keeping(db.withPlugin(listening));
  await vi.waitFor(() => expect(questions.length).toBeGreaterThan(2), patient);
  await end();
  expect(new Set(questions).size).toBe(1);
});

test('a table is read, and its rows are matched, though another is long in being read', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const end = keeping(db, async ({ path }) => {
    await held;
    return readTable(path);
  });
  const reading = await sent();
  await vi.waitFor(async () => {
    const { rows } = await sql`select from import_run where id = ${reading} and leased_until > now()`.execute(
      db,
    );
    expect(rows).toHaveLength(1);
  }, patient);
  await comesTo(await asked(), 'proposed');
  expect(await stateOf(reading)).toBe('received');
  release();
  await comesTo(reading, 'read');
  await end();
});

test('what a killed process was at is done by the next, once its lease has ended', async () => {
  const [reading, matching] = [await sent(), await asked()];
  expect((await takeReceived(db))?.id).toBe(reading);
  expect((await takeToMatch(db, 20))?.run.id).toBe(matching);
  const end = keeping();
  const later = await sent();
  await comesTo(later, 'read');
  expect([await stateOf(reading), await stateOf(matching)]).toEqual(['received', 'matching']);
  await expire();
  await Promise.all([comesTo(reading, 'read'), comesTo(matching, 'proposed')]);
  await end();
});
