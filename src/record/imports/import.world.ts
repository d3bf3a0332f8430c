import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect } from 'vitest';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { formsOf } from '../../../tests/desk-forms.ts';
import type { Db } from '../../foundation/database/database.ts';
import { readWaitingTables } from './jobs.ts';
import type { RowMatch } from './matching/match.ts';
import { readTable } from './table.ts';

export interface Waiting {
  id: string;
  matched: string | null;
  score: number | null;
  payload: { title: string; match: RowMatch | null };
}

/** A desk to which a test sends tables; each is read here, in this process. */
export async function importWorld(db: Db) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tadamun-import-'));
  afterAll(() => rm(dataDir, { recursive: true, force: true }));
  const { as } = testDesk(db, { DATA_DIR: dataDir });
  const researcher = await as('researcher');
  const stop = new AbortController().signal;

  /** @returns the address of the table's page. */
  async function send(kind: string, bytes: string | Uint8Array): Promise<string> {
    const body = new FormData();
    body.set('kind', kind);
    body.set('file', new Blob([bytes as BlobPart]), 'table.csv'); // bytes and texts are parts of a blob
    const answer = await researcher.ask('/desk/import', { method: 'POST', body });
    expect(answer.status).toBe(303);
    await readWaitingTables(db, ({ path }) => readTable(path), stop);
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

  /** Sends a table, takes the offered map, proposes. @returns its page and the rows that wait. */
  async function propose(kind: string, table: string): Promise<{ page: string; rows: Waiting[] }> {
    const page = await send(kind, table);
    await mapAsOffered(page);
    expect((await researcher.post(`${page}/propose`)).status).toBe(303);
    return { page, rows: await waiting() };
  }

  const take = (page: string, rows: readonly { id: string }[], how = 'matched', who = researcher) =>
    who.post(`${page}/decide`, { row: rows.map(({ id }) => id), how });

  return { as, researcher, send, html, mapAsOffered, propose, take, waiting };
}
