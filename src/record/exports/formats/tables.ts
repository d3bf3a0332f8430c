import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { guarded } from '../../../foundation/sheets/guard.ts';
import { type SheetColumn, workbookOf } from '../../../foundation/sheets/workbook.ts';
import type { Statement } from '../../api/kinds/statement.ts';
import { type Column, cellText, type Table } from '../cells.ts';
import { mostSheetRows } from '../model.ts';

/** What a number or a code of ours is, no spreadsheet computes; all else is guarded. */
function csvCell(column: Column, text: string | null): string {
  if (text === null) return '';
  return column.type === 'integer' || column.type === 'decimal' ? text : guarded(text);
}

/**
 * @returns statements as CSV (RFC 4180, with the mark by which spreadsheets see UTF-8). What a spreadsheet would take
 * for a formula has an apostrophe before it.
 */
export async function* csvOf(
  table: Table,
  statements: AsyncIterable<Statement>,
  count: () => void,
): AsyncGenerator<Uint8Array> {
  const csv = stringify({
    header: true,
    columns: table.columns.map(({ name }) => name),
    bom: true,
    record_delimiter: 'windows',
    // A line feed within a cell, which other readers than ours would take for the end of the row.
    quoted_match: /[\r\n]/,
  });
  async function* rows() {
    for await (const statement of statements)
      for (const row of table.rows(statement)) {
        count();
        yield table.columns.map((column) => csvCell(column, cellText(column.cell(row))));
      }
  }
  // What breaks comes out of the stream, which is read here.
  pipeline(Readable.from(rows()), csv, () => {});
  yield* csv;
}

/** @returns statements as a workbook of one sheet; null where it would be too long to be held in memory. */
export async function workbookOfTable(
  table: Table,
  statements: AsyncIterable<Statement>,
  count: () => void,
): Promise<Uint8Array | null> {
  const held: Record<string, string | null>[] = [];
  for await (const statement of statements)
    for (const row of table.rows(statement)) {
      if (held.length === mostSheetRows) return null;
      count();
      held.push(
        Object.fromEntries(table.columns.map((column) => [column.name, fitting(cellText(column.cell(row)))])),
      );
    }
  const columns = table.columns.map(
    ({ name, type }): SheetColumn => ({
      key: name,
      head: name,
      width: type === 'text' ? 36 : 14,
      ...((type === 'integer' || type === 'decimal') && { kind: 'number' }),
    }),
  );
  return workbookOf({ dir: 'ltr' }, columns, held);
}

/** A cell of a workbook holds no more than this (ECMA-376 as Excel reads it). */
const longestCell = 32_767;
const fitting = (text: string | null) => (text === null ? null : text.slice(0, longestCell));
