import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Signatory } from './model.ts';
import { listSignatories, type SignatoryFilter } from './store.ts';

/** Rows read at a time, however long the list. */
export const rowsAtATime = 1000;

/** What is public of a signatory, by name: the columns of every list that leaves the site. */
export const publicColumns = [
  'kind',
  'name',
  'name_ar',
  'country',
  'website',
  'listed_on',
  'verified_by',
] as const;

/**
 * A signatory as a list that leaves the site shows it. `verified_by`: the steps of verification that stand for an organisation
 * (`mail`, `domain`, `letter`, `member`), joined by `;`; empty for a person. Codes of ours: nothing of it is typed by anybody.
 */
export function publicRow(row: Signatory): Record<(typeof publicColumns)[number], string | null> {
  return {
    kind: row.kind,
    name: row.name,
    name_ar: row.nameAr,
    country: row.country,
    website: row.website,
    listed_on: row.listedOn,
    verified_by: row.steps.map(({ kind }) => kind).join(';'),
  };
}

/** @returns every row of a list from the first page on, a page in memory at a time. */
export async function* everySignatory(
  db: Db,
  versionId: Id,
  filter: SignatoryFilter,
  first: readonly Signatory[],
): AsyncGenerator<Signatory> {
  for (let rows = first; ; ) {
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < rowsAtATime || !last) return;
    rows = await listSignatories(db, versionId, filter, { after: last, limit: rowsAtATime });
  }
}

/**
 * @returns rows as CSV (RFC 4180, with the mark that spreadsheets need to see UTF-8). What a spreadsheet would take for a
 * formula (=, +, -, @, tab, carriage return at its beginning) gets an apostrophe before it.
 */
export function csvOf(
  rows: AsyncIterable<Record<string, string | null>>,
  columns: readonly string[],
): ReadableStream {
  const csv = stringify({
    header: true,
    columns: [...columns],
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  // An error goes through to the answer, which breaks off.
  pipeline(Readable.from(rows), csv, () => {});
  // Node's stream type and the web's differ only in name here.
  return Readable.toWeb(csv) as ReadableStream;
}

/**
 * Passes rows on. Where a later one cannot be read the reader's connection is cut: a list that ends too early must not
 * look whole. Where there is no connection (an answer made in memory) the error is thrown.
 * @param broke told of the error before.
 */
export async function* wholeOrCut<Row>(
  rows: AsyncIterable<Row>,
  outgoing: { destroy(): unknown } | undefined,
  broke: (error: unknown) => void,
): AsyncGenerator<Row> {
  try {
    yield* rows;
  } catch (error) {
    broke(error);
    if (!outgoing) throw error;
    // Cut here and ended without an error: of an error the server library would tell standard error all that it holds.
    outgoing.destroy();
  }
}
