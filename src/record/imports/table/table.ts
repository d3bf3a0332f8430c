import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { z } from 'zod';
import { unguarded } from '../../../foundation/sheets/guard.ts';

/** Rows beyond which a table is refused, columns, and characters of a cell. */
export const mostRows = 5_000;
export const mostColumns = 100;
export const longestCell = 20_000;

/** Why a table cannot be imported: each has its sentence in the desk. */
export const tableRefusals = [
  'empty',
  'unreadable',
  'too_many_rows',
  'too_many_columns',
  'long_cell',
  'duplicate_columns',
  'encoding',
] as const;
export type TableRefusal = (typeof tableRefusals)[number];

/** A table as it was read: its first row as headings, all others as texts. */
export interface ReadTable {
  head: string[];
  rows: string[][];
  /** How its letters were read. */
  encoding: 'utf-8' | 'utf-16' | 'windows-1256' | 'xlsx';
}

/** What the process that reads tables says; checked, for a file may have taken it over. */
export const tableAnswer = z.union([
  z.object({ refused: z.enum(tableRefusals) }),
  z.object({
    head: z.array(z.string().max(longestCell)).min(1).max(mostColumns),
    rows: z.array(z.array(z.string().max(longestCell)).max(mostColumns)).max(mostRows),
    encoding: z.enum(['utf-8', 'utf-16', 'windows-1256', 'xlsx']),
  }),
]);
export type TableAnswer = z.infer<typeof tableAnswer>;

class Refused extends Error {
  readonly reason: TableRefusal;
  constructor(reason: TableRefusal) {
    super(reason);
    this.reason = reason;
  }
}

/** Reads a table by its bytes, whatever it is called: a workbook's first sheet, or CSV with any of the usual separators. */
export async function readTable(path: string): Promise<TableAnswer> {
  try {
    const bytes = await readFile(path);
    const isZip = bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]));
    const { rows, encoding } = isZip ? await sheetOf(bytes) : linesOf(bytes);
    return { ...checked(rows), encoding };
  } catch (error) {
    return { refused: error instanceof Refused ? error.reason : 'unreadable' };
  }
}

async function sheetOf(bytes: Buffer) {
  const sheets = await readXlsxFile(bytes);
  const rows = sheets[0]?.data ?? [];
  return { encoding: 'xlsx' as const, rows: rows.map((row) => row.map(textOf)) };
}

/** Days as ISO days; what a formula gave, never the formula. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(cell);
}

function linesOf(bytes: Buffer) {
  const { text, encoding } = decoded(bytes);
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [';', '\t'].reduce(
    (best, one) => (head.split(one).length > head.split(best).length ? one : best),
    ',',
  );
  const rows: string[][] = parse(text, {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    // One more than are taken tells that there are more.
    to: mostRows + 2,
    max_record_size: mostColumns * longestCell,
  });
  return { encoding, rows };
}

function decoded(bytes: Buffer): { text: string; encoding: ReadTable['encoding'] } {
  const mark = bytes.readUInt16BE(0);
  if (mark === 0xfffe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' };
  if (mark === 0xfeff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    // What Arabic Windows wrote before UTF-8: told by its letters, which no other of these makes in such numbers.
    const text = new TextDecoder('windows-1256').decode(bytes);
    const arabic = text.match(/[\u0621-\u064a]/g)?.length ?? 0;
    const other = text.match(/[\u0080-\u0620\u064b-\uffff]/g)?.length ?? 0;
    if (arabic < 3 || arabic < other * 3) throw new Refused('encoding');
    return { text, encoding: 'windows-1256' };
  }
}

function checked(all: readonly string[][]): { head: string[]; rows: string[][] } {
  const [first, ...rest] = all;
  if (!first || rest.length === 0) throw new Refused('empty');
  if (rest.length > mostRows) throw new Refused('too_many_rows');
  const width = Math.max(first.length, ...rest.map((row) => row.length));
  if (width > mostColumns) throw new Refused('too_many_columns');
  const head = first.map((cell, n) => cell.trim().replace(/\s+/g, ' ') || `#${n + 1}`);
  if (new Set(head.map((one) => one.toLowerCase())).size !== head.length)
    throw new Refused('duplicate_columns');
  const rows = rest
    .map((row) => head.map((_, n) => clean(row[n] ?? '')))
    .filter((row) => row.some((cell) => cell !== ''));
  if (rows.length === 0) throw new Refused('empty');
  if (
    rows.some((row) => row.some((cell) => cell.length > longestCell)) ||
    head.some((one) => one.length > 200)
  )
    throw new Refused('long_cell');
  if ([...head, ...rows.flat()].some((cell) => cell.includes('\0'))) throw new Refused('unreadable');
  return { head, rows };
}

/** A cell without what our own exports put before it, and without half characters. */
const clean = (cell: string) => unguarded(cell.trim()).toWellFormed();
