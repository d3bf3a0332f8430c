import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, expect } from 'vitest';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { formsOf } from '../../../tests/desk-forms.ts';
import { editables } from '../../editables.ts';
import type { Db } from '../../foundation/database/database.ts';
import { readWaitingTables } from './jobs.ts';
import { matchWaitingTables } from './match-desk.ts';
import type { RowMatch } from './matching/match.ts';
import { readTable } from './table/table.ts';

export interface Waiting {
  id: string;
  matched: string | null;
  score: number | null;
  payload: { title: string; match: RowMatch | null };
}

/** A desk to which a test sends tables, and what of the jobs process reads and matches them: it goes on beside every request. */
export async function importWorld(db: Db) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tadamun-import-'));
  afterAll(() => rm(dataDir, { recursive: true, force: true }));
  const { as } = testDesk(db, { DATA_DIR: dataDir });
  const researcher = await as('researcher');
  const stop = new AbortController().signal;

  /** Does the work of the jobs process until a request is answered, and what is left of it then. */
  async function atWork<T>(asked: Promise<T>): Promise<T> {
    let answered = false;
    const answer = asked.finally(() => {
      answered = true;
    });
    do {
      await readWaitingTables(db, ({ path }) => readTable(path), stop);
      await matchWaitingTables(db, editables, stop);
      await sleep(20);
    } while (!answered);
    return answer;
  }

  /** @returns the address of the table's page. */
  async function send(kind: string, bytes: string | Uint8Array): Promise<string> {
    const body = new FormData();
    body.set('kind', kind);
    body.set('anyway', 'yes'); // tests send the same rows again for other ends
    body.set('file', new Blob([bytes as BlobPart]), 'table.csv'); // bytes and texts are parts of a blob
    const answer = await atWork(researcher.ask('/desk/import', { method: 'POST', body }));
    expect(answer.status).toBe(303);
    return (answer.headers.get('location') ?? '').replace(/\?.*/, '');
  }

  const html = async (path: string, who: DeskAsker = researcher) => (await who.get(path)).text();

  /** Saves the map that the page offers for its headings. */
  async function mapAsOffered(page: string): Promise<void> {
    const form = formsOf(await html(page)).find(({ action }) => action.endsWith('/map'));
    expect((await researcher.post(`${page}/map`, Object.fromEntries(form?.fields ?? []))).status).toBe(303);
  }

  /** @returns the rows that wait, of all tables, in their order. */
  async function waiting(): Promise<Waiting[]> {
    const { rows } = await sql<Waiting>`select id, matched, score, payload from proposal
      where origin = 'import' and state = 'waiting' order by id`.execute(db);
    return rows;
  }

  /** Has the rows of a table proposed. */
  const ask = (page: string) => atWork(researcher.post(`${page}/propose`));

  /** Sends a table, takes the offered map, proposes. @returns its page and the rows that wait. */
  async function propose(kind: string, table: string): Promise<{ page: string; rows: Waiting[] }> {
    const page = await send(kind, table);
    await mapAsOffered(page);
    expect((await ask(page)).status).toBe(303);
    return { page, rows: await waiting() };
  }

  const take = (page: string, rows: readonly { id: string }[], how = 'matched', who = researcher) =>
    who.post(`${page}/decide`, { row: rows.map(({ id }) => id), how });

  return { as, atWork, researcher, send, html, mapAsOffered, ask, propose, take, waiting };
}
